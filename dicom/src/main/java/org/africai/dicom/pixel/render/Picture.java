package org.africai.dicom.pixel.render;

import java.io.IOException;
import java.io.OutputStream;

/// A picture of eight bits: row by row, one byte of grey for each pixel, or three of red, green and
/// blue.
public final class Picture {
    private final int width;
    private final int height;
    private final boolean isColour;
    private final byte[] bytes;

    /// A picture in an array, which is not copied.
    ///
    /// @throws IllegalArgumentException when the array has another length
    public Picture(int width, int height, boolean isColour, byte[] bytes) {
        long length = (long) width * height * (isColour ? 3 : 1);
        if (width < 1 || height < 1 || bytes.length != length) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes are no picture of " + width + " x " + height);
        }
        this.width = width;
        this.height = height;
        this.isColour = isColour;
        this.bytes = bytes;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public boolean isColour() {
        return isColour;
    }

    /// Bytes of a pixel: 1 or 3.
    public int channels() {
        return isColour ? 3 : 1;
    }

    /// The array itself, not a copy.
    public byte[] bytes() {
        return bytes;
    }

    /// Writes the picture as PNG. The stream stays open.
    public void writePng(OutputStream out) throws IOException {
        new PngWriter(out).write(this);
    }

    /// Writes the picture as baseline JPEG. The stream stays open.
    ///
    /// @param quality 1 to 100, as usual: 50 is the quantization the standard gives as an example
    /// @throws IllegalArgumentException when the quality is out of its range, or a side longer than
    ///   JPEG can say, 65535
    public void writeJpeg(OutputStream out, int quality) throws IOException {
        out.write(
                org.africai.dicom.pixel.codec.JpegPicture.encode(
                        width, height, isColour, bytes, quality));
    }
}
