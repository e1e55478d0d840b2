package org.africai.server.workflows;

/// Which workflows are meant; what is empty excludes none.
///
/// @param object the object's identifier
/// @param launchedAt as XML Schema writes a date and time, without a zone
public record WorkflowFilter(String object, String pipeline, String launchedAt, String status) {
    /// Whether it can mean one at most.
    public boolean isName() {
        return !object.isEmpty() && !pipeline.isEmpty() && !launchedAt.isEmpty();
    }
}
