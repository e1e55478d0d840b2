package org.africai.dimse.query;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Matching of names that sound alike (PS3.4 §C.2.2.2.1.2, whose method is left to the provider):
/// each word of the key must begin a word of the name, or have the same Soundex code. Accents,
/// case, the order of words and wild cards do not count.
final class FuzzyName {
    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    /// Digits of the letters A to Z; 0 is left out, and `-` too without parting equal digits.
    private static final String CODES = "0123012-02245501262301-202";

    private static final int CODE_LENGTH = 4;

    private final List<String> words;

    FuzzyName(String key) {
        this.words = words(key);
    }

    private static List<String> words(String name) {
        String plain =
                ACCENT.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        return Arrays.stream(BETWEEN.split(plain.toUpperCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    boolean matches(String name) {
        List<String> given = words(name);
        return words.stream().allMatch(word -> given.stream().anyMatch(g -> isAlike(word, g)));
    }

    private static boolean isAlike(String key, String word) {
        return word.startsWith(key)
                || (isLatin(key) && isLatin(word) && soundex(key).equals(soundex(word)));
    }

    private static boolean isLatin(String word) {
        return word.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    static String soundex(String word) {
        StringBuilder code = new StringBuilder(CODE_LENGTH);
        char last = 0;
        for (int i = 0; i < word.length() && code.length() < CODE_LENGTH; i++) {
            char digit = CODES.charAt(word.charAt(i) - 'A');
            if (i == 0) {
                code.append(word.charAt(0));
            } else if (digit != '0' && digit != '-' && digit != last) {
                code.append(digit);
            }
            last = digit == '-' ? last : digit;
        }
        while (code.length() < CODE_LENGTH) {
            code.append('0');
        }
        return code.toString();
    }
}
