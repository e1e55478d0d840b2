package org.africai.server.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.dict.Tag;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Scope;
import org.africai.server.archive.Entry;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Destination.Names;
import org.africai.server.intake.Destination.Spot;
import org.africai.server.intake.PrearchiveListTable.Choice;
import org.africai.server.intake.SeriesTable.Built;
import org.jspecify.annotations.Nullable;

/// The sessions that wait: looking at them.
///
/// Those who may add to a project see what waits for it; what is unassigned is for those who
/// administer all data, and for who sent it, by its address.
public final class Prearchive {
    /// Most projects, or sessions, that one request names.
    public static final int MAX_NAMED = 1_000;

    private final Ground ground;

    Prearchive(Ground ground) {
        this.ground = ground;
    }

    /// Everything that waits and that the caller may see.
    ///
    /// @param tag StudyInstanceUID of the sessions, `null` for any
    public List<Waiting> list(Caller caller, @Nullable String tag) {
        return list(caller, new Choice(null, tag, null));
    }

    /// What changed in the last days.
    public List<Waiting> recent(Caller caller, int days) {
        return list(caller, new Choice(null, null, days));
    }

    private List<Waiting> list(Caller caller, Choice choice) {
        ground.access().requireLogin(caller);
        Scope scope = ground.access().scope(caller, Right.CREATE);
        return ground.lists().list(scope, caller.administersData(), choice);
    }

    /// What waits for projects.
    ///
    /// @param projects IDs or aliases, or `Unassigned`
    /// @param tag StudyInstanceUID of the sessions, `null` for any
    /// @throws Refusal when the caller may not see what waits for one of them
    public List<Waiting> list(Caller caller, List<String> projects, @Nullable String tag) {
        requireFew(projects.size(), "projects");
        Scope scope = new Scope(false, List.of());
        boolean withUnassigned = false;
        for (String project : projects) {
            Entry found = enter(caller, Right.CREATE, project);
            if (found == null) {
                withUnassigned = true;
            } else {
                scope = scope.or(Scope.of(found.project().key(), found.standing(), Right.CREATE));
            }
        }
        return ground.lists().list(scope, withUnassigned, new Choice(scope.projects(), tag, null));
    }

    static void requireFew(int named, String what) {
        if (named > MAX_NAMED) {
            throw Refusal.invalid("Name " + MAX_NAMED + " " + what + " at most.");
        }
    }

    /// @throws Refusal when there is none there, or the caller may not see it
    public Waiting find(Caller caller, Place place) {
        return find(caller, Right.CREATE, place);
    }

    Waiting find(Caller caller, Right right, Place place) {
        if (isUnassigned(place.project())) {
            return spot(place)
                    .flatMap(at -> ground.sessions().find(null, at))
                    .filter(session -> mayTreatUnassigned(caller, session))
                    .orElseThrow(() -> missing(caller));
        }
        Entry entry = ground.locator().enter(caller, right, place.project());
        Waiting found =
                spot(place)
                        .flatMap(at -> ground.sessions().find(entry.project().key(), at))
                        .orElseThrow(Prearchive::unknown);
        requireType(caller, right, entry, found);
        return found;
    }

    private static boolean isUnassigned(String project) {
        return project.equals(ImportRequest.UNASSIGNED);
    }

    private static boolean mayTreatUnassigned(Caller caller, Waiting session) {
        boolean isOwn = !caller.isGuest() && session.uploadedBy().equals(caller.login());
        return caller.administersData() || isOwn;
    }

    private static Refusal missing(Caller caller) {
        return caller.isGuest() ? Access.missing(caller, "the session") : unknown();
    }

    /// What a session will be is known once it is built; until then those see it who may add
    /// anything.
    private static void requireType(Caller caller, Right right, Entry entry, Waiting session) {
        if (session.xsiType().isEmpty() || entry.standing().may(right, session.xsiType())) {
            return;
        }
        throw entry.standing().may(Right.CREATE, session.xsiType())
                ? Access.forbidden(caller, right, "the session")
                : unknown();
    }

