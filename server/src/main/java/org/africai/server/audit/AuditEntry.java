package org.africai.server.audit;

import java.time.Instant;
import org.africai.server.access.Motive;

/// A deed on record.
///
/// @param number in the order of the record
/// @param login who did it
/// @param action what was done: `changed`
/// @param kind what it was done to: `subject`
/// @param id the thing's identifier
/// @param motive what its doer said about it
public record AuditEntry(
        long number,
        Instant at,
        String login,
        String action,
        String kind,
        String id,
        Motive motive) {}
