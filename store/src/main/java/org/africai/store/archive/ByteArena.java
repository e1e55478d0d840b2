package org.africai.store.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Many short byte arrays in few long ones.
final class ByteArena {
    /// 256 KiB: with 1 MiB, the header of an array makes it take two regions of the heap.
    private static final int PAGE_BITS = 18;

    private static final int PAGE_BYTES = 1 << PAGE_BITS;
    private static final int MAX_PAGES = 1 << (Integer.SIZE - 1 - PAGE_BITS);

    private final List<byte[]> pages = new ArrayList<>();
    private int used = PAGE_BYTES; // of the last page

    /// Copies `bytes`, at most a page of them, and gives their place.
    int add(byte[] bytes) {
        if (bytes.length > PAGE_BYTES - used) {
            newPage();
        }
        int place = ((pages.size() - 1) << PAGE_BITS) + used;
        System.arraycopy(bytes, 0, pages.getLast(), used, bytes.length);
        used += bytes.length;
        return place;
    }

    private void newPage() {
        if (pages.size() == MAX_PAGES) {
            throw new IllegalStateException("more than 2 GiB of names");
        }
        pages.add(new byte[PAGE_BYTES]);
        used = 0;
    }

    byte[] get(int place, int length) {
        int start = start(place);
        return Arrays.copyOfRange(page(place), start, start + length);
    }

    boolean same(int place, int other, int length) {
        return Arrays.equals(
                page(place),
                start(place),
                start(place) + length,
                page(other),
                start(other),
                start(other) + length);
    }

    int hash(int place, int length) {
        byte[] page = page(place);
        int hash = 1;
        for (int i = start(place); i < start(place) + length; i++) {
            hash = 31 * hash + page[i];
        }
        return hash * 0x9E3779B9;
    }

    private byte[] page(int place) {
        return pages.get(place >>> PAGE_BITS);
    }

    private static int start(int place) {
        return place & (PAGE_BYTES - 1);
    }
}
