package org.africai.server.archive;

import java.time.Instant;
import org.africai.server.access.Accessibility;
import org.africai.server.schema.Item;

/// A project as its row has it.
///
/// @param key its database key
/// @param id its ID
/// @param accessibility how far it is open to those without a role
/// @param prearchiveCode what becomes of arrived sessions: 0 wait in the prearchive, 4 are
///   archived, 5 are archived and overwrite
/// @param quarantineCode whether new sessions are quarantined: 1
/// @param currentArc the folder of XNAT's file layout that new sessions go to; kept for clients
/// @param document all its fields but its aliases, those in columns included
/// @param changedAt when it was last changed
record Project(
        long key,
        String id,
        Accessibility accessibility,
        int prearchiveCode,
        int quarantineCode,
        String currentArc,
        Item document,
        Instant changedAt) {}
