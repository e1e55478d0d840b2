package org.africai.server.archive;

import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Item;
import org.africai.server.schema.Shortcuts;
import org.jspecify.annotations.Nullable;

/// Imaging sessions and everything else that is examined or measured of a subject or a project.
public final class Experiments {
    private final Locator locator;
    private final Changes changes;
    private final ExperimentTable table;
    private final Types types;
    private final Revision revision;
    private final Nested nested;
    private final Subjects subjects;
    private final Scans scans;
    private final ExperimentWriter writer;
    private final Audit audit;

    Experiments(Archive.Ground ground, Subjects subjects, Scans scans, ExperimentWriter writer) {
        this.locator = ground.locator();
        this.changes = ground.changes();
        this.table = ground.experiments();
        this.types = ground.types();
        this.revision = ground.revision();
        this.nested = ground.nested();
        this.subjects = subjects;
        this.scans = scans;
        this.writer = writer;
        this.audit = ground.audit();
    }

    /// The experiment with its custom variables, shares and resources; a session also with its
    /// scans, reconstructions and assessors.
    public Snapshot read(Caller caller, Address.OfExperiment address) {
        Located found = locator.find(caller, Right.READ, address);
        return read(caller, found, address.project() != null);
    }

    Snapshot read(Caller caller, Located found, boolean inProject) {
        Experiment experiment = table.get(found.key());
        return new Snapshot(
                nested.inExperiment(caller, found, inProject, experiment), experiment.changedAt());
    }

    /// Creates the experiment, and the subject that the address or `subject_ID` names when there is
    /// none; or changes the experiment that is there.
    ///
    /// @throws Refusal when the caller may not, a value is not one of its field, the data type is
    ///   missing or another than the experiment has, or a label or ID is taken
    public Written put(Caller caller, Address.OfExperiment address, Submission wanted) {
        return put(caller, address, wanted, Optional.empty());
    }

    /// As [#put], and sets the experiment's status where one is given.
    public Written put(
            Caller caller,
            Address.OfExperiment address,
            Submission wanted,
            Optional<ExperimentStatus> status) {
        return changes.run(() -> {
            Optional<Located> found = locator.seek(caller, Right.READ, address);
            Written written =
                    found.isPresent()
                            ? writer.change(caller, found.get(), wanted)
                            : create(caller, address, wanted);
            status.ifPresent(one -> setStatus(caller, written, one));
            return written;
        });
    }

    /// Creates an experiment; without a label in what is sent, its ID is its label.
    ///
    /// @param subject the subject that the address names, which must be there; `null` when it names
    ///   none
    /// @throws Refusal when there is an experiment with this label, or no such subject
    public Written add(Caller caller, String project, @Nullable String subject, Submission wanted) {
        return changes.run(() -> {
            Entry owner = locator.enter(caller, Right.CREATE, project);
            if (subject != null) {
                locator.find(caller, Right.READ, new Address.OfSubject(project, subject));
            }
            return insert(caller, owner, subject, null, wanted)
                    .orElseThrow(() -> Refusal.conflict("Specified experiment already exists."));
        });
    }

    /// Deletes the experiment with its scans, assessors and files. In a project that it is only
    /// shared into, ends the share instead.
    public void delete(Caller caller, Address.OfExperiment address) {
        changes.run(() -> writer.delete(caller, locator.find(caller, Right.READ, address)));
    }

    public ExperimentStatus status(Caller caller, Address.OfExperiment address) {
        return table.get(locator.find(caller, Right.READ, address).key()).status();
    }

    private void setStatus(Caller caller, Written written, ExperimentStatus status) {
        var address = new Address.OfExperiment(null, null, written.id());
        Located found = locator.find(caller, Right.READ, address);
        locator.requireRight(caller, Right.EDIT, found);
        table.setStatus(found.key(), status);
        audit.record(
                caller, Action.CHANGED, ExperimentWriter.KIND, found.id(), found.project().key());
    }

    private Written create(Caller caller, Address.OfExperiment address, Submission wanted) {
        if (address.project() == null) {
            throw Access.missing(caller, ExperimentWriter.KIND + " '" + address.experiment() + "'");
        }
        Entry project = locator.enter(caller, Right.CREATE, address.project());
        return insert(caller, project, address.subject(), address.experiment(), wanted)
                .orElseGet(() ->
                        locator.seek(caller, Right.READ, address)
                                .map(found -> writer.change(caller, found, wanted))
                                .orElseThrow(() -> Refusal.conflict(ExperimentWriter.LABEL_TAKEN)));
    }

    private Optional<Written> insert(
            Caller caller,
            Entry entry,
            @Nullable String subject,
            @Nullable String name,
            Submission wanted) {
        DataType type = typeOf(wanted, subject != null);
        entry.require(caller, Right.CREATE, type.name());
        ProjectRef project = entry.project();
        Item document = revision.apply(Item.of(type), wanted, Shortcuts.EXPERIMENT);
        String examined = subject != null ? subject : document.field("subject_ID").orElse(null);
        if (examined == null && type.isA(ExperimentTable.SUBJECT_ASSESSOR)) {
            throw Refusal.invalid(
                    "A " + type.name() + " belongs to a subject; say which with subject_ID=.");
        }
        Long subjectKey =
                examined == null ? null : subjects.ensure(caller, project.id(), examined).key();
        Optional<Written> written =
                writer.insert(caller, project, subjectKey, null, name, document);
        written.ifPresent(w -> scans.putAll(caller, table.get(w.key()), wanted));
        return written;
    }

    private DataType typeOf(Submission wanted, boolean ofSubject) {
        String base = ofSubject ? ExperimentTable.SUBJECT_ASSESSOR : ExperimentTable.TYPE;
        DataType type = types.concrete(wanted, base);
        if (type.isA(ExperimentTable.IMAGE_ASSESSOR)) {
            throw new Refusal(
                    Reason.UNPROCESSABLE,
                    "A " + type.name() + " is put at …/experiments/SESSION/assessors/LABEL.");
        }
        return type;
    }
}
