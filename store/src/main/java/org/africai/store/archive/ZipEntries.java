package org.africai.store.archive;

import java.util.Arrays;
import org.africai.store.Sha256;

/// The entries of a [ZipPlan] in arrays: about 60 bytes each and the name, where objects would take
/// 400.
final class ZipEntries {
    private static final int FIRST_CAPACITY = 64;

    private final ByteArena names = new ByteArena();
    private int count;
    private int[] namePlaces = new int[FIRST_CAPACITY];
    private short[] nameLengths = new short[FIRST_CAPACITY];
    private long[] sizes = new long[FIRST_CAPACITY];
    private int[] crcs = new int[FIRST_CAPACITY];
    private int[] seconds = new int[FIRST_CAPACITY];
    private byte[] blobs = new byte[FIRST_CAPACITY * Sha256.BYTES];
    private long[] offsets = new long[FIRST_CAPACITY];

    int count() {
        return count;
    }

    /// @param blob 32 bytes
    /// @param modified seconds since 1970, unsigned
    /// @param offset of the local header
    void add(byte[] name, byte[] blob, long size, int crc32, int modified, long offset) {
        if (count == sizes.length) {
            grow(count + count / 2);
        }
        namePlaces[count] = names.add(name);
        nameLengths[count] = (short) name.length;
        sizes[count] = size;
        crcs[count] = crc32;
        seconds[count] = modified;
        System.arraycopy(blob, 0, blobs, count * Sha256.BYTES, Sha256.BYTES);
        offsets[count] = offset;
        count++;
    }

    private void grow(int capacity) {
        namePlaces = Arrays.copyOf(namePlaces, capacity);
        nameLengths = Arrays.copyOf(nameLengths, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        crcs = Arrays.copyOf(crcs, capacity);
        seconds = Arrays.copyOf(seconds, capacity);
        blobs = Arrays.copyOf(blobs, capacity * Sha256.BYTES);
        offsets = Arrays.copyOf(offsets, capacity);
    }

    byte[] name(int i) {
        return names.get(namePlaces[i], nameLengths[i]);
    }

    int nameLength(int i) {
        return nameLengths[i];
    }

    boolean haveSameName(int i, int j) {
        return nameLengths[i] == nameLengths[j]
                && names.same(namePlaces[i], namePlaces[j], nameLengths[i]);
    }

    int nameHash(int i) {
        return names.hash(namePlaces[i], nameLengths[i]);
    }

    long size(int i) {
        return sizes[i];
    }

    int crc32(int i) {
        return crcs[i];
    }

    /// Seconds since 1970, to be read as unsigned.
    int modified(int i) {
        return seconds[i];
    }

    Sha256 blob(int i) {
        int at = i * Sha256.BYTES;
        return Sha256.of(Arrays.copyOfRange(blobs, at, at + Sha256.BYTES));
    }

    long offset(int i) {
        return offsets[i];
    }

    /// The last entry whose local header is at or before `offset`, or -1.
    int lastAtOrBefore(long offset) {
        int found = Arrays.binarySearch(offsets, 0, count, offset);
        return found >= 0 ? found : -found - 2;
    }
}
