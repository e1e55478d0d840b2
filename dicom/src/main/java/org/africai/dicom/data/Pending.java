package org.africai.dicom.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.CharacterSet;
import org.africai.dicom.encoding.Vr;

/// A value given to a [DatasetBuilder] that is not encoded yet, because the character set or the
/// enclosing data set is not known before the end.
sealed interface Pending {
    /// Longest DS (PS3.5 §6.2).
    int DECIMAL_CHARACTERS = 16;

    /// Text in the character set of the data set.
    record Text(Vr vr, List<String> values) implements Pending {}

    /// Bytes, least significant first.
    final class Binary implements Pending {
        private final Vr vr;
        private final byte[] bytes;

        Binary(Vr vr, byte[] bytes) {
            this.vr = vr;
            this.bytes = bytes;
        }
    }

    /// Items of a sequence.
    record Nested(List<Dataset> items) implements Pending {}

    /// A value that is elsewhere.
    record Far(Vr vr, Content content) implements Pending {}

    static Pending text(Vr vr, List<String> values) {
        return switch (vr.kind()) {
            case TEXT -> new Text(vr, values);
            case INTEGER -> integers(vr, values.stream().mapToLong(Long::parseLong).toArray());
            case TAGS -> integers(vr, values.stream().mapToLong(Pending::tag).toArray());
            case DECIMAL ->
                    decimals(vr, values.stream().mapToDouble(Double::parseDouble).toArray());
            case BYTES, ITEMS -> throw mismatch("text", vr);
        };
    }

    private static long tag(String text) {
        return Integer.toUnsignedLong(
                Tag.parse(text)
                        .orElseThrow(
                                () -> new IllegalArgumentException("not a tag: '" + text + "'")));
    }

    static Pending integers(Vr vr, long[] values) {
        return switch (vr.kind()) {
            case INTEGER, TAGS, BYTES -> new Binary(vr, NumberValues.encode(values, vr));
            case TEXT -> new Text(vr, Arrays.stream(values).mapToObj(Long::toString).toList());
            case DECIMAL -> decimals(vr, Arrays.stream(values).asDoubleStream().toArray());
            case ITEMS -> throw mismatch("integers", vr);
        };
    }

    static Pending decimals(Vr vr, double[] values) {
        return switch (vr) {
            case FL, FD, OF, OD -> new Binary(vr, NumberValues.encode(values, vr));
            case DS -> new Text(vr, Arrays.stream(values).mapToObj(Pending::decimal).toList());
            default -> throw mismatch("numbers with a fraction", vr);
        };
    }

    /// The nearest decimal that DS has room for.
    private static String decimal(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("DS has no form for " + value);
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        String text = Double.toString(value);
        for (int digits = 15; text.length() > DECIMAL_CHARACTERS; digits--) {
            text = rounded(value, digits);
        }
        return text;
    }

