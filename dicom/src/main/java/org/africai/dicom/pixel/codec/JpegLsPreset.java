package org.africai.dicom.pixel.codec;

/// The coding parameters of JPEG-LS (ITU-T T.87 §C.2.4.1.1).
///
/// @param largest largest value of a sample (MAXVAL)
/// @param near largest difference from the original (NEAR)
/// @param reset after how many samples the counters of a context are halved
record JpegLsPreset(int largest, int near, int t1, int t2, int t3, int reset) {
    private static final int RESET = 64;
    private static final int BASIC_T1 = 3;
    private static final int BASIC_T2 = 7;
    private static final int BASIC_T3 = 21;
    private static final int LARGEST_BASIC = 4095;

    /// The parameters where a codestream gives none, or zero for one.
    static JpegLsPreset of(int largest, int near, int t1, int t2, int t3, int reset) {
        int d1 = defaultThreshold(BASIC_T1, 2, 1, 3, largest, near);
        int first = t1 == 0 ? clamped(d1, near + 1, largest) : t1;
        int d2 = defaultThreshold(BASIC_T2, 3, 2, 5, largest, near);
        int second = t2 == 0 ? clamped(d2, first, largest) : t2;
        int d3 = defaultThreshold(BASIC_T3, 4, 3, 7, largest, near);
        int third = t3 == 0 ? clamped(d3, second, largest) : t3;
        return new JpegLsPreset(largest, near, first, second, third, reset == 0 ? RESET : reset);
    }

    static JpegLsPreset of(int largest, int near) {
        return of(largest, near, 0, 0, 0, 0);
    }

    private static int defaultThreshold(
            int basic, int offset, int place, int nearFactor, int largest, int near) {
        if (largest >= 128) {
            int factor = (Math.min(largest, LARGEST_BASIC) + 128) / 256;
            return factor * (basic - offset) + offset + nearFactor * near;
        }
        int factor = 256 / (largest + 1);
        return Math.max(place + 1, basic / factor + nearFactor * near);
    }

    private static int clamped(int value, int least, int largest) {
        return value > largest || value < least ? least : value;
    }

    /// Checks the parameters against each other.
    JpegLsPreset valid() throws InvalidPixels {
        boolean isValid =
                near >= 0
                        && near <= Math.min(255, largest / 2)
                        && t1 > near
                        && t2 >= t1
                        && t3 >= t2
                        && t3 <= largest
                        && reset >= 3
                        && reset <= Math.max(255, largest);
        if (!isValid) {
            throw InvalidPixels.broken("JPEG-LS parameters that cannot be");
        }
        return this;
    }

    /// Width of a step between values that are told apart.
    int step() {
        return 2 * near + 1;
    }

    /// Number of different prediction errors (RANGE).
    int range() {
        return (largest + 2 * near) / step() + 1;
    }

    /// Bits of a prediction error (qbpp).
    int errorBits() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(range() - 1);
    }

    /// Longest code of a prediction error (LIMIT).
    int limit() {
        int bits = Math.max(2, Integer.SIZE - Integer.numberOfLeadingZeros(largest));
        return 2 * (bits + Math.max(8, bits));
    }
}
