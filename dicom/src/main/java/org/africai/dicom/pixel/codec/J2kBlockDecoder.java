package org.africai.dicom.pixel.codec;

import org.africai.dicom.pixel.codec.J2kParameters.Coding;

/// Decodes the coefficients of code-blocks (ITU-T T.800 Annex D), bit plane by bit plane in three
/// passes: those with a significant neighbour, those significant before, and the rest.
///
/// Each coefficient has flags, with a border of one around the block: which of its eight neighbours
/// are significant, which of the four nearest are negative, and what it is itself. Coefficients are
/// twice their value, so that the middle of what a bit plane leaves open can be told.
final class J2kBlockDecoder {
    private static final int NORTH_EAST = 0x1;
    private static final int SOUTH_EAST = 0x2;
    private static final int SOUTH_WEST = 0x4;
    private static final int NORTH_WEST = 0x8;
    private static final int NORTH = 0x10;
    private static final int EAST = 0x20;
    private static final int SOUTH = 0x40;
    private static final int WEST = 0x80;
    private static final int NEIGHBOURS = 0xFF;
    private static final int NORTH_NEGATIVE = 0x100;
    private static final int EAST_NEGATIVE = 0x200;
    private static final int SOUTH_NEGATIVE = 0x400;
    private static final int WEST_NEGATIVE = 0x800;
    private static final int SIGNIFICANT = 0x1000;
    private static final int REFINED = 0x2000;
    private static final int VISITED = 0x4000;

    /// What the row below a stripe says, which does not count where stripes are independent.
    private static final int BELOW = SOUTH_EAST | SOUTH | SOUTH_WEST | SOUTH_NEGATIVE;

    private static final int STRIPE = 4;
    private static final int SIGN_SHIFT = 4;
    private static final int MOST_PLANES = 30;
    private static final int CODED_PLANES = 4;
    private static final int REFINEMENT = 14;

    private static final byte[][] ZERO_CONTEXTS = {
        zeroContexts(0), zeroContexts(1), zeroContexts(2), zeroContexts(3)
    };

    /// Context, and above it whether the sign is turned.
    private static final byte[] SIGN_CONTEXTS = signContexts();

    private static final int TURNED = 0x20;

    private final MqDecoder decoder = new MqDecoder();
    private int[] flags = new int[0];
    private int[] values = new int[0];
    private byte[] segment = new byte[0];
    private int width;
    private int height;
    private int stride;
    private byte[] zeroContexts = ZERO_CONTEXTS[0];
    private boolean isCausal;
    private boolean isRaw;

    /// The contexts of coefficients without significance, by their neighbours (Table D.1).
    private static byte[] zeroContexts(int orientation) {
        byte[] contexts = new byte[NEIGHBOURS + 1];
        for (int i = 0; i < contexts.length; i++) {
            int across = bit(i, EAST) + bit(i, WEST);
            int down = bit(i, NORTH) + bit(i, SOUTH);
            int diagonal =
                    bit(i, NORTH_EAST)
                            + bit(i, NORTH_WEST)
                            + bit(i, SOUTH_EAST)
                            + bit(i, SOUTH_WEST);
            contexts[i] =
                    (byte)
                            switch (orientation) {
                                case 1 -> straight(down, across, diagonal);
                                case 3 -> diagonal(across + down, diagonal);
                                default -> straight(across, down, diagonal);
                            };
        }
        return contexts;
    }

    private static int bit(int flags, int mask) {
        return (flags & mask) == 0 ? 0 : 1;
    }

    private static int straight(int main, int other, int diagonal) {
        if (main == 2) {
            return 8;
        }
        if (main == 1) {
            return other > 0 ? 7 : diagonal > 0 ? 6 : 5;
        }
        return other > 0 ? 2 + other : Math.min(diagonal, 2);
    }

    private static int diagonal(int straight, int diagonal) {
        return switch (diagonal) {
            case 0 -> Math.min(straight, 2);
            case 1 -> 3 + Math.min(straight, 2);
            case 2 -> straight > 0 ? 7 : 6;
            default -> 8;
        };
    }

