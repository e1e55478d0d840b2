package org.africai.server.receivers;

import java.util.Optional;
import java.util.Set;

/// The ports that this server listens on for receivers.
public interface Ports {
    /// Opens and closes ports until these are open and no others; what is under way on one that is
    /// closed ends first. One that cannot be opened is logged and left.
    void listen(Set<Integer> ports);

    /// The ports that are open.
    Set<Integer> open();

    /// Why a port could not be opened; empty when it could, or is.
    Optional<String> obstacle(int port);
}
