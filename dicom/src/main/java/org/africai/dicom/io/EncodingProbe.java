package org.africai.dicom.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.Vr;

/// Recognises the layout of a data set by its first element.
final class EncodingProbe {
    private static final int HEADER = 8;

    /// Data sets start with groups up to this one; a larger first group is read in the wrong byte
    /// order, or is no group at all.
    private static final int LAST_FIRST_GROUP = 0x00FF;

    private EncodingProbe() {}

    /// The layout of what follows the cursor; empty when it looks like no data set.
    static Optional<Encoding> guess(HeaderBuffer in) throws IOException {
        return in.has(HEADER)
                ? guess(in.array, in.at, in.size() - in.position())
                : Optional.empty();
    }

    /// @param left number of bytes from `at` to the end of the input
    static Optional<Encoding> guess(byte[] bytes, int at, long left) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, at, HEADER).slice();
        int little = tag(buffer.order(ByteOrder.LITTLE_ENDIAN));
        int big = tag(buffer.order(ByteOrder.BIG_ENDIAN));
        Vr vr = Vr.ofCode(buffer.get(4), buffer.get(5));
        if (vr != null && isPlausible(little, vr)) {
            return Optional.of(Encoding.EXPLICIT_LITTLE);
        }
        if (vr != null && isPlausible(big, vr)) {
            return Optional.of(Encoding.EXPLICIT_BIG);
        }
        long length = Integer.toUnsignedLong(buffer.order(ByteOrder.LITTLE_ENDIAN).getInt(4));
        boolean fits = length <= left - HEADER || length == 0xFFFFFFFFL;
        return vr == null && isKnown(little) && fits
                ? Optional.of(Encoding.IMPLICIT_LITTLE)
                : Optional.empty();
    }

    /// The layout that the first element of an item shows: real files hold items without VRs among
    /// elements with them, and the reverse in unknown elements.
    ///
    /// @param in at the first byte of the item
    /// @param encoding the layout of the sequence
    /// @param end where the item ends at the latest
    static Encoding ofItem(HeaderBuffer in, Encoding encoding, long end, Notes notes)
            throws IOException {
        boolean isThere = end - in.position() >= HEADER && in.has(HEADER);
        int tag = isThere ? in.tag(in.at, false) : Tag.ItemDelimitationItem;
        if (Tag.group(tag) == ElementHeader.DELIMITER_GROUP) {
            return encoding;
        }
        byte first = in.array[in.at + 4];
        byte second = in.array[in.at + 5];
        long length = Integer.toUnsignedLong(in.int32(in.at + 4, false));
        boolean fits = length <= end - in.position() - HEADER;
        Vr vr = Vr.ofCode(first, second);
        if (encoding == Encoding.EXPLICIT_LITTLE && fits && !Vr.isCode(first, second)) {
            notes.add(Note.Kind.IMPLICIT_ELEMENT, in.position(), tag);
            return Encoding.IMPLICIT_LITTLE;
        }
        boolean isExplicit = vr != null && (!fits || (vr == Dictionary.vr(tag) && vr != Vr.UN));
        if (encoding == Encoding.IMPLICIT_LITTLE && isExplicit) {
            notes.add(Note.Kind.EXPLICIT_ITEM, in.position(), tag);
            return Encoding.EXPLICIT_LITTLE;
        }
        return encoding;
    }

    private static int tag(ByteBuffer buffer) {
        return Tag.of(buffer.getShort(0), buffer.getShort(2));
    }

    private static boolean isPlausible(int tag, Vr vr) {
        return isFirstGroup(tag) || (Dictionary.vr(tag) == vr && vr != Vr.UN);
    }

    private static boolean isKnown(int tag) {
        boolean isKnown = Dictionary.vr(tag) != Vr.UN && Tag.group(tag) > 0;
        return isKnown && (isFirstGroup(tag) || Dictionary.find(tag).isPresent());
    }

    private static boolean isFirstGroup(int tag) {
        return Tag.group(tag) > 0 && Tag.group(tag) <= LAST_FIRST_GROUP;
    }
}
