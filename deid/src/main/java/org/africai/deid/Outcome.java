package org.africai.deid;

/// What became of one object.
public sealed interface Outcome {
    /// A changed copy was written.
    ///
    /// @param report which rules changed it, without a value of the object
    record Changed(Report report) implements Outcome {}

    /// The rules leave the object as it is, file meta information and preamble included; nothing
    /// was written.
    record Unchanged() implements Outcome {}

    /// The object must not go on as it is; nothing was written.
    ///
    /// @param reason why, without a value of the object
    record Quarantined(String reason) implements Outcome {}
}
