package org.africai.dicom.encoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.charset.Charset;
import java.util.Optional;

/// A set of characters that an escape sequence of ISO 2022 brings into use (PS3.3 §C.12.1.1.2,
/// Tables C.12-3 and C.12-4).
enum GraphicSet {
    ASCII("IR6", "(B", Half.LOWER, 1, US_ASCII),
    JIS_ROMAN("IR13", "(J", Half.LOWER, 1, US_ASCII),
    KATAKANA("IR13", ")I", Half.UPPER, 1, ISO_8859_1),
    LATIN_1("IR100", "-A", Half.UPPER, 1, ISO_8859_1),
    LATIN_2("IR101", "-B", Half.UPPER, 1, Charset.forName("ISO-8859-2")),
    LATIN_3("IR109", "-C", Half.UPPER, 1, Charset.forName("ISO-8859-3")),
    LATIN_4("IR110", "-D", Half.UPPER, 1, Charset.forName("ISO-8859-4")),
    CYRILLIC("IR144", "-L", Half.UPPER, 1, Charset.forName("ISO-8859-5")),
    ARABIC("IR127", "-G", Half.UPPER, 1, Charset.forName("ISO-8859-6")),
    GREEK("IR126", "-F", Half.UPPER, 1, Charset.forName("ISO-8859-7")),
    HEBREW("IR138", "-H", Half.UPPER, 1, Charset.forName("ISO-8859-8")),
    LATIN_5("IR148", "-M", Half.UPPER, 1, Charset.forName("ISO-8859-9")),
    LATIN_9("IR203", "-b", Half.UPPER, 1, Charset.forName("ISO-8859-15")),
    THAI("IR166", "-T", Half.UPPER, 1, Charset.forName("TIS-620")),
    JIS_X_0208("IR87", "$B", Half.LOWER, 2, Charset.forName("x-JIS0208")),
    JIS_X_0212("IR159", "$(D", Half.LOWER, 2, Charset.forName("JIS_X0212-1990")),
    KS_X_1001("IR149", "$)C", Half.UPPER, 2, Charset.forName("EUC-KR")),
    GB_2312("IR58", "$)A", Half.UPPER, 2, Charset.forName("GB2312"));

    /// Which bytes stand for the characters: 21 to 7E, or A1 to FF.
    enum Half {
        LOWER,
        UPPER
    }

    /// First byte of every escape sequence.
    static final byte ESCAPE = 0x1B;

    private static final GraphicSet[] ALL = values();
    private static final char FIRST_KATAKANA = 0xFF61;
    private static final char LAST_KATAKANA = 0xFF9F;

    private final String registration;
    private final String sequence;
    private final Half half;
    private final int bytesPerCharacter;
    private final Charset charset;

    GraphicSet(
            String registration,
            String sequence,
            Half half,
            int bytesPerCharacter,
            Charset charset) {
        this.registration = registration;
        this.sequence = sequence;
        this.half = half;
        this.bytesPerCharacter = bytesPerCharacter;
        this.charset = charset;
    }

    /// What follows the escape byte.
    String sequence() {
        return sequence;
    }

    Half half() {
        return half;
    }

    int bytesPerCharacter() {
        return bytesPerCharacter;
    }

    /// Whether the defined term `ISO_IR …` or `ISO 2022 IR …`, without spaces, means this set.
    boolean isNamed(String term) {
        return term.equals("ISO" + registration) || term.equals("ISO2022" + registration);
    }

    /// The set whose escape sequence starts after the escape byte at `at`.
    static Optional<GraphicSet> at(byte[] bytes, int at, int end) {
        for (GraphicSet set : ALL) {
            if (set.follows(bytes, at + 1, end)) {
                return Optional.of(set);
            }
        }
        return Optional.empty();
    }

    private boolean follows(byte[] bytes, int at, int end) {
        if (at + sequence.length() > end) {
            return false;
        }
        for (int i = 0; i < sequence.length(); i++) {
            if (bytes[at + i] != sequence.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String decode(byte[] bytes, int offset, int length) {
        return switch (this) {
            case JIS_ROMAN -> roman(new String(bytes, offset, length, ISO_8859_1));
            case KATAKANA -> katakana(new String(bytes, offset, length, ISO_8859_1));
            default -> new String(bytes, offset, length, charset);
        };
    }

    private static String roman(String ascii) {
        return ascii.replace('\\', '\u00A5').replace('~', '\u203E');
    }

    private static String katakana(String upper) {
        StringBuilder text = new StringBuilder(upper);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            text.setCharAt(i, c >= 0xA1 && c <= 0xDF ? (char) (c - 0xA1 + FIRST_KATAKANA) : c);
        }
        return text.toString();
    }

    /// The bytes of one character, empty when the set does not have it.
    Optional<byte[]> encode(String character) {
        return switch (this) {
            case JIS_ROMAN -> encodeRoman(character);
            case KATAKANA -> encodeKatakana(character);
            default -> encodeByCharset(character);
        };
    }

    private static Optional<byte[]> encodeRoman(String character) {
        return switch (character) {
            case "~", "\\" -> Optional.empty();
            case "\u00A5" -> Optional.of(new byte[] {'\\'});
            case "\u203E" -> Optional.of(new byte[] {'~'});
            default -> ASCII.encodeByCharset(character);
        };
    }

    private static Optional<byte[]> encodeKatakana(String character) {
        char c = character.charAt(0);
        boolean has = c >= FIRST_KATAKANA && c <= LAST_KATAKANA;
        return has
                ? Optional.of(new byte[] {(byte) (c - FIRST_KATAKANA + 0xA1)})
                : Optional.empty();
    }

    private Optional<byte[]> encodeByCharset(String character) {
        if (!charset.newEncoder().canEncode(character)) {
            return Optional.empty();
        }
        byte[] bytes = character.getBytes(charset);
        boolean isInHalf = half == Half.UPPER ? bytes[0] < 0 : bytes[0] >= 0;
        return bytes.length == bytesPerCharacter && isInHalf
                ? Optional.of(bytes)
                : Optional.empty();
    }
}
