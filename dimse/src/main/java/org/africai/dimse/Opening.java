package org.africai.dimse;

import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.Rejection;

/// What became of a wish for an association.
public sealed interface Opening {
    /// It is open; whoever has it must close it.
    record Accepted(Association association) implements Opening {}

    /// The peer refused.
    record Rejected(Rejection rejection) implements Opening {}

    /// The peer was not reached, or it aborted, broke the protocol or was too slow.
    record Failed(AssociationEnd end) implements Opening {}

    /// The association, for those who can do nothing without it.
    ///
    /// @throws AssociationEnded when there is none
    default Association orThrow() throws AssociationEnded {
        return switch (this) {
            case Accepted(Association association) -> association;
            case Rejected(Rejection why) ->
                    throw new AssociationEnded(new AssociationEnd.Rejected(why));
            case Failed(AssociationEnd end) -> throw new AssociationEnded(end);
        };
    }
}
