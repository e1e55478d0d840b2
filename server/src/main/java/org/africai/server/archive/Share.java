package org.africai.server.archive;

/// A project that a thing is shared into, or that owns it.
///
/// @param project the project's database key
/// @param id the project's ID
/// @param name the project's title
/// @param secondaryId the project's running title, empty when it has none
/// @param label what the thing is called there
public record Share(long project, String id, String name, String secondaryId, String label) {}
