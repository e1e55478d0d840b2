package org.africai.dimse;

import java.io.IOException;

/// Promises to keep objects (storage commitment push model, PS3.4 Annex J).
@FunctionalInterface
public interface CommitmentService {
    /// Takes a wish. The answer says only that it was taken; what became of it is told later, by
    /// [Association#report] on an association to whoever asked, so that the wish must be durable
    /// when a success is returned.
    ///
    /// @throws IOException when it cannot be taken, which the peer is told
    Answer request(CommitmentRequest request) throws IOException;
}
