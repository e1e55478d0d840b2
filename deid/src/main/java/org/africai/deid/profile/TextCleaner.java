package org.africai.deid.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// Leaves of free text only what cannot identify anyone: words of a vocabulary of imaging, small
/// numbers and measures. Of these go the words of all names and identifiers that the object itself
/// has, dates, times, and what follows a title: a vocabulary has words that are names too.
final class TextCleaner {
    /// Cleans nothing; for profiles that keep no text.
    static final TextCleaner NONE = new TextCleaner(Set.of());

    private static final int SHORTEST_WORD = 2;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    /// Marks that no word is left beside.
    private static final Pattern ALONE =
            Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])[\\p{P}\\p{S}]+(?![\\p{L}\\p{M}\\p{N}])");

    private static final Set<String> VOCABULARY = vocabulary();

    /// Numbers below 1000, alone, with a unit, or as what they count: slices, vertebrae,
    /// weightings.
    private static final Pattern MEASURE =
            Pattern.compile(
                    "\\d{1,3}(?:mm|cm|m|ms|s|sec|min|t|hz|khz|mhz|kv|kvp|ma|mas|mev|gy|mgy|mbq|deg"
                            + "|ml|mg|kg|d|x|p|ch|w|wk|h)?"
                            + "|b\\d{1,4}|t[12](?:w|wi|star|fs)?|[ctls]\\d{1,2}|[tr]\\d{1,2}"
                            + "|(?:te|tr|ti|fa|dir|echo|phase|ph|run|seq|scan)\\d{1,3}"
                            + "|\\d{1,3}x\\d{1,3}(?:x\\d{1,3})?"
                            + "|[a-z]{1,2}\\d{1,2}[a-z]?");

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

    private static Set<String> vocabulary() {
        try (var in =
                        Objects.requireNonNull(
                                TextCleaner.class.getResourceAsStream("vocabulary.txt"));
                var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text without what may identify someone.
    String clean(String text) {
        String general = PATTERNS.matcher(text).replaceAll(" ");
        Matcher matcher = WORD.matcher(general);
        String own =
                matcher.replaceAll(
                        word -> isHarmless(word.group().toLowerCase(Locale.ROOT)) ? "$0" : " ");
        return own.equals(text)
                ? text
                : ALONE.matcher(own).replaceAll("").replaceAll("[ \\t]{2,}", " ").strip();
    }

    private boolean isHarmless(String word) {
        return (VOCABULARY.contains(word) || MEASURE.matcher(word).matches())
                && !words.contains(word);
    }
}
