package org.africai.dicom.dict;

import org.africai.dicom.Uid;

/// What PS3.6 Annex A says of an identifier.
///
/// @param type what it names: `SOP Class`, `Transfer Syntax`, `Coding Scheme`, …
/// @param keyword name without spaces, empty for a few retired ones
/// @param name the name for people
/// @param isRetired whether new objects must not use it
public record UidDefinition(Uid uid, String type, String keyword, String name, boolean isRetired) {}
