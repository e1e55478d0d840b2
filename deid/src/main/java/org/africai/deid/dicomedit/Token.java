package org.africai.deid.dicomedit;

/// A piece of a script.
///
/// @param text of strings the characters meant
/// @param line from 1
record Token(Kind kind, String text, int line) {
    enum Kind {
        STRING,
        NUMBER,
        PATH,
        WORD,
        SIGN,
        LINE_END,
        END
    }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(sign);
    }
}
