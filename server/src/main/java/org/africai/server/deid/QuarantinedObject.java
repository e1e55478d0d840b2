package org.africai.server.deid;

import java.time.Instant;
import org.africai.store.Digests;
import org.jspecify.annotations.Nullable;

/// An object, or a file that is none, that a script could not handle.
///
/// @param id by which it is asked for
/// @param project ID of the project that it was going to; absent for none
/// @param bytes as they came
/// @param isObject whether it is DICOM
/// @param stage `site` on arrival, `project` before archiving
/// @param version number of the script's version
/// @param reason why, without a value of the object
/// @param subject label of its subject, where the sender said it; else nothing, for it would be the
///   patient's name
/// @param session label of its session, likewise
/// @param sentBy login of its sender
public record QuarantinedObject(
        long id,
        @Nullable String project,
        Digests bytes,
        boolean isObject,
        String stage,
        long version,
        String reason,
        String subject,
        String session,
        String sentBy,
        Instant at) {}
