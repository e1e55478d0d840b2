package org.africai.dicom.pixel.codec;

import java.util.Arrays;

/// The MQ arithmetic decoder (ITU-T T.800 Annex C), and the bits that bypass it (§D.6).
///
/// A context is the place of its state in the table of estimates, doubled, with the more probable
/// symbol in the lowest bit.
final class MqDecoder {
    /// Estimates of the less probable symbol's probability (Table C.2): four numbers each, the
    /// estimate, the next state after the more and after the less probable symbol, and whether the
    /// symbols change places.
    private static final int[] STATES = {
        0x5601, 1, 1, 1, 0x3401, 2, 6, 0, 0x1801, 3, 9, 0, 0x0AC1, 4, 12, 0, 0x0521, 5, 29, 0,
        0x0221, 38, 33, 0, 0x5601, 7, 6, 1, 0x5401, 8, 14, 0, 0x4801, 9, 14, 0, 0x3801, 10, 14, 0,
        0x3001, 11, 17, 0, 0x2401, 12, 18, 0, 0x1C01, 13, 20, 0, 0x1601, 29, 21, 0, 0x5601, 15, 14,
        1, 0x5401, 16, 14, 0, 0x5101, 17, 15, 0, 0x4801, 18, 16, 0, 0x3801, 19, 17, 0, 0x3401, 20,
        18, 0, 0x3001, 21, 19, 0, 0x2801, 22, 19, 0, 0x2401, 23, 20, 0, 0x2201, 24, 21, 0, 0x1C01,
        25, 22, 0, 0x1801, 26, 23, 0, 0x1601, 27, 24, 0, 0x1401, 28, 25, 0, 0x1201, 29, 26, 0,
        0x1101, 30, 27, 0, 0x0AC1, 31, 28, 0, 0x09C1, 32, 29, 0, 0x08A1, 33, 30, 0, 0x0521, 34, 31,
        0, 0x0441, 35, 32, 0, 0x02A1, 36, 33, 0, 0x0221, 37, 34, 0, 0x0141, 38, 35, 0, 0x0111, 39,
        36, 0, 0x0085, 40, 37, 0, 0x0049, 41, 38, 0, 0x0025, 42, 39, 0, 0x0015, 43, 40, 0, 0x0009,
        44, 41, 0, 0x0005, 45, 42, 0, 0x0001, 45, 43, 0, 0x5601, 46, 46, 0
    };

    private static final int[] ESTIMATE = new int[STATES.length / 2];
    private static final byte[] AFTER_MORE = new byte[STATES.length / 2];
    private static final byte[] AFTER_LESS = new byte[STATES.length / 2];

    static {
        for (int state = 0; state < STATES.length / 4; state++) {
            for (int symbol = 0; symbol < 2; symbol++) {
                int context = 2 * state + symbol;
                ESTIMATE[context] = STATES[4 * state];
                AFTER_MORE[context] = (byte) (2 * STATES[4 * state + 1] + symbol);
                AFTER_LESS[context] =
                        (byte) (2 * STATES[4 * state + 2] + (symbol ^ STATES[4 * state + 3]));
            }
        }
    }

    static final int CONTEXTS = 19;
    static final int RUN = 17;
    static final int UNIFORM = 18;

    private final byte[] contexts = new byte[CONTEXTS];
    private byte[] code = new byte[0];
    private int at;
    private int end;
    private int register;
    private int interval;
    private int count;

    /// Forgets what the contexts have learned (Table D.7).
    void reset() {
        Arrays.fill(contexts, (byte) 0);
        contexts[0] = 2 * 4;
        contexts[RUN] = 2 * 3;
        contexts[UNIFORM] = 2 * 46;
    }

    /// Starts with a segment.
    void start(byte[] segment, int length) {
        code = segment;
        at = 0;
        end = length;
        register = at < end ? (code[0] & 0xFF) << 16 : 0xFF << 16;
        next();
        register <<= 7;
        count -= 7;
        interval = 0x8000;
    }

    private int byteAt(int place) {
        return place < end ? code[place] & 0xFF : 0xFF;
    }

    private void next() {
        if (byteAt(at) != 0xFF) {
            at++;
            register += byteAt(at) << 8;
            count = 8;
        } else if (byteAt(at + 1) > 0x8F) {
            register += 0xFF00;
            count = 8;
        } else {
            at++;
            register += byteAt(at) << 9;
            count = 7;
        }
    }

    /// The next symbol of a context, 0 or 1.
    int read(int context) {
        int state = contexts[context];
        int estimate = ESTIMATE[state];
        interval -= estimate;
        if (register >>> 16 >= estimate) {
            register -= estimate << 16;
            if ((interval & 0x8000) != 0) {
                return state & 1;
            }
            return renormalized(context, state, interval >= estimate);
        }
        boolean isMore = interval < estimate;
        interval = estimate;
        return renormalized(context, state, isMore);
    }

    private int renormalized(int context, int state, boolean isMore) {
        contexts[context] = isMore ? AFTER_MORE[state] : AFTER_LESS[state];
        do {
            if (count == 0) {
                next();
            }
            interval <<= 1;
            register <<= 1;
            count--;
        } while ((interval & 0x8000) == 0);
        return isMore ? state & 1 : 1 - (state & 1);
    }

    /// Starts with a segment of bits without arithmetic coding.
    void startRaw(byte[] segment, int length) {
        code = segment;
        at = 0;
        end = length;
        register = 0;
        count = 0;
    }

    /// The next bit; after a byte FF stands one of seven bits.
    int readRaw() {
        if (count == 0) {
            count = register == 0xFF ? 7 : 8;
            register = byteAt(at);
            at++;
        }
        count--;
        return register >>> count & 1;
    }
}
