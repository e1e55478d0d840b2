package org.africai.dicom.pixel.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes PNG (ISO/IEC 15948): each row as its difference from the one above, deflated.
final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final int BITS = 8;
    private static final int GREY = 0;
    private static final int TRUECOLOUR = 2;
    private static final int FILTER_UP = 2;
    private static final int CHUNK_BYTES = 1 << 16;

    private final OutputStream out;

    PngWriter(OutputStream out) {
        this.out = out;
    }

    void write(Picture picture) throws IOException {
        out.write(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(picture.width()).putInt(picture.height());
        header.put((byte) BITS).put((byte) (picture.isColour() ? TRUECOLOUR : GREY));
        chunk("IHDR", header.array(), header.capacity());
        writeRows(picture);
        chunk("IEND", new byte[0], 0);
    }

    private void writeRows(Picture picture) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            int stride = picture.width() * picture.channels();
            byte[] row = new byte[stride + 1];
            byte[] packed = new byte[CHUNK_BYTES];
            row[0] = FILTER_UP;
            for (int y = 0; y < picture.height(); y++) {
                int at = y * stride;
                for (int i = 0; i < stride; i++) {
                    int above = y == 0 ? 0 : picture.bytes()[at + i - stride];
                    row[i + 1] = (byte) (picture.bytes()[at + i] - above);
                }
                deflater.setInput(row);
                drain(deflater, packed, false);
            }
            deflater.finish();
            drain(deflater, packed, true);
        } finally {
            deflater.end();
        }
    }

    private void drain(Deflater deflater, byte[] packed, boolean isEnd) throws IOException {
        while (isEnd ? !deflater.finished() : !deflater.needsInput()) {
            int count = deflater.deflate(packed);
            if (count > 0) {
                chunk("IDAT", packed, count);
            }
        }
    }

    private void chunk(String type, byte[] data, int length) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(length + 4);
        for (int i = 0; i < type.length(); i++) {
            chunk.write(type.charAt(i));
        }
        chunk.write(data, 0, length);
        CRC32 crc = new CRC32();
        crc.update(chunk.toByteArray());
        out.write(ByteBuffer.allocate(4).putInt(length).array());
        chunk.writeTo(out);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
