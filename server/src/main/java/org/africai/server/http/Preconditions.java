package org.africai.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The conditions that a request puts on a representation (RFC 9110 §13), judged in the order of
/// §13.2.2.
///
/// @param entityTag the representation's strong entity tag, without quotes
/// @param changedAt when it last changed; HTTP knows whole seconds only
record Preconditions(HttpServletRequest request, String entityTag, Instant changedAt) {
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

    enum Verdict {
        PROCEED,
        NOT_MODIFIED,
        FAILED
    }

    Preconditions {
        changedAt = changedAt.truncatedTo(ChronoUnit.SECONDS);
    }

    Verdict judge() {
        if (hasFailed()) {
            return Verdict.FAILED;
        }
        return isUnmodified() ? Verdict.NOT_MODIFIED : Verdict.PROCEED;
    }

    private boolean hasFailed() {
        if (has("If-Match")) {
            return !names("If-Match", true);
        }
        Instant since = date("If-Unmodified-Since");
        return since != null && changedAt.isAfter(since);
    }

    private boolean isUnmodified() {
        if (has("If-None-Match")) {
            return names("If-None-Match", false);
        }
        Instant since = date("If-Modified-Since");
        return since != null && !changedAt.isAfter(since);
    }

    /// Whether the ranges asked for are wanted of this representation (§13.1.5): without `If-Range`
    /// always, else only when it names this very one.
    boolean rangesApply() {
        String condition = request.getHeader("If-Range");
        if (condition == null) {
            return true;
        }
        if (condition.contains("\"")) {
            return condition.strip().equals('"' + entityTag + '"');
        }
        return changedAt.equals(date("If-Range"));
    }

    private boolean has(String header) {
        return request.getHeader(header) != null;
    }

    private boolean names(String header, boolean strongly) {
        for (String value : values(header)) {
            if (value.strip().equals("*")) {
                return true;
            }
            for (Matcher tag = TAG.matcher(value); tag.find(); ) {
                boolean weak = tag.group(1) != null;
                if (tag.group(2).equals(entityTag) && !(strongly && weak)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<String> values(String header) {
        Enumeration<String> values = request.getHeaders(header);
        return java.util.Collections.list(values);
    }

    /// The date in a header; `null` when there is none, or none that can be read: such a condition
    /// is as good as absent (§13.1.3).
    private @Nullable Instant date(String header) {
        try {
            long millis = request.getDateHeader(header);
            return millis < 0 ? null : Instant.ofEpochMilli(millis);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
