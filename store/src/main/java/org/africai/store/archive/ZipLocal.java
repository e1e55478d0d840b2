package org.africai.store.archive;

import java.nio.ByteBuffer;

/// The header in front of an entry's data (APPNOTE 6.3.10, §4.3.7). It repeats what the directory
/// says; where the two differ, two programs would see two different archives, so that one is
/// refused.
final class ZipLocal {
    private static final int SIGNATURE = 0x04034b50;
    private static final int FIXED_LENGTH = 30;
    private static final int SAME_FLAGS = 0x2041; // encrypted, strongly encrypted, masked
    private static final int EXTRA_ZIP64 = 0x0001;

    private ZipLocal() {}

    /// Where the data of `record` begins.
    ///
    /// @throws BadArchive when header and directory differ
    static long dataOffset(ArchiveFile zip, ZipRecord record) {
        ByteBuffer header = zip.read(record.offset(), FIXED_LENGTH + record.rawName().remaining());
        if (header.getInt(0) != SIGNATURE) {
            throw zip.bad(record.name(), "has no header where the directory says");
        }
        requireSame(zip, record, header);
        int extra = Short.toUnsignedInt(header.getShort(28));
        requireSameSizes(zip, record, header, extra);
        return record.offset() + header.limit() + extra;
    }

    private static void requireSame(ArchiveFile zip, ZipRecord record, ByteBuffer header) {
        int nameLength = record.rawName().remaining();
        boolean same =
                Short.toUnsignedInt(header.getShort(26)) == nameLength
                        && header.slice(FIXED_LENGTH, nameLength).equals(record.rawName())
                        && Short.toUnsignedInt(header.getShort(8)) == record.method()
                        && ((header.getShort(6) ^ record.flags()) & SAME_FLAGS) == 0;
        if (!same) {
            throw differs(zip, record, "name, method or encryption");
        }
    }

    private static void requireSameSizes(
            ArchiveFile zip, ZipRecord record, ByteBuffer header, int extraLength) {
        int crc = header.getInt(14);
        int compressedSize = header.getInt(18);
        int size = header.getInt(22);
        if (record.hasDescriptor() && crc == 0 && isLeftOpen(compressedSize, size)) {
            return;
        }
        ByteBuffer extra = zip.read(record.offset() + header.limit(), extraLength);
        ByteBuffer zip64 = ZipExtra.find(extra, EXTRA_ZIP64);
        boolean same =
                crc == record.crc32()
                        && value(size, zip64) == record.size()
                        && value(compressedSize, zip64) == record.compressedSize();
        if (!same) {
            throw differs(zip, record, "size or checksum");
        }
    }

    private static boolean isLeftOpen(int compressedSize, int size) {
        return (compressedSize == 0 || compressedSize == -1) && (size == 0 || size == -1);
    }

    private static long value(int field, ByteBuffer zip64) {
        boolean isLarge = field == -1 && zip64.remaining() >= Long.BYTES;
        return isLarge ? zip64.getLong() : Integer.toUnsignedLong(field);
    }

    private static BadArchive differs(ArchiveFile zip, ZipRecord record, String what) {
        return zip.bad(record.name(), "its header and the directory differ in " + what);
    }
}
