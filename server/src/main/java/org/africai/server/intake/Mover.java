package org.africai.server.intake;

import java.time.Instant;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.audit.Audit.Action;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Destination.Spot;
import org.africai.server.intake.Waiting.Status;
import org.jspecify.annotations.Nullable;

/// Gives waiting sessions to other projects, and deletes them.
final class Mover {
    /// How many sessions of one folder a project may have got at one timestamp.
    private static final int MAX_TRIES = 1_000;

    private final Ground ground;
    private final Prearchive prearchive;
    private final SessionBuilder builder;

    Mover(Ground ground, Prearchive prearchive, SessionBuilder builder) {
        this.ground = ground;
        this.prearchive = prearchive;
        this.builder = builder;
    }

    /// @param project its ID or alias, or `Unassigned`
    /// @param from the statuses that the session may have
    /// @return the session as it is there
    Waiting move(Caller caller, long key, String project, Status... from) {
        return ground.changes()
                .run(() -> {
                    ProjectRef to = prearchive.project(caller, Right.CREATE, project);
                    if (!ground.sessions().lock(key, from)) {
                        throw PrearchiveActions.locked();
                    }
                    Waiting session = ground.sessions().find(key).orElseThrow();
                    assign(session, to == null ? null : to.key());
                    ground.tasks().drop(key);
                    record(caller, Action.MOVED, session);
                    Waiting built = builder.build(key, from).orElseThrow(PrearchiveActions::locked);
                    ground.lists().log(key, "moved from " + session.projectName());
                    return built;
                });
    }

    /// The session keeps its timestamp, unless the project has one there already.
    private void assign(Waiting session, @Nullable Long project) {
        var spot = new Spot(session.timestamp(), session.folder());
        Instant now = ground.clock().instant();
        for (int i = 0; i < MAX_TRIES; i++) {
            if (ground.sessions().assign(session.key(), project, spot)) {
                return;
            }
            spot = new Spot(Spots.timestamp(now.plusMillis(i)), session.folder());
        }
        throw new IllegalStateException("no free place in the prearchive");
    }

    /// @param from the statuses that the session may have
    void delete(Caller caller, long key, Status... from) {
        ground.changes()
                .run(() -> {
                    if (!ground.sessions().lock(key, from)) {
                        throw PrearchiveActions.locked();
                    }
                    Waiting session = ground.sessions().find(key).orElseThrow();
                    ground.sessions().delete(key);
                    record(caller, Action.DELETED, session);
                });
    }

    /// Whether the caller may treat the session so, now that their turn has come.
    ///
    /// @throws Refusal when not
    void require(Caller caller, Right right, Waiting session) {
        prearchive.require(caller, right, session);
    }

    private void record(Caller caller, Action action, Waiting session) {
        ground.audit()
                .record(
                        caller,
                        action,
                        "prearchive",
                        Long.toString(session.key()),
                        session.projectKey());
    }
}
