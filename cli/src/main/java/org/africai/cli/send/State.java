package org.africai.cli.send;

/// How far a source has come.
sealed interface State {
    /// To be anonymised.
    record Found() implements State {}

    /// Anonymised and durable, to be sent.
    ///
    /// @param digest SHA-256 of what is sent
    /// @param subject what the archive is to call the subject; empty when the header says
    /// @param session as well, the session
    record Ready(String digest, long bytes, String subject, String session) implements State {}

    /// The archive has acknowledged it.
    ///
    /// @param kept SHA-256 of what it keeps, which may be another than was sent, for it may have
    ///   rules of its own; empty when it does not tell
    /// @param waiting address of the session that it waits in; empty when it does not wait
    record Sent(String kept, long bytes, String waiting) implements State {}

    /// It was found in the archive, the same as was sent.
    ///
    /// @param waiting address of the session that it waits in until the archive is told that all of
    ///   it has come; empty when that was done
    record Verified(long bytes, String waiting) implements State {}

    /// It may not be sent.
    record Quarantined(String reason) implements State {}

    /// The archive does not take it.
    record Refused(String reason) implements State {}

    /// It was changed after it was sent; what was sent stays.
    record Changed() implements State {}
}
