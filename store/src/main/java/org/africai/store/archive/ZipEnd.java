package org.africai.store.archive;

import java.nio.ByteBuffer;

/// Where the central directory of a ZIP is (APPNOTE 6.3.10, §4.3.14 to §4.3.16).
///
/// @param offset of its first record
/// @param size in bytes
/// @param entries how many records it says it has
record ZipEnd(long offset, long size, long entries) {
    private static final int SIGNATURE = 0x06054b50;
    private static final int LENGTH = 22;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int SIGNATURE_64 = 0x06064b50;
    private static final int LENGTH_64 = 56;

    /// Finds the record that ends `zip` and the directory before it.
    ///
    /// The record must end where the file ends, and the directory where the record begins: an
    /// archive that can be read in two ways is refused.
    static ZipEnd find(ArchiveFile zip) {
        long position = position(zip);
        ByteBuffer record = zip.read(position, LENGTH);
        long locator = position - LOCATOR_LENGTH;
        if (needsZip64(record) && locator >= 0 && isLocator(zip, locator)) {
            return zip64(zip, locator);
        }
        if (record.getInt(4) != 0) {
            throw zip.bad(null, "spans several disks");
        }
        var end =
                new ZipEnd(
                        Integer.toUnsignedLong(record.getInt(16)),
                        Integer.toUnsignedLong(record.getInt(12)),
                        Short.toUnsignedLong(record.getShort(10)));
        return end.endingAt(position, zip);
    }

    private static boolean needsZip64(ByteBuffer record) {
        return record.getInt(4) == -1
                || record.getShort(10) == -1
                || record.getInt(12) == -1
                || record.getInt(16) == -1;
    }

    private static boolean isLocator(ArchiveFile zip, long locator) {
        return zip.read(locator, LOCATOR_LENGTH).getInt(0) == LOCATOR_SIGNATURE;
    }

    private static ZipEnd zip64(ArchiveFile zip, long locatorPosition) {
        long position = zip.read(locatorPosition, LOCATOR_LENGTH).getLong(8);
        ByteBuffer record = zip.read(position, LENGTH_64);
        if (record.getInt(0) != SIGNATURE_64
                || record.getLong(4) != locatorPosition - position - 12
                || record.getLong(16) != 0) {
            throw zip.bad(null, "its zip64 records are damaged, or it spans several disks");
        }
        return new ZipEnd(record.getLong(48), record.getLong(40), record.getLong(32))
                .endingAt(position, zip);
    }

    private ZipEnd endingAt(long position, ArchiveFile zip) {
        if (offset < 0 || offset > position || size != position - offset || entries < 0) {
            throw zip.bad(null, "its directory is not where its last record says");
        }
        return this;
    }

    private static long position(ArchiveFile zip) {
        int length = (int) Math.min(zip.size(), LENGTH + MAX_COMMENT);
        long start = zip.size() - length;
        ByteBuffer tail = zip.read(start, length);
        for (int i = length - LENGTH; i >= 0; i--) {
            if (tail.getInt(i) == SIGNATURE
                    && Short.toUnsignedInt(tail.getShort(i + 20)) == length - i - LENGTH) {
                return start + i;
            }
        }
        throw zip.bad(null, "is cut short or damaged: it has no end-of-directory record");
    }
}
