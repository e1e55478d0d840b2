package org.africai.server.intake;

import org.africai.store.Sha256;

/// What became of one received file.
public sealed interface Intake {
    /// It is a new object of a session.
    ///
    /// @param sopUid SOPInstanceUID
    record Stored(String sopUid) implements Intake {}

    /// The series had it already, byte for byte: nothing was added.
    record Duplicate(String sopUid, Sha256 sameBytesAs) implements Intake {}

    /// The series had another object of this UID. Both are kept, and the session waits for a person
    /// to decide.
    ///
    /// @param difference what differs, for that person
    record Conflict(String sopUid, String difference) implements Intake {}

    /// A script cannot handle it: it is in quarantine.
    ///
    /// @param why for the sender; holds no value of the object
    record SetAside(String why) implements Intake {}

    /// The script in force does not want it: it was not kept.
    record Dropped() implements Intake {}

    /// It is no DICOM object and was kept with the session.
    ///
    /// @param name what the sender called it
    record Leftover(String name) implements Intake {}

    /// It is no DICOM object and was not kept, as the sender wished.
    ///
    /// @param name what the sender called it
    record Ignored(String name) implements Intake {}
}
