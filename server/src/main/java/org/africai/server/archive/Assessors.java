package org.africai.server.archive;

import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.db.Changes;
import org.africai.server.http.Refusal;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Item;
import org.africai.server.schema.Shortcuts;
import org.jspecify.annotations.Nullable;

/// What was derived from an imaging session: quality ratings, segmentations, measurements. They are
/// experiments that hang on a session. One that is made in a project which the session is shared
/// into belongs to that project.
public final class Assessors {
    private final Locator locator;
    private final Changes changes;
    private final Types types;
    private final Revision revision;
    private final ExperimentTable table;
    private final Experiments experiments;
    private final ExperimentWriter writer;

    Assessors(Archive.Ground ground, Experiments experiments, ExperimentWriter writer) {
        this.locator = ground.locator();
        this.changes = ground.changes();
        this.types = ground.types();
        this.revision = ground.revision();
        this.table = ground.experiments();
        this.experiments = experiments;
        this.writer = writer;
    }

    /// The assessor with its custom variables, shares and resources.
    public Snapshot read(Caller caller, Address.OfAssessor address) {
        Located found = locator.find(caller, Right.READ, address);
        return experiments.read(caller, found, address.session().project() != null);
    }

    /// Creates the assessor, or changes the one that is there.
    ///
    /// @throws Refusal when the caller may not, a value is not one of its field, the data type is
    ///   missing or another than the assessor has, or a label or ID is taken
    public Written put(Caller caller, Address.OfAssessor address, Submission wanted) {
        return changes.run(() -> {
            Optional<Located> found = locator.seek(caller, Right.READ, address);
            return found.isPresent()
                    ? writer.change(caller, found.get(), wanted)
                    : create(caller, address, wanted);
        });
    }

    /// Creates an assessor; without a label in what is sent, its ID is its label.
    ///
    /// @throws Refusal when there is an experiment with this label
    public Written add(Caller caller, Address.OfExperiment session, Submission wanted) {
        return changes.run(() ->
                insert(caller, session, null, wanted)
                        .orElseThrow(
                                () -> Refusal.conflict("Specified experiment already exists.")));
    }

    /// Deletes the assessor with its files. In a project that it is only shared into, ends the
    /// share instead.
    public void delete(Caller caller, Address.OfAssessor address) {
        changes.run(() -> writer.delete(caller, locator.find(caller, Right.READ, address)));
    }

    private Written create(Caller caller, Address.OfAssessor address, Submission wanted) {
        return insert(caller, address.session(), address.assessor(), wanted)
                .orElseGet(() ->
                        locator.seek(caller, Right.READ, address)
                                .map(found -> writer.change(caller, found, wanted))
                                .orElseThrow(() -> Refusal.conflict(ExperimentWriter.LABEL_TAKEN)));
    }

    private Optional<Written> insert(
            Caller caller, Address.OfExperiment address, @Nullable String name, Submission wanted) {
        Located session = locator.find(caller, Right.READ, address);
        Entry asked = locator.enter(caller, Right.CREATE, session.asked().id());
        DataType type = types.concrete(wanted, ExperimentTable.IMAGE_ASSESSOR);
        asked.require(caller, Right.CREATE, type.name());
        Item document = revision.apply(Item.of(type), wanted, Shortcuts.EXPERIMENT);
        if (!types.isA(session.xsiType(), ExperimentTable.IMAGE_SESSION)) {
            throw Refusal.conflict("Only imaging sessions have assessors.");
        }
        return writer.insert(
                caller, session.asked(), subjectOf(session), session.key(), name, document);
    }

    private @Nullable Long subjectOf(Located session) {
        return table.get(session.key()).subject();
    }
}
