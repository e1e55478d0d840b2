package org.africai.store;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/// What stands before the bytes of a file in a segment of the journal, at the beginning of a block:
/// a mark, the generation of the segment, the length, the digest, and a checksum of these.
///
/// @param generation tells it from what an earlier use of the segment has left there
record JournalEntry(long generation, Sha256 sha256, long size) {
    /// What is written begins and ends at multiples of this, as writing past the page cache
    /// demands.
    static final int BLOCK = 4096;

    private static final long MARK = 0x4146524A454E5431L; // AFRJENT1
    private static final int CHECKED_BYTES = 3 * Long.BYTES + Sha256.BYTES;
    static final int HEADER_BYTES = CHECKED_BYTES + Long.BYTES;

    /// How many bytes an entry of a file of `size` bytes takes.
    static long bytes(long size) {
        return (HEADER_BYTES + size + BLOCK - 1) / BLOCK * BLOCK;
    }

    void writeTo(ByteBuffer target) {
        int begin = target.position();
        target.putLong(MARK).putLong(generation).putLong(size).put(sha256.bytes());
        target.putLong(checksum(target.slice(begin, CHECKED_BYTES)));
    }

    /// Goes on to the next block.
    static void pad(ByteBuffer target) {
        while (target.position() % BLOCK != 0) {
            target.put((byte) 0);
        }
    }

    /// @return empty where no entry begins
    static Optional<JournalEntry> read(ByteBuffer source) {
        long found = checksum(source.slice(source.position(), CHECKED_BYTES));
        long mark = source.getLong();
        long generation = source.getLong();
        long size = source.getLong();
        byte[] name = new byte[Sha256.BYTES];
        source.get(name);
        boolean isEntry = mark == MARK && found == source.getLong() && size >= 0;
        return isEntry
                ? Optional.of(new JournalEntry(generation, Sha256.of(name), size))
                : Optional.empty();
    }

    private static long checksum(ByteBuffer bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
