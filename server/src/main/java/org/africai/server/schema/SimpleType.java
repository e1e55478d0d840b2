package org.africai.server.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The datatypes of XML Schema Part 2 that our schemas use, each with its canonical text.
///
/// Values are kept as canonical text, so that equal values have equal texts and every text can be
/// cast by the database: numbers as JSON writes them, dates `YYYY-MM-DD`, times `HH:mm:ss` with a
/// fraction only if there is one, date-times `YYYY-MM-DDTHH:mm:ss` in UTC without a zone, booleans
/// `true` or `false`.
public enum SimpleType {
    STRING("xs:string"),
    URI("xs:anyURI"),
    BOOLEAN("xs:boolean"),
    INTEGER("xs:integer"),
    LONG("xs:long"),
    FLOAT("xs:float"),
    DOUBLE("xs:double"),
    DATE("xs:date"),
    TIME("xs:time"),
    DATE_TIME("xs:dateTime"),
    DURATION("xs:duration");

    /// Longest text of a number; a longer one is an attack on the parser, not a measurement.
    private static final int MAX_NUMBER_LENGTH = 64;

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern US_DATE = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{4})");
    private static final Pattern PERIOD =
            Pattern.compile(
                    "-?P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?");
    private static final Map<String, String> BOOLEANS =
            Map.of("true", "true", "1", "true", "false", "false", "0", "false");
    private static final Map<String, String> NOT_NUMBERS =
            Map.of("nan", "NaN", "inf", "INF", "+inf", "INF", "-inf", "-INF");
    private static final Map<String, SimpleType> BY_XSD =
            Stream.of(values()).collect(Collectors.toMap(SimpleType::xsd, Function.identity()));
    private static final DateTimeFormatter DATE_FORMAT =
            DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME_FORMAT =
            new DateTimeFormatterBuilder()
                    .appendPattern("HH:mm[:ss]")
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private final String xsd;

    SimpleType(String xsd) {
        this.xsd = xsd;
    }

    /// Its name in a schema, with the prefix `xs`.
    public String xsd() {
        return xsd;
    }

    /// Whether JSON shows its values as numbers.
    public boolean isNumber() {
        return switch (this) {
            case INTEGER, LONG, FLOAT, DOUBLE -> true;
            case STRING, URI, BOOLEAN, DATE, TIME, DATE_TIME, DURATION -> false;
        };
    }

    static Optional<SimpleType> of(String xsd) {
        return Optional.ofNullable(BY_XSD.get(xsd));
    }

    /// The canonical text of a value.
    ///
    /// @throws InvalidValue when `text` is not a value of this datatype
    String canonical(String text) {
        return switch (this) {
            case STRING -> text(text);
            case URI -> uri(text);
            case BOOLEAN -> bool(text);
            case INTEGER, LONG -> integer(text);
            case FLOAT, DOUBLE -> number(text);
            case DATE -> date(text);
            case TIME -> time(text);
            case DATE_TIME -> dateTime(text);
            case DURATION -> duration(text);
        };
    }

    /// Only what XML 1.0 §2.2 can carry, so that a document can always be written again.
    private static String text(String text) {
        text.codePoints()
                .filter(c -> !isXmlCharacter(c))
                .findFirst()
                .ifPresent(SimpleType::refuseCharacter);
        return text;
    }

    private static void refuseCharacter(int codePoint) {
        throw new InvalidValue(
                String.format(
                        Locale.ROOT,
                        "holds the character U+%04X, which cannot be kept",
                        codePoint));
    }

    static boolean isXmlCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    private static String uri(String text) {
        String uri = text(text.strip());
        if (uri.chars().anyMatch(Character::isWhitespace)) {
            throw new InvalidValue("is not a URI: it holds white space");
        }
        if (Stream.of(uri.split("[/\\\\]", -1)).anyMatch(".."::equals)) {
            throw new InvalidValue("is not a URI we take: it holds '..'");
        }
        return uri;
    }

    private static String bool(String text) {
        String value = BOOLEANS.get(text.strip().toLowerCase(Locale.ROOT));
        if (value == null) {
            throw not("true or false", text);
        }
        return value;
    }

    private static String integer(String text) {
        String digits = text.strip();
        if (digits.length() > MAX_NUMBER_LENGTH || !WHOLE.matcher(digits).matches()) {
            throw not("a whole number", text);
        }
        BigInteger value = new BigInteger(digits);
        if (value.bitLength() > 63) {
            throw new InvalidValue("is too large: " + digits);
        }
        return value.toString();
    }

    private static String number(String text) {
        String digits = text.strip();
        String special = NOT_NUMBERS.get(digits.toLowerCase(Locale.ROOT));
        if (special != null) {
            return special;
        }
        if (digits.length() > MAX_NUMBER_LENGTH || !DECIMAL.matcher(digits).matches()) {
            throw not("a number", text);
        }
        if (Double.isInfinite(Double.parseDouble(digits))) {
            throw new InvalidValue("is too large: " + digits);
        }
        return new BigDecimal(digits).toString();
    }

    private static String date(String text) {
        String date = US_DATE.matcher(text.strip()).replaceFirst("$3-$1-$2");
        try {
            return LocalDate.parse(date, DATE_FORMAT).toString();
        } catch (DateTimeException _) {
            throw not("a date, YYYY-MM-DD", text);
        }
    }

    private static String time(String text) {
        try {
            return show(LocalTime.parse(text.strip(), TIME_FORMAT));
        } catch (DateTimeException _) {
            throw not("a time, HH:mm:ss", text);
        }
    }

    private static String dateTime(String text) {
        String moment = text.strip().replaceFirst("^(\\S{10}) +", "$1T");
        try {
            LocalDateTime value = moment.length() > 10 ? local(moment) : midnight(moment);
            return value.toLocalDate() + "T" + show(value.toLocalTime());
        } catch (DateTimeException _) {
            throw not("a date and time, YYYY-MM-DDTHH:mm:ss", text);
        }
    }

    private static LocalDateTime midnight(String date) {
        return LocalDate.parse(date, DATE_FORMAT).atStartOfDay();
    }

    /// With an offset: the same instant in UTC; without: as written.
    private static LocalDateTime local(String moment) {
        if (moment.endsWith("Z") || moment.lastIndexOf('+') > 10 || moment.lastIndexOf('-') > 10) {
            return OffsetDateTime.parse(moment)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime();
        }
        return LocalDateTime.parse(moment);
    }

    private static String show(LocalTime time) {
        String shown = time.toString();
        return shown.length() == 5 ? shown + ":00" : shown;
    }

    /// ISO 8601, or `HH:mm:ss` as older clients write it.
    private static String duration(String text) {
        String duration = text.strip().replace(' ', 'T');
        if (PERIOD.matcher(duration).matches()) {
            return duration;
        }
        try {
            LocalTime time = LocalTime.parse(duration, TIME_FORMAT);
            return Duration.ofNanos(time.toNanoOfDay()).toString();
        } catch (DateTimeException _) {
            throw not("a duration, such as PT1H30M", text);
        }
    }

    private static InvalidValue not(String expected, String text) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new InvalidValue("must be " + expected + ", not '" + shown + "'");
    }
}
