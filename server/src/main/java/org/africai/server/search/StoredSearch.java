package org.africai.server.search;

/// A stored search as lists show it.
///
/// @param owner login of who stored it; empty when that was the server
public record StoredSearch(
        String id, String briefDescription, String description, String root, String owner) {}
