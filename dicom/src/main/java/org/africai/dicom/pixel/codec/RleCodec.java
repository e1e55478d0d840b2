package org.africai.dicom.pixel.codec;

import java.io.ByteArrayOutputStream;

/// RLE compression (PS3.5 Annex G).
///
/// A frame is a header of sixteen numbers of 32 bits, the number of segments and where each starts,
/// and the segments. There is a segment for each byte of each sample, the most significant byte of
/// the first sample first, compressed as PackBits: a byte n from 0 to 127 says that n + 1 bytes
/// follow as they are, one from 129 to 255 that the next byte is there 257 - n times.
final class RleCodec {
    private static final int HEADER_BYTES = 64;
    private static final int MOST_SEGMENTS = 15;

    /// Two bytes give at most 128.
    private static final int LARGEST_RATIO = 64;

    private static final int LONGEST_RUN = 128;

    private RleCodec() {}

    static Samples decode(byte[] code, PixelFormat format) throws InvalidPixels {
        boolean isPacked = format.bitsAllocated() == 1;
        long size = isPacked ? Math.ceilDiv(format.samples(), Byte.SIZE) : format.bytes();
        if (size / LARGEST_RATIO > code.length) {
            throw InvalidPixels.broken("too few bytes for an RLE frame of this size");
        }
        if (isPacked) {
            byte[] packed = new byte[(int) size];
            decode(code, packed, 1, packed.length, 1);
            return NativeFormat.decode(format, packed, 0);
        }
        PixelFormat result = format.fullColour().interleaved();
        byte[] bytes = new byte[(int) format.bytes()];
        int kinds = format.samplesPerPixel();
        decode(code, bytes, kinds, (int) format.pixels(), format.sampleBytes());
        return new Samples(result, bytes);
    }

    private static void decode(byte[] code, byte[] to, int kinds, int pixels, int unit)
            throws InvalidPixels {
        int segments = kinds * unit;
        if (code.length < HEADER_BYTES) {
            throw InvalidPixels.broken("no RLE header of 64 bytes");
        }
        long said = uint32(code, 0);
        if (said != segments || segments > MOST_SEGMENTS) {
            throw InvalidPixels.broken(said + " RLE segments where the samples need " + segments);
        }
        for (int i = 0; i < segments; i++) {
            int start = offset(code, i + 1);
            int end = i + 1 < segments ? offset(code, i + 2) : code.length;
            int first = (i / unit) * unit + unit - 1 - i % unit;
            segment(code, start, end, new Target(to, first, segments, pixels));
        }
    }

    private static int offset(byte[] code, int index) throws InvalidPixels {
        long offset = uint32(code, 4 * index);
        if (offset < HEADER_BYTES || offset > code.length) {
            throw InvalidPixels.broken("an RLE segment starts outside the frame");
        }
        return (int) offset;
    }

    private static long uint32(byte[] code, int at) {
        return (code[at] & 0xFFL)
                | (code[at + 1] & 0xFFL) << 8
                | (code[at + 2] & 0xFFL) << 16
                | (code[at + 3] & 0xFFL) << 24;
    }

    /// Where the bytes of a segment go: one of each `step`.
    private static final class Target {
        private final byte[] to;
        private final int step;
        private int at;
        private int left;

        Target(byte[] to, int first, int step, int count) {
            this.to = to;
            this.at = first;
            this.step = step;
            this.left = count;
        }

        boolean isFull() {
            return left == 0;
        }

        /// Bytes beyond the frame are left out: some writers pad.
        void copy(byte[] from, int start, int count) {
            int taken = Math.min(count, left);
            for (int i = 0; i < taken; i++) {
                to[at] = from[start + i];
                at += step;
            }
            left -= taken;
        }

        void repeat(byte value, int count) {
            int taken = Math.min(count, left);
            for (int i = 0; i < taken; i++) {
                to[at] = value;
                at += step;
            }
            left -= taken;
        }
    }

