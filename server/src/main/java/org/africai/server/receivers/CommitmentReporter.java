package org.africai.server.receivers;

/// Tells those who asked for storage commitment what became of it.
@FunctionalInterface
public interface CommitmentReporter {
    /// Calls a destination and reports.
    ///
    /// @param from the title of the receiver that was asked
    /// @return whether it was heard; if not, it is tried again later
    boolean report(MoveDestination to, String from, Commitment outcome);
}
