package org.africai.server.intake;

/// What became of an object that somebody sent and waits for.
public sealed interface Arrival {
    /// It is durable, and found after a crash. The archive had it already, or has it now.
    record Kept() implements Arrival {}

    /// It is as durable, beside another that came under its UID: a person must decide between them.
    record KeptBeside() implements Arrival {}

    /// The script in force cannot handle it: it is durable in quarantine, for a person to decide.
    ///
    /// @param why for the sender; holds no value of the object
    record SetAside(String why) implements Arrival {}

    /// It is no DICOM object that can be kept.
    ///
    /// @param why for the sender; holds no value of the object
    record NotAnObject(String why) implements Arrival {}

    /// It is another object than its sender said.
    ///
    /// @param what what differs
    record Mismatch(String what) implements Arrival {}
}