    /// Several sessions that the caller has the right to, in this order.
    ///
    /// @throws Refusal when one of them is not there, or the caller may not treat it so
    List<Waiting> find(Caller caller, Right right, List<Place> places) {
        requireFew(places.size(), "sessions");
        ground.access().requireLogin(caller);
        if (places.stream().anyMatch(place -> spot(place).isEmpty())) {
            throw unknown();
        }
        Scope scope = ground.access().scope(caller, right);
        List<Waiting> found =
                ground.lists().find(places).stream()
                        .filter(session -> isWithin(scope, caller, session))
                        .toList();
        if (found.size() != places.size()) {
            throw unknown();
        }
        return found;
    }

    private static boolean isWithin(Scope scope, Caller caller, Waiting session) {
        Long project = session.projectKey();
        return project == null
                ? mayTreatUnassigned(caller, session)
                : scope.covers(project, session.xsiType())
                        || (session.xsiType().isEmpty() && scope.projects().contains(project));
    }

    private static Refusal unknown() {
        return Refusal.notFound("Unknown prearchive session.");
    }

    private static Optional<Spot> spot(Place place) {
        try {
            return Optional.of(new Spot(place.timestamp(), place.folder()));
        } catch (Refusal none) {
            return Optional.empty();
        }
    }

    /// A scan of a waiting session.
    ///
    /// @param id its ID, or its series' UID while files still come
    /// @param files how many objects it has
    /// @param bytes how large they are together
    public record WaitingScan(
            String id, String xsiType, String seriesDescription, long files, long bytes) {}

    public List<WaitingScan> scans(Waiting session) {
        return ground.series().summaries(session.key()).stream().map(Prearchive::scan).toList();
    }

    private static WaitingScan scan(Built series) {
        return new WaitingScan(
                series.id(),
                series.summary().type().xsiType(),
                series.summary().attributes().text(Tag.SeriesDescription).orElse(""),
                series.files(),
                series.bytes());
    }

    /// Something that became of a waiting session.
    ///
    /// @param id its number, which is larger for what happened later
    public record LogEntry(long id, Instant at, String text) {}

    /// What became of the session, the oldest first; the last thousand things.
    public List<LogEntry> log(Waiting session) {
        return ground.lists().log(session.key());
    }

    /// One thing that became of the session.
    ///
    /// @param id its number, or `last`
    /// @throws Refusal when there is no such
    public LogEntry logEntry(Waiting session, String id) {
        boolean isLast = id.equals("last");
        if (!isLast && !id.matches("[0-9]{1,18}")) {
            throw Refusal.notFound("There is no log '" + id + "'.");
        }
        return ground.lists()
                .logEntry(session.key(), isLast ? null : Long.valueOf(id))
                .orElseThrow(() -> Refusal.notFound("There is no log '" + id + "'."));
    }

    /// The project of that ID or alias, `null` for `Unassigned`.
    ///
    /// @throws Refusal when the caller does not have the right in it
    @Nullable ProjectRef project(Caller caller, Right right, String project) {
        Entry entry = enter(caller, right, project);
        return entry == null ? null : entry.project();
    }

    /// Refuses unless the caller may treat the session so.
    void require(Caller caller, Right right, Waiting session) {
        if (session.project() == null) {
            if (!mayTreatUnassigned(caller, session)) {
                throw missing(caller);
            }
            return;
        }
        Entry entry = ground.locator().enter(caller, right, session.projectName());
        requireType(caller, right, entry, session);
    }

    private @Nullable Entry enter(Caller caller, Right right, String project) {
        if (!isUnassigned(project)) {
            return ground.locator().enter(caller, right, project);
        }
        if (!caller.administersData()) {
            throw Access.missing(caller, "project '" + project + "'");
        }
        return null;
    }

    /// The names in a prearchive address, as `dest=` and `src=` write it.
    ///
    /// @throws Refusal when `source` is no such address
    public static Place place(String source) {
        if (Destination.parse(source) instanceof Destination.Prearchive(Names names, Spot at)
                && names.project() != null
                && at != null) {
            return new Place(names.project(), at.timestamp(), at.folder());
        }
        throw Refusal.invalid("'" + source + "' is no session of the prearchive.");
    }

    /// Where a session waits.
    public record Place(String project, String timestamp, String folder) {}
}
