package org.africai.dicom.pixel.codec;

/// Decodes the samples of a scan (ITU-T T.87 Annexes A and B).
///
/// Lines have a sample more at each end: to the left what stands for a in the first column, to the
/// right what stands for d in the last one.
final class JpegLsScanDecoder {
    private final JpegLsModel model;
    private final JpegLsBits bits;
    private final JpegLsHeader scan;
    private final Samples samples;
    private final int columns;
    private final int parts;
    private final int[] runIndex;
    private int[][] above;
    private int[][] current;

    JpegLsScanDecoder(JpegLsPreset preset, JpegLsBits bits, JpegLsHeader scan, Samples samples) {
        this.model = new JpegLsModel(preset);
        this.bits = bits;
        this.scan = scan;
        this.samples = samples;
        this.columns = samples.format().columns();
        this.parts = scan.components().size();
        this.runIndex = new int[parts];
        this.above = new int[parts][columns + 2];
        this.current = new int[parts][columns + 2];
    }

    void decode() throws InvalidPixels {
        for (int y = 0; y < samples.format().rows(); y++) {
            for (int part = 0; part < parts; part++) {
                current[part][0] = above[part][1];
                above[part][columns + 1] = above[part][columns];
            }
            if (scan.interleaving() == JpegLsHeader.Interleaving.SAMPLE) {
                decodePixels();
            } else {
                for (int part = 0; part < parts; part++) {
                    decodeLine(part);
                }
            }
            store(y);
            int[][] done = above;
            above = current;
            current = done;
        }
    }

    private void store(int y) {
        int kinds = samples.format().samplesPerPixel();
        int unit = samples.format().sampleBytes();
        for (int part = 0; part < parts; part++) {
            int at = y * columns * kinds + scan.components().get(part);
            for (int x = 1; x <= columns; x++, at += kinds) {
                Samples.put(samples.bytes(), unit, at, current[part][x]);
            }
        }
    }

    private void decodeLine(int part) throws InvalidPixels {
        int[] line = current[part];
        int[] up = above[part];
        int x = 1;
        while (x <= columns) {
            int a = line[x - 1];
            int b = up[x];
            int c = up[x - 1];
            int context = model.context(a, b, c, up[x + 1]);
            if (context != 0) {
                line[x++] = regular(context, a, b, c);
                continue;
            }
            int length = run(part, columns + 1 - x);
            java.util.Arrays.fill(line, x, x + length, a);
            x += length;
            if (x <= columns) {
                line[x] = runEnd(a, up[x], isAlike(a, up[x]) ? 1 : 0, runIndex[part]);
                runIndex[part] = JpegLsModel.shorter(runIndex[part]);
                x++;
            }
        }
    }

    private boolean isAlike(int a, int b) {
        return Math.abs(a - b) <= model.preset.near();
    }

    private void decodePixels() throws InvalidPixels {
        int x = 1;
        while (x <= columns) {
            if (!isRun(x)) {
                for (int part = 0; part < parts; part++) {
                    int[] line = current[part];
                    int[] up = above[part];
                    int context = model.context(line[x - 1], up[x], up[x - 1], up[x + 1]);
                    line[x] = regular(context, line[x - 1], up[x], up[x - 1]);
                }
                x++;
                continue;
            }
            int length = run(0, columns + 1 - x);
            for (int part = 0; part < parts; part++) {
                java.util.Arrays.fill(current[part], x, x + length, current[part][x - 1]);
            }
            x += length;
            if (x <= columns) {
                for (int part = 0; part < parts; part++) {
                    current[part][x] = runEnd(current[part][x - 1], above[part][x], 0, runIndex[0]);
                }
                runIndex[0] = JpegLsModel.shorter(runIndex[0]);
                x++;
            }
        }
    }

    private boolean isRun(int x) {
        for (int part = 0; part < parts; part++) {
            int[] up = above[part];
            if (model.context(current[part][x - 1], up[x], up[x - 1], up[x + 1]) != 0) {
                return false;
            }
        }
        return true;
    }

    private int regular(int signedContext, int a, int b, int c) throws InvalidPixels {
        int sign = signedContext < 0 ? -1 : 1;
        int context = sign * signedContext;
        int prediction = model.predict(JpegLsModel.edge(a, b, c), context, sign);
        int k = model.golomb(context);
        int code = code(k, model.limit);
        int error = (code & 1) == 0 ? code >> 1 : -((code + 1) >> 1);
        if (model.isTurned(context, k)) {
            error = -1 - error;
        }
        model.learn(context, error);
        return model.reconstruct(prediction, sign * error);
    }

    /// A code of limited length (T.87 §A.5.3).
    private int code(int k, int limit) throws InvalidPixels {
        int most = limit - model.errorBits - 1;
        int zeros = bits.zeros(most);
        int code = zeros < most ? zeros << k | bits.read(k) : bits.read(model.errorBits) + 1;
        if (code > 2 * model.range) {
            throw InvalidPixels.broken("a JPEG-LS error larger than the largest");
        }
        return code;
    }

    /// Length of the run that starts here.
    private int run(int part, int left) throws InvalidPixels {
        int length = 0;
        while (bits.isOne()) {
            int whole = 1 << JpegLsModel.runBits(runIndex[part]);
            if (whole > left - length) {
                return left;
            }
            length += whole;
            runIndex[part] = JpegLsModel.longer(runIndex[part]);
            if (length == left) {
                return left;
            }
        }
        length += bits.read(JpegLsModel.runBits(runIndex[part]));
        if (length >= left) {
            throw InvalidPixels.broken("a JPEG-LS run longer than its line");
        }
        return length;
    }

    private int runEnd(int a, int b, int type, int index) throws InvalidPixels {
        int k = model.runGolomb(type);
        int code = code(k, model.limit - JpegLsModel.runBits(index) - 1);
        int turned = (code + type) & 1;
        int size = (code + type + turned) >> 1;
        int error = (turned == 1) == model.isRunTurned(type, k) ? -size : size;
        model.learnRun(type, error, code);
        int sign = type == 0 && a > b ? -1 : 1;
        return model.reconstruct(type == 1 ? a : b, sign * error);
    }
}
