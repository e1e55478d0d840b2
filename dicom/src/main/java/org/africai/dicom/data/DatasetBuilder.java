package org.africai.dicom.data;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.CharacterSet;
import org.africai.dicom.encoding.Vr;
import org.jspecify.annotations.Nullable;

/// Makes a [Dataset], new or from another one. Not for use by several threads.
///
/// A new element comes where its tag belongs; a changed one stays where it was. An element with a
/// wrong length of its group (gggg,0000) leaves that length out, since it would not be true any
/// more. Text is encoded by the character set of the data set; a new data set that needs one and
/// has none declares UTF-8 (`ISO_IR 192`).
public final class DatasetBuilder {
    private static final String UTF_8 = "ISO_IR 192";

    private final Dataset base;
    private final List<Slot> slots = new ArrayList<>();
    private boolean isOrdered;
    private boolean isChanged;

    DatasetBuilder(Dataset base) {
        this.base = base;
        this.isOrdered = base.isOrdered();
        for (int i = 0; i < base.size(); i++) {
            slots.add(new Slot(base.tagAt(i), i, null));
        }
    }

    /// An element of the result: one of the base as it is, or a new value.
    private record Slot(int tag, int baseIndex, @Nullable Pending value) {}

    /// Sets text values; the VR is the one the element has, else the dictionary's.
    ///
    /// @throws IllegalArgumentException when the element is not known (give a VR), or is one of
    ///   numbers and a value is not a number
    public DatasetBuilder put(int tag, String... values) {
        return put(tag, vrFor(tag), values);
    }

    /// Sets text values of a VR.
    public DatasetBuilder put(int tag, Vr vr, String... values) {
        return set(tag, Pending.text(vr, List.of(values)));
    }

    /// Sets integers, in binary or as text as the VR demands.
    public DatasetBuilder put(int tag, int... values) {
        long[] longs = Arrays.stream(values).asLongStream().toArray();
        return put(tag, integerVr(tag, longs), longs);
    }

    /// Sets integers of 64 bits, in binary or as text as the VR demands.
    public DatasetBuilder put(int tag, long... values) {
        return put(tag, integerVr(tag, values), values);
    }

    /// Sets integers of a VR.
    ///
    /// @throws IllegalArgumentException when one does not fit into the VR
    public DatasetBuilder put(int tag, Vr vr, long... values) {
        return set(tag, Pending.integers(vr, values));
    }

    /// Sets numbers, in binary or as text as the VR demands; DS keeps 16 characters of them.
    public DatasetBuilder put(int tag, double... values) {
        return put(tag, vrFor(tag), values);
    }

    /// Sets numbers of a VR.
    ///
    /// @throws IllegalArgumentException when the VR is not one of numbers, or DS of one that is
    ///   infinite
    public DatasetBuilder put(int tag, Vr vr, double... values) {
        return set(tag, Pending.decimals(vr, values));
    }

    public DatasetBuilder put(int tag, Uid... values) {
        return put(tag, vrFor(tag), Arrays.stream(values).map(Uid::value).toArray(String[]::new));
    }

    public DatasetBuilder put(int tag, LocalDate date) {
        return put(tag, vrFor(tag), DicomDate.format(date));
    }

    public DatasetBuilder put(int tag, DicomTime time) {
        return put(tag, vrFor(tag), time.toString());
    }

    /// Sets the codes of a code sequence.
    public DatasetBuilder put(int tag, Code... codes) {
        return put(tag, Arrays.stream(codes).map(Code::toItem).toList());
    }

    /// Changes the items of a sequence one by one; without effect when the sequence is absent or no
    /// item changes.
    public DatasetBuilder mapItems(int tag, UnaryOperator<Dataset> change) {
        int at = indexOf(tag);
        if (at < 0) {
            return this;
        }
        List<Dataset> items = items(slots.get(at));
        List<Dataset> changed = items.stream().map(change).toList();
        boolean isSame = true;
        for (int i = 0; i < items.size(); i++) {
            isSame &= items.get(i) == changed.get(i);
        }
        return isSame ? this : put(tag, changed);
    }

