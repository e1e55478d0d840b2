package org.africai.server.login;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.africai.server.http.Refusal;

/// Name and secret of an `Authorization: Basic` header (RFC 7617), in UTF-8.
record BasicHeader(String name, String secret) {
    private static final String SCHEME = "basic ";

    /// @throws Refusal with UNAUTHENTICATED when the header is of another scheme or malformed
    static BasicHeader parse(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refusal("Log in with Basic authentication; this server has no other.");
        }
        String both = decode(header.substring(SCHEME.length()).strip());
        int colon = both.indexOf(':');
        if (colon < 0) {
            throw refusal("The Authorization header has no ':' between name and password.");
        }
        return new BasicHeader(both.substring(0, colon), both.substring(colon + 1));
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    Refusal.Reason.UNAUTHENTICATED, "The Authorization header is not Base64.", e);
        }
    }

    private static Refusal refusal(String message) {
        return new Refusal(Refusal.Reason.UNAUTHENTICATED, message);
    }

    @Override
    public String toString() {
        return "BasicHeader[***]";
    }
}
