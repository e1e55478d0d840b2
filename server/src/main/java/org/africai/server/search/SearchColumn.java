package org.africai.server.search;

/// A column of a search's answer.
///
/// @param key what the answer calls it, in lower case
/// @param element the data type it is of
/// @param id what the search called it
/// @param path what it shows
/// @param header its name for people
/// @param type what clients take it for
public record SearchColumn(
        String key, String element, String id, String path, String header, String type) {}
