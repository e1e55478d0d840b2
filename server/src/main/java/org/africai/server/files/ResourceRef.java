package org.africai.server.files;

/// As much of a resource as those need to know who put files into it.
///
/// @param key its number
record ResourceRef(long key, String label, String format) {}
