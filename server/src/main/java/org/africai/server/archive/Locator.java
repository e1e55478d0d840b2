package org.africai.server.archive;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Scope;
import org.africai.server.access.Standing;
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
        if (!access.may(caller, right, found.project().key(), found.ruledBy())) {
            throw Access.forbidden(caller, right, found.inWords());
        }
    }

    /// As [#requireRight], in the project that the thing was asked in.
    void requireInAsked(Caller caller, Right right, Located found) {
        access.require(
                caller, right, Optional.of(found.asked().key()), found.ruledBy(), found.inWords());
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
            case Address.OfProject(String project) -> List.of(itself(caller, right, project));
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

    /// The project with this ID or alias, for who does something in it: with things of some data
    /// type, if not of all.
    ///
    /// @throws Refusal when it is not there, or the caller may not do so with anything in it
    public Located project(Caller caller, Right right, String project) {
        return located(enter(caller, right, project).project());
    }

    /// As [#project], with how the caller stands to it.
    public Entry enter(Caller caller, Right right, String project) {
        Optional<ProjectRef> found = table.project(project);
        Standing standing =
                access.require(
                        caller, right, found.map(ProjectRef::key), "project '" + project + "'");
        return new Entry(found.orElseThrow(), standing);
    }

    /// The project, for who does something with the project itself.
    private Located itself(Caller caller, Right right, String project) {
        Entry entry = enter(caller, right, project);
        Located found = located(entry.project());
        if (!entry.standing().may(right, Access.PROJECT_TYPE)) {
            throw Access.forbidden(caller, right, "project '" + project + "'");
        }
        return found;
    }

    /// The project, for its users and for those who read all data.
    ///
    /// @throws Refusal when it is not there, or the caller is none of them
    Located requireMember(Caller caller, Address.OfProject address) {
        Entry entry = enter(caller, Right.READ, address.project());
        Located found = located(entry.project());
        if (!entry.standing().isMember() && !caller.readsAllData()) {
            throw Access.forbidden(caller, Right.READ, "the users of " + found.inWords());
        }
        return found;
    }

    private static Located located(ProjectRef ref) {
        return new Located(
                Located.Kind.PROJECT,
                ref.key(),
                ref.id(),
                Access.PROJECT_TYPE,
                ref.id(),
                ref,
                ref,
                null);
    }

    /// A thing and how the caller stands to the project that it was asked in.
    private record Seen(Located thing, Standing standing) {
        private boolean may(Right right) {
            return standing.may(right, thing.ruledBy());
        }
    }

    private List<Located> subjects(Caller caller, Right right, Address.OfSubject address) {
        return subject(caller, right, address)
                .filter(subject -> mayTreat(caller, right, subject))
                .map(Seen::thing)
                .stream()
                .toList();
    }

    private Optional<Seen> subject(Caller caller, Right right, Address.OfSubject address) {
        String name = address.subject();
        if (address.project() == null) {
            return table.subject(name)
                    .flatMap(own ->
                            anywhere(
                                    caller,
                                    own,
                                    true,
                                    () -> table.subjectShares(own.key()),
                                    share -> table.subject(share, name)));
        }
        Entry asked = enter(caller, inAsked(right), address.project());
        return table.subject(asked.project(), name)
                .map(found -> new Seen(found, asked.standing()))
                .filter(found -> isRead(caller, right, found));
    }

    private List<Located> experiments(Caller caller, Right right, Address.OfExperiment address) {
        return experiment(caller, right, address, true)
                .filter(experiment -> mayTreat(caller, right, experiment))
                .map(Seen::thing)
                .stream()
                .toList();
    }

    /// @param isRead whether the caller must read the experiment; otherwise it is enough that they
    ///   read something in the project
    private Optional<Seen> experiment(
            Caller caller, Right right, Address.OfExperiment address, boolean isRead) {
        String name = address.experiment();
        Optional<Seen> found;
        if (address.project() == null) {
            found =
                    table.experiment(name)
                            .flatMap(own ->
                                    anywhere(
                                            caller,
                                            own,
                                            isRead,
                                            () -> table.experimentShares(own.key()),
                                            share -> table.experiment(share, null, name)));
        } else {
            Entry asked = enter(caller, inAsked(right), address.project());
            found =
                    table.experiment(asked.project(), address.subject(), name)
                            .map(one -> new Seen(one, asked.standing()))
                            .filter(one -> !isRead || isRead(caller, right, one));
        }
        return found.filter(this::isShown);
    }

    /// The assessors in the view of the project that the session was asked in or, where it was
    /// asked by its accession ID, in all projects that the caller reads. Who reads assessors need
    /// not read sessions.
    private List<Located> assessors(Caller caller, Right right, Address.OfAssessor address) {
        Seen session =
                experiment(caller, Right.READ, address.session(), false)
                        .orElseThrow(() -> Access.missing(caller, inWords(address.session())));
        long asked = session.thing().asked().key();
        Scope scope =
                address.session().project() == null
                        ? access.scope(caller, Right.READ)
                        : Scope.of(asked, session.standing(), Right.READ);
        return table.assessors(session.thing(), scope, Tokens.of(address.assessor())).stream()
                .map(assessor -> new Seen(assessor, session.standing()))
                .filter(this::isShown)
                .filter(assessor -> mayTreat(caller, right, assessor))
                .map(Seen::thing)
                .toList();
    }

    /// What is addressed by accession ID alone: in its own project or else in the first of those it
    /// is shared into in which the caller reads it.
    private Optional<Seen> anywhere(
            Caller caller,
            Located own,
            boolean isRead,
            Supplier<List<ProjectRef>> shares,
            Function<ProjectRef, Optional<Located>> inShare) {
        Predicate<Standing> reads =
                standing ->
                        isRead ? standing.may(Right.READ, own.ruledBy()) : standing.may(Right.READ);
        Standing atHome = access.standing(caller, own.project().key());
        if (reads.test(atHome)) {
            return Optional.of(new Seen(own, atHome));
        }
        List<ProjectRef> others = shares.get();
        Map<Long, Standing> standings =
                access.standings(caller, others.stream().map(ProjectRef::key).toList());
        return others.stream()
                .filter(share -> reads.test(Objects.requireNonNull(standings.get(share.key()))))
                .findFirst()
                .flatMap(share ->
                        inShare.apply(share)
                                .map(found ->
                                        new Seen(
                                                found,
                                                Objects.requireNonNull(
                                                        standings.get(share.key())))));
    }

    /// Whether the caller reads what they asked in a project; what they read they are also told
    /// when they may not do with it what they ask.
    private static boolean isRead(Caller caller, Right right, Seen found) {
        boolean reads = found.may(Right.READ);
        if (reads && !found.may(right)) {
            throw Access.forbidden(caller, right, found.thing().inWords());
        }
        return reads;
    }

    /// A quarantined experiment is not there for those who may not review it in the project asked.
    private boolean isShown(Seen experiment) {
        return experiment.may(Right.REVIEW) || !table.isQuarantined(experiment.thing().key());
    }

    private static Right inAsked(Right right) {
        return right == Right.SEE ? Right.READ : right;
    }

    /// Refuses what the caller may read but, being somebody else's or locked, not change.
    private boolean mayTreat(Caller caller, Right right, Seen found) {
        Located thing = found.thing();
        if (right.compareTo(Right.READ) > 0) {
            if (thing.isShared()) {
                requireRight(caller, right, thing);
            } else if (!found.may(right)) {
                throw Access.forbidden(caller, right, thing.inWords());
            }
        }
        if (right.compareTo(Right.REVIEW) > 0) {
            refuseLocked(thing);
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
