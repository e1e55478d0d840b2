package org.africai.server.intake;

import java.util.Optional;
import java.util.stream.Stream;
import org.africai.server.intake.WaitingFileTable.ObjectIds;
import org.africai.server.intake.mapping.FileNames;
import org.africai.server.intake.mapping.ObjectHeader;
import org.africai.store.Digests;

/// A DICOM object whose bytes are durable.
///
/// @param name what the sender calls its file
/// @param passed what scripts did to it
record Received(String name, ObjectHeader header, Digests digests, Passed passed) {
    /// How many digits of its digest make a name unlike all others in the folder.
    private static final int TELLING_DIGITS = 16;

    /// One that no script has seen.
    Received(String name, ObjectHeader header, Digests digests) {
        this(name, header, digests, Passed.NOTHING);
    }

    ObjectIds ids() {
        return new ObjectIds(
                header.sopUid(),
                header.sopClass(),
                header.transferSyntax(),
                header.number(),
                header.frames());
    }

    /// The names that its file may get, the best first. The last cannot be taken by any other
    /// object. One that a script has changed loses its old name, which may name the patient.
    ///
    /// @param rename whether the name it came under is not to be kept
    Stream<String> names(boolean rename) {
        Optional<String> kept =
                rename || name.equals(Upload.UNNAMED) || !passed.scripts().isEmpty()
                        ? Optional.empty()
                        : FileNames.kept(name);
        String made = FileNames.made(header);
        String telling = digests.sha256().hex().substring(0, TELLING_DIGITS);
        return Stream.concat(kept.stream(), Stream.of(made, telling + "-" + made));
    }
}
