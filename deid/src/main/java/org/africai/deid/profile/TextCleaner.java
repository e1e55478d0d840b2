package org.africai.deid.profile;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// Takes out of free text what may identify someone: the words of all names and identifiers that
/// the object itself has, dates, times, long numbers, addresses of mail and web, and what follows a
/// title.
final class TextCleaner {
    /// Cleans nothing; for profiles that keep no text.
    static final TextCleaner NONE = new TextCleaner(Set.of());

    private static final int SHORTEST_WORD = 2;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'-]*");
    private static final Pattern PATTERNS =
            Pattern.compile(
                    "\\S+@\\S+"
                            + "|(?i:https?://|www\\.)\\S+"
                            + "|\\b(?i:dr|prof|mr|mrs|ms|miss|herr|frau|mme|dres)\\b\\.?\\s+\\S+"
                            + "|\\b\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}\\b"
                            + "|\\b\\d{1,2}:\\d{2}(:\\d{2})?\\b"
                            + "|\\S*\\d{5,}\\S*"
                            + "|\\+?\\d[\\d ()/-]{6,}\\d");

    private final Set<String> words;

    private TextCleaner(Set<String> words) {
        this.words = Set.copyOf(words);
    }

    /// A cleaner that knows the names and identifiers of an object.
    static TextCleaner of(Dataset dataset) {
        Set<String> words = new HashSet<>();
        collect(dataset, words);
        return new TextCleaner(words);
    }

    private static void collect(Dataset dataset, Set<String> words) {
        for (Element element : dataset) {
            if (element.vr() == Vr.SQ) {
                element.items().forEach(item -> collect(item, words));
            } else if (isIdentity(element)) {
                element.strings().forEach(value -> addWords(value, words));
            }
        }
    }

    /// Names, and what the table calls identifying without being prose or a date.
    private static boolean isIdentity(Element element) {
        if (element.vr() == Vr.PN) {
            return true;
        }
        boolean isShortText = element.vr() == Vr.LO || element.vr() == Vr.SH;
        ActionTable.Row row = isShortText ? ActionTable.find(element.tag()) : null;
        return row != null
                && !row.isCleanedBy(org.africai.deid.DeidentificationMethod.CLEAN_DESCRIPTORS)
                && !Tag.isPrivate(element.tag());
    }

    private static void addWords(String value, Set<String> words) {
        Matcher matcher = WORD.matcher(value);
        while (matcher.find()) {
            if (matcher.group().length() >= SHORTEST_WORD) {
                words.add(matcher.group().toLowerCase(Locale.ROOT));
            }
        }
    }

    /// The text without what may identify someone.
    String clean(String text) {
        String general = PATTERNS.matcher(text).replaceAll(" ");
        Matcher matcher = WORD.matcher(general);
        String own =
                matcher.replaceAll(word ->
                        words.contains(word.group().toLowerCase(Locale.ROOT))
                                ? " "
                                : Matcher.quoteReplacement(word.group()));
        return own.equals(text) ? text : own.replaceAll("[ \\t]{2,}", " ").strip();
    }
}
