package org.africai.server.settings;

import java.util.regex.Pattern;

/// A number of bytes as people write it: `512`, `16KiB`, `128 MiB`, `1TiB`. Units are powers of
/// 1024; the short forms `K M G T` mean the same.
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Pattern SYNTAX =
            Pattern.compile("(\\d{1,18}) ?(B|[KMGT](?:i?B)?)?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "BKMGT";

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size must not be negative: " + bytes);
        }
    }

    /// Reads a size.
    ///
    /// @throws IllegalArgumentException when the text is no size or is 2^63 bytes or more
    public static ByteSize parse(String text) {
        var match = SYNTAX.matcher(text.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException("not a size such as 16MiB: '" + text + "'");
        }
        String unit = match.group(2);
        int shift = unit == null ? 0 : shiftOf(unit.charAt(0));
        long number = Long.parseLong(match.group(1));
        if (number > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException("too large a size: '" + text + "'");
        }
        return new ByteSize(number << shift);
    }

    public static ByteSize ofMebibytes(long mebibytes) {
        return new ByteSize(Math.multiplyExact(mebibytes, 1L << 20));
    }

    public static ByteSize ofKibibytes(long kibibytes) {
        return new ByteSize(Math.multiplyExact(kibibytes, 1L << 10));
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /// The size in the largest unit that divides it, as `parse` reads it.
    @Override
    public String toString() {
        for (int i = UNITS.length() - 1; i > 0 && bytes > 0; i--) {
            char unit = UNITS.charAt(i);
            if (bytes % (1L << shiftOf(unit)) == 0) {
                return (bytes >> shiftOf(unit)) + "" + unit + "iB";
            }
        }
        return bytes + "B";
    }

    /// Each unit is 2^10 of the one before.
    private static int shiftOf(char unit) {
        return 10 * UNITS.indexOf(Character.toUpperCase(unit));
    }
}
