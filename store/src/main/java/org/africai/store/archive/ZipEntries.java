package org.africai.store.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.africai.store.Sha256;

/// The entries of a [ZipPlan] in arrays: 62 bytes each and the name, where objects would take 400.
/// The arrays are short and many, so that none is copied when there are more entries.
final class ZipEntries {
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final ByteArena names = new ByteArena();
    private final List<Chunk> chunks = new ArrayList<>();
    private int count;

    private static final class Chunk {
        private final int[] namePlaces = new int[CHUNK];
        private final short[] nameLengths = new short[CHUNK];
        private final long[] sizes = new long[CHUNK];
        private final int[] crcs = new int[CHUNK];
        private final int[] seconds = new int[CHUNK];
        private final byte[] blobs = new byte[CHUNK * Sha256.BYTES];
        private final long[] offsets = new long[CHUNK];
    }

    int count() {
        return count;
    }

    /// @param blob 32 bytes
    /// @param modified seconds since 1970, unsigned
    /// @param offset of the local header
    void add(byte[] name, byte[] blob, long size, int crc32, int modified, long offset) {
        if (in(count) == 0) {
            chunks.add(new Chunk());
        }
        Chunk chunk = chunks.getLast();
        int at = in(count);
        chunk.namePlaces[at] = names.add(name);
        chunk.nameLengths[at] = (short) name.length;
        chunk.sizes[at] = size;
        chunk.crcs[at] = crc32;
        chunk.seconds[at] = modified;
        System.arraycopy(blob, 0, chunk.blobs, at * Sha256.BYTES, Sha256.BYTES);
        chunk.offsets[at] = offset;
        count++;
    }

    private Chunk chunk(int i) {
        return chunks.get(i >>> CHUNK_BITS);
    }

    private static int in(int i) {
        return i & (CHUNK - 1);
    }

    byte[] name(int i) {
        return names.get(namePlace(i), nameLength(i));
    }

    int nameLength(int i) {
        return chunk(i).nameLengths[in(i)];
    }

    private int namePlace(int i) {
        return chunk(i).namePlaces[in(i)];
    }

    boolean haveSameName(int i, int j) {
        return nameLength(i) == nameLength(j)
                && names.same(namePlace(i), namePlace(j), nameLength(i));
    }

    int nameHash(int i) {
        return names.hash(namePlace(i), nameLength(i));
    }

    long size(int i) {
        return chunk(i).sizes[in(i)];
    }

    int crc32(int i) {
        return chunk(i).crcs[in(i)];
    }

    /// Seconds since 1970, to be read as unsigned.
    int modified(int i) {
        return chunk(i).seconds[in(i)];
    }

    Sha256 blob(int i) {
        int at = in(i) * Sha256.BYTES;
        return Sha256.of(Arrays.copyOfRange(chunk(i).blobs, at, at + Sha256.BYTES));
    }

    long offset(int i) {
        return chunk(i).offsets[in(i)];
    }

    /// The last entry whose local header is at or before `offset`, or -1.
    int lastAtOrBefore(long offset) {
        int low = -1;
        int high = count;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (offset(middle) <= offset) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
