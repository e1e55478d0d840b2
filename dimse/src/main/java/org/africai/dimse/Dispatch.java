package org.africai.dimse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.africai.dicom.Uid;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.ProposedContext;
import org.jspecify.annotations.Nullable;

/// Sends objects to one peer over as many associations, one after the other, as their kinds need:
/// an association has room for 64 pairs of SOP class and encoding. For one thread.
///
/// A connection that broke is opened again for the next object; when a peer cannot be reached or
/// refuses, it is not tried again.
public final class Dispatch implements AutoCloseable {
    /// Each may need two presentation contexts; see [Proposal#store].
    private static final int MOST_KINDS = ProposedContext.MOST / 2;

    private final DicomClient client;
    private final RemoteEntity peer;
    private final List<? extends OutgoingObject> objects;
    private @Nullable Association association;
    private @Nullable AssociationEnded refusal;
    private Set<Kind> proposed = Set.of();
    private int next;

    /// @param objects what will be sent, in this order
    public Dispatch(DicomClient client, RemoteEntity peer, List<? extends OutgoingObject> objects) {
        this.client = client;
        this.peer = peer;
        this.objects = List.copyOf(objects);
    }

    /// What needs a presentation context of its own.
    private record Kind(Uid sopClass, Uid transferSyntax) {
        static Kind of(OutgoingObject object) {
            return new Kind(object.sopClass(), object.transferSyntax().uid());
        }
    }

    /// Sends the next object.
    ///
    /// @throws AssociationEnded when the peer cannot be reached, refuses, or the connection broke
    /// @throws IOException when the object cannot be read
    public Answer send(OutgoingObject object) throws IOException {
        return open(object).store(object);
    }

    /// Sends the next object, which somebody asked for by C-MOVE.
    Answer send(OutgoingObject object, AeTitle originator, int originatorId) throws IOException {
        return open(object).store(object, originator, originatorId);
    }

    private Association open(OutgoingObject object) throws AssociationEnded {
        next++;
        if (refusal != null) {
            throw refusal;
        }
        Association current = association;
        if (current != null && current.end().isEmpty() && proposed.contains(Kind.of(object))) {
            return current;
        }
        close();
        List<? extends OutgoingObject> batch = batch(object);
        try {
            Association opened = client.open(peer, Proposal.EMPTY.store(batch)).orThrow();
            association = opened;
            return opened;
        } catch (AssociationEnded e) {
            refusal = e;
            throw e;
        }
    }

    /// One object of each kind that comes next, as many as an association has room for.
    private List<OutgoingObject> batch(OutgoingObject first) {
        Set<Kind> kinds = new LinkedHashSet<>();
        kinds.add(Kind.of(first));
        var samples = new ArrayList<OutgoingObject>();
        samples.add(first);
        int from = Math.min(next, objects.size());
        for (OutgoingObject object : objects.subList(from, objects.size())) {
            if (kinds.size() < MOST_KINDS && kinds.add(Kind.of(object))) {
                samples.add(object);
            }
        }
        proposed = kinds;
        return samples;
    }

    /// Releases the association, if there is one.
    @Override
    public void close() {
        Association current = association;
        association = null;
        if (current != null) {
            current.close();
        }
    }
}
