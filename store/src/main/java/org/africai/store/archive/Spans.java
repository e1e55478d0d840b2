package org.africai.store.archive;

import java.util.Arrays;
import java.util.Comparator;

/// Spans of bytes, in 16 bytes each, and whether any two of them overlap.
final class Spans {
    private static final int FIRST_CAPACITY = 256;

    private long[] starts = new long[FIRST_CAPACITY];
    private long[] ends = new long[FIRST_CAPACITY];
    private int count;
    private boolean inOrder = true;

    /// Adds the bytes from `start` up to but not with `end`.
    void add(long start, long end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        inOrder &= count == 0 || start >= ends[count - 1];
        starts[count] = start;
        ends[count] = end;
        count++;
    }

    /// Entries almost always lie in the order of the directory, so that nothing needs sorting.
    boolean overlap() {
        return !inOrder && overlapSorted();
    }

    private boolean overlapSorted() {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingLong((Integer i) -> starts[i]));
        for (int i = 1; i < count; i++) {
            if (starts[order[i]] < ends[order[i - 1]]) {
                return true;
            }
        }
        return false;
    }
}
