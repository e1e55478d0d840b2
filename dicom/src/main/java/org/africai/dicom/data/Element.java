package org.africai.dicom.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.CharacterSet;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.Vr;

/// One element of a [Dataset]: a tag, a value representation and a value, decoded when asked for.
public final class Element {
    private final Dataset dataset;
    private final int index;

    Element(Dataset dataset, int index) {
        this.dataset = dataset;
        this.index = index;
    }

    public int tag() {
        return dataset.tagAt(index);
    }

    /// The value representation: the one written or, when there was none or it was UN, the
    /// dictionary's, settled by the rest of the data set where PS3.6 leaves a choice.
    public Vr vr() {
        int info = dataset.infoAt(index);
        Vr vr = Packed.vr(info);
        boolean isOpen = Packed.has(info, Packed.FROM_DICTIONARY) && (vr == Vr.US || vr == Vr.OB);
        return isOpen && Dictionary.isAmbiguous(tag()) ? settle(vr) : vr;
    }

    private Vr settle(Vr vr) {
        if (vr == Vr.OB || tag() == Tag.LUTData) {
            return Vr.OW;
        }
        return dataset.context.hasSignedPixels() ? Vr.SS : Vr.US;
    }

    /// How the value is there. Costs an object; the accessors below do without.
    public Content content() {
        Object content = dataset.contentAt(index);
        return content instanceof Content other ? other : new Content.Held(heldLength());
    }

    /// Number of bytes of the value, padding included; of a sequence or of fragments the number
    /// that was read, delimiters included, or 0 when they were not read.
    public long length() {
        return dataset.contentAt(index) instanceof Content.Bulk bulk
                ? bulk.range().length()
                : heldLength();
    }

    /// Whether there is no value: no byte, no item, no fragment.
    public boolean isEmpty() {
        return switch (content()) {
            case Content.Held held -> held.length() == 0;
            case Content.Items items -> items.items().isEmpty();
            case Content.Bulk bulk -> bulk.range().length() == 0;
            case Content.Fragments fragments -> fragments.ranges().isEmpty();
        };
    }

    /// Whether the value is in memory and is no sequence.
    public boolean isHeld() {
        return !(dataset.contentAt(index) instanceof Content);
    }

    /// The first value as text, without padding.
    public Optional<String> string() {
        List<String> values = strings();
        return values.isEmpty() || values.getFirst().isEmpty()
                ? Optional.empty()
                : Optional.of(values.getFirst());
    }

    /// All values as text. Text is decoded by the character set that holds here and split at
    /// backslashes where the VR allows it, without padding; numbers are in decimal form, tags as
    /// eight digits. None for bytes, sequences and what was left in the file.
    public List<String> strings() {
        if (!isHeld() || heldLength() == 0) {
            return List.of();
        }
        Vr vr = vr();
        return vr.isText()
                ? TextValues.decode(array(), offset(), heldLength(), vr, characterSet())
                : NumberValues.strings(array(), offset(), heldLength(), vr, isBigEndian());
    }

    /// All values as integers: binary ones (UV above 2^63 wrapped), IS, DS without fraction, and
    /// AT. None when one of them is not an integer.
    public long[] integers() {
        if (!isHeld() || heldLength() == 0) {
            return new long[0];
        }
        Vr vr = vr();
        return vr.isText()
                ? TextValues.integers(strings())
                : NumberValues.integers(array(), offset(), heldLength(), vr, isBigEndian());
    }

    /// All values as numbers: binary ones, OF, OD, IS and DS. None when one of them is not a
    /// number.
    public double[] decimals() {
        if (!isHeld() || heldLength() == 0) {
            return new double[0];
        }
        Vr vr = vr();
        return vr.isText()
                ? TextValues.decimals(strings())
                : NumberValues.decimals(array(), offset(), heldLength(), vr, isBigEndian());
    }

    /// The items of a sequence.
    public List<Dataset> items() {
        return dataset.contentAt(index) instanceof Content.Items items ? items.items() : List.of();
    }

    /// A copy of the value's bytes, padding included, least significant byte first. Empty for
    /// sequences and for what was left in the file; see [#open].
    public Optional<byte[]> bytes() {
        return isHeld() ? Optional.of(heldBytes(false)) : Optional.empty();
    }

