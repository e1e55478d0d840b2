package org.africai.dicom.io;

import org.africai.dicom.encoding.Vr;

/// Where the pixel data of a file is.
///
/// @param tag PixelData, FloatPixelData or DoubleFloatPixelData
/// @param vr the VR that is written, or the usual one
/// @param headerOffset position of the element in the file, or in the inflated data set
/// @param valueOffset position of its value
/// @param length number of bytes, or [#ENCAPSULATED]
public record PixelDataPosition(int tag, Vr vr, long headerOffset, long valueOffset, long length) {
    /// The length of pixel data in fragments, which is not written.
    public static final long ENCAPSULATED = -1;

    /// @param headerOffset position of the header that was read
    static PixelDataPosition of(ElementHeader header, long headerOffset) {
        return new PixelDataPosition(
                header.tag,
                header.vr,
                headerOffset,
                headerOffset + header.bytes,
                header.isUndefinedLength() ? ENCAPSULATED : header.valueBytes());
    }

    public boolean isEncapsulated() {
        return length == ENCAPSULATED;
    }
}
