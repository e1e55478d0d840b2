package org.africai.server.search;

/// A field by which things of one data type are searched and shown in tables.
///
/// @param id what clients call it, in upper case: xnatpy makes an attribute of each, which must not
///   hide one that a class has already
/// @param header what people call it
/// @param type `string`, `integer`, `float`, `date` or `datetime`
/// @param column the path, or the name that only lists have, under which the list has it
public record SearchField(String id, String header, String type, String column) {}
