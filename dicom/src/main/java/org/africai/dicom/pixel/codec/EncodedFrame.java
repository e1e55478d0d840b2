package org.africai.dicom.pixel.codec;

import org.africai.dicom.data.BulkRange;

/// What became of encoding a frame.
public sealed interface EncodedFrame {
    /// The frame's bytes, in memory, as [org.africai.dicom.pixel.Encapsulation] takes them.
    record Encoded(BulkRange bytes) implements EncodedFrame {}

    /// Samples of this format, or any, cannot be encoded in the transfer syntax here.
    record Unsupported(String reason) implements EncodedFrame {}
}
