package org.africai.dicom.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How the text of a data set is encoded: the meaning of SpecificCharacterSet (0008,0005), PS3.5
/// §6.1 and PS3.3 §C.12.1.1.2.
///
/// Decoding never fails: a byte that the declared sets do not cover is taken for Latin-1, and terms
/// in slightly wrong writing (`ISO-IR 100`, `ISO 2022 IR 100` alone) are understood. Escape
/// sequences are obeyed whether or not code extensions were declared.
public final class CharacterSet {
    private static final int MOST_CACHED = 64;
    private static final Map<List<String>, CharacterSet> CACHE = new ConcurrentHashMap<>();
    private static final Map<String, Charset> WHOLE =
            Map.of(
                    "ISOIR192", UTF_8,
                    "ISO2022IR192", UTF_8,
                    "UTF8", UTF_8,
                    "GB18030", Charset.forName("GB18030"),
                    "GBK", Charset.forName("GBK"));

    /// No character set declared: ISO 646, that is ASCII.
    public static final CharacterSet DEFAULT = new CharacterSet(List.of());

    private final List<String> terms;
    private final @Nullable Charset whole;
    private final CodeExtensions extensions;
    private final boolean isKnown;

    private CharacterSet(List<String> terms) {
        this.terms = terms;
        List<String> names = terms.stream().map(CharacterSet::normalised).toList();
        Charset first = names.isEmpty() ? null : WHOLE.get(names.getFirst());
        this.whole = first;
        this.extensions = new CodeExtensions(initial(names), available(names));
        this.isKnown = names.stream().allMatch(CharacterSet::isKnownTerm);
    }

    /// The character set that the values of (0008,0005) declare.
    public static CharacterSet of(List<String> terms) {
        CharacterSet cached = CACHE.get(terms);
        if (cached != null) {
            return cached;
        }
        CharacterSet made = new CharacterSet(List.copyOf(terms));
        if (CACHE.size() < MOST_CACHED) {
            CACHE.put(made.terms, made);
        }
        return made;
    }

    /// The character set of one term, such as `ISO_IR 192`.
    public static CharacterSet of(String term) {
        return of(List.of(term));
    }

    private static String normalised(String term) {
        return term.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    private static boolean isKnownTerm(String name) {
        return name.isEmpty() || WHOLE.containsKey(name) || !named(name).isEmpty();
    }

    private static Set<GraphicSet> named(String name) {
        Set<GraphicSet> sets = EnumSet.noneOf(GraphicSet.class);
        for (GraphicSet set : GraphicSet.values()) {
            if (set.isNamed(name)) {
                sets.add(set);
            }
        }
        return sets;
    }

    /// Sets in use at the start of a value: those of the first term. A set of two bytes in the
    /// lower half never is, because it would hide the delimiters.
    private static Set<GraphicSet> initial(List<String> names) {
        Set<GraphicSet> sets = EnumSet.noneOf(GraphicSet.class);
        if (!names.isEmpty()) {
            sets.addAll(named(names.getFirst()));
        }
        sets.removeIf(set -> set.bytesPerCharacter() == 2 && set.half() == GraphicSet.Half.LOWER);
        return sets;
    }

    private static Set<GraphicSet> available(List<String> names) {
        Set<GraphicSet> sets = EnumSet.noneOf(GraphicSet.class);
        names.forEach(name -> sets.addAll(named(name)));
        return sets;
    }

    /// The terms as they were declared.
    public List<String> terms() {
        return terms;
    }

    /// Whether all terms are ones of the standard; text under others is decoded as Latin-1.
    public boolean isKnown() {
        return isKnown;
    }

    /// Whether this is UTF-8, which has every character.
    public boolean isUtf8() {
        return UTF_8.equals(whole);
    }

    /// Whether bytes below 80 are ASCII at the start of a value; they are not in JIS X 0201
    /// (`ISO_IR 13`), where a yen sign has the place of the backslash.
    public boolean isAsciiCompatible() {
        return whole != null || extensions.isAsciiCompatible();
    }

    /// Decodes a value and splits it at backslashes when the VR allows several values. Padding is
    /// left in.
    public List<String> decode(byte[] bytes, int offset, int length, Vr vr) {
        return whole == null
                ? extensions.decode(bytes, offset, length, vr)
                : split(new String(bytes, offset, length, whole), vr);
    }

    private static List<String> split(String text, Vr vr) {
        if (!vr.isMultiValued()) {
            return List.of(text);
        }
        List<String> values = new ArrayList<>();
        int start = 0;
        for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', start)) {
            values.add(text.substring(start, at));
            start = at + 1;
        }
        values.add(text.substring(start));
        return values;
    }

    /// Encodes text, in which backslashes divide values when the VR allows several. Empty when a
    /// character is in none of the declared sets.
    public Optional<byte[]> encode(String text, Vr vr) {
        return whole == null ? extensions.encode(text, vr) : encode(text, whole);
    }

    private static Optional<byte[]> encode(String text, Charset charset) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return Optional.of(bytes);
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /// Whether bytes are ASCII only, without escape sequences, so that they mean the same under
    /// every character set that is compatible with ASCII.
    public static boolean isAscii(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < 0 || bytes[i] == GraphicSet.ESCAPE) {
                return false;
            }
        }
        return true;
    }

    /// Whether text is ASCII only.
    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharacterSet set && terms.equals(set.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    /// The declaration as it stands in a file, `ISO_IR 6` when there is none.
    @Override
    public String toString() {
        return terms.isEmpty() ? "ISO_IR 6" : String.join("\\", terms);
    }
}
