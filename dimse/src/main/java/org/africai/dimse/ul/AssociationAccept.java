package org.africai.dimse.ul;

import java.util.List;

/// What an acceptor agrees to (A-ASSOCIATE-AC, PS3.8 §9.3.3).
///
/// @param contexts an answer to each proposed context, in any order
/// @param information what else it tells
public record AssociationAccept(List<AnsweredContext> contexts, UserInformation information) {
    public AssociationAccept {
        contexts = List.copyOf(contexts);
    }
}
