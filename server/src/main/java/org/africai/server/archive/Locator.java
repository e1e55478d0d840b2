package org.africai.server.archive;

import java.util.List;
import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Scope;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// Finds the thing that an [Address] names, for a caller who may treat it so.
///
/// An address inside a project is judged by the caller's rights in that project: a thing shared
/// into it is read there by those who read the project, whatever they are in the thing's own
/// project. To change or delete it, rights in its own project are needed as well. A thing addressed
/// by accession ID alone is looked for in its own project and then in those it is shared into; the
/// first that the caller reads is taken for the one that was asked.
public final class Locator {
    private final Access access;
    private final LocatorTable table;

    public Locator(Access access, LocatorTable table) {
        this.access = access;
        this.table = table;
    }

    /// The thing at the address.
    ///
    /// @throws Refusal when it is not there, or the caller may not treat it so; see
    ///   [Access#require]
    public Located find(Caller caller, Right right, Address address) {
        return seek(caller, right, address)
                .orElseThrow(() -> Access.missing(caller, inWords(address)));
    }

    /// The thing at the address, empty when there is none: for those who would then create it.
    ///
    /// @throws Refusal when its project is not there or hidden, or the caller may not treat it so
    public Optional<Located> seek(Caller caller, Right right, Address address) {
        List<Located> found = seekAll(caller, right, address);
        if (found.size() > 1) {
            throw Refusal.notFound("More than one matches: " + inWords(address) + ".");
        }
        return found.stream().findFirst();
    }

    /// Refuses what the caller has found but, being another project's or locked, may not treat so.
    void require(Caller caller, Right right, Located found) {
        requireRight(caller, right, found);
        refuseLocked(found);
    }

    /// As [#require], for those who unlock it.
    void requireRight(Caller caller, Right right, Located found) {
        if (!access.may(caller, right, found.project().key())) {
            throw Access.forbidden(caller, right, found.inWords());
        }
    }

    private void refuseLocked(Located found) {
        if (found.kind() == Located.Kind.EXPERIMENT && table.isLocked(found.key())) {
            throw Refusal.forbidden(
                    "The "
                            + found.inWords()
                            + " is locked. Unlock it before it is changed: PUT …?_unlock=true");
        }
    }

    /// All things that the address names, which are several when its last part is a comma list, a
    /// type, `*` or `ALL`.
    ///
    /// @throws Refusal when there is none, or the caller may not treat them so
    public List<Located> findAll(Caller caller, Right right, Address address) {
        List<Located> found = seekAll(caller, right, address);
        if (found.isEmpty()) {
            throw Access.missing(caller, inWords(address));
        }
        return found;
    }

    private List<Located> seekAll(Caller caller, Right right, Address address) {
        return switch (address) {
            case Address.OfProject(String project) -> List.of(project(caller, right, project));
            case Address.OfSubject subject -> subjects(caller, right, subject);
            case Address.OfExperiment experiment -> experiments(caller, right, experiment);
            case Address.OfScan(Address.OfExperiment session, String scan) ->
                    table.scans(find(caller, right, session), Tokens.of(scan));
            case Address.OfAssessor assessor -> assessors(caller, right, assessor);
            case Address.OfReconstruction(Address.OfExperiment session, String reconstruction) ->
                    table.reconstructions(find(caller, right, session), Tokens.of(reconstruction));
        };
    }

    /// The key of the project with this ID or alias, whoever asks: for those who then create it or
    /// refuse.
    Optional<Long> anyProject(String project) {
        return table.project(project).map(ProjectRef::key);
    }

    /// The project with this ID or alias.
    ///
    /// @throws Refusal when it is not there, or the caller may not treat it so
    public Located project(Caller caller, Right right, String project) {
        Optional<ProjectRef> found = table.project(project);
        access.require(caller, right, found.map(ProjectRef::key), "project '" + project + "'");
        ProjectRef ref = found.orElseThrow();
        return new Located(
                Located.Kind.PROJECT,
                ref.key(),
                ref.id(),
                "xnat:projectData",
                ref.id(),
                ref,
                ref,
                null);
    }