    /// The contexts of signs, by the neighbours' signs (Tables D.2, D.3).
    private static byte[] signContexts() {
        byte[] contexts = new byte[NEIGHBOURS + 1];
        for (int i = 0; i < contexts.length; i++) {
            int flags = i << SIGN_SHIFT;
            int across = sign(flags, EAST, EAST_NEGATIVE) + sign(flags, WEST, WEST_NEGATIVE);
            int down = sign(flags, NORTH, NORTH_NEGATIVE) + sign(flags, SOUTH, SOUTH_NEGATIVE);
            int horizontal = Math.clamp(across, -1, 1);
            int vertical = Math.clamp(down, -1, 1);
            boolean isTurned = horizontal < 0 || (horizontal == 0 && vertical < 0);
            int context =
                    horizontal == 0
                            ? 9 + Math.abs(vertical)
                            : 12 + (isTurned ? -vertical : vertical);
            contexts[i] = (byte) (context | (isTurned ? TURNED : 0));
        }
        return contexts;
    }

    private static int sign(int flags, int significant, int negative) {
        if ((flags & significant) == 0) {
            return 0;
        }
        return (flags & negative) == 0 ? 1 : -1;
    }

    /// Decodes a block.
    ///
    /// @param code the codestream
    /// @param planes bits of the subband's largest coefficient
    /// @return twice the coefficients, row by row; valid until the next block
    int[] decode(J2kBlock block, byte[] code, J2kBand band, Coding coding, int planes)
            throws InvalidPixels {
        int plane = planes - block.zeroPlanes;
        if (plane > MOST_PLANES) {
            throw InvalidPixels.unsupported("JPEG 2000 coefficients of " + plane + " bits");
        }
        prepare(block, band, coding);
        int passKind = 2;
        for (int i = 0; i < block.segments(); i++) {
            isRaw = false;
            load(block, i, code);
            for (int pass = 0; pass < block.passes(i); pass++) {
                if (plane < 1) {
                    throw InvalidPixels.broken("a JPEG 2000 code-block of too many passes");
                }
                if (pass == 0) {
                    isRaw = isRaw(coding, planes - block.zeroPlanes - plane, passKind);
                    start(block.length(i));
                }
                pass(passKind, plane - 1, coding);
                passKind = (passKind + 1) % 3;
                plane -= passKind == 0 ? 1 : 0;
            }
        }
        return values;
    }

    private void prepare(J2kBlock block, J2kBand band, Coding coding) {
        width = block.area.width();
        height = block.area.height();
        stride = width + 2;
        int framed = stride * (height + 2);
        if (flags.length < framed) {
            flags = new int[framed];
            values = new int[width * height];
        }
        if (values.length < width * height) {
            values = new int[width * height];
        }
        java.util.Arrays.fill(flags, 0, framed, 0);
        java.util.Arrays.fill(values, 0, width * height, 0);
        zeroContexts = ZERO_CONTEXTS[band.orientation];
        isCausal = coding.has(Coding.VERTICALLY_CAUSAL);
        decoder.reset();
    }

    private void load(J2kBlock block, int index, byte[] code) {
        if (segment.length < block.length(index)) {
            segment = new byte[Math.max(block.length(index), 2 * segment.length)];
        }
        block.copy(index, code, segment);
    }

    private static boolean isRaw(Coding coding, int planesDone, int passKind) {
        return coding.has(Coding.BYPASS) && planesDone >= CODED_PLANES && passKind < 2;
    }

    private void start(int length) {
        if (isRaw) {
            decoder.startRaw(segment, length);
        } else {
            decoder.start(segment, length);
        }
    }

    private void pass(int kind, int plane, Coding coding) {
        int middle = 3 << plane;
        switch (kind) {
            case 0 -> propagate(middle);
            case 1 -> refine(1 << plane);
            default -> {
                cleanUp(middle);
                if (coding.has(Coding.SEGMENT_SYMBOLS)) {
                    for (int i = 0; i < 4; i++) {
                        decoder.read(MqDecoder.UNIFORM);
                    }
                }
            }
        }
        if (coding.has(Coding.RESET)) {
            decoder.reset();
        }
    }

    private int seen(int flag, int row) {
        return isCausal && (row & (STRIPE - 1)) == STRIPE - 1 ? flag & ~BELOW : flag;
    }

