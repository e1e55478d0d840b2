package org.africai.dimse;

import java.util.List;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dimse.ul.Link;
import org.africai.dimse.ul.PresentationContext;
import org.africai.dimse.ul.RoleSelection;

/// Finds the presentation context for what is to be done.
final class Contexts {
    private final Link link;
    private final boolean isRequestor;
    private final List<PresentationContext> contexts;

    /// @param isRequestor whether this side asked for the association
    Contexts(Link link, boolean isRequestor) {
        this.link = link;
        this.isRequestor = isRequestor;
        this.contexts = link.contexts();
    }

    /// An object as it can be sent.
    record Fitting(PresentationContext context, OutgoingObject object) {}

    /// A context in which this side is the user of a SOP class.
    Optional<PresentationContext> find(Uid sopClass) {
        return contexts.stream()
                .filter(c -> c.abstractSyntax().equals(sopClass) && isUser(sopClass))
                .findFirst();
    }

    /// A context in which this side is the provider of a SOP class.
    Optional<PresentationContext> findAsProvider(Uid sopClass) {
        return contexts.stream()
                .filter(c -> c.abstractSyntax().equals(sopClass) && isProvider(sopClass))
                .findFirst();
    }

    private boolean isUser(Uid sopClass) {
        Optional<RoleSelection> role = role(sopClass);
        return isRequestor
                ? role.map(RoleSelection::isScu).orElse(true)
                : role.map(RoleSelection::isScp).orElse(false);
    }

    private boolean isProvider(Uid sopClass) {
        Optional<RoleSelection> role = role(sopClass);
        return isRequestor
                ? role.map(RoleSelection::isScp).orElse(false)
                : role.map(RoleSelection::isScu).orElse(true);
    }

    private Optional<RoleSelection> role(Uid sopClass) {
        return link.accept().information().roles().stream()
                .filter(role -> role.sopClass().equals(sopClass))
                .findFirst();
    }

    /// An object as it is when that can be sent, else in an encoding that can.
    Optional<Fitting> fitting(OutgoingObject object) {
        List<PresentationContext> ofClass =
                contexts.stream()
                        .filter(c -> c.abstractSyntax().equals(object.sopClass()))
                        .filter(c -> isUser(c.abstractSyntax()))
                        .toList();
        return ofClass.stream()
                .filter(c -> c.transferSyntax().uid().equals(object.transferSyntax().uid()))
                .map(c -> new Fitting(c, object))
                .findFirst()
                .or(() -> converted(object, ofClass));
    }

    private static Optional<Fitting> converted(
            OutgoingObject object, List<PresentationContext> contexts) {
        return contexts.stream()
                .flatMap(c ->
                        object.in(c.transferSyntax()).stream().map(other -> new Fitting(c, other)))
                .findFirst();
    }
}
