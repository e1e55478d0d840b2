package org.africai.dicom.data;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.CharacterSet;
import org.africai.dicom.encoding.Encoding;
import org.jspecify.annotations.Nullable;

/// A data set (PS3.5 §7): elements in the order in which they were read, each under a tag.
///
/// Immutable and safe for use by many threads. A data set read from a file is a table over the
/// header's bytes: values are decoded each time they are asked for, and one that is not changed is
/// written again as the same bytes. The accessors here are tolerant: an absent, empty or malformed
/// value is empty, never an exception; [Element#problems] says what is wrong with a value. When a
/// tag stands in the data set twice, which the standard forbids, the first one counts.
public final class Dataset implements Iterable<Element> {
    /// The data set without elements.
    public static final Dataset EMPTY =
            new Dataset(
                    Bytes.NONE,
                    Encoding.EXPLICIT_LITTLE,
                    Context.NONE,
                    Context.NONE,
                    new int[0],
                    null,
                    true,
                    false);

    final Bytes bytes;
    final Context inherited;
    final Context context;
    private final Encoding encoding;
    private final int[] table;
    private final @Nullable Object @Nullable [] contents;
    private final boolean isOrdered;
    private final boolean isUndefinedLength;

    Dataset(
            Bytes bytes,
            Encoding encoding,
            Context inherited,
            Context context,
            int[] table,
            @Nullable Object @Nullable [] contents,
            boolean isOrdered,
            boolean isUndefinedLength) {
        this.bytes = bytes;
        this.encoding = encoding;
        this.inherited = inherited;
        this.context = context;
        this.table = table;
        this.contents = contents;
        this.isOrdered = isOrdered;
        this.isUndefinedLength = isUndefinedLength;
    }

    /// Starts a new data set.
    public static DatasetBuilder builder() {
        return new DatasetBuilder(EMPTY);
    }

    /// Starts a new item for a data set in UTF-8: its text is in UTF-8 without a declaration of its
    /// own. Put into a data set of another character set, it gets one.
    public static DatasetBuilder itemBuilder() {
        Context utf8 = new Context(Context.NONE);
        utf8.setCharacterSet(CharacterSet.of("ISO_IR 192"));
        return new DatasetBuilder(
                new Dataset(
                        Bytes.NONE,
                        Encoding.EXPLICIT_LITTLE,
                        utf8,
                        utf8,
                        new int[0],
                        null,
                        true,
                        false));
    }

    /// Starts a changed copy: elements not touched keep the bytes they were read as.
    public DatasetBuilder edit() {
        return new DatasetBuilder(this);
    }

    /// A copy with text values set; see [DatasetBuilder#put(int, String...)].
    public Dataset with(int tag, String... values) {
        return edit().put(tag, values).build();
    }

    /// A copy without an element; this one when it has none.
    public Dataset without(int tag) {
        return contains(tag) ? edit().remove(tag).build() : this;
    }

    /// A copy in which all text is in UTF-8 and declared so, in items too; this one when it is in
    /// UTF-8 already. Text that is ASCII only keeps its bytes.
    public Dataset asUtf8() {
        return Utf8Copy.of(this);
    }

    /// A copy in which text values are set at a place inside sequences.
    ///
    /// @throws IllegalArgumentException when an item on the way is not there
    public Dataset with(TagPath path, String... values) {
        return changed(path, builder -> builder.put(path.tag(), values));
    }

    /// A copy without the element at a place inside sequences.
    ///
    /// @throws IllegalArgumentException when an item on the way is not there
    public Dataset without(TagPath path) {
        return changed(path, builder -> builder.remove(path.tag()));
    }

