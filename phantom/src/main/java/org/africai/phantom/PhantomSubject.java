package org.africai.phantom;

import java.util.List;
import java.util.Map;

/// Somebody who never was.
///
/// @param label what the subject is called: `AFR-001`
/// @param gender `male` or `female`
/// @param birthYear year of birth
/// @param handedness `right` or `left`
/// @param variables clinical variables, name to value
/// @param sessions visits, in order of time
public record PhantomSubject(
        String label,
        String gender,
        int birthYear,
        String handedness,
        Map<String, String> variables,
        List<PhantomSession> sessions) {
    public PhantomSubject {
        variables = Map.copyOf(variables);
        sessions = List.copyOf(sessions);
    }
}
