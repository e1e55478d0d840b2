package org.africai.server.archive;

import java.time.Instant;
import org.africai.server.schema.Item;

/// A scan as its row has it.
///
/// @param key its database key, which XNAT's clients know as `xnat_imagescandata_id`
/// @param session key of its session
/// @param id its ID within the session
/// @param document all its fields, those in columns included
/// @param changedAt when it was last changed
record Scan(long key, long session, String id, Item document, Instant changedAt) {}
