package org.africai.server.deid;

import org.africai.store.Spooled;

/// What a script made of one object.
public sealed interface Cleaned {
    /// A new file. Whoever gets it closes it.
    ///
    /// @param risk signs that its pixels or texts may still show who the patient is, joined by
    ///   commas; empty when there are none
    record Changed(Spooled file, String risk) implements Cleaned {}

    /// The script does not want the object: it is to be forgotten.
    record Dropped() implements Cleaned {}

    /// The script cannot handle the object.
    ///
    /// @param reason why, without a value of the object
    record SetAside(String reason) implements Cleaned {}
}
