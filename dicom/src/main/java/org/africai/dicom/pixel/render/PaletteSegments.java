package org.africai.dicom.pixel.render;

import java.util.Optional;

/// The segments that a palette is shortened to (PS3.3 §C.7.9.2): entries as they are, lines between
/// two entries, and repetitions of segments before.
final class PaletteSegments {
    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;

    private final byte[] bytes;
    private final int unit;
    private final int[] entries;
    private int count;

    private PaletteSegments(byte[] bytes, int unit, int count) {
        this.bytes = bytes;
        this.unit = unit;
        this.entries = new int[count];
    }

    /// The entries; empty when the segments are wrong or give another number of entries.
    ///
    /// @param unit bytes of an entry
    /// @param count number of entries
    static Optional<int[]> expand(byte[] bytes, int unit, int count) {
        PaletteSegments segments = new PaletteSegments(bytes, unit, count);
        int at = 0;
        while (at >= 0 && segments.count < count) {
            at = segments.take(at, true);
        }
        return at >= 0 ? Optional.of(segments.entries) : Optional.empty();
    }

    /// Adds the entries of a segment.
    ///
    /// @return where the next one starts, or -1 when it is wrong
    private int take(int at, boolean mayRepeat) {
        int header = at + 2 * unit;
        if (at < 0 || header + unit > bytes.length) {
            return -1;
        }
        int length = number(at + unit);
        return switch (number(at)) {
            case DISCRETE -> discrete(header, length);
            case LINEAR -> linear(header, length);
            case INDIRECT -> mayRepeat ? repeat(header, length) : -1;
            default -> -1;
        };
    }

    private int discrete(int from, int length) {
        int end = from + length * unit;
        if (length == 0 || end > bytes.length || !hasRoom(length)) {
            return -1;
        }
        for (int at = from; at < end; at += unit) {
            entries[count++] = number(at);
        }
        return end;
    }

    private int linear(int from, int length) {
        if (length == 0 || count == 0 || !hasRoom(length)) {
            return -1;
        }
        int start = entries[count - 1];
        int end = number(from);
        for (int i = 1; i <= length; i++) {
            entries[count++] = start + Math.round((float) (end - start) * i / length);
        }
        return from + unit;
    }

    /// @param segments number of segments that are repeated
    private int repeat(int from, int segments) {
        int words = 4 / unit;
        if (segments == 0 || from + words * unit > bytes.length) {
            return -1;
        }
        long start = 0;
        for (int i = words - 1; i >= 0; i--) {
            start = start << (8 * unit) | number(from + i * unit);
        }
        int at = start < from ? (int) start : -1;
        for (int i = 0; i < segments && at >= 0; i++) {
            at = take(at, false);
        }
        return at < 0 ? -1 : from + words * unit;
    }

    private boolean hasRoom(int length) {
        return length <= entries.length - count;
    }

    private int number(int at) {
        int low = bytes[at] & 0xFF;
        return unit == 1 ? low : low | (bytes[at + 1] & 0xFF) << 8;
    }
}
