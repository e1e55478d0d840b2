package org.africai.server.archive;

import java.time.Instant;
import org.africai.server.schema.Item;

/// A thing's document as it is now, nested things included.
///
/// @param item the document
/// @param changedAt when the thing was last changed
public record Snapshot(Item item, Instant changedAt) {}
