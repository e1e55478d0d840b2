package org.africai.server.intake;

import org.africai.store.Spooled;

/// What became of a received file at the door.
sealed interface Passage {
    /// No script is in force: it goes on as it came.
    record AsItCame() implements Passage {}

    /// It goes on as what the script made of it.
    ///
    /// @param file the new file, which is not durable yet; whoever gets it closes it
    record Changed(Received object, Spooled file) implements Passage {}

    /// The script does not want it.
    record Dropped() implements Passage {}

    /// The script cannot handle it: it is to be set aside.
    record Refused(Aside aside) implements Passage {}
}
