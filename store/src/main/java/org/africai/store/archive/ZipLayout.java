package org.africai.store.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// The records of a ZIP that only stores (APPNOTE 6.3.10, §4.3). Every byte follows from the
/// entries, so that the same entries give the same ZIP anywhere and always.
///
/// Names are UTF-8 and say so. Times are in the DOS fields, in UTC, and to the second in the
/// extended timestamp (id 0x5455) as long as that can hold them. The zip64 form is used where a
/// value needs it and nowhere else.
final class ZipLayout {
    /// 1980-01-01, the first that a DOS field can hold.
    static final long MIN_SECONDS = 315_532_800;

    /// 2106-02-07, the last in 32 bits.
    static final long MAX_SECONDS = 0xFFFF_FFFFL;

    private static final long MAX_32 = 0xFFFF_FFFFL; // this value itself means "see zip64"
    private static final int MAX_16 = 0xFFFF;

    private static final int VERSION_STORED = 10;
    private static final int VERSION_ZIP64 = 45;
    private static final int UNIX = 3 << 8;
    private static final int UTF8 = 1 << 11;
    private static final int MODE = 0100644;

    private static final int LOCAL = 30;
    private static final int CENTRAL = 46;
    private static final int TIME = 9;
    private static final int EXTRA_HEADER = 4;
    private static final int END_64 = 56;
    private static final int LOCATOR = 20;
    private static final int END = 22;

    private ZipLayout() {}

    static int localLength(int nameLength, long size, int modified) {
        return LOCAL + nameLength + localZip64Length(size) + timeLength(modified);
    }

    static ByteBuffer local(ZipEntries entries, int i) {
        long size = entries.size(i);
        var out = buffer(localLength(entries.nameLength(i), size, entries.modified(i)));
        boolean is64 = size >= MAX_32;
        out.putInt(0x04034b50);
        common(out, entries, i, is64 ? VERSION_ZIP64 : VERSION_STORED);
        out.putShort((short) (localZip64Length(size) + timeLength(entries.modified(i))));
        out.put(entries.name(i));
        if (is64) {
            out.putShort((short) 1).putShort((short) 16).putLong(size).putLong(size);
        }
        time(out, entries.modified(i));
        return out.flip();
    }

    static int centralLength(ZipEntries entries, int i) {
        return CENTRAL + entries.nameLength(i) + centralExtraLength(entries, i);
    }

    static ByteBuffer central(ZipEntries entries, int i) {
        var out = buffer(centralLength(entries, i));
        long size = entries.size(i);
        long offset = entries.offset(i);
        boolean is64 = centralZip64Length(size, offset) > 0;
        int version = is64 ? VERSION_ZIP64 : VERSION_STORED;
        out.putInt(0x02014b50).putShort((short) (UNIX | VERSION_ZIP64));
        common(out, entries, i, version);
        out.putShort((short) centralExtraLength(entries, i));
        out.putShort((short) 0).putShort((short) 0).putShort((short) 0); // comment, disk, internal
        out.putInt(MODE << 16).putInt(capped(offset));
        out.put(entries.name(i));
        if (is64) {
            centralZip64(out, size, offset);
        }
        time(out, entries.modified(i));
        return out.flip();
    }

    private static void centralZip64(ByteBuffer out, long size, long offset) {
        out.putShort((short) 1);
        out.putShort((short) (centralZip64Length(size, offset) - EXTRA_HEADER));
        if (size >= MAX_32) {
            out.putLong(size).putLong(size);
        }
        if (offset >= MAX_32) {
            out.putLong(offset);
        }
    }

    /// What local and central records share, from the version needed to the name's length.
    private static void common(ByteBuffer out, ZipEntries entries, int i, int version) {
        out.putShort((short) version).putShort((short) UTF8).putShort((short) 0);
        out.putInt(dosTime(entries.modified(i))).putInt(entries.crc32(i));
        out.putInt(capped(entries.size(i))).putInt(capped(entries.size(i)));
        out.putShort((short) entries.nameLength(i));
    }

    static ByteBuffer end(int count, long offset, long size) {
        var out = buffer(endLength(count, offset, size));
        if (endIs64(count, offset, size)) {
            end64(out, count, offset, size);
        }
        short shownCount = (short) Math.min(count, MAX_16);
        out.putInt(0x06054b50).putInt(0).putShort(shownCount).putShort(shownCount);
        out.putInt(capped(size)).putInt(capped(offset)).putShort((short) 0);
        return out.flip();
    }

    private static void end64(ByteBuffer out, int count, long offset, long size) {
        out.putInt(0x06064b50).putLong(END_64 - 12);
        out.putShort((short) (UNIX | VERSION_ZIP64)).putShort((short) VERSION_ZIP64);
        out.putInt(0).putInt(0).putLong(count).putLong(count).putLong(size).putLong(offset);
        out.putInt(0x07064b50).putInt(0).putLong(offset + size).putInt(1);
    }

    static int endLength(int count, long offset, long size) {
        return endIs64(count, offset, size) ? END_64 + LOCATOR + END : END;
    }

    private static boolean endIs64(int count, long offset, long size) {
        return count >= MAX_16 || offset >= MAX_32 || size >= MAX_32;
    }

    private static int localZip64Length(long size) {
        return size >= MAX_32 ? EXTRA_HEADER + 2 * Long.BYTES : 0;
    }

    private static int centralZip64Length(long size, long offset) {
        int values = (size >= MAX_32 ? 2 : 0) + (offset >= MAX_32 ? 1 : 0);
        return values == 0 ? 0 : EXTRA_HEADER + values * Long.BYTES;
    }

    private static int centralExtraLength(ZipEntries entries, int i) {
        return centralZip64Length(entries.size(i), entries.offset(i))
                + timeLength(entries.modified(i));
    }

    private static int timeLength(int modified) {
        return modified >= 0 ? TIME : 0;
    }

    private static void time(ByteBuffer out, int modified) {
        if (timeLength(modified) > 0) {
            out.putShort((short) 0x5455).putShort((short) 5).put((byte) 1).putInt(modified);
        }
    }

    private static int dosTime(int modified) {
        var t = LocalDateTime.ofEpochSecond(Integer.toUnsignedLong(modified), 0, ZoneOffset.UTC);
        int date = (t.getYear() - 1980) << 9 | t.getMonthValue() << 5 | t.getDayOfMonth();
        return date << 16 | t.getHour() << 11 | t.getMinute() << 5 | t.getSecond() / 2;
    }

    /// The time as it is kept, the nearest that can be.
    static int seconds(Instant modifiedAt) {
        return (int) Math.clamp(modifiedAt.getEpochSecond(), MIN_SECONDS, MAX_SECONDS);
    }

    private static int capped(long value) {
        return (int) Math.min(value, MAX_32);
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
