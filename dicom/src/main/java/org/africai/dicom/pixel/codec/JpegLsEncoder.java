package org.africai.dicom.pixel.codec;

/// Encodes JPEG-LS (ITU-T T.87) without loss; components are interleaved by line.
final class JpegLsEncoder {
    private final Samples samples;
    private final int precision;
    private final int columns;
    private final int parts;
    private final ByteSink out = new ByteSink();
    private final JpegLsModel model;
    private final JpegLsBitWriter bits = new JpegLsBitWriter(out);
    private final int[] runIndex;

    private JpegLsEncoder(Samples samples) {
        this.samples = samples;
        this.precision = Precision.of(samples);
        this.columns = samples.format().columns();
        this.parts = samples.format().samplesPerPixel();
        this.model = new JpegLsModel(JpegLsPreset.of((1 << precision) - 1, 0));
        this.runIndex = new int[parts];
    }

    static byte[] encode(Samples samples) {
        return new JpegLsEncoder(samples).encode();
    }

    private byte[] encode() {
        writeHeader();
        int[][] above = new int[parts][columns + 2];
        int[][] current = new int[parts][columns + 2];
        int mask = (1 << precision) - 1;
        for (int y = 0; y < samples.format().rows(); y++) {
            for (int part = 0; part < parts; part++) {
                int at = y * columns * parts + part;
                int[] line = current[part];
                line[0] = above[part][1];
                for (int x = 1; x <= columns; x++, at += parts) {
                    line[x] = samples.bits(at) & mask;
                }
                above[part][columns + 1] = above[part][columns];
                encodeLine(part, line, above[part]);
            }
            int[][] done = above;
            above = current;
            current = done;
        }
        bits.finish();
        out.marker(JpegMarkers.EOI);
        return out.toBytes();
    }

    private void writeHeader() {
        out.marker(JpegMarkers.SOI);
        out.marker(JpegMarkers.JPEG_LS_SOF);
        out.uint16(8 + 3 * parts);
        out.uint8(precision);
        out.uint16(samples.format().rows());
        out.uint16(columns);
        out.uint8(parts);
        for (int i = 1; i <= parts; i++) {
            out.uint8(i);
            out.uint8(0x11);
            out.uint8(0);
        }
        out.marker(JpegMarkers.SOS);
        out.uint16(6 + 2 * parts);
        out.uint8(parts);
        for (int i = 1; i <= parts; i++) {
            out.uint8(i);
            out.uint8(0);
        }
        out.uint8(0);
        out.uint8(parts == 1 ? 0 : 1);
        out.uint8(0);
    }

    private void encodeLine(int part, int[] line, int[] up) {
        int x = 1;
        while (x <= columns) {
            int a = line[x - 1];
            int context = model.context(a, up[x], up[x - 1], up[x + 1]);
            if (context != 0) {
                regular(context, line[x], JpegLsModel.edge(a, up[x], up[x - 1]));
                x++;
                continue;
            }
            int end = x;
            while (end <= columns && line[end] == a) {
                end++;
            }
            run(part, end - x, end > columns);
            x = end;
            if (x <= columns) {
                runEnd(line[x], a, up[x], runIndex[part]);
                runIndex[part] = JpegLsModel.shorter(runIndex[part]);
                x++;
            }
        }
    }

    private void regular(int signedContext, int sample, int edge) {
        int sign = signedContext < 0 ? -1 : 1;
        int context = sign * signedContext;
        int k = model.golomb(context);
        int error = reduced(sign * (sample - model.predict(edge, context, sign)));
        int counted = model.isTurned(context, k) ? -1 - error : error;
        code(counted >= 0 ? 2 * counted : -2 * counted - 1, k, model.limit);
        model.learn(context, error);
    }

    /// The error modulo their number, as near to 0 as can be (T.87 §A.4.5).
    private int reduced(int error) {
        int positive = error < 0 ? error + model.range : error;
        return positive >= (model.range + 1) / 2 ? positive - model.range : positive;
    }

    private void code(int code, int k, int limit) {
        int most = limit - model.errorBits - 1;
        int high = code >> k;
        if (high < most) {
            bits.zeros(high);
            bits.write(1, 1);
            bits.write(code & ((1 << k) - 1), k);
        } else {
            bits.zeros(most);
            bits.write(1, 1);
            bits.write(code - 1, model.errorBits);
        }
    }

    private void run(int part, int length, boolean isToEnd) {
        int left = length;
        while (left >= 1 << JpegLsModel.runBits(runIndex[part])) {
            bits.write(1, 1);
            left -= 1 << JpegLsModel.runBits(runIndex[part]);
            runIndex[part] = JpegLsModel.longer(runIndex[part]);
        }
        if (!isToEnd) {
            bits.write(0, 1);
            bits.write(left, JpegLsModel.runBits(runIndex[part]));
        } else if (left > 0) {
            bits.write(1, 1);
        }
    }

    private void runEnd(int sample, int a, int b, int index) {
        int type = a == b ? 1 : 0;
        int sign = type == 0 && a > b ? -1 : 1;
        int error = reduced(sign * (sample - b));
        int k = model.runGolomb(type);
        boolean isTurned = error != 0 && (error < 0) == model.isRunTurned(type, k);
        int code = 2 * Math.abs(error) - type - (isTurned ? 1 : 0);
        code(code, k, model.limit - JpegLsModel.runBits(index) - 1);
        model.learnRun(type, error, code);
    }
}
