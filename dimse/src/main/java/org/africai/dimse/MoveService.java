package org.africai.dimse;

import java.io.IOException;
import java.util.Optional;
import org.africai.dimse.ul.AeTitle;

/// Finds objects that a peer wants to be sent to somebody (PS3.4 §C.4.2).
public interface MoveService {
    /// Where somebody is found. No connection is made to anybody who is not known.
    ///
    /// @return empty when the peer may not send there, or nobody has that name
    Optional<RemoteEntity> destination(AssociationInfo association, AeTitle name);

    /// Finds the objects of one wish, on a thread of its own. They are sent one after the other.
    ///
    /// @throws IOException when they cannot be found, which the peer is told
    Retrieval find(RetrieveRequest request) throws IOException;
}
