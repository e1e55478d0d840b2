package org.africai.server.intake;

import java.util.List;
import org.africai.server.intake.WaitingFileTable.WaitingFile;
import org.jspecify.annotations.Nullable;

/// A waiting session made ready for the archive.
///
/// @param cleaned key of the session, which nobody sees, that has what the project's script made of
///   its objects; absent where it goes as it is
/// @param version of that script
/// @param asides what the script cannot handle
record Prepared(@Nullable Long cleaned, long version, List<Refused> asides) {
    /// No script applies.
    static final Prepared AS_IT_IS = new Prepared(null, 0, List.of());

    Prepared {
        asides = List.copyOf(asides);
    }

    /// A waiting file that the script cannot handle.
    record Refused(WaitingFile file, String reason) {}
}
