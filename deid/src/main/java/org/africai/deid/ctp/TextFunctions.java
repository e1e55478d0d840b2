package org.africai.deid.ctp;

import java.util.Locale;
import org.africai.deid.BoundedMatch;

/// Functions that give a part or another form of a value.
final class TextFunctions {
    private final Arguments arguments;

    TextFunctions(Arguments arguments) {
        this.arguments = arguments;
    }

    String call(Function function) throws Failed {
        return switch (function) {
            case CONTENTS -> contents();
            case VALUE -> value();
            case TRUNCATE -> truncate();
            case LOWERCASE -> arguments.value(0).toLowerCase(Locale.ROOT);
            case UPPERCASE -> arguments.value(0).toUpperCase(Locale.ROOT);
            case INITIALS -> initials();
            case PATHELEMENT -> pathElement();
            default -> throw new IllegalStateException(function.name());
        };
    }

    private String contents() throws Failed {
        String value = arguments.value(0);
        return switch (arguments.count()) {
            case 1 -> value;
            case 2 -> replaced(value, "");
            case 3 -> replaced(value, arguments.text(2));
            default -> "";
        };
    }

    private String replaced(String value, String replacement) throws Failed {
        return BoundedMatch.replaceAll(arguments.text(1), value, replacement)
                .orElseThrow(() -> new Failed("a regular expression is wrong or takes too long"));
    }

    private String value() throws Failed {
        String value = arguments.value(0);
        String otherwise = arguments.count() == 1 ? "" : arguments.text(1);
        return value.isEmpty() ? otherwise : value;
    }

    private String truncate() throws Failed {
        String value = arguments.value(0);
        if (arguments.count() == 1) {
            return value;
        }
        int count = Arguments.number(arguments.raw(1), Integer.MAX_VALUE);
        if (count >= 0) {
            return value.substring(0, Math.min(value.length(), count));
        }
        String trimmed = value.strip();
        return trimmed.substring(Math.max(0, trimmed.length() + count));
    }

    private String pathElement() throws Failed {
        String value = arguments.value(0);
        String[] parts = value.split("/");
        int wanted =
                arguments.count() > 1
                        ? Arguments.number(arguments.raw(1), Integer.MAX_VALUE)
                        : Integer.MAX_VALUE;
        int index = wanted < 0 ? parts.length + wanted : wanted;
        return index >= 0 && index < parts.length ? parts[index] : value;
    }

    private String initials() throws Failed {
        String initials = initials(arguments.value(0));
        return arguments.count() > 1
                ? shifted(initials, Arguments.number(arguments.raw(1), 0))
                : initials;
    }

    /// First letters of the words, that of the first word, the family name, last.
    private static String initials(String name) {
        String words = name.replace('^', ' ').replace(',', ' ').replaceAll("\\s+", " ").strip();
        if (words.isEmpty()) {
            return "X";
        }
        StringBuilder letters = new StringBuilder();
        for (String word : words.split(" ")) {
            letters.append(word.charAt(0));
        }
        String rotated = letters.substring(1) + letters.charAt(0);
        return rotated.toUpperCase(Locale.ROOT);
    }

    private static String shifted(String text, int offset) {
        StringBuilder shifted = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            shifted.append(shifted(text.charAt(i), offset));
        }
        return shifted.toString();
    }

    private static char shifted(char c, int offset) {
        if (c >= 'a' && c <= 'z') {
            return (char) ('a' + Math.floorMod(c - 'a' + (long) offset, 26));
        }
        if (c >= 'A' && c <= 'Z') {
            return (char) ('A' + Math.floorMod(c - 'A' + (long) offset, 26));
        }
        return c >= '0' && c <= '9' ? (char) ('0' + Math.floorMod(c - '0' + (long) offset, 10)) : c;
    }
}
