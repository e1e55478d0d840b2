package org.africai.server.studies;

/// Tells from the main header of a JPEG 2000 codestream whether it was made by the irreversible
/// wavelet (ITU-T T.800 §A.6.1): then something was lost. The reversible one may have lost
/// something, too, which the header does not tell.
final class Wavelet97 {
    private static final int SOC = 0xFF4F;
    private static final int COD = 0xFF52;
    private static final int SOT = 0xFF90;

    /// From the marker: length, style, progression, layers, component transform, levels, size of
    /// blocks and their style go before.
    private static final int WAVELET_AT = 13;

    private Wavelet97() {}

    /// @param start of the codestream, with its main header; may be cut short or anything else
    static boolean isUsed(byte[] start) {
        if (number(start, 0) != SOC) {
            return false;
        }
        int at = 2;
        while (at + WAVELET_AT < start.length && number(start, at) != SOT) {
            if (number(start, at) == COD) {
                return start[at + WAVELET_AT] == 0;
            }
            at += 2 + Math.max(2, number(start, at + 2));
        }
        return false;
    }

    private static int number(byte[] bytes, int at) {
        return at + 1 < bytes.length ? ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF) : -1;
    }
}
