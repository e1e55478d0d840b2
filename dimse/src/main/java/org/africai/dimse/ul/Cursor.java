package org.africai.dimse.ul;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.africai.dicom.Uid;

/// A position in bytes that were received; never goes beyond its end.
final class Cursor {
    /// Items in one unit: 128 contexts with 64 items each. Short ones would else become far more
    /// memory than they were bytes.
    static final int MOST_ITEMS = 128 * 64;

    private final byte[] bytes;
    private final int end;
    private final AtomicInteger items;
    private int at;

    Cursor(byte[] bytes) {
        this(bytes, 0, bytes.length, new AtomicInteger());
    }

    private Cursor(byte[] bytes, int at, int end, AtomicInteger items) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
        this.items = items;
    }

    /// Starts an item: its type, and a reserved byte.
    int itemType() throws BadPdu {
        countItem();
        int type = u8();
        skip(1);
        return type;
    }

    void countItem() throws BadPdu {
        if (items.incrementAndGet() > MOST_ITEMS) {
            throw BadPdu.invalid("more than " + MOST_ITEMS + " items");
        }
    }

    boolean hasMore() {
        return at < end;
    }

    int left() {
        return end - at;
    }

    int u8() throws BadPdu {
        require(1);
        return bytes[at++] & 0xFF;
    }

    int u16() throws BadPdu {
        return u8() << 8 | u8();
    }

    long u32() throws BadPdu {
        return (long) u16() << 16 | u16();
    }

    /// The length in the header of a protocol data unit.
    long lengthOfPdu() throws BadPdu {
        skip(2);
        return u32();
    }

    void skip(int count) throws BadPdu {
        require(count);
        at += count;
    }

    /// The next `count` bytes as a cursor of their own; this one goes on behind them.
    Cursor slice(int count) throws BadPdu {
        require(count);
        at += count;
        return new Cursor(bytes, at - count, at, items);
    }

    Octets octets(int count) throws BadPdu {
        require(count);
        at += count;
        return Octets.of(Arrays.copyOfRange(bytes, at - count, at));
    }

    /// Text of single bytes, without the padding that some peers add.
    String text(int count) throws BadPdu {
        require(count);
        String text = new String(bytes, at, count, StandardCharsets.ISO_8859_1);
        at += count;
        int last = text.length();
        while (last > 0 && (text.charAt(last - 1) == ' ' || text.charAt(last - 1) == 0)) {
            last--;
        }
        return text.substring(0, last);
    }

    Uid uid(int count) throws BadPdu {
        String text = text(count);
        if (!Uid.isValid(text)) {
            throw BadPdu.invalid("an identifier of " + count + " bytes is none");
        }
        return new Uid(text);
    }

    /// An identifier behind its length of 16 bits.
    Uid sizedUid() throws BadPdu {
        return uid(u16());
    }

    private void require(int count) throws BadPdu {
        if (count > end - at) {
            throw BadPdu.invalid(
                    "an item wants " + count + " bytes where " + (end - at) + " are left");
        }
    }
}
