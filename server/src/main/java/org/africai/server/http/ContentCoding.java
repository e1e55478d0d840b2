package org.africai.server.http;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the bytes of an answer are compressed on their way (RFC 9110 §8.4.1), the smallest first.
public enum ContentCoding {
    BROTLI("br"),
    GZIP("gzip");

    private final String token;

    ContentCoding(String token) {
        this.token = token;
    }

    /// The coding's name in `Content-Encoding`.
    public String token() {
        return token;
    }

    /// Whether a client takes it, by its `Accept-Encoding` (RFC 9110 §12.5.3). One that names
    /// neither the coding nor `*` is not sent it, nor one whose weight is zero or unreadable.
    public boolean isTakenBy(@Nullable String acceptEncoding) {
        return acceptEncoding != null
                && weight(acceptEncoding, token).or(() -> weight(acceptEncoding, "*")).orElse(0.0)
                        > 0;
    }

    /// The weight that the header gives to a name, empty when it does not have it.
    private static Optional<Double> weight(String header, String name) {
        for (String element : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = element.split(";", 2);
            if (parts[0].strip().equals(name)) {
                return Optional.of(parts.length == 1 ? 1.0 : weight(parts[1].strip()));
            }
        }
        return Optional.empty();
    }

    private static double weight(String parameter) {
        try {
            return parameter.startsWith("q=") ? Double.parseDouble(parameter.substring(2)) : 0;
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }
}
