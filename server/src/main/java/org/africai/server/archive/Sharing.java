package org.africai.server.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Scope;
import org.africai.server.archive.Located.Kind;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// Which subjects and experiments are seen in projects besides the one that owns them, and who owns
/// them.
///
/// A share gives those who read the project the right to read the thing, under a label of its own;
/// a session brings its scans. Whoever may change a thing may share it into a project to which they
/// may add.
public final class Sharing {
    private final Access access;
    private final Locator locator;
    private final Changes changes;
    private final ProjectTable projects;
    private final SubjectTable subjects;
    private final ShareTable subjectShares;
    private final ExperimentTable experiments;
    private final ShareTable experimentShares;
    private final Audit audit;

    Sharing(Archive.Ground ground) {
        this.access = ground.access();
        this.locator = ground.locator();
        this.changes = ground.changes();
        this.projects = ground.projects();
        this.subjects = ground.subjects();
        this.subjectShares = ground.subjectShares();
        this.experiments = ground.experiments();
        this.experimentShares = ground.experimentShares();
        this.audit = ground.audit();
    }

    /// The projects in which a subject or experiment lives and of which the caller may know, its
    /// own first.
    public List<Share> list(Caller caller, Address address) {
        Located found = locator.find(caller, Right.READ, address);
        Scope seen = access.scope(caller, Right.SEE);
        List<Share> all = new ArrayList<>();
        all.add(home(found));
        all.addAll(shares(found).of(found.key()));
        return all.stream()
                .filter(share ->
                        seen.everything()
                                || seen.projects().contains(share.project())
                                || share.project() == found.asked().key())
                .toList();
    }

    private Share home(Located found) {
        Project project = projects.get(found.project().key());
        String label =
                found.kind() == Kind.SUBJECT
                        ? subjects.get(found.key()).label()
                        : experiments.get(found.key()).label();
        return new Share(
                project.key(),
                project.id(),
                project.document().field("name").orElse(project.id()),
                project.document().field("secondary_ID").orElse(""),
                label);
    }

    /// Shares a subject or experiment into a project.
    ///
    /// @param label what it is called there; `null` for the label it has
    /// @throws Refusal when the caller may not, it lives there already, or the label is in use
    public void share(Caller caller, Address address, String project, @Nullable String label) {
        changes.run(() -> {
            Located found = locator.find(caller, Right.EDIT, address);
            ProjectRef target = target(caller, found, project);
            String name = new Label(label == null ? found.label() : label).value();
            projects.holdShares(target.key());
            requireFree(found, target, name);
            if (!shares(found).insert(found.key(), target.key(), name)) {
                throw Refusal.conflict("Already assigned to project: " + target.id());
            }
            audit.record(caller, Action.SHARED, noun(found), found.id(), target.key());
        });
    }

    /// Makes another project the owner of a subject or experiment. A session brings its assessors.
    /// A subject stays shared into the project it leaves while that has experiments of it.
    ///
    /// @param label what it is called there; `null` for the label it has
    /// @throws Refusal when the caller may not delete it, it is there already, or the label is in
    ///   use
    public void move(Caller caller, Address address, String project, @Nullable String label) {
        changes.run(() -> {
            Located found = locator.find(caller, Right.DELETE, address);
            ProjectRef target = target(caller, found, project);
            String name = new Label(label == null ? found.label() : label).value();
            projects.holdShares(target.key());
            shares(found).delete(found.key(), target.key());
            requireFree(found, target, name);
            if (found.kind() == Kind.SUBJECT) {
                moveSubject(found, target, name);
            } else {
                moveExperiment(found, target, name);
            }
            audit.record(caller, Action.MOVED, noun(found), found.id(), target.key());
        });
    }

    private void moveSubject(Located found, ProjectRef target, String label) {
        String old = subjects.get(found.key()).label();
        subjects.move(found.key(), target.key(), label);
        if (experiments.anyOfSubject(found.key(), found.project().key())) {
            subjectShares.insert(found.key(), found.project().key(), old);
        }
    }

    private void moveExperiment(Located found, ProjectRef target, String label) {
        experiments.move(found.key(), target.key(), label);
        for (Experiment assessor : experiments.assessors(found.key(), found.project().key())) {
            experimentShares.delete(assessor.key(), target.key());
            experiments.move(assessor.key(), target.key(), assessor.label());
        }
    }

    /// Ends a share.
    ///
    /// @throws Refusal when there is none, or the caller may delete neither there nor in the
    ///   project that owns the thing
    public void unshare(Caller caller, Address address, String project) {
        changes.run(() -> {
            Located found = locator.find(caller, Right.READ, address);
            ProjectRef target = locator.project(caller, Right.SEE, project).project();
            if (target.key() == found.project().key()) {
                throw Refusal.conflict(
                        "Project " + target.id() + " owns " + found.inWords() + "; delete it.");
            }
            String type = found.ruledBy();
            if (!access.may(caller, Right.DELETE, found.project().key(), type)) {
                access.require(
                        caller, Right.DELETE, Optional.of(target.key()), type, found.inWords());
            }
            end(caller, found, target);
        });
    }

    private void end(Caller caller, Located found, ProjectRef target) {
        if (!shares(found).delete(found.key(), target.key())) {
            throw Refusal.notFound(
                    "The " + found.inWords() + " is not shared into project " + target.id() + ".");
        }
        shares(found).deleteBelow(found.key(), target.key());
        audit.record(caller, Action.UNSHARED, noun(found), found.id(), target.key());
    }

    /// The project that a thing is to be in, for those who may add such things to it.
    private ProjectRef target(Caller caller, Located found, String project) {
        Entry entry = locator.enter(caller, Right.CREATE, project);
        entry.require(caller, Right.CREATE, found.ruledBy());
        return entry.project();
    }

    private void requireFree(Located found, ProjectRef target, String label) {
        if (target.key() == found.project().key()) {
            throw Refusal.conflict("Already assigned to project: " + target.id());
        }
        boolean taken =
                found.kind() == Kind.SUBJECT
                        ? subjects.hasLabel(target.key(), label, found.key())
                        : experiments.hasLabel(target.key(), label, found.key());
        if (taken || sharedByAnother(found, target, label)) {
            throw Refusal.conflict("Label already in use: " + label);
        }
    }

    private boolean sharedByAnother(Located found, ProjectRef target, String label) {
        boolean here =
                shares(found).of(found.key()).stream()
                        .anyMatch(share -> share.project() == target.key());
        return !here && shares(found).hasLabel(target.key(), label);
    }

    private ShareTable shares(Located found) {
        return switch (found.kind()) {
            case SUBJECT -> subjectShares;
            case EXPERIMENT -> experimentShares;
            case PROJECT, SCAN, RECONSTRUCTION ->
                    throw Refusal.invalid("Only subjects and experiments are shared.");
        };
    }

    private static String noun(Located found) {
        return found.kind() == Kind.SUBJECT ? "subject" : "experiment";
    }
}
