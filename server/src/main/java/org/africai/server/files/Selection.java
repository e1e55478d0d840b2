package org.africai.server.files;

import org.africai.server.archive.Address;
import org.jspecify.annotations.Nullable;

/// Resources as a client asks for them, to read.
///
/// @param owner the thing, or things, that have them
/// @param side absent for every side
/// @param resources labels or numbers separated by commas; absent for all
/// @param descendants whether those of everything below the owner are meant as well: of a session's
///   scans, of a project's subjects
public record Selection(
        Address owner, @Nullable Side side, @Nullable String resources, boolean descendants) {}
