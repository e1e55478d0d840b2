package org.africai.server.access;

/// What a client says about a change it makes, for the record: XNAT's `event_type` or
/// `event_action`, `event_reason` and `event_comment`. What it does not say is empty; what is too
/// long is cut.
public record Motive(String event, String reason, String comment) {
    /// Nothing was said.
    public static final Motive NONE = new Motive("", "", "");

    /// Characters of each of them that are kept.
    public static final int MAX_CHARACTERS = 1_000;

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
