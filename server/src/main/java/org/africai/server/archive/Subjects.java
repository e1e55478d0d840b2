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
import org.africai.server.schema.DataType;
import org.africai.server.schema.Item;
import org.africai.server.schema.Shortcuts;

/// The people, animals and objects that a project examines.
public final class Subjects {
    private static final String KIND = "subject";
    private static final String LABEL_TAKEN = "Specified label is already in use.";

    private final Locator locator;
    private final Changes changes;
    private final SubjectTable table;
    private final ShareTable shares;
    private final ProjectTable projects;
    private final AccessionIds ids;
    private final Types types;
    private final Revision revision;
    private final VariableRules variables;
    private final Nested nested;
    private final Audit audit;

    Subjects(Archive.Ground ground) {
        this.locator = ground.locator();
        this.changes = ground.changes();
        this.table = ground.subjects();
        this.shares = ground.subjectShares();
        this.projects = ground.projects();
        this.ids = ground.ids();
        this.types = ground.types();
        this.revision = ground.revision();
        this.variables = ground.variables();
        this.nested = ground.nested();
        this.audit = ground.audit();
    }

    /// The subject with its demographics, custom variables, experiments, shares and resources.
    public Snapshot read(Caller caller, Address.OfSubject address) {
        Located found = locator.find(caller, Right.READ, address);
        Subject subject = table.get(found.key());
        return new Snapshot(
                nested.inSubject(caller, found, address.project() != null, subject.document()),
                subject.changedAt());
    }

    /// Creates the subject, or changes the one that is there.
    ///
    /// @throws Refusal when the caller may not, a value is not one of its field, or a label or ID
    ///   is taken
    public Written put(Caller caller, Address.OfSubject address, Submission wanted) {
        return changes.run(() ->
                locator.seek(caller, Right.READ, address)
                        .map(found -> change(caller, found, wanted))
                        .orElseGet(() -> create(caller, address, wanted)));
    }

    /// Creates a subject of the project; without a label in what is sent, its ID is its label.
    ///
    /// @throws Refusal when there is a subject with this label
    public Written add(Caller caller, String project, Submission wanted) {
        return changes.run(() -> {
            ProjectRef owner = creating(caller, project);
            return insert(caller, owner, null, wanted)
                    .orElseThrow(() -> Refusal.conflict("Subject already exists."));
        });
    }

    /// The subject with this label or ID in the project, created when there is none.
    ///
    /// Part of the caller's transaction.
    Located ensure(Caller caller, String project, String subject) {
        var address = new Address.OfSubject(project, subject);
        Optional<Located> there = locator.seek(caller, Right.READ, address);
        if (there.isEmpty()) {
            create(caller, address, Submission.EMPTY);
        }
        return there.orElseGet(() -> locator.find(caller, Right.READ, address));
    }

    /// Deletes the subject with all that belongs to it. In a project that it is only shared into,
    /// ends the share instead.
    ///
    /// @throws Refusal when the caller may not, or experiments of other projects belong to it
    public void delete(Caller caller, Address.OfSubject address) {
        changes.run(() -> {
            Located found = locator.find(caller, Right.READ, address);
            locator.requireInAsked(caller, Right.DELETE, found);
            if (found.isShared()) {
                unshare(caller, found);
            } else {
                delete(caller, found);
            }
        });
    }

    private void unshare(Caller caller, Located found) {
        shares.deleteBelow(found.key(), found.asked().key());
        shares.delete(found.key(), found.asked().key());
        audit.record(caller, Action.UNSHARED, KIND, found.id(), found.asked().key());
    }

    private void delete(Caller caller, Located found) {
        if (table.servesOtherProjects(found.key())) {
            throw Refusal.conflict(
                    "Experiments of other projects belong to "
                            + found.inWords()
                            + "; it cannot be deleted.");
        }
        table.delete(found.key());
        audit.record(caller, Action.DELETED, KIND, found.id(), found.project().key());
    }

    private Written create(Caller caller, Address.OfSubject address, Submission wanted) {
        if (address.project() == null) {
            throw Access.missing(caller, KIND + " '" + address.subject() + "'");
        }
        ProjectRef project = creating(caller, address.project());
        return insert(caller, project, address.subject(), wanted)
                .orElseGet(() ->
                        locator.seek(caller, Right.READ, address)
                                .map(found -> change(caller, found, wanted))
                                .orElseThrow(() -> Refusal.conflict(LABEL_TAKEN)));
    }

    /// The project, for those who may add subjects to it.
    private ProjectRef creating(Caller caller, String project) {
        Entry entry = locator.enter(caller, Right.CREATE, project);
        entry.require(caller, Right.CREATE, Access.SUBJECT_TYPE);
        return entry.project();
    }

    /// @param name what the address calls it, `null` when it does not
    /// @return empty when the project has a subject with that label
    private Optional<Written> insert(
            Caller caller,
            ProjectRef project,
            @org.jspecify.annotations.Nullable String name,
            Submission wanted) {
        DataType type = types.named(wanted, SubjectTable.TYPE);
        Item sent = revision.apply(Item.of(type), wanted, Shortcuts.SUBJECT);
        Item document = variables.check(project.key(), Item.of(type), sent);
        String id = document.field("ID").map(ids::chosenForSubject).orElseGet(ids::forSubject);
        String label = new Label(document.field("label").orElse(name == null ? id : name)).value();
        Optional<Long> key = table.insert(id, project.key(), label, document, caller.login());
        if (key.isPresent() && shares.hasLabel(project.key(), label)) {
            throw Refusal.conflict(LABEL_TAKEN);
        }
        key.ifPresent(_ -> audit.record(caller, Action.CREATED, KIND, id, project.key()));
        return key.map(k -> new Written(k, id, true));
    }

    private Written change(Caller caller, Located found, Submission wanted) {
        locator.requireInAsked(caller, Right.EDIT, found);
        types.named(wanted, SubjectTable.TYPE);
        Subject before =
                table.lock(found.key()).orElseThrow(() -> Access.missing(caller, found.inWords()));
        Item sent = revision.apply(before.document(), wanted, Shortcuts.SUBJECT);
        Item revised = variables.check(before.project().key(), before.document(), sent);
        Identity.keep(found, revised);
        String label = Identity.label(found, before.label(), revised);
        if (!revised.withField("label", label).equals(before.document())) {
            locator.require(caller, Right.EDIT, found);
            update(caller, before, label, revised);
        }
        return new Written(found.key(), found.id(), false);
    }

    private void update(Caller caller, Subject before, String label, Item revised) {
        boolean renamed = !label.equals(before.label());
        if (renamed) {
            requireFree(before, label);
        }
        table.update(before.key(), label, revised);
        audit.record(
                caller,
                renamed ? Action.RENAMED : Action.CHANGED,
                KIND,
                before.id(),
                before.project().key());
    }

    private void requireFree(Subject subject, String label) {
        long project = subject.project().key();
        projects.holdLabels(project);
        if (table.hasLabel(project, label, subject.key()) || shares.hasLabel(project, label)) {
            throw Refusal.conflict(LABEL_TAKEN);
        }
    }
}
