package org.africai.store.archive;

import java.util.Arrays;

/// Which names a plan has: an open-addressed table of entry numbers, at most half full, over the
/// names that [ZipEntries] keeps.
final class ZipNames {
    private static final int FIRST_CAPACITY = 128;
    private static final int FREE = -1;

    private final ZipEntries entries;
    private int[] table = free(FIRST_CAPACITY);

    ZipNames(ZipEntries entries) {
        this.entries = entries;
    }

    /// Adds the name of the last entry; false when another has it.
    boolean addLast() {
        if (2 * entries.count() > table.length) {
            table = free(2 * table.length);
            for (int i = 0; i < entries.count() - 1; i++) {
                table[slot(i)] = i;
            }
        }
        int last = entries.count() - 1;
        int slot = slot(last);
        boolean isNew = table[slot] == FREE;
        table[slot] = isNew ? last : table[slot];
        return isNew;
    }

    /// Where the name of entry `i` is, or where it belongs.
    private int slot(int i) {
        int slot = entries.nameHash(i) & (table.length - 1);
        while (table[slot] != FREE && !entries.haveSameName(table[slot], i)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private static int[] free(int capacity) {
        int[] table = new int[capacity];
        Arrays.fill(table, FREE);
        return table;
    }
}
