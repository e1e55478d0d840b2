package org.africai.dicom.pixel.codec;

/// The inverse wavelet transformations of JPEG 2000 (ITU-T T.800 Annex F): low and high
/// frequencies, which stand on even and odd lines, are joined by lifting steps, first in rows, then
/// in columns. Beyond the edges the signal is mirrored.
final class Wavelet {
    private static final float ALPHA = (float) -1.586134342059924;
    private static final float BETA = (float) -0.052980118572961;
    private static final float GAMMA = (float) 0.882911075530934;
    private static final float DELTA = (float) 0.443506852043971;
    private static final float K = (float) 1.230174104914001;

    private Wavelet() {}

    /// The reversible 5/3 transformation, in place.
    ///
    /// @param area what lines the signal has
    static void reverse53(int[] signal, J2kArea area) {
        int width = area.width();
        int height = area.height();
        for (int y = 0; y < height; y++) {
            line53(signal, y * width, width, area.left() & 1);
        }
        columns53(signal, width, height, area.top() & 1);
    }

    private static void line53(int[] a, int from, int count, int parity) {
        if (count == 1) {
            a[from] >>= parity;
            return;
        }
        int last = from + count - 1;
        for (int i = from + parity; i <= last; i += 2) {
            int before = a[i > from ? i - 1 : i + 1];
            int after = a[i < last ? i + 1 : i - 1];
            a[i] -= (before + after + 2) >> 2;
        }
        for (int i = from + 1 - parity; i <= last; i += 2) {
            int before = a[i > from ? i - 1 : i + 1];
            int after = a[i < last ? i + 1 : i - 1];
            a[i] += (before + after) >> 1;
        }
    }

    private static void columns53(int[] a, int width, int height, int parity) {
        if (height == 1) {
            for (int x = 0; x < width; x++) {
                a[x] >>= parity;
            }
            return;
        }
        for (int y = parity; y < height; y += 2) {
            int before = (y > 0 ? y - 1 : y + 1) * width;
            int after = (y < height - 1 ? y + 1 : y - 1) * width;
            int at = y * width;
            for (int x = 0; x < width; x++) {
                a[at + x] -= (a[before + x] + a[after + x] + 2) >> 2;
            }
        }
        for (int y = 1 - parity; y < height; y += 2) {
            int before = (y > 0 ? y - 1 : y + 1) * width;
            int after = (y < height - 1 ? y + 1 : y - 1) * width;
            int at = y * width;
            for (int x = 0; x < width; x++) {
                a[at + x] += (a[before + x] + a[after + x]) >> 1;
            }
        }
    }

    /// The 9/7 transformation, in place.
    static void reverse97(float[] signal, J2kArea area) {
        int width = area.width();
        int height = area.height();
        for (int y = 0; y < height; y++) {
            line97(signal, y * width, width, area.left() & 1);
        }
        columns97(signal, width, height, area.top() & 1);
    }

    private static void line97(float[] a, int from, int count, int parity) {
        if (count == 1) {
            a[from] = parity == 0 ? a[from] : a[from] / 2;
            return;
        }
        for (int i = 0; i < count; i++) {
            a[from + i] *= (i & 1) == parity ? K : 1 / K;
        }
        lift(a, from, count, parity, DELTA);
        lift(a, from, count, 1 - parity, GAMMA);
        lift(a, from, count, parity, BETA);
        lift(a, from, count, 1 - parity, ALPHA);
    }

    private static void lift(float[] a, int from, int count, int first, float factor) {
        int last = from + count - 1;
        for (int i = from + first; i <= last; i += 2) {
            float before = a[i > from ? i - 1 : i + 1];
            float after = a[i < last ? i + 1 : i - 1];
            a[i] -= factor * (before + after);
        }
    }

    private static void columns97(float[] a, int width, int height, int parity) {
        if (height == 1) {
            for (int x = 0; x < width && parity == 1; x++) {
                a[x] /= 2;
            }
            return;
        }
        for (int y = 0; y < height; y++) {
            float factor = (y & 1) == parity ? K : 1 / K;
            for (int x = y * width; x < (y + 1) * width; x++) {
                a[x] *= factor;
            }
        }
        liftRows(a, width, height, parity, DELTA);
        liftRows(a, width, height, 1 - parity, GAMMA);
        liftRows(a, width, height, parity, BETA);
        liftRows(a, width, height, 1 - parity, ALPHA);
    }

    private static void liftRows(float[] a, int width, int height, int first, float factor) {
        for (int y = first; y < height; y += 2) {
            int before = (y > 0 ? y - 1 : y + 1) * width;
            int after = (y < height - 1 ? y + 1 : y - 1) * width;
            int at = y * width;
            for (int x = 0; x < width; x++) {
                a[at + x] -= factor * (a[before + x] + a[after + x]);
            }
        }
    }
}
