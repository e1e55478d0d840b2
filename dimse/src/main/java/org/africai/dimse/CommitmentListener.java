package org.africai.dimse;

import java.io.IOException;

/// Hears what became of wishes for storage commitment.
@FunctionalInterface
public interface CommitmentListener {
    /// Takes a report. The peer is told what is returned.
    ///
    /// @throws IOException when it cannot be taken, which the peer is told
    Answer reported(AssociationInfo association, CommitmentReport report) throws IOException;
}
