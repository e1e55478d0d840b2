package org.africai.dicom.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import org.africai.dicom.dict.Tag;

/// Bytes of DICOM put together by hand, right or wrong: explicit VR little endian unless said
/// otherwise.
final class RawBytes {
    private static final int UNDEFINED = -1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// A preamble and meta information that names a transfer syntax.
    static RawBytes file(String transferSyntax) {
        RawBytes meta = new RawBytes();
        meta.element(0x00020010, "UI", even(transferSyntax));
        return new RawBytes()
                .raw(new byte[128])
                .raw("DICM".getBytes(ISO_8859_1))
                .element(0x00020000, "UL", int32(meta.out.size()))
                .raw(meta.bytes());
    }

    static RawBytes explicit() {
        return file("1.2.840.10008.1.2.1");
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    int size() {
        return out.size();
    }

    RawBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    RawBytes tag(int tag) {
        return int16(Tag.group(tag)).int16(Tag.element(tag));
    }

    RawBytes int16(int value) {
        out.write(value);
        out.write(value >> 8);
        return this;
    }

    private static byte[] int32(int value) {
        return new byte[] {
            (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
        };
    }

    RawBytes element(int tag, String vr, String value) {
        return element(tag, vr, value.getBytes(ISO_8859_1));
    }

    RawBytes element(int tag, String vr, byte[] value) {
        return header(tag, vr, value.length).raw(value);
    }

    /// A header of the long or short form that the VR has.
    RawBytes header(int tag, String vr, int length) {
        tag(tag).raw(vr.getBytes(ISO_8859_1));
        boolean isLong = "OB OD OF OL OV OW SQ SV UC UN UR UT UV".contains(vr);
        return isLong ? int16(0).raw(int32(length)) : int16(length);
    }

    /// An element, a delimiter or an item without VR.
    RawBytes implicit(int tag, int length) {
        return tag(tag).raw(int32(length));
    }

    RawBytes implicit(int tag, String value) {
        return implicit(tag, value.length()).raw(value.getBytes(ISO_8859_1));
    }

    RawBytes openSequence(int tag) {
        return header(tag, "SQ", UNDEFINED);
    }

    RawBytes openItem() {
        return implicit(Tag.Item, UNDEFINED);
    }

    RawBytes closeItem() {
        return implicit(Tag.ItemDelimitationItem, 0);
    }

    RawBytes closeSequence() {
        return implicit(Tag.SequenceDelimitationItem, 0);
    }

    private static String even(String uid) {
        return uid.length() % 2 == 0 ? uid : uid + "\0";
    }
}
