package org.africai.deid.ctp;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The functions of CTP's scripts that give text or decide something. `remove`, `keep`, `empty` and
/// `blank` are none: the text of the call itself is the instruction.
enum Function {
    ALWAYS,
    APPEND,
    CALL,
    CONTENTS,
    DATE,
    DATEINTERVAL,
    DECRYPT,
    ENCRYPT,
    HASH,
    HASHDATE,
    HASHNAME,
    HASHPTID,
    HASHUID,
    IF,
    INCREMENTDATE,
    INITIALS,
    INTEGER,
    LOOKUP,
    LOWERCASE,
    MODIFYDATE,
    PARAM,
    PATHELEMENT,
    PROCESS,
    QUARANTINE,
    REQUIRE,
    ROUND,
    SELECT,
    SKIP,
    TIME,
    TRUNCATE,
    UPPERCASE,
    VALUE;

    private static final Map<String, Function> BY_NAME =
            Stream.of(values())
                    .collect(Collectors.toMap(f -> f.name().toLowerCase(Locale.ROOT), f -> f));

    /// The function of a name, which is in lower case.
    static Optional<Function> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// How many clauses in braces follow the arguments.
    int clauses() {
        return switch (this) {
            case IF, SELECT -> 2;
            case APPEND -> 1;
            default -> 0;
        };
    }
}
