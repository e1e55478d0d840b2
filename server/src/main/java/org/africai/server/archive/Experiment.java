package org.africai.server.archive;

import java.time.Instant;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.schema.Item;
import org.jspecify.annotations.Nullable;

/// An imaging session, assessor or other experiment as its row has it.
///
/// @param key its database key
/// @param id its accession ID
/// @param project the project that owns it
/// @param label what it is called there
/// @param subject key of the subject it belongs to, if it belongs to one
/// @param session key of the session that it assesses, if it does
/// @param document all its fields, those in columns included
/// @param status whether it is in use
/// @param changedAt when it was last changed
record Experiment(
        long key,
        String id,
        ProjectRef project,
        String label,
        @Nullable Long subject,
        @Nullable Long session,
        Item document,
        ExperimentStatus status,
        Instant changedAt) {
    String xsiType() {
        return document.xsiType();
    }
}
