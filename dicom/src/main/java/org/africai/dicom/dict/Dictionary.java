package org.africai.dicom.dict;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.africai.dicom.encoding.Vr;

/// The data dictionary (PS3.6, PS3.7 Annex E): every public element, repeating groups included.
///
/// The table stays as the bytes of `elements.tsv` with an index beside it (about half a megabyte);
/// texts are made when asked for. Looking up a VR costs a few nanoseconds and makes no object.
public final class Dictionary {
    private static final int TAG_COLUMN = 0;
    private static final int VR_COLUMN = 1;
    private static final int MULTIPLICITY_COLUMN = 2;
    private static final int KEYWORD_COLUMN = 3;
    private static final int RETIRED_COLUMN = 4;
    private static final int NAME_COLUMN = 5;

    private static final TagIndex EXACT;
    private static final TagIndex REPEATING;
    private static final Lines LINES = Lines.load("elements.tsv");

    static {
        EXACT = new TagIndex(LINES.count());
        REPEATING = new TagIndex(256);
        for (int line = 1; line < LINES.count(); line++) {
            index(line);
        }
    }

    private Dictionary() {}

    private static void index(int line) {
        String pattern = LINES.column(line, TAG_COLUMN);
        TagIndex index = pattern.indexOf('x') < 0 ? EXACT : REPEATING;
        int tag = Integer.parseUnsignedInt(pattern.replace('x', '0'), 16);
        index.put(tag, line, Vr.parse(LINES.column(line, VR_COLUMN).substring(0, 2)).orElse(Vr.UN));
    }

    /// The usual VR of an element: UN when the dictionary does not know it, LO for private
    /// creators, UL for group lengths, the first one named when PS3.6 leaves a choice.
    public static Vr vr(int tag) {
        int slot = EXACT.slot(tag);
        if (slot >= 0) {
            return EXACT.vr(slot);
        }
        if (Tag.isGroupLength(tag)) {
            return Vr.UL;
        }
        if (Tag.isPrivate(tag)) {
            return Tag.isPrivateCreator(tag) ? Vr.LO : Vr.UN;
        }
        int repeating = REPEATING.slot(firstOfRepeating(tag));
        return repeating >= 0 ? REPEATING.vr(repeating) : Vr.UN;
    }

    /// Whether PS3.6 leaves the VR to other elements of the data set: `US or SS`, `OB or OW`, ….
    public static boolean isAmbiguous(int tag) {
        int line = line(tag);
        return line >= 0 && LINES.column(line, VR_COLUMN).length() > 2;
    }

    /// What the standard says of an element; empty for private and unknown ones.
    public static Optional<ElementDefinition> find(int tag) {
        int line = line(tag);
        return line < 0 ? Optional.empty() : Optional.of(definition(line));
    }

    /// The keyword of an element, such as `PatientName`; empty when it has none.
    public static String keyword(int tag) {
        int line = line(tag);
        return line < 0 ? "" : LINES.column(line, KEYWORD_COLUMN);
    }

    /// The element that has a keyword; of a repeating element the first one.
    public static OptionalInt tagOf(String keyword) {
        Integer tag = Keywords.TAGS.get(keyword);
        return tag == null ? OptionalInt.empty() : OptionalInt.of(tag);
    }

    /// All definitions, in the order of the table.
    public static Stream<ElementDefinition> all() {
        return IntStream.range(1, LINES.count()).mapToObj(Dictionary::definition);
    }

    /// The first tag of a pattern. Some start at 1, because 0 is an element of its own.
    static int firstTag(String pattern) {
        int first = Integer.parseUnsignedInt(pattern.replace('x', '0'), 16);
        boolean isOther = EXACT.slot(first) >= 0 || Tag.isGroupLength(first);
        return isOther && pattern.indexOf('x') >= 0
                ? Integer.parseUnsignedInt(pattern.replace('x', '1'), 16)
                : first;
    }

    private static int line(int tag) {
        int slot = EXACT.slot(tag);
        if (slot >= 0) {
            return EXACT.line(slot);
        }
        boolean isOther = Tag.isPrivate(tag) || Tag.isGroupLength(tag);
        int repeating = isOther ? -1 : REPEATING.slot(firstOfRepeating(tag));
        return repeating < 0 ? -1 : REPEATING.line(repeating);
    }

    /// Puts zeros where the pattern of a repeating element has `x`.
    private static int firstOfRepeating(int tag) {
        return switch (tag >>> 24) {
            case 0x50, 0x60 -> tag & 0xFF00FFFF;
            case 0x10 -> (tag >>> 16) == 0x1010 ? 0x10100000 : tag & 0xFFFF000F;
            case 0x00 -> (tag >>> 16) == 0x0020 ? tag & 0xFFFFFF00 : tag & 0xFFFFFF0F;
            default -> tag;
        };
    }

    private static ElementDefinition definition(int line) {
        return new ElementDefinition(
                LINES.column(line, TAG_COLUMN),
                vrs(LINES.column(line, VR_COLUMN)),
                Multiplicity.parse(LINES.column(line, MULTIPLICITY_COLUMN)),
                LINES.column(line, KEYWORD_COLUMN),
                LINES.column(line, NAME_COLUMN),
                !LINES.column(line, RETIRED_COLUMN).isEmpty());
    }

    private static List<Vr> vrs(String column) {
        return Arrays.stream(column.split(" or ")).flatMap(vr -> Vr.parse(vr).stream()).toList();
    }

    /// Made only when a keyword is looked up.
    private static final class Keywords {
        static final Map<String, Integer> TAGS = new HashMap<>();

        static {
            for (int line = 1; line < LINES.count(); line++) {
                TAGS.put(
                        LINES.column(line, KEYWORD_COLUMN),
                        firstTag(LINES.column(line, TAG_COLUMN)));
            }
            TAGS.remove("");
        }
    }
}
