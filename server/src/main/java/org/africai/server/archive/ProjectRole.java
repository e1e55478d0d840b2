package org.africai.server.archive;

/// A project that a caller reads, and what they are in it.
///
/// @param group the name of the group they are in, empty when they read it without being in one
public record ProjectRole(String id, String name, String group) {}
