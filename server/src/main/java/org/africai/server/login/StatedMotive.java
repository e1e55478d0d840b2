package org.africai.server.login;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.africai.server.access.Motive;

/// Reads from a request's address what it says about its change: XNAT's parameters `event_action`
/// or `event_type`, `event_reason` and `event_comment`. Those of a form in the body are read with
/// the body.
final class StatedMotive {
    private static final String PREFIX = "event_";

    private StatedMotive() {}

    static Motive of(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null || !query.contains(PREFIX)) {
            return Motive.NONE;
        }
        return Motive.said(name -> value(query, name));
    }

    /// The first value of a parameter, empty when it has none or is not properly encoded: its route
    /// says so then.
    private static Optional<String> value(String query, String name) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(decoded(pair.substring(name.length() + 1)));
            }
        }
        return Optional.empty();
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
