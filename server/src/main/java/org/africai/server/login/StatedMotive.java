package org.africai.server.login;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.africai.server.access.Motive;

/// Reads from a request's address what it says about its change: XNAT's parameters `event_action`
/// or `event_type`, `event_reason` and `event_comment`.
final class StatedMotive {
    private static final String PREFIX = "event_";

    private StatedMotive() {}

    static Motive of(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null || !query.contains(PREFIX)) {
            return Motive.NONE;
        }
        String action = value(query, "event_action");
        return new Motive(
                action.isBlank() ? value(query, "event_type") : action,
                value(query, "event_reason"),
                value(query, "event_comment"));
    }

    /// The first value of a parameter, empty when it has none or is not properly encoded: its route
    /// says so then.
    private static String value(String query, String name) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return "";
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
