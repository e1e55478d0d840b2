package org.africai.dimse;

import java.util.List;

/// What there is of what a peer wants to have.
public sealed interface Retrieval {
    /// These objects, in the order in which they shall be sent; perhaps none.
    record Objects(List<? extends OutgoingObject> objects) implements Retrieval {
        public Objects {
            objects = List.copyOf(objects);
        }
    }

    /// Nothing, and why.
    record Refused(Answer why) implements Retrieval {}
}
