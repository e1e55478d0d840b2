package org.africai.server.intake;

import org.africai.server.intake.Waiting.Status;

/// What can be done with a waiting session while its sender goes on.
public enum Work {
    BUILDING(Status.QUEUED_BUILDING, Status.BUILDING),
    ARCHIVING(Status.QUEUED_ARCHIVING, Status.ARCHIVING),
    MOVING(Status.QUEUED_MOVING, Status.MOVING),
    DELETING(Status.QUEUED_DELETING, Status.DELETING);

    private final Status queued;
    private final Status underWay;

    Work(Status queued, Status underWay) {
        this.queued = queued;
        this.underWay = underWay;
    }

    /// The status of a session for which it is to be done.
    Status queued() {
        return queued;
    }

    /// The status of a session for which it is being done.
    Status underWay() {
        return underWay;
    }
}
