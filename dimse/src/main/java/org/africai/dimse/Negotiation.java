package org.africai.dimse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dimse.ul.AnsweredContext;
import org.africai.dimse.ul.AssociationAccept;
import org.africai.dimse.ul.AssociationRequest;
import org.africai.dimse.ul.AsyncWindow;
import org.africai.dimse.ul.ExtendedNegotiation;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.Octets;
import org.africai.dimse.ul.ProposedContext;
import org.africai.dimse.ul.RoleSelection;
import org.africai.dimse.ul.UserIdentity;
import org.africai.dimse.ul.UserInformation;
import org.jspecify.annotations.Nullable;

/// What an acceptor agrees to, given what it does.
final class Negotiation {
    private static final RoleSelection DEFAULT_ROLE =
            new RoleSelection(KnownUid.Verification, true, false);

    private final AssociationRequest request;
    private final Services services;
    private final NetworkLimits limits;

    private Negotiation(AssociationRequest request, Services services, NetworkLimits limits) {
        this.request = request;
        this.services = services;
        this.limits = limits;
    }

    /// @param identityAnswer see [Admission.Verdict.Admitted]
    static AssociationAccept accept(
            AssociationRequest request,
            Services services,
            NetworkLimits limits,
            @Nullable Octets identityAnswer) {
        Negotiation negotiation = new Negotiation(request, services, limits);
        return new AssociationAccept(
                request.contexts().stream().map(negotiation::answer).toList(),
                negotiation.information(identityAnswer));
    }

    private AnsweredContext answer(ProposedContext proposed) {
        Uid implicit = TransferSyntax.IMPLICIT_LITTLE.uid();
        Optional<TransferSyntaxes> syntaxes = syntaxesFor(proposed.abstractSyntax());
        if (syntaxes.isEmpty()) {
            return new AnsweredContext(
                    proposed.id(), AnsweredContext.Result.ABSTRACT_SYNTAX_NOT_SUPPORTED, implicit);
        }
        Optional<Uid> chosen = syntaxes.get().choose(proposed.transferSyntaxes());
        return chosen.isPresent()
                ? new AnsweredContext(proposed.id(), AnsweredContext.Result.ACCEPTED, chosen.get())
                : new AnsweredContext(
                        proposed.id(),
                        AnsweredContext.Result.TRANSFER_SYNTAXES_NOT_SUPPORTED,
                        implicit);
    }

    /// The encodings that a SOP class is served in; empty when it is not served in the roles that
    /// were proposed.
    private Optional<TransferSyntaxes> syntaxesFor(Uid sopClass) {
        RoleSelection role = agreed(request.role(sopClass).orElse(DEFAULT_ROLE), sopClass);
        if (!role.isScu() && !role.isScp()) {
            return Optional.empty();
        }
        return Optional.of(
                isStorage(sopClass) ? services.storageSyntaxes() : TransferSyntaxes.UNCOMPRESSED);
    }

    /// What of a role can be had here.
    private RoleSelection agreed(RoleSelection proposed, Uid sopClass) {
        return new RoleSelection(
                sopClass,
                proposed.isScu() && isProvided(sopClass),
                proposed.isScp() && isUsed(sopClass));
    }

    /// Whether it is an object, or what the requestor says is a special form of one (PS3.7
    /// §D.3.3.6).
    private boolean isStorage(Uid sopClass) {
        return services.storageClasses().test(sopClass)
                || request.information().commonExtended().stream()
                        .filter(common -> common.sopClass().equals(sopClass))
                        .flatMap(common -> common.relatedGeneral().stream())
                        .anyMatch(services.storageClasses());
    }

    /// Whether we are a provider of it.
    private boolean isProvided(Uid sopClass) {
        return sopClass.equals(KnownUid.Verification)
                || (services.store() != null && isStorage(sopClass))
                || (services.find() != null && QueryModel.ofFind(sopClass).isPresent())
                || (services.move() != null && QueryModel.ofMove(sopClass).isPresent())
                || (services.get() != null && QueryModel.ofGet(sopClass).isPresent())
                || (services.commitment() != null
                        && sopClass.equals(KnownUid.StorageCommitmentPushModel));
    }

    /// Whether we are a user of it, with the requestor as provider.
    private boolean isUsed(Uid sopClass) {
        return (services.get() != null && isStorage(sopClass))
                || (services.reports() != null
                        && sopClass.equals(KnownUid.StorageCommitmentPushModel));
    }

    private UserInformation information(@Nullable Octets identityAnswer) {
        AsyncWindow proposed = request.information().window();
        AsyncWindow most = new AsyncWindow(limits.counts().operations(), 1);
        return UserInformation.ours(limits.lengths().pdu())
                .withWindow(proposed == null ? null : proposed.atMost(most))
                .withRoles(roles())
                .withExtended(extended())
                .withIdentityAnswer(identityAnswer(identityAnswer));
    }

    /// A role of which nothing can be had is not answered; its context is not accepted either.
    private List<RoleSelection> roles() {
        return request.information().roles().stream()
                .map(role -> agreed(role, role.sopClass()))
                .filter(role -> role.isScu() || role.isScp())
                .toList();
    }

    private List<ExtendedNegotiation> extended() {
        FindService find = services.find();
        List<ExtendedNegotiation> answers = new ArrayList<>();
        for (ExtendedNegotiation proposed : request.information().extended()) {
            if (find != null && QueryModel.ofFind(proposed.sopClass()).isPresent()) {
                QueryOptions both = QueryOptions.of(proposed.information()).and(find.options());
                answers.add(new ExtendedNegotiation(proposed.sopClass(), both.toOctets()));
            }
        }
        return answers;
    }

    private @Nullable Octets identityAnswer(@Nullable Octets answer) {
        UserIdentity identity = request.information().identity();
        if (identity == null || !identity.isResponseRequested()) {
            return null;
        }
        return answer == null ? Octets.NONE : answer;
    }
}
