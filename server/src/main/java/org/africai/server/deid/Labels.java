package org.africai.server.deid;

import java.util.Map;

/// What a script is told of the object before it: where it goes.
///
/// @param project ID of its project, `Unassigned` where it has none
/// @param subject label of its subject
/// @param session label of its session
public record Labels(String project, String subject, String session) {
    /// As variables of DicomEdit, named as XNAT names them.
    Map<String, String> variables() {
        return Map.of("project", project, "subject", subject, "session", session);
    }
}
