package org.africai.dimse;

import java.io.IOException;

/// Finds objects that a peer wants to have (PS3.4 §C.4.3).
@FunctionalInterface
public interface GetService {
    /// Finds the objects of one wish, on a thread of its own. They are sent one after the other.
    ///
    /// @throws IOException when they cannot be found, which the peer is told
    Retrieval find(RetrieveRequest request) throws IOException;
}
