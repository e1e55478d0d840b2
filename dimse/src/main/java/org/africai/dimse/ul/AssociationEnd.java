package org.africai.dimse.ul;

/// How an association ended. The texts hold nothing that a peer sent but numbers and AE titles.
public sealed interface AssociationEnd {
    /// Both sides agreed.
    record Released() implements AssociationEnd {
        @Override
        public String toString() {
            return "released";
        }
    }

    /// It never began.
    record Rejected(Rejection rejection) implements AssociationEnd {
        @Override
        public String toString() {
            return "rejected " + rejection;
        }
    }

    /// The peer aborted.
    record Aborted(Abort abort) implements AssociationEnd {
        @Override
        public String toString() {
            return "aborted by the peer " + abort;
        }
    }

    /// The peer broke the protocol or a limit, and this side aborted.
    ///
    /// @param abort what the peer was told
    /// @param what what it did
    record Violated(Abort abort, String what) implements AssociationEnd {
        @Override
        public String toString() {
            return "broken protocol: " + what;
        }
    }

    /// The peer was too slow, and this side gave up.
    record TimedOut(Timer timer) implements AssociationEnd {
        @Override
        public String toString() {
            return "timed out: " + timer;
        }
    }

    /// The connection broke.
    record Lost(String what) implements AssociationEnd {
        @Override
        public String toString() {
            return "connection lost: " + what;
        }
    }

    /// This side aborted because the application wanted it.
    record Closed() implements AssociationEnd {
        @Override
        public String toString() {
            return "aborted here";
        }
    }
}
