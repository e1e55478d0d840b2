package org.africai.server.archive;

import java.time.Instant;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.schema.Item;

/// A subject as its row has it.
///
/// @param key its database key
/// @param id its accession ID
/// @param project the project that owns it
/// @param label what it is called there
/// @param document all its fields, those in columns included
/// @param changedAt when it was last changed
record Subject(
        long key, String id, ProjectRef project, String label, Item document, Instant changedAt) {}
