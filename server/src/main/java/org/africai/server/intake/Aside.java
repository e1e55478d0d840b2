package org.africai.server.intake;

import org.africai.server.archive.Located.ProjectRef;
import org.africai.store.Spooled;
import org.jspecify.annotations.Nullable;

/// A received file that the site's script cannot handle.
///
/// @param isObject whether it is DICOM
/// @param project that it was going to; absent for none
/// @param subject label of its subject, where the sender said it; else nothing, for it would be the
///   patient's name
/// @param session label of its session, likewise
/// @param version of the script
record Aside(
        Spooled file,
        boolean isObject,
        @Nullable ProjectRef project,
        String subject,
        String session,
        long version,
        String reason) {}
