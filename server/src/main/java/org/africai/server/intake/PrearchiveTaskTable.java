package org.africai.server.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.archive.Submission.Assignment;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Work on waiting sessions that waits its turn.
final class PrearchiveTaskTable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Sql sql;

    PrearchiveTaskTable(Sql sql) {
        this.sql = sql;
    }

    /// The parameters of a task.
    ///
    /// @param project where a session is to be moved, `null` for no project
    /// @param archive how a session is to be archived
    record Order(@Nullable String project, ArchiveOrder archive) {
        static final Order NONE = new Order(null, ArchiveOrder.PLAIN);
    }

    /// Queues work for those of these sessions that are at rest.
    ///
    /// @return how many
    int queue(List<Long> sessions, Work work, Order order, Caller caller) {
        return sql.of(
                        """
                        with queued as (
                            update prearchive_session
                               set status = :status, message = '', changed_at = now()
                             where key = any(:sessions) and status = any(:atRest)
                            returning key),
                        logged as (
                            insert into prearchive_log (session_key, entry)
                            select key, :entry from queued)
                        insert into prearchive_task (session_key, work, parameters, login)
                        select key, :work, cast(:parameters as jsonb), :login
                          from queued
                            on conflict (session_key)
                            do update set work = excluded.work, parameters = excluded.parameters,
                                          login = excluded.login, attempts = 0, queued_at = now()\
                        """)
                .bind("sessions", sessions.stream().mapToLong(Long::longValue).toArray())
                .bind("status", work.queued().word())
                .bind("atRest", atRest())
                .bind("entry", work.queued().word() + ": asked for by " + caller.login())
                .bind("work", work.name())
                .bind("parameters", json(order))
                .bind("login", caller.login())
                .update();
    }

    private static String[] atRest() {
        return Waiting.Status.AT_REST.stream().map(Waiting.Status::word).toArray(String[]::new);
    }

    /// Takes the task that waits longest: its session is now being worked on.
    Optional<PrearchiveTask> take() {
        return sql.of(
                        """
                        with next as (
                            select t.session_key, t.work
                              from prearchive_task t
                              join prearchive_session s on s.key = t.session_key
                             where s.status = 'QUEUED_' || t.work
                             order by t.queued_at, t.session_key
                             limit 1
                               for update of t, s skip locked),
                        moved as (
                            update prearchive_session s
                               set status = n.work, changed_at = now()
                              from next n
                             where s.key = n.session_key
                            returning s.key)
                        update prearchive_task t
                           set attempts = attempts + 1
                          from moved m
                         where t.session_key = m.key
                        returning t.session_key, t.work, t.parameters, t.login, t.attempts\
                        """)
                .one(PrearchiveTaskTable::task);
    }

    /// The task is done, or will not be.
    void drop(long session) {
        sql.of("delete from prearchive_task where session_key = :session")
                .bind("session", session)
                .update();
    }

    /// Whether there is work for the session that is not done.
    boolean has(long session) {
        return sql.of("select session_key from prearchive_task where session_key = :session")
                .bind("session", session)
                .any();
    }

    private static PrearchiveTask task(Row row) {
        return new PrearchiveTask(
                row.number("session_key"),
                Work.valueOf(row.text("work")),
                order(row.text("parameters")),
                row.text("login"),
                row.integer("attempts"));
    }

    private static String json(Order order) {
        ArchiveOrder archive = order.archive();
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "moveTo", order.project());
        put(json, "project", archive.project());
        put(json, "subject", archive.subject());
        put(json, "session", archive.session());
        put(json, "quarantine", archive.quarantine());
        json.put("overwrite", archive.overwrite().name());
        json.put("overwriteFiles", archive.overwriteFiles());
        json.put("triggersPipelines", archive.triggersPipelines());
        json.put("fields", archive.fields());
        return JSON.writeValueAsString(json);
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static Order order(String text) {
        JsonNode json = JSON.readTree(text);
        List<Assignment> fields = new ArrayList<>();
        json.path("fields")
                .forEach(field ->
                        fields.add(
                                new Assignment(
                                        field.path("path").asString(),
                                        field.path("value").asString())));
        var archive =
                new ArchiveOrder(
                        text(json, "project"),
                        text(json, "subject"),
                        text(json, "session"),
                        Overwrite.valueOf(json.path("overwrite").asString()),
                        json.path("overwriteFiles").asBoolean(),
                        json.has("quarantine") ? json.path("quarantine").asBoolean() : null,
                        json.path("triggersPipelines").asBoolean(false),
                        fields);
        return new Order(text(json, "moveTo"), archive);
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.has(name) ? json.path(name).asString() : null;
    }
}
