package org.africai.server.access;

import java.util.Optional;
import java.util.function.Function;

/// What a client says about a change it makes, for the record: XNAT's `event_type` or
/// `event_action`, `event_reason` and `event_comment`. What it does not say is empty; what is too
/// long is cut.
public record Motive(String event, String reason, String comment) {
    /// Nothing was said.
    public static final Motive NONE = new Motive("", "", "");

    /// Characters of each of them that are kept.
    public static final int MAX_CHARACTERS = 1_000;

    /// What named parameters say, the first with each name.
    ///
    /// @param parameter finds the value of one, if it is there
    public static Motive said(Function<String, Optional<String>> parameter) {
        Function<String, String> value = name -> parameter.apply(name).orElse("");
        String action = value.apply("event_action");
        return new Motive(
                action.isBlank() ? value.apply("event_type") : action,
                value.apply("event_reason"),
                value.apply("event_comment"));
    }

    /// This, with what only the other says.
    public Motive or(Motive other) {
        return new Motive(
                event.isEmpty() ? other.event : event,
                reason.isEmpty() ? other.reason : reason,
                comment.isEmpty() ? other.comment : comment);
    }

    public Motive {
        event = kept(event);
        reason = kept(reason);
        comment = kept(comment);
    }

    /// Without a half of a character at the end, and without NUL, which the database knows not.
    private static String kept(String text) {
        String clean = text.strip().replace("\0", "");
        if (clean.length() <= MAX_CHARACTERS) {
            return clean;
        }
        boolean isSplit = Character.isHighSurrogate(clean.charAt(MAX_CHARACTERS - 1));
        return clean.substring(0, isSplit ? MAX_CHARACTERS - 1 : MAX_CHARACTERS);
    }
}