    private List<Dataset> items(Slot slot) {
        return switch (slot.value) {
            case null -> base.elementAt(slot.baseIndex).items();
            case Pending.Nested nested -> nested.items();
            case Pending.Text _, Pending.Binary _, Pending.Far _ -> List.of();
        };
    }

    public DatasetBuilder put(int tag, PersonName name) {
        return put(tag, vrFor(tag), name.toString());
    }

    /// Sets the value's bytes, least significant byte first. The array is copied.
    public DatasetBuilder put(int tag, Vr vr, byte[] value) {
        return set(tag, new Pending.Binary(vr, value.clone()));
    }

    /// Sets the items of a sequence.
    public DatasetBuilder put(int tag, Dataset... items) {
        return put(tag, List.of(items));
    }

    /// Sets the items of a sequence.
    public DatasetBuilder put(int tag, List<Dataset> items) {
        return set(tag, new Pending.Nested(List.copyOf(items)));
    }

    /// Sets a value that is read when the data set is written; its bytes are least significant
    /// first.
    public DatasetBuilder putBulk(int tag, Vr vr, BulkRange range) {
        return set(tag, new Pending.Far(vr, new Content.Bulk(range)));
    }

    /// Sets encapsulated pixel data: the basic offset table, which may be empty, and the fragments.
    public DatasetBuilder putFragments(int tag, Vr vr, List<BulkRange> ranges) {
        return set(tag, new Pending.Far(vr, new Content.Fragments(ranges)));
    }

    /// Sets an element without a value.
    public DatasetBuilder putEmpty(int tag) {
        Vr vr = vrFor(tag);
        return vr == Vr.SQ ? put(tag, List.of()) : put(tag, vr, new byte[0]);
    }

    /// Copies an element of any data set; text is encoded anew when the character sets differ.
    public DatasetBuilder put(Element element) {
        return set(element.tag(), Pending.copyOf(element, base));
    }

    /// Takes all elements with this tag away.
    public DatasetBuilder remove(int tag) {
        int at = indexOf(tag);
        if (at >= 0) {
            isChanged = true;
            dropRepetitions(at, tag);
            slots.remove(at);
            dropGroupLength(tag);
        }
        return this;
    }

    /// Whether anything was set or taken away.
    boolean isChanged() {
        return isChanged;
    }

    private DatasetBuilder set(int tag, Pending value) {
        isChanged = true;
        int at = indexOf(tag);
        if (at < 0) {
            slots.add(-at - 1, new Slot(tag, -1, value));
        } else {
            slots.set(at, new Slot(tag, slots.get(at).baseIndex, value));
            dropRepetitions(at, tag);
        }
        dropGroupLength(tag);
        return this;
    }

    private void dropRepetitions(int at, int tag) {
        if (!isOrdered) {
            slots.subList(at + 1, slots.size()).removeIf(slot -> slot.tag == tag);
        }
    }

    private void dropGroupLength(int tag) {
        int length = indexOf(tag & 0xFFFF0000);
        if (!Tag.isGroupLength(tag) && length >= 0) {
            slots.remove(length);
        }
    }

