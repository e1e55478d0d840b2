package org.africai.store.archive;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// One record of a ZIP's central directory (APPNOTE 6.3.10, §4.3.12).
///
/// @param rawName the bytes of the name
/// @param name what they mean
/// @param flags the general-purpose bits (§4.4.4)
/// @param mode the Unix file mode, 0 when the archive has none
/// @param offset of the local header
record ZipRecord(
        ByteBuffer rawName,
        String name,
        int flags,
        int method,
        int crc32,
        long compressedSize,
        long size,
        int mode,
        long offset) {
    static final int STORED = 0;
    static final int DEFLATED = 8;
    static final int FIXED_LENGTH = 46;

    private static final int SIGNATURE = 0x02014b50;
    private static final int EXTRA_ZIP64 = 0x0001;
    private static final int EXTRA_UNICODE_PATH = 0x7075;
    private static final int FLAG_ENCRYPTED = 1;
    private static final int FLAG_PATCHED = 1 << 5;
    private static final int FLAG_STRONG_ENCRYPTION = 1 << 6;
    private static final int FLAG_DESCRIPTOR = 1 << 3;
    private static final int FLAG_UTF8 = 1 << 11;
    private static final int FLAG_MASKED = 1 << 13;

    /// How long the record is whose fixed part `fixed` begins with.
    static int length(ByteBuffer fixed) {
        int at = fixed.position();
        return FIXED_LENGTH
                + Short.toUnsignedInt(fixed.getShort(at + 28))
                + Short.toUnsignedInt(fixed.getShort(at + 30))
                + Short.toUnsignedInt(fixed.getShort(at + 32));
    }

    /// Reads a record that lies in `record` from its start on.
    static ZipRecord read(ArchiveFile zip, ByteBuffer record) {
        int flags = Short.toUnsignedInt(record.getShort(8));
        byte[] rawName = new byte[Short.toUnsignedInt(record.getShort(28))];
        record.get(FIXED_LENGTH, rawName);
        int extraStart = FIXED_LENGTH + rawName.length;
        ByteBuffer extra =
                record.slice(extraStart, Short.toUnsignedInt(record.getShort(30)))
                        .order(record.order());
        String name = name(rawName, (flags & FLAG_UTF8) != 0, extra, zip);
        var sizes = new Zip64(zip, name, extra);
        long size = sizes.value(record.getInt(24));
        long compressedSize = sizes.value(record.getInt(20));
        long offset = sizes.value(record.getInt(42));
        return new ZipRecord(
                ByteBuffer.wrap(rawName).asReadOnlyBuffer(),
                name,
                flags,
                Short.toUnsignedInt(record.getShort(10)),
                record.getInt(16),
                compressedSize,
                size,
                record.getInt(38) >>> 16,
                offset);
    }

    static boolean isRecord(ByteBuffer record) {
        return record.getInt(record.position()) == SIGNATURE;
    }

    private static String name(byte[] raw, boolean utf8, ByteBuffer extra, ArchiveFile zip) {
        ByteBuffer unicode = ZipExtra.find(extra, EXTRA_UNICODE_PATH);
        if (unicode.remaining() > 5 && unicode.get(0) == 1 && unicode.getInt(1) == crc32(raw)) {
            byte[] name = new byte[unicode.remaining() - 5];
            unicode.get(5, name);
            return ZipText.utf8(name, zip);
        }
        return utf8 ? ZipText.utf8(raw, zip) : ZipText.unmarked(raw);
    }

    private static int crc32(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /// The 64-bit values of a record, in the order in which its 32-bit fields are full (§4.5.3).
    private static final class Zip64 {
        private final ArchiveFile zip;
        private final String name;
        private final ByteBuffer values;

        Zip64(ArchiveFile zip, String name, ByteBuffer extra) {
            this.zip = zip;
            this.name = name;
            this.values = ZipExtra.find(extra, EXTRA_ZIP64);
        }

        long value(int field) {
            if (field != -1) {
                return Integer.toUnsignedLong(field);
            }
            long value = values.remaining() < Long.BYTES ? -1 : values.getLong();
            if (value < 0) {
                throw zip.bad(name, "its zip64 sizes are missing or damaged");
            }
            return value;
        }
    }

    boolean isFolder() {
        return name.endsWith("/") || name.endsWith("\\") || (mode & 0170000) == 0040000;
    }

    boolean isEncrypted() {
        return (flags & (FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED)) != 0;
    }

    boolean isPatch() {
        return (flags & FLAG_PATCHED) != 0;
    }

    /// Whether the local header may leave the sizes to a record behind the data.
    boolean hasDescriptor() {
        return (flags & FLAG_DESCRIPTOR) != 0;
    }
}
