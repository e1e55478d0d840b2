package org.africai.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The fields of a form in a request's body (`application/x-www-form-urlencoded`, UTF-8).
public final class FormBody {
    /// Bytes of a form's body at most.
    public static final int MAX_BYTES = 64 * 1024;

    private static final String TYPE = "application/x-www-form-urlencoded";

    private final Map<String, String> fields;

    private FormBody(Map<String, String> fields) {
        this.fields = fields;
    }

    /// Reads the body to its end. A body of another type has no fields.
    ///
    /// @throws Refusal when it is too large or not properly encoded
    public static FormBody read(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(TYPE)) {
            return new FormBody(Map.of());
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE, "A form has " + MAX_BYTES + " bytes at most.");
        }
        return new FormBody(parse(new String(body, StandardCharsets.UTF_8)));
    }

    /// The first field with this name.
    public Optional<String> first(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static Map<String, String> parse(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            fields.putIfAbsent(decode(name), decode(value));
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    Refusal.Reason.INVALID, "The form is not properly percent-encoded.", e);
        }
    }
}
