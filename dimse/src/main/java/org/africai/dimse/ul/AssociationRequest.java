package org.africai.dimse.ul;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.africai.dicom.Uid;

/// What a requestor asks for (A-ASSOCIATE-RQ, PS3.8 §9.3.2).
///
/// @param called whom it wants to speak to
/// @param calling who it is
/// @param contexts 1 to 128 presentation contexts, with unique ids
/// @param information what else it tells
public record AssociationRequest(
        AeTitle called,
        AeTitle calling,
        List<ProposedContext> contexts,
        UserInformation information) {
    /// The one application context there is (PS3.7 Annex A.2.1).
    public static final Uid APPLICATION_CONTEXT = new Uid("1.2.840.10008.3.1.1.1");

    /// @throws IllegalArgumentException when there are no contexts, or two with one id
    public AssociationRequest {
        contexts = List.copyOf(contexts);
        Set<Integer> ids = new HashSet<>();
        if (contexts.isEmpty() || !contexts.stream().allMatch(c -> ids.add(c.id()))) {
            throw new IllegalArgumentException("no presentation contexts, or an id twice");
        }
    }

    /// The role selection that was proposed for a SOP class.
    public Optional<RoleSelection> role(Uid sopClass) {
        return information.roles().stream().filter(r -> r.sopClass().equals(sopClass)).findFirst();
    }

    /// The extended negotiation that was proposed for a SOP class.
    public Optional<ExtendedNegotiation> extended(Uid sopClass) {
        return information.extended().stream()
                .filter(e -> e.sopClass().equals(sopClass))
                .findFirst();
    }
}