    /// Where `tag` is, or `-p - 1` with the place p where it belongs.
    private int indexOf(int tag) {
        if (isOrdered) {
            return search(tag);
        }
        int place = slots.size();
        for (int i = slots.size() - 1; i >= 0; i--) {
            if (Tag.compare(slots.get(i).tag, tag) > 0) {
                place = i;
            }
        }
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).tag == tag) {
                return i;
            }
        }
        return -place - 1;
    }

    private int search(int tag) {
        int low = 0;
        int high = slots.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Tag.compare(slots.get(middle).tag, tag);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    private Vr vrFor(int tag) {
        int index = base.indexOf(tag);
        Vr written = index < 0 ? Vr.UN : base.elementAt(index).vr();
        Vr vr = written == Vr.UN ? Dictionary.vr(tag) : written;
        if (vr == Vr.UN) {
            throw new IllegalArgumentException(
                    Tag.toString(tag) + " is not in the dictionary: say which VR it has");
        }
        return vr;
    }

    private Vr integerVr(int tag, long[] values) {
        Vr vr = vrFor(tag);
        boolean mayBeSigned = vr == Vr.US && Dictionary.isAmbiguous(tag);
        boolean isNegative = Arrays.stream(values).anyMatch(value -> value < 0);
        return mayBeSigned && (isNegative || hasSignedPixels()) ? Vr.SS : vr;
    }

    private boolean hasSignedPixels() {
        int at = indexOf(Tag.PixelRepresentation);
        Slot slot = at < 0 ? null : slots.get(at);
        if (slot == null || slot.value == null) {
            return base.context.hasSignedPixels();
        }
        return slot.value.startsWithOne();
    }

    /// The data set.
    ///
    /// @throws IllegalArgumentException when a text cannot be written in the character set that the
    ///   data set declares or inherits
    public Dataset build() {
        declareCharacterSet();
        Context context = context();
        int[] table = new int[slots.size() * Packed.STRIDE];
        @Nullable Object[] contents = new Object[slots.size()];
        for (int i = 0; i < slots.size(); i++) {
            fill(table, contents, i, context);
        }
        return new Dataset(
                base.bytes,
                base.encoding(),
                base.inherited,
                context,
                table,
                contents,
                isOrdered,
                base.isUndefinedLength());
    }

    private void declareCharacterSet() {
        boolean isNew =
                base.isEmpty()
                        && !base.characterSet().isUtf8()
                        && indexOf(Tag.SpecificCharacterSet) < 0;
        if (isNew && slots.stream().anyMatch(slot -> slot.value != null && !slot.value.isAscii())) {
            put(Tag.SpecificCharacterSet, UTF_8);
        }
    }

    private void fill(int[] table, @Nullable Object[] contents, int i, Context context) {
        Slot slot = slots.get(i);
        int row = i * Packed.STRIDE;
        table[row] = slot.tag;
        if (slot.value == null) {
            table[row + 1] = base.infoAt(slot.baseIndex);
            table[row + 2] = base.offsetAt(slot.baseIndex);
            table[row + 3] = base.lengthAt(slot.baseIndex);
            contents[i] = below(base.contentAt(slot.baseIndex), context);
            return;
        }
        Object content = slot.value.content(slot.tag, context, base.encoding().isBigEndian());
        table[row + 1] = Packed.of(slot.value.vr(), sequenceForm(slot));
        table[row + 3] = content instanceof byte[] bytes ? bytes.length : 0;
        contents[i] = content;
    }

    private static @Nullable Object below(@Nullable Object content, Context context) {
        return content instanceof Content.Items(List<Dataset> items)
                ? new Content.Items(items.stream().map(item -> item.under(context)).toList())
                : content;
    }

    /// A changed sequence keeps its kind of length.
    private int sequenceForm(Slot slot) {
        return slot.baseIndex < 0 ? 0 : base.infoAt(slot.baseIndex) & Packed.UNDEFINED_LENGTH;
    }

    /// The base's context, or a new one when what it holds was changed.
    private Context context() {
        boolean isSame =
                isUntouched(Tag.SpecificCharacterSet) && isUntouched(Tag.PixelRepresentation);
        if (isSame && base.context != Context.NONE) {
            return base.context;
        }
        Context context = new Context(base.inherited);
        CharacterSet characterSet = declared();
        if (characterSet != null) {
            context.setCharacterSet(characterSet);
        }
        int pixels = indexOf(Tag.PixelRepresentation);
        if (pixels >= 0) {
            context.setPixelRepresentation(hasSignedPixels() ? 1 : 0);
        }
        return context;
    }

    private boolean isUntouched(int tag) {
        int at = indexOf(tag);
        return at < 0 ? !base.contains(tag) : slots.get(at).value == null;
    }

    private @Nullable CharacterSet declared() {
        int at = indexOf(Tag.SpecificCharacterSet);
        if (at < 0) {
            return null;
        }
        Slot slot = slots.get(at);
        return CharacterSet.of(
                slot.value == null
                        ? base.elementAt(slot.baseIndex).strings()
                        : slot.value.strings());
    }
}
