package org.africai.dimse.ul;

import java.security.cert.X509Certificate;
import java.util.List;

/// Decides on requests for associations.
@FunctionalInterface
public interface Acceptor {
    /// @param certificates what the requestor showed by TLS, its own first; else none
    /// @return the agreement, or why there is none
    Reply reply(AssociationRequest request, List<X509Certificate> certificates);

    /// What a requestor is told.
    sealed interface Reply {
        record Accept(AssociationAccept accept) implements Reply {}

        record Reject(Rejection rejection) implements Reply {}
    }
}
