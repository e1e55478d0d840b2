package org.africai.server.archive;

/// What became of a submission.
///
/// @param key the thing's database key
/// @param id the thing's XNAT identifier
/// @param created whether it is new
public record Written(long key, String id, boolean created) {}
