package org.africai.server.intake;

import org.africai.server.intake.mapping.HeaderReader;
import org.africai.server.intake.mapping.HeaderReader.Reading;
import org.africai.store.Spooled;

/// A file that has been received and is not durable yet.
///
/// @param name what the sender calls it: the path in an archive
record Arrived(String name, Spooled file) {
    Reading reading() {
        return HeaderReader.read(file.path());
    }
}