    private void propagate(int middle) {
        for (int top = 0; top < height; top += STRIPE) {
            int bottom = Math.min(top + STRIPE, height);
            for (int x = 0; x < width; x++) {
                int at = (top + 1) * stride + x + 1;
                for (int y = top; y < bottom; y++, at += stride) {
                    int flag = seen(flags[at], y);
                    if ((flag & NEIGHBOURS) == 0 || (flag & SIGNIFICANT) != 0) {
                        continue;
                    }
                    int bit =
                            isRaw
                                    ? decoder.readRaw()
                                    : decoder.read(zeroContexts[flag & NEIGHBOURS]);
                    if (bit != 0) {
                        becomeSignificant(x, y, at, flag, middle);
                    }
                    flags[at] |= VISITED;
                }
            }
        }
    }

    private void becomeSignificant(int x, int y, int at, int flag, int middle) {
        int negative;
        if (isRaw) {
            negative = decoder.readRaw();
        } else {
            int context = SIGN_CONTEXTS[flag >> SIGN_SHIFT & NEIGHBOURS];
            negative = decoder.read(context & (TURNED - 1)) ^ (context >> 5 & 1);
        }
        values[y * width + x] = negative == 0 ? middle : -middle;
        flags[at] |= SIGNIFICANT;
        flags[at - stride] |= SOUTH | (negative == 0 ? 0 : SOUTH_NEGATIVE);
        flags[at + stride] |= NORTH | (negative == 0 ? 0 : NORTH_NEGATIVE);
        flags[at - 1] |= EAST | (negative == 0 ? 0 : EAST_NEGATIVE);
        flags[at + 1] |= WEST | (negative == 0 ? 0 : WEST_NEGATIVE);
        flags[at - stride - 1] |= SOUTH_EAST;
        flags[at - stride + 1] |= SOUTH_WEST;
        flags[at + stride - 1] |= NORTH_EAST;
        flags[at + stride + 1] |= NORTH_WEST;
    }

    private void refine(int half) {
        for (int top = 0; top < height; top += STRIPE) {
            int bottom = Math.min(top + STRIPE, height);
            for (int x = 0; x < width; x++) {
                int at = (top + 1) * stride + x + 1;
                for (int y = top; y < bottom; y++, at += stride) {
                    int flag = flags[at];
                    if ((flag & (SIGNIFICANT | VISITED)) == SIGNIFICANT) {
                        refine(y * width + x, seen(flag, y), half);
                        flags[at] |= REFINED;
                    }
                }
            }
        }
    }

    private void refine(int place, int flag, int half) {
        int context =
                (flag & REFINED) != 0
                        ? REFINEMENT + 2
                        : (flag & NEIGHBOURS) != 0 ? REFINEMENT + 1 : REFINEMENT;
        int bit = isRaw ? decoder.readRaw() : decoder.read(context);
        int change = bit != 0 ? half : -half;
        values[place] += values[place] < 0 ? -change : change;
    }

    private void cleanUp(int middle) {
        for (int top = 0; top < height; top += STRIPE) {
            int bottom = Math.min(top + STRIPE, height);
            for (int x = 0; x < width; x++) {
                cleanUpColumn(x, top, bottom, middle);
            }
        }
    }

    private void cleanUpColumn(int x, int top, int bottom, int middle) {
        int y = top;
        int at = (top + 1) * stride + x + 1;
        if (isQuiet(at, top, bottom)) {
            if (decoder.read(MqDecoder.RUN) == 0) {
                return;
            }
            int run = decoder.read(MqDecoder.UNIFORM) << 1 | decoder.read(MqDecoder.UNIFORM);
            y += run;
            at += run * stride;
            becomeSignificant(x, y, at, seen(flags[at], y), middle);
            y++;
            at += stride;
        }
        for (; y < bottom; y++, at += stride) {
            int flag = seen(flags[at], y);
            boolean isOpen = (flag & (SIGNIFICANT | VISITED)) == 0;
            if (isOpen && decoder.read(zeroContexts[flag & NEIGHBOURS]) != 0) {
                becomeSignificant(x, y, at, flag, middle);
            }
            flags[at] &= ~VISITED;
        }
    }

    /// Whether four coefficients of a column are without significance, as are all around.
    private boolean isQuiet(int at, int top, int bottom) {
        if (bottom - top < STRIPE) {
            return false;
        }
        int all = flags[at] | flags[at + stride] | flags[at + 2 * stride];
        int last = seen(flags[at + 3 * stride], top + 3);
        return ((all | last) & (SIGNIFICANT | VISITED | NEIGHBOURS)) == 0;
    }
}
