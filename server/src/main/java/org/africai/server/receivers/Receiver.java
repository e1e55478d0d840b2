package org.africai.server.receivers;

import java.time.Instant;

/// A receiver as it is kept.
///
/// @param key ours, and the `id` of XNAT's clients
/// @param setup how it is set up
public record Receiver(long key, Setup setup, Instant createdAt, Instant changedAt) {
    /// What people call it: `XNAT:8104`.
    public String label() {
        return setup.title() + ":" + setup.port();
    }
}