    private static String rounded(double value, int digits) {
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(digits))
                .stripTrailingZeros()
                .toString();
    }

    private static IllegalArgumentException mismatch(String what, Vr vr) {
        return new IllegalArgumentException(vr + " cannot hold " + what);
    }

    /// The value of an element of another data set, in a form that fits any data set.
    static Pending copyOf(Element element, Dataset target) {
        return switch (element.content()) {
            case Content.Items(List<Dataset> items) -> new Nested(items);
            case Content.Held _ -> held(element);
            case Content.Bulk(BulkRange range) ->
                    new Far(element.vr(), new Content.Bulk(element.littleEndian(range)));
            case Content.Fragments fragments -> new Far(element.vr(), fragments);
        };
    }

    private static Pending held(Element element) {
        byte[] bytes = element.bytes().orElseThrow();
        Vr vr = element.vr();
        boolean isPlain = !vr.usesCharacterSet() || CharacterSet.isAscii(bytes, 0, bytes.length);
        return isPlain ? new Binary(vr, bytes) : new Text(vr, element.strings());
    }

    default Vr vr() {
        return switch (this) {
            case Text text -> text.vr;
            case Binary binary -> binary.vr;
            case Nested _ -> Vr.SQ;
            case Far far -> far.vr;
        };
    }

    /// The text values, none of other kinds.
    default List<String> strings() {
        return switch (this) {
            case Text text -> text.values;
            case Binary binary when binary.vr.isText() ->
                    TextValues.decode(
                            binary.bytes, 0, binary.bytes.length, binary.vr, CharacterSet.DEFAULT);
            case Binary _, Nested _, Far _ -> List.of();
        };
    }

    default boolean isAscii() {
        return strings().stream().allMatch(CharacterSet::isAscii);
    }

    /// Whether this is a number and the number is 1.
    default boolean startsWithOne() {
        return this instanceof Binary binary
                && binary.bytes.length > 1
                && NumberValues.unsignedShort(binary.bytes, 0, false) == 1;
    }

    /// What a data set keeps: the bytes in its byte order, or a [Content].
    default Object content(int tag, Context context, boolean bigEndian) {
        return switch (this) {
            case Text text -> encode(tag, text, context.characterSet());
            case Binary binary -> ordered(binary, bigEndian);
            case Nested nested -> new Content.Items(adopted(nested.items, context));
            case Far(Vr vr, Content.Bulk(BulkRange range)) when bigEndian ->
                    new Content.Bulk(SwappedSource.around(range, vr.unitBytes()));
            case Far far -> far.content;
        };
    }

    private static byte[] ordered(Binary binary, boolean bigEndian) {
        byte[] bytes = padded(binary.bytes.clone(), binary.vr);
        if (bigEndian) {
            NumberValues.swap(bytes, binary.vr.unitBytes());
        }
        return bytes;
    }

    private static byte[] encode(int tag, Text text, CharacterSet characterSet) {
        String joined = String.join("\\", text.values);
        if (!text.vr.usesCharacterSet()) {
            return padded(joined.getBytes(ISO_8859_1), text.vr);
        }
        byte[] bytes =
                characterSet
                        .encode(joined, text.vr)
                        .orElseThrow(() -> notEncodable(tag, characterSet));
        return padded(bytes, text.vr);
    }

    private static IllegalArgumentException notEncodable(int tag, CharacterSet characterSet) {
        return new IllegalArgumentException(
                "the new value of "
                        + Tag.toString(tag)
                        + " has characters that "
                        + characterSet
                        + " does not: change the data set to UTF-8 first");
    }

    private static byte[] padded(byte[] bytes, Vr vr) {
        if (bytes.length % 2 == 0) {
            return bytes;
        }
        byte[] even = Arrays.copyOf(bytes, bytes.length + 1);
        even[bytes.length] = vr.padding();
        return even;
    }

    /// Items of other data sets keep their character set: one that differs is declared in them.
    private static List<Dataset> adopted(List<Dataset> items, Context context) {
        List<Dataset> adopted = new ArrayList<>(items.size());
        for (Dataset item : items) {
            adopted.add(adopted(item, context));
        }
        return adopted;
    }

    private static Dataset adopted(Dataset item, Context context) {
        boolean fits =
                item.contains(Tag.SpecificCharacterSet)
                        || item.characterSet().equals(context.characterSet())
                        || isAscii(item);
        Dataset own =
                fits
                        ? item
                        : item.edit()
                                .put(
                                        Tag.SpecificCharacterSet,
                                        item.characterSet().terms().toArray(String[]::new))
                                .build();
        return own.under(context);
    }

    private static boolean isAscii(Dataset item) {
        return item.stream()
                .allMatch(element ->
                        element.vr() == Vr.SQ
                                ? element.items().stream().allMatch(Pending::isAscii)
                                : !element.vr().usesCharacterSet()
                                        || element.strings().stream()
                                                .allMatch(CharacterSet::isAscii));
    }
}
