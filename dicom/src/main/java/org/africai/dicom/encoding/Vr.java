package org.africai.dicom.encoding;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A value representation (PS3.5 §6.2): the type of an element's value.
public enum Vr {
    AE(Kind.TEXT, 1, Trait.MANY),
    AS(Kind.TEXT, 1, Trait.MANY),
    AT(Kind.TAGS, 2, Trait.MANY),
    CS(Kind.TEXT, 1, Trait.MANY),
    DA(Kind.TEXT, 1, Trait.MANY),
    DS(Kind.TEXT, 1, Trait.MANY),
    DT(Kind.TEXT, 1, Trait.MANY),
    FD(Kind.DECIMAL, 8, Trait.MANY),
    FL(Kind.DECIMAL, 4, Trait.MANY),
    IS(Kind.TEXT, 1, Trait.MANY),
    LO(Kind.TEXT, 1, Trait.MANY | Trait.CHARACTER_SET),
    LT(Kind.TEXT, 1, Trait.CHARACTER_SET | Trait.LEADING_SPACES),
    OB(Kind.BYTES, 1, Trait.LONG),
    OD(Kind.BYTES, 8, Trait.LONG),
    OF(Kind.BYTES, 4, Trait.LONG),
    OL(Kind.BYTES, 4, Trait.LONG),
    OV(Kind.BYTES, 8, Trait.LONG),
    OW(Kind.BYTES, 2, Trait.LONG),
    PN(Kind.TEXT, 1, Trait.MANY | Trait.CHARACTER_SET),
    SH(Kind.TEXT, 1, Trait.MANY | Trait.CHARACTER_SET),
    SL(Kind.INTEGER, 4, Trait.MANY),
    SQ(Kind.ITEMS, 1, Trait.LONG),
    SS(Kind.INTEGER, 2, Trait.MANY),
    ST(Kind.TEXT, 1, Trait.CHARACTER_SET | Trait.LEADING_SPACES),
    SV(Kind.INTEGER, 8, Trait.LONG | Trait.MANY),
    TM(Kind.TEXT, 1, Trait.MANY),
    UC(Kind.TEXT, 1, Trait.LONG | Trait.MANY | Trait.CHARACTER_SET | Trait.LEADING_SPACES),
    UI(Kind.TEXT, 1, Trait.MANY),
    UL(Kind.INTEGER, 4, Trait.MANY),
    UN(Kind.BYTES, 1, Trait.LONG),
    UR(Kind.TEXT, 1, Trait.LONG),
    US(Kind.INTEGER, 2, Trait.MANY),
    UT(Kind.TEXT, 1, Trait.LONG | Trait.CHARACTER_SET | Trait.LEADING_SPACES),
    UV(Kind.INTEGER, 8, Trait.LONG | Trait.MANY);

    /// What the bytes of a value mean.
    public enum Kind {
        /// Characters, padded with a space (UI: with a NUL).
        TEXT,
        /// Binary integers.
        INTEGER,
        /// Binary floating-point numbers.
        DECIMAL,
        /// Pairs of 16-bit numbers, each a tag.
        TAGS,
        /// Opaque bytes or words.
        BYTES,
        /// Nested data sets.
        ITEMS
    }

    private static final class Trait {
        static final int LONG = 1;
        static final int MANY = 2;
        static final int CHARACTER_SET = 4;
        static final int LEADING_SPACES = 8;
    }

    private static final Vr[] BY_CODE = new Vr[26 * 26];

    static {
        for (Vr vr : values()) {
            BY_CODE[place(vr.code >> 8, vr.code & 0xFF)] = vr;
        }
    }

    private final int code;
    private final Kind kind;
    private final int unitBytes;
    private final int traits;

    Vr(Kind kind, int unitBytes, int traits) {
        this.code = name().charAt(0) << 8 | name().charAt(1);
        this.kind = kind;
        this.unitBytes = unitBytes;
        this.traits = traits;
    }

    /// The two letters, the first in bits 8 to 15.
    public int code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    /// Size in bytes of the unit whose byte order matters: 1 for text, 2 for AT and OW.
    public int unitBytes() {
        return unitBytes;
    }

    /// Whether the explicit form has two reserved bytes and a 32-bit length (PS3.5 Table 7.1-1).
    public boolean hasLongLength() {
        return (traits & Trait.LONG) != 0;
    }

    /// Whether a value may hold several values: text divided by backslashes, or numbers in a row.
    public boolean isMultiValued() {
        return (traits & Trait.MANY) != 0;
    }

    /// Whether SpecificCharacterSet (0008,0005) says how the text is encoded.
    public boolean usesCharacterSet() {
        return (traits & Trait.CHARACTER_SET) != 0;
    }

    /// Whether spaces at the start of the text mean something (ST, LT, UT, UC).
    public boolean keepsLeadingSpaces() {
        return (traits & Trait.LEADING_SPACES) != 0;
    }

    public boolean isText() {
        return kind == Kind.TEXT;
    }

    /// Whether the value is bytes or words in bulk (OB, OW, OF, …, UN).
    public boolean isBulk() {
        return kind == Kind.BYTES;
    }

    /// The byte that makes a value's length even: a space for text, NUL for UI and binary values.
    public byte padding() {
        return (byte) (isText() && this != UI ? ' ' : 0);
    }

    /// The value representation that two bytes of an explicit header name, if there is such a one.
    public static @Nullable Vr ofCode(byte first, byte second) {
        return isCode(first, second) ? BY_CODE[place(first, second)] : null;
    }

    /// Whether two bytes have the form of a value representation, known or not: two capitals.
    public static boolean isCode(byte first, byte second) {
        return isCapital(first) && isCapital(second);
    }

    private static boolean isCapital(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    private static int place(int first, int second) {
        return (first - 'A') * 26 + second - 'A';
    }

    /// The value representation whose letters are the bytes of `code`.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Vr ofCode(int code) {
        Vr vr = ofCode((byte) (code >> 8), (byte) code);
        if (vr == null) {
            throw new IllegalArgumentException("no VR has the code " + code);
        }
        return vr;
    }

    /// The value representation called `name`, in capitals or not.
    public static Optional<Vr> parse(String name) {
        String code = name.toUpperCase(Locale.ROOT);
        return code.length() == 2
                ? Optional.ofNullable(ofCode((byte) code.charAt(0), (byte) code.charAt(1)))
                : Optional.empty();
    }
}
