package org.africai.server.archive;

import java.time.Instant;
import org.africai.server.schema.Item;

/// An image reconstructed from a session's scans, as its row has it.
///
/// @param key its database key, which XNAT's clients know as `xnat_reconstructedimagedata_id`
/// @param id its ID within the session
/// @param document all its fields, those in columns included
/// @param createdAt when it was made
record Reconstruction(long key, String id, Item document, Instant createdAt) {}
