package org.africai.server.accounts;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The value of a JSESSIONID cookie: 256 random bits in hexadecimal. Whoever has it is logged in,
/// so it prints as `***`, and only its digest is stored.
public record LoginId(String value) {
    private static final int BYTES = 32;
    private static final Pattern SYNTAX = Pattern.compile("[0-9A-F]{64}");

    public LoginId {
        if (!SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException("not a login id");
        }
    }

    static LoginId random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new LoginId(HexFormat.of().withUpperCase().formatHex(bytes));
    }

    /// The id that a client sent; empty when it cannot be one of ours.
    public static Optional<LoginId> sent(String value) {
        return SYNTAX.matcher(value).matches() ? Optional.of(new LoginId(value)) : Optional.empty();
    }

    byte[] hash() {
        return SecretDigest.of(value);
    }

    @Override
    public String toString() {
        return "***";
    }
}
