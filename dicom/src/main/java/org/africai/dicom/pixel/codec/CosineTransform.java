package org.africai.dicom.pixel.codec;

/// The cosine transform of blocks of eight by eight and its inverse (ITU-T T.81 §A.3.3), rows and
/// columns one after the other, the even and the odd coefficients of each apart.
final class CosineTransform {
    private static final int SIDE = 8;
    private static final float C1 = half(1);
    private static final float C2 = half(2);
    private static final float C3 = half(3);
    private static final float C4 = half(4);
    private static final float C5 = half(5);
    private static final float C6 = half(6);
    private static final float C7 = half(7);

    private static float half(int sixteenths) {
        return (float) (StrictMath.cos(sixteenths * Math.PI / 16) / 2);
    }

    private CosineTransform() {}

    /// Makes samples of coefficients, in place.
    static void inverse(float[] block) {
        for (int i = 0; i < SIDE * SIDE; i += SIDE) {
            inverse(block, i, 1);
        }
        for (int i = 0; i < SIDE; i++) {
            inverse(block, i, SIDE);
        }
    }

    /// Makes coefficients of samples, in place.
    static void forward(float[] block) {
        for (int i = 0; i < SIDE * SIDE; i += SIDE) {
            forward(block, i, 1);
        }
        for (int i = 0; i < SIDE; i++) {
            forward(block, i, SIDE);
        }
    }

    private static void forward(float[] b, int at, int step) {
        float sum0 = b[at] + b[at + 7 * step];
        float sum1 = b[at + step] + b[at + 6 * step];
        float sum2 = b[at + 2 * step] + b[at + 5 * step];
        float sum3 = b[at + 3 * step] + b[at + 4 * step];
        float x0 = b[at] - b[at + 7 * step];
        float x1 = b[at + step] - b[at + 6 * step];
        float x2 = b[at + 2 * step] - b[at + 5 * step];
        float x3 = b[at + 3 * step] - b[at + 4 * step];
        float outer = sum0 + sum3;
        float inner = sum1 + sum2;
        b[at] = (outer + inner) * C4;
        b[at + 4 * step] = (outer - inner) * C4;
        b[at + 2 * step] = (sum0 - sum3) * C2 + (sum1 - sum2) * C6;
        b[at + 6 * step] = (sum0 - sum3) * C6 - (sum1 - sum2) * C2;
        b[at + step] = x0 * C1 + x1 * C3 + x2 * C5 + x3 * C7;
        b[at + 3 * step] = x0 * C3 - x1 * C7 - x2 * C1 - x3 * C5;
        b[at + 5 * step] = x0 * C5 - x1 * C1 + x2 * C7 + x3 * C3;
        b[at + 7 * step] = x0 * C7 - x1 * C5 + x2 * C3 - x3 * C1;
    }

    private static void inverse(float[] b, int at, int step) {
        float x0 = b[at];
        float x1 = b[at + step];
        float x2 = b[at + 2 * step];
        float x3 = b[at + 3 * step];
        float x4 = b[at + 4 * step];
        float x5 = b[at + 5 * step];
        float x6 = b[at + 6 * step];
        float x7 = b[at + 7 * step];
        float sum = (x0 + x4) * C4;
        float difference = (x0 - x4) * C4;
        float outer = x2 * C2 + x6 * C6;
        float inner = x2 * C6 - x6 * C2;
        float odd0 = x1 * C1 + x3 * C3 + x5 * C5 + x7 * C7;
        float odd1 = x1 * C3 - x3 * C7 - x5 * C1 - x7 * C5;
        float odd2 = x1 * C5 - x3 * C1 + x5 * C7 + x7 * C3;
        float odd3 = x1 * C7 - x3 * C5 + x5 * C3 - x7 * C1;
        b[at] = sum + outer + odd0;
        b[at + 7 * step] = sum + outer - odd0;
        b[at + step] = difference + inner + odd1;
        b[at + 6 * step] = difference + inner - odd1;
        b[at + 2 * step] = difference - inner + odd2;
        b[at + 5 * step] = difference - inner - odd2;
        b[at + 3 * step] = sum - outer + odd3;
        b[at + 4 * step] = sum - outer - odd3;
    }
}
