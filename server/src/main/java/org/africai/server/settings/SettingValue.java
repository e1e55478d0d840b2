package org.africai.server.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the text of a setting as the type its record declares.
final class SettingValue {
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|m|h|d)");

    private static final Map<Class<?>, Function<String, Object>> PARSERS =
            Map.ofEntries(
                    Map.entry(String.class, text -> text),
                    Map.entry(int.class, Integer::valueOf),
                    Map.entry(Integer.class, Integer::valueOf),
                    Map.entry(long.class, Long::valueOf),
                    Map.entry(double.class, Double::valueOf),
                    Map.entry(boolean.class, SettingValue::parseBoolean),
                    Map.entry(Duration.class, SettingValue::parseDuration),
                    Map.entry(ByteSize.class, ByteSize::parse),
                    Map.entry(Secret.class, Secret::new),
                    Map.entry(Path.class, Path::of),
                    Map.entry(URI.class, URI::create),
                    Map.entry(List.class, SettingValue::parseList));

    private SettingValue() {}

    /// @throws StartRefused naming the key when the text is no value of the type; a secret's text
    ///   is not repeated
    static Object parse(String key, String text, Class<?> type) {
        try {
            return type.isEnum() ? parseEnum(text, type) : parserOf(type).apply(text);
        } catch (IllegalArgumentException e) {
            String shown = type == Secret.class ? "its value" : "'" + text + "'";
            throw new StartRefused(
                    "setting %s: %s is not %s".formatted(key, shown, nameOf(type)), e);
        }
    }

    /// A value as [#parse] reads it.
    static String show(Object value) {
        return switch (value) {
            case Duration duration -> show(duration);
            case List<?> list -> String.join(",", list.stream().map(SettingValue::show).toList());
            case Enum<?> constant -> choice(constant);
            default -> value.toString();
        };
    }

    private static String show(Duration duration) {
        long millis = duration.toMillis();
        for (var unit :
                List.of(
                        ChronoUnit.DAYS,
                        ChronoUnit.HOURS,
                        ChronoUnit.MINUTES,
                        ChronoUnit.SECONDS)) {
            long length = unit.getDuration().toMillis();
            if (millis > 0 && millis % length == 0) {
                return millis / length + unit.toString().substring(0, 1).toLowerCase(Locale.ROOT);
            }
        }
        return millis + "ms";
    }

    /// What a value of the type is called in help and messages.
    static String nameOf(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long" -> "a whole number";
            case "double" -> "a number";
            case "boolean" -> "true or false";
            case "Duration" -> "a duration such as 500ms, 30s, 5m, 12h or 7d";
            case "ByteSize" -> "a size such as 512, 16KiB, 128MiB or 1TiB";
            case "Path" -> "a path";
            case "URI" -> "a URL";
            case "Secret" -> "a secret";
            case "List" -> "a list separated by commas";
            default -> type.isEnum() ? "one of " + choices(type) : "a text";
        };
    }

    static String labelOf(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "double" -> "NUMBER";
            case "boolean" -> "BOOLEAN";
            case "Duration" -> "DURATION";
            case "ByteSize" -> "SIZE";
            case "Path" -> "PATH";
            case "URI" -> "URL";
            case "List" -> "LIST";
            default -> "TEXT";
        };
    }

    private static Function<String, Object> parserOf(Class<?> type) {
        @Nullable Function<String, Object> parser = PARSERS.get(type);
        if (parser == null) {
            throw new IllegalStateException("no settings of type " + type.getName());
        }
        return parser;
    }

    private static Object parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object parseDuration(String text) {
        var match = SHORT_DURATION.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(text);
        }
        long number = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Object parseList(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Object parseEnum(String text, Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            if (choice(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(text);
    }

    private static String choices(Class<?> type) {
        return String.join(
                ", ", Arrays.stream(type.getEnumConstants()).map(SettingValue::choice).toList());
    }

    private static String choice(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
