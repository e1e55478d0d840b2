package org.africai.dimse;

import org.africai.dimse.ul.Link;

/// An operation that takes its time and can be cancelled.
final class Operation {
    private final Link link;
    private volatile boolean isCancelled;

    Operation(Link link) {
        this.link = link;
    }

    void cancel() {
        isCancelled = true;
    }

    /// Whether the peer cancelled, or is gone.
    boolean isCancelled() {
        return isCancelled || link.end().isPresent();
    }
}
