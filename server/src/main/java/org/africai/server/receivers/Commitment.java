package org.africai.server.receivers;

import java.util.List;

/// What became of a wish that objects be kept (PS3.4 Annex J).
///
/// @param transaction which wish: its Transaction UID
/// @param kept the objects that are kept
/// @param failed those that are not
public record Commitment(String transaction, List<NamedObject> kept, List<NotKept> failed) {
    public Commitment {
        kept = List.copyOf(kept);
        failed = List.copyOf(failed);
    }

    /// What names an object.
    public record NamedObject(String sopClass, String sopUid) {}

    /// An object that is not kept, or not as it is named.
    public record NotKept(NamedObject object, Why why) {}

    /// Why an object is not kept.
    public enum Why {
        /// There is none, or none that the caller may see.
        UNKNOWN,

        /// It is of another SOP class.
        OTHER_CLASS,

        /// Its bytes are damaged on our disk.
        DAMAGED,

        /// It waits in the prearchive, and nobody has let it into the archive for a day.
        STILL_WAITING
    }
}
