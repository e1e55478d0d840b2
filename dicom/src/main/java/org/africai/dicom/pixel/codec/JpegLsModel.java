package org.africai.dicom.pixel.codec;

import java.util.Arrays;

/// What coder and decoder of JPEG-LS (ITU-T T.87 Annex A) have in common: how a sample is predicted
/// from its neighbours and what has been learned about errors in each context.
///
/// Neighbours are named as in the standard: a to the left, b above, c above a, d to the right of b.
/// A context is the three differences d - b, b - c and c - a, each put into one of nine regions,
/// with opposite contexts taken together. Where all three are nothing, samples are counted as a run
/// instead.
final class JpegLsModel {
    private static final int CONTEXTS = 367;

    /// The context of the sample that ends a run, when its neighbours a and b differ; the next one
    /// is for when they do not.
    static final int RUN_END = 365;

    /// More than errors of sixteen bits need; what broken data has counted may be anything.
    private static final int LARGEST_EXPONENT = 18;

    private static final int LEAST_CORRECTION = -128;
    private static final int LARGEST_CORRECTION = 127;

    /// Exponents of the lengths in which runs are counted (J).
    private static final int[] RUN_BITS = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12,
        13, 14, 15
    };

    final JpegLsPreset preset;
    final int range;
    final int step;
    final int limit;
    final int errorBits;

    /// Of each context: sum of the errors' sizes, sum of the errors, correction of the prediction,
    /// number of samples.
    private final int[] sizes = new int[CONTEXTS];

    private final int[] sums = new int[CONTEXTS];
    private final int[] corrections = new int[CONTEXTS];
    private final int[] counts = new int[CONTEXTS];

    /// Negative errors at the ends of runs.
    private final int[] negatives = new int[2];

    /// The region of each possible difference; in the middle that of 0.
    private final byte[] regions;

    private final int middle;

    JpegLsModel(JpegLsPreset preset) {
        this.preset = preset;
        range = preset.range();
        step = preset.step();
        limit = preset.limit();
        errorBits = preset.errorBits();
        middle = preset.largest();
        regions = new byte[2 * middle + 1];
        for (int i = 0; i < regions.length; i++) {
            regions[i] = (byte) region(i - middle);
        }
        Arrays.fill(sizes, Math.max(2, (range + 32) / 64));
        Arrays.fill(counts, 1);
    }

    private int region(int difference) {
        int size = Math.abs(difference);
        int region;
        if (size <= preset.near()) {
            region = 0;
        } else if (size < preset.t1()) {
            region = 1;
        } else if (size < preset.t2()) {
            region = 2;
        } else {
            region = size < preset.t3() ? 3 : 4;
        }
        return difference < 0 ? -region : region;
    }

    /// The context of a sample, from -364 to 364: 0 where a run may be, negative where the opposite
    /// context is the one learned about.
    int context(int a, int b, int c, int d) {
        return 81 * regions[d - b + middle] + 9 * regions[b - c + middle] + regions[c - a + middle];
    }

    /// The prediction from the edge that the neighbours show (T.87 §A.4.1).
    static int edge(int a, int b, int c) {
        int least = Math.min(a, b);
        int most = Math.max(a, b);
        if (c >= most) {
            return least;
        }
        return c <= least ? most : a + b - c;
    }

    /// The prediction with what was learned in a context.
    ///
    /// @param sign -1 when the opposite context is meant
    int predict(int edge, int context, int sign) {
        return Math.clamp(edge + sign * corrections[context], 0, preset.largest());
    }

    /// Number of lowest bits that the code of an error has as they are (T.87 §A.5.1).
    int golomb(int context) {
        return exponent(sizes[context], counts[context]);
    }

    private static int exponent(int size, int count) {
        int k = 0;
        while (k < LARGEST_EXPONENT && count << k < size) {
            k++;
        }
        return k;
    }

    /// Whether errors of a context count from -1 rather than from 0 (T.87 §A.5.2).
    boolean isTurned(int context, int k) {
        return k == 0 && preset.near() == 0 && 2 * sums[context] <= -counts[context];
    }

    /// Learns from an error (T.87 §A.6).
    void learn(int context, int error) {
        int sum = sums[context] + error * step;
        int size = sizes[context] + Math.abs(error);
        int count = counts[context];
        if (count == preset.reset()) {
            size >>= 1;
            sum >>= 1;
            count >>= 1;
        }
        count++;
        int correction = corrections[context];
        if (sum <= -count) {
            sum = Math.max(sum + count, 1 - count);
            correction = Math.max(correction - 1, LEAST_CORRECTION);
        } else if (sum > 0) {
            sum = Math.min(sum - count, 0);
            correction = Math.min(correction + 1, LARGEST_CORRECTION);
        }
        sums[context] = sum;
        sizes[context] = size;
        counts[context] = count;
        corrections[context] = correction;
    }

    /// As [#golomb], of the end of a run.
    ///
    /// @param type 1 when a and b are alike
    int runGolomb(int type) {
        int context = RUN_END + type;
        int size = sizes[context] + (type == 0 ? 0 : counts[context] >> 1);
        return exponent(size, counts[context]);
    }

    /// Whether at the end of a run negative errors are the ones with odd codes.
    boolean isRunTurned(int type, int k) {
        return k != 0 || 2 * negatives[type] >= counts[RUN_END + type];
    }

    /// Learns from the error at the end of a run (T.87 §A.7.2.2).
    ///
    /// @param code what was coded of it
    void learnRun(int type, int error, int code) {
        int context = RUN_END + type;
        if (error < 0) {
            negatives[type]++;
        }
        sizes[context] += (code + 1 - type) >> 1;
        if (counts[context] == preset.reset()) {
            sizes[context] >>= 1;
            counts[context] >>= 1;
            negatives[type] >>= 1;
        }
        counts[context]++;
    }

    /// The sample that an error makes of a prediction (T.87 §A.4.5).
    int reconstruct(int prediction, int signedError) {
        int value = prediction + signedError * step;
        if (value < -preset.near()) {
            value += range * step;
        } else if (value > preset.largest() + preset.near()) {
            value -= range * step;
        }
        return Math.clamp(value, 0, preset.largest());
    }

    static int runBits(int runIndex) {
        return RUN_BITS[runIndex];
    }

    static int longer(int runIndex) {
        return Math.min(runIndex + 1, RUN_BITS.length - 1);
    }

    static int shorter(int runIndex) {
        return Math.max(runIndex - 1, 0);
    }
}