    /// A copy in which the data set that holds the element at `path` is changed.
    ///
    /// @throws IllegalArgumentException when an item on the way is not there
    public Dataset changed(TagPath path, Consumer<DatasetBuilder> change) {
        if (path.steps().isEmpty()) {
            DatasetBuilder builder = edit();
            change.accept(builder);
            return builder.build();
        }
        int sequence = path.first().sequence();
        int index = path.first().item();
        List<Dataset> items = new ArrayList<>(sequence(sequence));
        if (index >= items.size()) {
            throw new IllegalArgumentException(
                    Tag.toString(sequence) + " has " + items.size() + " items, not item " + index);
        }
        items.set(index, items.get(index).changed(path.rest(), change));
        return edit().put(sequence, items).build();
    }

    /// Number of elements, those in items not counted.
    public int size() {
        return table.length / Packed.STRIDE;
    }

    public boolean isEmpty() {
        return table.length == 0;
    }

    /// Whether the element is there, with a value or without.
    public boolean contains(int tag) {
        return indexOf(tag) >= 0;
    }

    /// The first element with this tag.
    public Optional<Element> element(int tag) {
        return Optional.ofNullable(get(tag));
    }

    /// The element at a position in file order.
    ///
    /// @throws IndexOutOfBoundsException when there is none
    public Element elementAt(int index) {
        java.util.Objects.checkIndex(index, size());
        return new Element(this, index);
    }

    /// The element at a place inside sequences.
    public Optional<Element> element(TagPath path) {
        if (path.steps().isEmpty()) {
            return element(path.tag());
        }
        List<Dataset> items = sequence(path.first().sequence());
        int item = path.first().item();
        return item < items.size() ? items.get(item).element(path.rest()) : Optional.empty();
    }

    /// The private element of a creator (PS3.5 §7.8.1) in this data set, not in its items.
    ///
    /// @param creator who owns the block, as the creator element names it
    /// @param group an odd group
    /// @param element the last two digits of the element
    public Optional<Element> privateElement(String creator, int group, int element) {
        OptionalInt block = privateBlock(creator, group);
        return block.isEmpty()
                ? Optional.empty()
                : element(Tag.of(group, (block.getAsInt() << 8) | (element & 0xFF)));
    }

    /// The block, 10 to FF, that a creator has in a group.
    public OptionalInt privateBlock(String creator, int group) {
        for (Element element : this) {
            boolean isCreator =
                    Tag.group(element.tag()) == group && Tag.isPrivateCreator(element.tag());
            if (isCreator && element.string().filter(creator::equals).isPresent()) {
                return OptionalInt.of(Tag.element(element.tag()));
            }
        }
        return OptionalInt.empty();
    }

    /// The creator of a private element; empty when none reserved its block.
    public Optional<String> privateCreator(int tag) {
        return Tag.isPrivate(tag) && Tag.element(tag) > 0xFF
                ? string(Tag.creatorOf(tag))
                : Optional.empty();
    }

    private @Nullable Element get(int tag) {
        int index = indexOf(tag);
        return index < 0 ? null : new Element(this, index);
    }

    int indexOf(int tag) {
        return isOrdered ? search(tag) : scan(tag);
    }

    private int search(int tag) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Tag.compare(table[middle * Packed.STRIDE], tag);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int scan(int tag) {
        for (int row = 0; row < table.length; row += Packed.STRIDE) {
            if (table[row] == tag) {
                return row / Packed.STRIDE;
            }
        }
        return -1;
    }

    /// The first value as text, without padding; of numbers the decimal form.
    public Optional<String> string(int tag) {
        Element element = get(tag);
        return element == null ? Optional.empty() : element.string();
    }

    /// All values as text, empty ones kept as `""` where others follow.
    public List<String> strings(int tag) {
        Element element = get(tag);
        return element == null ? List.of() : element.strings();
    }

    /// The first value as an integer: of US, UL, IS, … or of a DS without fraction.
    public OptionalInt integer(int tag) {
        OptionalLong value = longInteger(tag);
        boolean fits = value.isPresent() && value.getAsLong() == (int) value.getAsLong();
        return fits ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
    }

    /// The first value as an integer of 64 bits.
    public OptionalLong longInteger(int tag) {
        long[] values = integers(tag);
        return values.length == 0 ? OptionalLong.empty() : OptionalLong.of(values[0]);
    }