    private static void segment(byte[] code, int start, int end, Target target)
            throws InvalidPixels {
        int at = start;
        while (!target.isFull()) {
            if (at >= end) {
                throw InvalidPixels.broken("an RLE segment ends before its samples do");
            }
            int n = code[at++];
            if (n >= 0) {
                if (n + 1 > end - at) {
                    throw InvalidPixels.broken("an RLE segment ends within a run");
                }
                target.copy(code, at, n + 1);
                at += n + 1;
            } else if (n != -128) {
                if (at >= end) {
                    throw InvalidPixels.broken("an RLE segment ends within a run");
                }
                target.repeat(code[at++], 1 - n);
            }
        }
    }

    static byte[] encode(Samples samples) {
        PixelFormat format = samples.format();
        if (format.bitsAllocated() == 1) {
            return encodeBits(samples);
        }
        int unit = format.sampleBytes();
        int segments = unit * format.samplesPerPixel();
        Writer writer = new Writer(segments);
        byte[] row = new byte[format.columns()];
        for (int i = 0; i < segments; i++) {
            writer.startSegment(i);
            int at = (i / unit) * unit + unit - 1 - i % unit;
            for (int y = 0; y < format.rows(); y++) {
                for (int x = 0; x < row.length; x++, at += segments) {
                    row[x] = samples.bytes()[at];
                }
                writer.row(row);
            }
        }
        return writer.finish();
    }

    private static byte[] encodeBits(Samples samples) {
        byte[] packed = new byte[Math.ceilDiv(samples.bytes().length, Byte.SIZE)];
        for (int i = 0; i < samples.bytes().length; i++) {
            packed[i >>> 3] |= (byte) ((samples.bytes()[i] & 1) << (i & 7));
        }
        Writer writer = new Writer(1);
        writer.startSegment(0);
        writer.row(packed);
        return writer.finish();
    }

    /// Whether the frame has no more segments than the header has places.
    static boolean canEncode(PixelFormat format) {
        return format.sampleBytes() * format.samplesPerPixel() <= MOST_SEGMENTS;
    }

    private static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final int[] offsets;

        Writer(int segments) {
            offsets = new int[segments];
            out.writeBytes(new byte[HEADER_BYTES]);
        }

        void startSegment(int segment) {
            padToEven();
            offsets[segment] = out.size();
        }

        private void padToEven() {
            if (out.size() % 2 != 0) {
                out.write(0);
            }
        }

        /// Rows are compressed each on its own (PS3.5 §G.3.1).
        void row(byte[] row) {
            int at = 0;
            while (at < row.length) {
                int run = run(row, at);
                if (run >= 2) {
                    out.write(1 - run);
                    out.write(row[at]);
                    at += run;
                } else {
                    int count = literals(row, at);
                    out.write(count - 1);
                    out.write(row, at, count);
                    at += count;
                }
            }
        }

        private static int run(byte[] row, int at) {
            int most = Math.min(row.length - at, LONGEST_RUN);
            int count = 1;
            while (count < most && row[at + count] == row[at]) {
                count++;
            }
            return count;
        }

        /// Bytes up to the next run of three, which is the shortest that saves something.
        private static int literals(byte[] row, int at) {
            int most = Math.min(row.length - at, LONGEST_RUN);
            int count = 1;
            while (count < most && !startsRun(row, at + count)) {
                count++;
            }
            return count;
        }

        private static boolean startsRun(byte[] row, int at) {
            return at + 2 < row.length && row[at] == row[at + 1] && row[at] == row[at + 2];
        }

        byte[] finish() {
            padToEven();
            byte[] frame = out.toByteArray();
            putUint32(frame, 0, offsets.length);
            for (int i = 0; i < offsets.length; i++) {
                putUint32(frame, 4 * (i + 1), offsets[i]);
            }
            return frame;
        }

        private static void putUint32(byte[] to, int at, int value) {
            for (int i = 0; i < 4; i++) {
                to[at + i] = (byte) (value >>> (8 * i));
            }
        }
    }
}