    /// The value's bytes in a byte order, wherever they are; fragments follow each other without
    /// their headers. The caller closes the stream.
    ///
    /// @throws IOException when the file cannot be read any more
    /// @throws IllegalStateException when the element is a sequence
    public InputStream open(boolean bigEndian) throws IOException {
        return switch (content()) {
            case Content.Held _ -> new ByteArrayInputStream(heldBytes(bigEndian));
            case Content.Items _ ->
                    throw new IllegalStateException(Tag.toString(tag()) + " is a sequence");
            case Content.Bulk bulk -> ordered(bulk.range().open(), bigEndian);
            case Content.Fragments fragments -> new JoinedStream(fragments.ranges());
        };
    }

    private InputStream ordered(InputStream in, boolean bigEndian) {
        int unit = vr().unitBytes();
        return unit == 1 || bigEndian == isBigEndian() ? in : new SwappingStream(in, unit);
    }

    /// Whether header and value stand in memory exactly as they were read, in this layout.
    public boolean isUntouched(Encoding encoding) {
        return encoding == dataset.encoding() && Packed.has(dataset.infoAt(index), Packed.RAW);
    }

    /// Writes header and value of an untouched element as they were read.
    ///
    /// @throws IllegalStateException when the element is not untouched
    public void writeUntouched(OutputStream out) throws IOException {
        if (!isUntouched(dataset.encoding())) {
            throw new IllegalStateException(Tag.toString(tag()) + " was changed");
        }
        out.write(array(), offset() - Packed.headerBytes(dataset.infoAt(index)), untouchedLength());
    }

    /// Number of bytes that [#writeUntouched] writes.
    public int untouchedLength() {
        return Packed.headerBytes(dataset.infoAt(index)) + heldLength();
    }

    /// Whether the header of a value left in the file stands in memory exactly as it was read, in
    /// this layout.
    public boolean hasUntouchedHeader(Encoding encoding) {
        return encoding == dataset.encoding()
                && Packed.has(dataset.infoAt(index), Packed.RAW_HEADER);
    }

    /// Writes the header of a value left in the file as it was read.
    ///
    /// @throws IllegalStateException when the header was changed
    public void writeUntouchedHeader(OutputStream out) throws IOException {
        if (!hasUntouchedHeader(dataset.encoding())) {
            throw new IllegalStateException(Tag.toString(tag()) + " was changed");
        }
        out.write(array(), offset() - untouchedHeaderLength(), untouchedHeaderLength());
    }

    /// Number of bytes that [#writeUntouchedHeader] writes.
    public int untouchedHeaderLength() {
        return Packed.headerBytes(dataset.infoAt(index));
    }

    /// Whether it is a sequence that a delimiter ended.
    public boolean isUndefinedLength() {
        return Packed.has(dataset.infoAt(index), Packed.UNDEFINED_LENGTH);
    }

    /// What is against PS3.5 §6.2 in this value: length, number of values, characters, form. Empty
    /// when nothing is. The texts never hold the value.
    public List<String> problems() {
        return ValueRules.problems(this);
    }

    /// A range of this element's value with its least significant bytes first.
    BulkRange littleEndian(BulkRange range) {
        return isBigEndian() ? SwappedSource.around(range, vr().unitBytes()) : range;
    }

    private byte[] heldBytes(boolean bigEndian) {
        byte[] copy = Arrays.copyOfRange(array(), offset(), offset() + heldLength());
        if (bigEndian != isBigEndian()) {
            NumberValues.swap(copy, vr().unitBytes());
        }
        return copy;
    }

    private CharacterSet characterSet() {
        return dataset.characterSet();
    }

    private boolean isBigEndian() {
        return dataset.encoding().isBigEndian();
    }

    private byte[] array() {
        return dataset.contentAt(index) instanceof byte[] own ? own : dataset.bytes.array;
    }

    private int offset() {
        return dataset.contentAt(index) instanceof byte[] ? 0 : dataset.offsetAt(index);
    }

    private int heldLength() {
        return dataset.lengthAt(index);
    }

    @Override
    public String toString() {
        return Tag.toString(tag()) + " " + vr() + " " + length() + " bytes";
    }
}
