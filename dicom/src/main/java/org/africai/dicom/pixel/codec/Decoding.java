package org.africai.dicom.pixel.codec;

/// What became of decoding a frame.
public sealed interface Decoding {
    /// The samples; their format says what they are now, which may differ from the data set's: not
    /// planar, colour differences for each pixel.
    record Decoded(Samples samples) implements Decoding {}

    /// The frame may be right, but nothing here can read it.
    record Unsupported(String reason) implements Decoding {}

    /// The frame contradicts the standard, itself or the data set.
    record Broken(String reason) implements Decoding {}
}
