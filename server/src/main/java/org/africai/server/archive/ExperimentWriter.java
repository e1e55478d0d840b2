package org.africai.server.archive;

import java.util.Map;
import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.http.Refusal;
import org.africai.server.schema.Item;
import org.africai.server.schema.Shortcuts;
import org.jspecify.annotations.Nullable;

/// What [Experiments] and [Assessors] have in common when they change things. Part of the caller's
/// transaction.
final class ExperimentWriter {
    static final String KIND = "experiment";
    static final String LABEL_TAKEN = "Specified label is already in use.";

    private final Locator locator;
    private final ExperimentTable table;
    private final ShareTable shares;
    private final ProjectTable projects;
    private final AccessionIds ids;
    private final Types types;
    private final Revision revision;
    private final VariableRules variables;
    private final Subjects subjects;
    private final Scans scans;
    private final Audit audit;

    ExperimentWriter(Archive.Ground ground, Subjects subjects, Scans scans) {
        this.locator = ground.locator();
        this.table = ground.experiments();
        this.shares = ground.experimentShares();
        this.projects = ground.projects();
        this.ids = ground.ids();
        this.types = ground.types();
        this.revision = ground.revision();
        this.variables = ground.variables();
        this.subjects = subjects;
        this.scans = scans;
        this.audit = ground.audit();
    }

    /// A new experiment.
    ///
    /// @param name what the address calls it, `null` when it does not
    /// @return empty when the project has an experiment with that label
    Optional<Written> insert(
            Caller caller,
            ProjectRef project,
            @Nullable Long subject,
            @Nullable Long session,
            @Nullable String name,
            Item sent) {
        var nothing = new Item(sent.xsiType(), Map.of(), Map.of());
        Item document = variables.check(project.key(), nothing, sent);
        String id =
                document.field("ID").map(ids::chosenForExperiment).orElseGet(ids::forExperiment);
        String label = new Label(document.field("label").orElse(name == null ? id : name)).value();
        Optional<Long> key =
                table.insert(
                        new ExperimentTable.New(
                                id,
                                project.key(),
                                subject,
                                session,
                                label,
                                document,
                                initialStatus(project),
                                caller.login()));
        if (key.isPresent() && shares.hasLabel(project.key(), label)) {
            throw Refusal.conflict(LABEL_TAKEN);
        }
        key.ifPresent(_ -> audit.record(caller, Action.CREATED, KIND, id, project.key()));
        return key.map(k -> new Written(k, id, true));
    }

    private ExperimentStatus initialStatus(ProjectRef project) {
        return projects.get(project.key()).quarantineCode() == 1
                ? ExperimentStatus.QUARANTINE
                : ExperimentStatus.ACTIVE;
    }

    /// @throws Refusal when the caller may not, or what is wanted does not fit what is there
    Written change(Caller caller, Located found, Submission wanted) {
        locator.requireInAsked(caller, Right.EDIT, found);
        Experiment before =
                table.lock(found.key()).orElseThrow(() -> Access.missing(caller, found.inWords()));
        types.requireSame(wanted, before.xsiType());
        Item sent = revision.apply(before.document(), wanted, Shortcuts.EXPERIMENT);
        Item revised = variables.check(before.project().key(), before.document(), sent);
        Identity.keep(found, revised);
        requireSameSession(before, revised);
        String label = Identity.label(found, before.label(), revised);
        boolean changed = !revised.withField("label", label).equals(before.document());
        if (changed || scans.hasAny(wanted)) {
            locator.require(caller, Right.EDIT, found);
        }
        if (changed) {
            update(caller, before, label, revised);
        }
        scans.putAll(caller, before, wanted);
        return new Written(found.key(), found.id(), false);
    }

    private static void requireSameSession(Experiment before, Item revised) {
        Optional<String> session = before.document().field("imageSession_ID");
        Optional<String> wanted = revised.field("imageSession_ID");
        if (session.isPresent() && wanted.isPresent() && !wanted.equals(session)) {
            throw Refusal.conflict("An assessor cannot be moved to another session.");
        }
    }

    private void update(Caller caller, Experiment before, String label, Item revised) {
        boolean renamed = !label.equals(before.label());
        if (renamed) {
            requireFree(before, label);
        }
        Long subject = subjectOf(caller, before, revised);
        boolean moved = subject != null && !subject.equals(before.subject());
        table.update(before.key(), label, subject, revised);
        if (moved) {
            table.moveAssessors(before.key(), subject);
        }
        Action action = moved ? Action.MOVED : renamed ? Action.RENAMED : Action.CHANGED;
        audit.record(caller, action, KIND, before.id(), before.project().key());
    }

    /// The subject that the revised document names, in the experiment's own project.
    private @Nullable Long subjectOf(Caller caller, Experiment before, Item revised) {
        Optional<String> named = revised.field("subject_ID");
        if (named.isEmpty() || named.equals(before.document().field("subject_ID"))) {
            return before.subject();
        }
        return subjects.ensure(caller, before.project().id(), named.get()).key();
    }

    private void requireFree(Experiment experiment, String label) {
        long project = experiment.project().key();
        projects.holdLabels(project);
        if (table.hasLabel(project, label, experiment.key()) || shares.hasLabel(project, label)) {
            throw Refusal.conflict(LABEL_TAKEN);
        }
    }

    /// Deletes what was found; in a project that it is only shared into, ends the share instead.
    void delete(Caller caller, Located found) {
        locator.requireInAsked(caller, Right.DELETE, found);
        if (found.isShared()) {
            shares.deleteBelow(found.key(), found.asked().key());
            shares.delete(found.key(), found.asked().key());
            audit.record(caller, Action.UNSHARED, KIND, found.id(), found.asked().key());
            return;
        }
        locator.require(caller, Right.DELETE, found);
        if (table.servesOtherProjects(found.key())) {
            throw Refusal.conflict(
                    "Assessors of other projects belong to "
                            + found.inWords()
                            + "; it cannot be deleted.");
        }
        table.delete(found.key());
        audit.record(caller, Action.DELETED, KIND, found.id(), found.project().key());
    }
}