    private List<Located> subjects(Caller caller, Right right, Address.OfSubject address) {
        Optional<Located> found;
        if (address.project() == null) {
            found = table.subject(address.subject());
            if (found.isPresent() && !mayRead(caller, found.get())) {
                found =
                        readableShare(caller, table.subjectShares(found.get().key()))
                                .flatMap(share -> table.subject(share, address.subject()));
            }
        } else {
            found = table.subject(asked(caller, right, address.project()), address.subject());
        }
        return found.filter(subject -> mayTreat(caller, right, subject)).stream().toList();
    }

    private List<Located> experiments(Caller caller, Right right, Address.OfExperiment address) {
        String name = address.experiment();
        Optional<Located> found;
        if (address.project() == null) {
            found = table.experiment(name);
            if (found.isPresent() && !mayRead(caller, found.get())) {
                found =
                        readableShare(caller, table.experimentShares(found.get().key()))
                                .flatMap(share -> table.experiment(share, null, name));
            }
        } else {
            ProjectRef asked = asked(caller, right, address.project());
            found = table.experiment(asked, address.subject(), name);
        }
        return found
                .filter(experiment -> isShown(caller, experiment))
                .filter(experiment -> mayTreat(caller, right, experiment))
                .stream()
                .toList();
    }

    /// The assessors in the view of the project that the session was asked in or, where it was
    /// asked by its accession ID, in all projects that the caller reads.
    private List<Located> assessors(Caller caller, Right right, Address.OfAssessor address) {
        Located session = find(caller, Right.READ, address.session());
        Scope scope =
                address.session().project() == null
                        ? access.scope(caller, Right.READ)
                        : new Scope(false, List.of(session.asked().key()));
        return table.assessors(session, scope, Tokens.of(address.assessor())).stream()
                .filter(assessor -> isShown(caller, assessor))
                .filter(assessor -> mayTreat(caller, right, assessor))
                .toList();
    }

    /// A quarantined experiment is not there for those without a role in the project asked.
    private boolean isShown(Caller caller, Located experiment) {
        return access.may(caller, Right.REVIEW, experiment.asked().key())
                || !table.isQuarantined(experiment.key());
    }

    private boolean mayRead(Caller caller, Located found) {
        return access.may(caller, Right.READ, found.project().key());
    }

    private Optional<ProjectRef> readableShare(Caller caller, List<ProjectRef> shares) {
        return shares.stream()
                .filter(share -> access.may(caller, Right.READ, share.key()))
                .findFirst();
    }

    private ProjectRef asked(Caller caller, Right right, String project) {
        Right inAsked = right == Right.SEE ? Right.READ : right;
        return project(caller, inAsked, project).project();
    }

    /// Refuses what the caller may read but, being somebody else's or locked, not change.
    private boolean mayTreat(Caller caller, Right right, Located found) {
        if (right.compareTo(Right.READ) > 0) {
            requireRight(caller, right, found);
        }
        if (right.compareTo(Right.REVIEW) > 0) {
            refuseLocked(found);
        }
        return true;
    }

    private static String inWords(Address address) {
        return switch (address) {
            case Address.OfProject(String project) -> "project '" + project + "'";
            case Address.OfSubject(var project, String subject) ->
                    "subject '" + subject + "'" + where(project);
            case Address.OfExperiment(var project, var _, String experiment) ->
                    "experiment '" + experiment + "'" + where(project);
            case Address.OfScan(var session, String scan) ->
                    "scan '" + scan + "' in " + inWords(session);
            case Address.OfAssessor(var session, String assessor) ->
                    "assessor '" + assessor + "' in " + inWords(session);
            case Address.OfReconstruction(var session, String reconstruction) ->
                    "reconstruction '" + reconstruction + "' in " + inWords(session);
        };
    }

    private static String where(@Nullable String project) {
        return project == null
                ? " (without a project in the address, only an accession ID is looked for)"
                : " in project '" + project + "'";
    }
}
