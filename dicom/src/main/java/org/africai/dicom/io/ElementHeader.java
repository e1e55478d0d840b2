package org.africai.dicom.io;

import java.io.IOException;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.Vr;

/// The header of an element (PS3.5 §7.1): tag, VR, length. One object is used again for all
/// elements of a file.
final class ElementHeader {
    /// A length that is not given.
    static final int UNDEFINED = 0xFFFFFFFF;

    /// Group of the delimiters of items.
    static final int DELIMITER_GROUP = 0xFFFE;

    /// Bytes of a header without VR, or with one and a 16-bit length; also of every delimiter.
    static final int SHORT = 8;

    /// Bytes of a header with a VR and a 32-bit length.
    static final int LONG = 12;

    int tag;
    Vr vr = Vr.UN;
    boolean isFromDictionary;
    int bytes;
    int length;

    /// Reads the header at the cursor, behind the tag, without moving the cursor; eight bytes are
    /// there.
    ///
    /// @return false when the input ends in the header
    boolean read(HeaderBuffer in, int tag, Encoding encoding, Notes notes) throws IOException {
        this.tag = tag;
        boolean big = encoding.isBigEndian();
        if (!encoding.isExplicit()) {
            withoutVr(in, big);
            return true;
        }
        Vr written = Vr.ofCode(in.array[in.at + 4], in.array[in.at + 5]);
        if (written == null) {
            return strange(in, big, notes);
        }
        if (written.hasLongLength()) {
            return longForm(in, written, big);
        }
        set(written, false, SHORT, in.uint16(in.at + 6, big));
        return true;
    }

    private void withoutVr(HeaderBuffer in, boolean big) {
        set(Dictionary.vr(tag), true, SHORT, in.int32(in.at + 4, big));
    }

    /// A known element that was written as unknown has the type of the dictionary.
    private boolean longForm(HeaderBuffer in, Vr written, boolean big) throws IOException {
        if (!in.has(LONG)) {
            return false;
        }
        Vr known = written == Vr.UN ? Dictionary.vr(tag) : written;
        set(known, known != written, LONG, in.int32(in.at + 8, big));
        return true;
    }

    /// Two bytes that are no VR: an unknown one when they are letters, else a missing one.
    private boolean strange(HeaderBuffer in, boolean big, Notes notes) throws IOException {
        if (Vr.isCode(in.array[in.at + 4], in.array[in.at + 5])) {
            notes.add(Note.Kind.UNKNOWN_VR, in.position(), tag);
            return longForm(in, Vr.UN, big);
        }
        notes.add(Note.Kind.IMPLICIT_ELEMENT, in.position(), tag);
        withoutVr(in, big);
        return true;
    }

    /// The header of a sequence that is kept as bytes.
    void unreadable(Level sequence) {
        tag = sequence.tag;
        set(Vr.UN, sequence.isFromDictionary, sequence.headerBytes, 0);
    }

    private void set(Vr vr, boolean isFromDictionary, int bytes, int length) {
        this.vr = vr;
        this.isFromDictionary = isFromDictionary;
        this.bytes = bytes;
        this.length = length;
    }

    boolean isUndefinedLength() {
        // A length of 16 bits is never that large.
        return length == UNDEFINED;
    }

    /// The length as an unsigned number.
    long valueBytes() {
        return Integer.toUnsignedLong(length);
    }

    /// The layout of items in the value: without VRs where the element was written as unknown
    /// (PS3.5 §6.2.2).
    Encoding encodingOfItems(Encoding enclosing) {
        boolean isUnknown = vr == Vr.UN || (isFromDictionary && bytes == LONG);
        return isUnknown ? Encoding.IMPLICIT_LITTLE : enclosing;
    }

    boolean isPixelData() {
        return isPixelData(tag);
    }

    static boolean isPixelData(int tag) {
        return tag == Tag.PixelData || tag == Tag.FloatPixelData || tag == Tag.DoubleFloatPixelData;
    }
}
