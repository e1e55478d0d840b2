package org.africai.store.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.africai.store.EntryName;

/// Remembers which names an archive had so far in 8 to 16 bytes a name, where a set of strings
/// would take hundreds of MiB for the largest archives.
///
/// It keeps the first 64 bits of each name's SHA-256 in an open-addressed table at most half full.
/// Two names that meet there by chance, once in 37 million archives of a million names, would make
/// a good archive be refused; nobody else is harmed, and none is let through.
final class SeenNames {
    private static final int FIRST_CAPACITY = 1024;

    private final MessageDigest sha256 = sha256();
    private long[] table = new long[FIRST_CAPACITY]; // 0 means free
    private int count;

    /// Adds `name`; false when it is there already.
    boolean add(EntryName name) {
        if (2 * count >= table.length) {
            grow();
        }
        return insert(hash(name));
    }

    private long hash(EntryName name) {
        byte[] digest = sha256.digest(name.path().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong() | 1;
    }

    private boolean insert(long hash) {
        int slot = (int) (hash >>> 1) & (table.length - 1);
        while (table[slot] != 0) {
            if (table[slot] == hash) {
                return false;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = hash;
        count++;
        return true;
    }

    private void grow() {
        long[] old = table;
        table = new long[2 * old.length];
        count = 0;
        for (long hash : old) {
            if (hash != 0 && !insert(hash)) {
                throw new IllegalStateException("a name was counted twice");
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
