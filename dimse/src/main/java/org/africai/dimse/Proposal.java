package org.africai.dimse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.AssociationRequest;
import org.africai.dimse.ul.AsyncWindow;
import org.africai.dimse.ul.CommonExtendedNegotiation;
import org.africai.dimse.ul.ExtendedNegotiation;
import org.africai.dimse.ul.ProposedContext;
import org.africai.dimse.ul.RoleSelection;
import org.africai.dimse.ul.UserIdentity;
import org.africai.dimse.ul.UserInformation;
import org.jspecify.annotations.Nullable;

/// What a requestor wants to do on an association. Immutable; each method gives a larger one.
public final class Proposal {
    /// Nothing yet.
    public static final Proposal EMPTY =
            new Proposal(List.of(), List.of(), List.of(), List.of(), AsyncWindow.SYNCHRONOUS, null);

    private static final List<Uid> PLAIN =
            List.of(TransferSyntax.EXPLICIT_LITTLE.uid(), TransferSyntax.IMPLICIT_LITTLE.uid());

    private final List<Wish> wishes;
    private final List<RoleSelection> roles;
    private final List<ExtendedNegotiation> extended;
    private final List<CommonExtendedNegotiation> commonExtended;
    private final AsyncWindow window;
    private final @Nullable UserIdentity identity;

    private Proposal(
            List<Wish> wishes,
            List<RoleSelection> roles,
            List<ExtendedNegotiation> extended,
            List<CommonExtendedNegotiation> commonExtended,
            AsyncWindow window,
            @Nullable UserIdentity identity) {
        this.wishes = wishes;
        this.roles = roles;
        this.extended = extended;
        this.commonExtended = commonExtended;
        this.window = window;
        this.identity = identity;
    }

    /// A presentation context to be.
    private record Wish(Uid abstractSyntax, List<Uid> transferSyntaxes) {}

    /// C-ECHO.
    public Proposal echo() {
        return context(KnownUid.Verification, PLAIN);
    }

    /// C-FIND in a model, with what goes beyond the baseline.
    public Proposal find(QueryModel model, QueryOptions options) {
        Proposal plain = context(model.find(), PLAIN);
        return options.equals(QueryOptions.BASELINE)
                ? plain
                : plain.extended(new ExtendedNegotiation(model.find(), options.toOctets()));
    }

    public Proposal find(QueryModel model) {
        return find(model, QueryOptions.BASELINE);
    }

    public Proposal move(QueryModel model) {
        return context(model.move(), PLAIN);
    }

    /// C-GET in a model, for objects of these SOP classes, which come in one of these encodings.
    /// There is room for 127 classes.
    public Proposal get(QueryModel model, Collection<Uid> sopClasses, List<Uid> transferSyntaxes) {
        Proposal proposal = context(model.get(), PLAIN);
        for (Uid sopClass : sopClasses) {
            proposal =
                    proposal.context(sopClass, transferSyntaxes)
                            .role(new RoleSelection(sopClass, false, true));
        }
        return proposal;
    }

    /// C-STORE of objects: a context for each SOP class and encoding, so that each object can go as
    /// it is, and for uncompressed ones a second, in case the peer wants them rewritten. There is
    /// room for 64 pairs at least; [Dispatch] takes as many associations as are needed.
    public Proposal store(Collection<? extends OutgoingObject> objects) {
        Set<Wish> kinds = new LinkedHashSet<>();
        for (OutgoingObject object : objects) {
            Uid own = object.transferSyntax().uid();
            kinds.add(new Wish(object.sopClass(), List.of(own)));
            if (object.isConvertible()) {
                List<Uid> others = PLAIN.stream().filter(uid -> !uid.equals(own)).toList();
                kinds.add(new Wish(object.sopClass(), others));
            }
        }
        return with(List.copyOf(kinds));
    }

    /// C-STORE of a SOP class in these encodings, of which the peer takes one.
    public Proposal store(Uid sopClass, Uid... transferSyntaxes) {
        return context(sopClass, Arrays.asList(transferSyntaxes));
    }

    /// Asking for storage commitment.
    public Proposal commitment() {
        return context(KnownUid.StorageCommitmentPushModel, PLAIN);
    }

    /// Reporting on storage commitment, as the provider who calls back.
    public Proposal commitmentReport() {
        return commitment()
                .role(new RoleSelection(KnownUid.StorageCommitmentPushModel, false, true));
    }

    /// Any presentation context.
    public Proposal context(Uid abstractSyntax, List<Uid> transferSyntaxes) {
        return with(List.of(new Wish(abstractSyntax, List.copyOf(transferSyntaxes))));
    }

    private Proposal with(List<Wish> more) {
        List<Wish> all = joined(wishes, more);
        return new Proposal(all, roles, extended, commonExtended, window, identity);
    }

    public Proposal role(RoleSelection role) {
        List<RoleSelection> all = joined(roles, List.of(role));
        return new Proposal(wishes, all, extended, commonExtended, window, identity);
    }

    public Proposal extended(ExtendedNegotiation more) {
        List<ExtendedNegotiation> all = joined(extended, List.of(more));
        return new Proposal(wishes, roles, all, commonExtended, window, identity);
    }

    public Proposal commonExtended(CommonExtendedNegotiation more) {
        List<CommonExtendedNegotiation> all = joined(commonExtended, List.of(more));
        return new Proposal(wishes, roles, extended, all, window, identity);
    }

    /// How many operations to have open at once, when the peer agrees; 0 is without limit.
    public Proposal operations(int atOnce) {
        AsyncWindow wanted = new AsyncWindow(atOnce, 1);
        return new Proposal(wishes, roles, extended, commonExtended, wanted, identity);
    }

    public Proposal identity(UserIdentity who) {
        return new Proposal(wishes, roles, extended, commonExtended, window, who);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /// Presentation contexts that this needs.
    int contexts() {
        return wishes.size();
    }

    /// @throws IllegalArgumentException when there are no contexts, or more than 128
    AssociationRequest toRequest(AeTitle called, AeTitle calling, long pduBytes) {
        if (wishes.size() > ProposedContext.MOST) {
            throw new IllegalArgumentException(
                    wishes.size() + " presentation contexts; 128 are possible");
        }
        List<ProposedContext> contexts = new ArrayList<>();
        for (Wish wish : wishes) {
            int id = 2 * contexts.size() + 1;
            contexts.add(new ProposedContext(id, wish.abstractSyntax, wish.transferSyntaxes));
        }
        boolean isSynchronous = window.equals(AsyncWindow.SYNCHRONOUS);
        return new AssociationRequest(
                called,
                calling,
                contexts,
                UserInformation.ours(pduBytes)
                        .withWindow(isSynchronous ? null : window)
                        .withRoles(roles)
                        .withExtended(extended)
                        .withCommonExtended(commonExtended)
                        .withIdentity(identity));
    }
}
