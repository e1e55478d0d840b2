package org.africai.dicom.dict;

import java.util.Arrays;
import org.africai.dicom.encoding.Vr;

/// A fixed-size hash table from tags to lines of the dictionary, with open addressing.
final class TagIndex {
    private static final int SCATTER = 0x9E3779B1;

    private final int shift;
    private final int mask;
    private final int[] tags;
    private final short[] lines;
    private final Vr[] vrs;

    /// @param capacity how many tags can be put; the table is at most half full
    TagIndex(int capacity) {
        int size = Integer.highestOneBit(capacity * 2 - 1) << 1;
        shift = Integer.numberOfLeadingZeros(size) + 1;
        mask = size - 1;
        tags = new int[size];
        lines = new short[size];
        vrs = new Vr[size];
        Arrays.fill(lines, (short) -1);
    }

    void put(int tag, int line, Vr vr) {
        int slot = (tag * SCATTER) >>> shift;
        while (lines[slot] >= 0) {
            slot = (slot + 1) & mask;
        }
        tags[slot] = tag;
        lines[slot] = (short) line;
        vrs[slot] = vr;
    }

    /// Where `tag` is, or -1.
    int slot(int tag) {
        int slot = (tag * SCATTER) >>> shift;
        while (lines[slot] >= 0) {
            if (tags[slot] == tag) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    int line(int slot) {
        return lines[slot];
    }

    Vr vr(int slot) {
        return vrs[slot];
    }
}
