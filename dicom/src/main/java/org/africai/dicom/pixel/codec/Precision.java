package org.africai.dicom.pixel.codec;

/// How many bits of samples a codestream must have so that none is lost.
final class Precision {
    private static final int LEAST = 2;

    private Precision() {}

    /// The bits stored when they are the lowest and those above say nothing of their own, else all
    /// that are allocated.
    static int of(Samples samples) {
        PixelFormat format = samples.format();
        int allocated = 8 * format.sampleBytes();
        boolean isLowest = format.highBit() == format.bitsStored() - 1;
        return isLowest && isPlainAbove(samples) ? Math.max(LEAST, format.bitsStored()) : allocated;
    }

    /// Unsigned samples have zeros above; the sign of others does not come back, so that their bits
    /// must be all of them, or zeros as well.
    private static boolean isPlainAbove(Samples samples) {
        int stored = samples.format().bitsStored();
        int above = stored == Integer.SIZE ? 0 : -1 << stored;
        int count = (int) samples.format().samples();
        for (int i = 0; i < count; i++) {
            if ((samples.bits(i) & above) != 0) {
                return false;
            }
        }
        return true;
    }
}
