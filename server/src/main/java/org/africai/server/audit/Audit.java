package org.africai.server.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.africai.server.access.Caller;
import org.jspecify.annotations.Nullable;

/// The record of who did what. Rows are added in the transaction of the deed and never changed: the
/// database refuses that.
public final class Audit {
    private static final int MAX_LISTED = 10_000;

    private final AuditTable table;
    private final Clock clock;

    public Audit(AuditTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /// Notes a deed.
    ///
    /// @param action what was done
    /// @param kind what it was done to: `project`, `subject`, `experiment`, `scan`, `resource` …
    /// @param id the thing's identifier, never a value from its data
    /// @param project the key of the project it is in, `null` for the site
    public void record(
            Caller caller, Action action, String kind, String id, @Nullable Long project) {
        table.insert(clock.instant(), caller, action, kind, id, project);
    }

    /// Makes room for the record of the months to come, one part each; what is recorded before its
    /// month is made finds room as well.
    ///
    /// @param ahead how far from now
    /// @return how many months were made
    public int makeMonths(Duration ahead) {
        return table.makeMonths(clock.instant().plus(ahead));
    }

    /// A thing to which something was done.
    ///
    /// @param id the thing's identifier
    /// @param project the key of the project it is in, `null` for the site
    public record Thing(String id, @Nullable Long project) {}

    /// Notes one deed done to many things of a kind.
    public void recordAll(Caller caller, Action action, String kind, List<Thing> things) {
        table.insertAll(clock.instant(), caller, action, kind, things);
    }

    /// Notes it for those things to which the same login did not do the same in the last day: for
    /// what is one deed to people and many requests to programs.
    public void recordAllOnce(Caller caller, Action action, String kind, List<Thing> things) {
        Instant dayAgo = clock.instant().minus(Duration.ofDays(1));
        Set<String> known = table.known(caller.login(), action, kind, things, dayAgo);
        recordAll(
                caller,
                action,
                kind,
                things.stream().filter(thing -> !known.contains(thing.id())).toList());
    }

    /// What was done to a thing, to its parts and to its resources; the newest first, ten thousand
    /// at most. Who may know that, its caller has asked.
    ///
    /// @param resources numbers of its resources and of those of its parts
    public List<AuditEntry> of(String kind, String id, List<String> resources) {
        return table.of(kind, id, resources, MAX_LISTED);
    }

    /// What can be done to a thing.
    public enum Action {
        CREATED,
        CHANGED,
        RENAMED,
        MOVED,
        SHARED,
        UNSHARED,
        DELETED,
        UPLOADED,
        DOWNLOADED,
        IMPORTED,
        ARCHIVED,
        LOGGED_IN,
        LOGGED_OUT,
        LOGIN_REFUSED,
        GRANTED,
        REVOKED
    }
}
