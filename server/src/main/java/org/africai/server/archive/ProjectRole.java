package org.africai.server.archive;

import org.africai.server.access.Role;
import org.jspecify.annotations.Nullable;

/// A project that a caller reads, and what they are in it.
///
/// @param role `null` when they read it without a role
public record ProjectRole(String id, String name, @Nullable Role role) {}