    /// All values as integers; none when one of them is not an integer.
    public long[] integers(int tag) {
        Element element = get(tag);
        return element == null ? new long[0] : element.integers();
    }

    /// The first value as a number.
    public OptionalDouble decimal(int tag) {
        double[] values = decimals(tag);
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[0]);
    }

    /// All values as numbers; none when one of them is not a number.
    public double[] decimals(int tag) {
        Element element = get(tag);
        return element == null ? new double[0] : element.decimals();
    }

    /// The first value as an identifier.
    public Optional<Uid> uid(int tag) {
        return string(tag).filter(Uid::isValid).map(Uid::new);
    }

    /// The first value as the name of a person.
    public Optional<PersonName> personName(int tag) {
        return string(tag).map(PersonName::parse);
    }

    /// The first value as a date.
    public Optional<LocalDate> date(int tag) {
        return string(tag).flatMap(DicomDate::parse);
    }

    /// The first value as a time of day.
    public Optional<DicomTime> time(int tag) {
        return string(tag).flatMap(DicomTime::parse);
    }

    /// The first value as a date with time.
    public Optional<DicomDateTime> dateTime(int tag) {
        return string(tag).flatMap(DicomDateTime::parse);
    }

    /// The moment that a date and a time in two elements give; of an absent time midnight.
    public Optional<LocalDateTime> dateTime(int dateTag, int timeTag) {
        LocalTime time = time(timeTag).map(DicomTime::earliest).orElse(LocalTime.MIDNIGHT);
        return date(dateTag).map(date -> date.atTime(time));
    }

    /// The codes in a code sequence; items without a code are left out.
    public List<Code> codes(int tag) {
        return sequence(tag).stream().flatMap(item -> Code.of(item).stream()).toList();
    }

    /// The items of a sequence; none when the element is absent or is no sequence.
    public List<Dataset> sequence(int tag) {
        Element element = get(tag);
        return element == null ? List.of() : element.items();
    }

    /// The bytes of the value, least significant byte first; empty when absent or left in the file.
    public Optional<byte[]> bytes(int tag) {
        Element element = get(tag);
        return element == null ? Optional.empty() : element.bytes();
    }

    /// The character set that holds here, inherited from the enclosing data set or declared.
    public CharacterSet characterSet() {
        return context.characterSet();
    }

    /// The layout of the bytes that unchanged elements have.
    public Encoding encoding() {
        return encoding;
    }

    /// Whether this is an item that a delimiter ended.
    public boolean isUndefinedLength() {
        return isUndefinedLength;
    }

    /// Whether tags rise strictly, as the standard demands.
    public boolean isOrdered() {
        return isOrdered;
    }

    @Override
    public Iterator<Element> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public Element next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return new Element(Dataset.this, next++);
            }
        };
    }

    /// The elements in file order.
    public Stream<Element> stream() {
        return IntStream.range(0, size()).mapToObj(index -> new Element(this, index));
    }

    /// The same elements as an item of another data set.
    Dataset under(Context parent) {
        if (parent == inherited) {
            return this;
        }
        Context below = context == inherited ? parent : context.below(parent);
        @Nullable Object[] moved = contents == null ? null : contents.clone();
        for (int i = 0; moved != null && i < moved.length; i++) {
            if (moved[i] instanceof Content.Items(List<Dataset> items)) {
                moved[i] =
                        new Content.Items(items.stream().map(item -> item.under(below)).toList());
            }
        }
        return new Dataset(
                bytes, encoding, parent, below, table, moved, isOrdered, isUndefinedLength);
    }

    int tagAt(int index) {
        return table[index * Packed.STRIDE];
    }

    int infoAt(int index) {
        return table[index * Packed.STRIDE + 1];
    }

    int offsetAt(int index) {
        return table[index * Packed.STRIDE + 2];
    }

    int lengthAt(int index) {
        return table[index * Packed.STRIDE + 3];
    }

    @Nullable Object contentAt(int index) {
        return contents == null ? null : contents[index];
    }
}
