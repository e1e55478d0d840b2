package org.africai.server.intake;

import java.util.List;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.jspecify.annotations.Nullable;

/// What happened to an object before it is named.
///
/// @param scripts versions of the scripts that it has been through, in their order
/// @param risk signs that it may still show who the patient is, by commas
/// @param draft where it goes, where that has been decided by what it was before
record Passed(List<Long> scripts, String risk, @Nullable Draft draft) {
    /// Nothing did.
    static final Passed NOTHING = new Passed(List.of(), "", null);

    Passed {
        scripts = List.copyOf(scripts);
    }
}
