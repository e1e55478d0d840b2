package org.africai.server.archive;

import java.util.Objects;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.http.Refusal;
import org.africai.server.schema.Item;
import org.africai.server.schema.Shortcuts;

/// The images that were reconstructed from a session's scans. Who may change a session may change
/// its reconstructions.
public final class Reconstructions {
    private static final String KIND = "reconstruction";

    private final Locator locator;
    private final Changes changes;
    private final ReconstructionTable table;
    private final Types types;
    private final Revision revision;
    private final Nested nested;
    private final Audit audit;

    Reconstructions(Archive.Ground ground) {
        this.locator = ground.locator();
        this.changes = ground.changes();
        this.table = ground.reconstructions();
        this.types = ground.types();
        this.revision = ground.revision();
        this.nested = ground.nested();
        this.audit = ground.audit();
    }

    /// The reconstruction with its resources.
    public Snapshot read(Caller caller, Address.OfReconstruction address) {
        Located found = locator.find(caller, Right.READ, address);
        Reconstruction reconstruction = table.get(found.key());
        return new Snapshot(
                nested.inReconstruction(found, reconstruction), reconstruction.createdAt());
    }

    /// Creates the reconstruction, or changes the one that is there.
    public Written put(Caller caller, Address.OfReconstruction address, Submission wanted) {
        return changes.run(() -> {
            Located session = locator.find(caller, Right.EDIT, address.session());
            if (!types.isA(session.xsiType(), ExperimentTable.IMAGE_SESSION)) {
                throw Refusal.conflict("Only imaging sessions have reconstructions.");
            }
            types.named(wanted, ReconstructionTable.TYPE);
            String id = new Label(address.reconstruction()).value();
            return table.lock(session.key(), id)
                    .map(there -> change(caller, session, there, wanted))
                    .orElseGet(() -> create(caller, session, id, wanted));
        });
    }

    /// Creates a reconstruction with the ID that is sent.
    ///
    /// @throws Refusal when there is one with this ID, or none is sent
    public Written add(Caller caller, Address.OfExperiment session, Submission wanted) {
        return changes.run(() -> {
            var _ = locator.find(caller, Right.EDIT, session);
            String id =
                    revision.apply(
                                    Item.of(types.named(wanted, ReconstructionTable.TYPE)),
                                    wanted,
                                    Shortcuts.RECONSTRUCTION)
                            .field("ID")
                            .orElseThrow(() -> Refusal.invalid("Say which: ID=…"));
            Written written = put(caller, new Address.OfReconstruction(session, id), wanted);
            if (!written.created()) {
                throw Refusal.conflict("Specified reconstruction already exists.");
            }
            return written;
        });
    }

    /// Deletes the reconstruction with its files.
    public void delete(Caller caller, Address.OfReconstruction address) {
        changes.run(() -> {
            Located found = locator.find(caller, Right.DELETE, address);
            table.delete(found.key());
            record(caller, Action.DELETED, Objects.requireNonNull(found.session()).id(), found);
        });
    }

    private void record(Caller caller, Action action, String session, Located found) {
        audit.record(caller, action, KIND, session + "/" + found.id(), found.project().key());
    }

    private Written create(Caller caller, Located session, String id, Submission wanted) {
        Item document = revise(Item.of(types.named(wanted, ReconstructionTable.TYPE)), id, wanted);
        Optional<Long> key = table.insert(session.key(), id, document, caller.login());
        key.ifPresent(_ ->
                audit.record(
                        caller,
                        Action.CREATED,
                        KIND,
                        session.id() + "/" + id,
                        session.project().key()));
        return key.map(k -> new Written(k, id, true))
                .orElseGet(() ->
                        change(
                                caller,
                                session,
                                table.lock(session.key(), id).orElseThrow(),
                                wanted));
    }

    private Written change(
            Caller caller, Located session, Reconstruction before, Submission wanted) {
        Item revised = revise(before.document(), before.id(), wanted);
        if (!revised.equals(before.document())) {
            table.update(before.key(), revised);
            audit.record(
                    caller,
                    Action.CHANGED,
                    KIND,
                    session.id() + "/" + before.id(),
                    session.project().key());
        }
        return new Written(before.key(), before.id(), false);
    }

    private Item revise(Item before, String id, Submission wanted) {
        Item revised = revision.apply(before, wanted, Shortcuts.RECONSTRUCTION);
        if (revised.field("ID").filter(sent -> !sent.equals(id)).isPresent()) {
            throw Refusal.invalid("The ID of reconstruction '" + id + "' cannot be changed.");
        }
        return revised;
    }
}
