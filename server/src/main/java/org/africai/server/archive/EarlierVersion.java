package org.africai.server.archive;

import java.time.Instant;
import org.africai.server.schema.Item;
import org.jspecify.annotations.Nullable;

/// What a thing was before a change.
///
/// @param item its own document, without nested things that have addresses of their own
/// @param beganAt when it became so
/// @param endedAt when it was changed
/// @param endedBy number of that change in the record of deeds, where it is known
public record EarlierVersion(Item item, Instant beganAt, Instant endedAt, @Nullable Long endedBy) {}
