package org.africai.dimse.ul;

/// What came next on an association.
public sealed interface Arrival {
    /// A piece of a message (a presentation data value, PS3.8 §9.3.5.1), whose bytes are read by
    /// [Link#read].
    ///
    /// @param context where it belongs
    /// @param isCommand whether it is of the command set, else of the data set
    /// @param isLast whether the command set or the data set ends with it
    /// @param length its bytes
    record Fragment(PresentationContext context, boolean isCommand, boolean isLast, int length)
            implements Arrival {}

    /// The peer wants to end the association; [Link#acceptRelease] answers.
    record ReleaseRequested() implements Arrival {}
}
