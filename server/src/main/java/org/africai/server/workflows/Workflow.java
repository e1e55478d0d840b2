package org.africai.server.workflows;

import java.time.Instant;
import org.africai.server.schema.Item;

/// A piece of work on one object.
///
/// @param number XNAT's `wrk_workflowData_id`
/// @param project key of the project that owns the object
/// @param document the `wrk:workflowData`
public record Workflow(long number, long project, Item document, Instant changedAt) {}
