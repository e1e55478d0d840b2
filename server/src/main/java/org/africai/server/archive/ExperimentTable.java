package org.africai.server.archive;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.schema.Item;
import org.jspecify.annotations.Nullable;

/// Rows of experiments: imaging sessions, assessors and others.
final class ExperimentTable {
    static final String TYPE = "xnat:experimentData";
    static final String SUBJECT_ASSESSOR = "xnat:subjectAssessorData";
    static final String IMAGE_SESSION = "xnat:imageSessionData";
    static final String IMAGE_ASSESSOR = "xnat:imageAssessorData";

    private static final Set<String> IN_COLUMNS =
            Set.of(
                    "ID",
                    "project",
                    "label",
                    "subject_ID",
                    "imageSession_ID",
                    "date",
                    "time",
                    "UID",
                    "modality");

    private final Sql sql;
    private final Documents documents;
    private final Types types;

    ExperimentTable(Sql sql, Documents documents, Types types) {
        this.sql = sql;
        this.documents = documents;
        this.types = types;
    }

    /// A new row.
    ///
    /// @param subject key of the subject, if it belongs to one
    /// @param session key of the session it assesses, if it does
    record New(
            String id,
            long project,
            @Nullable Long subject,
            @Nullable Long session,
            String label,
            Item document,
            ExperimentStatus status,
            String login) {}

    List<Experiment> get(List<Long> keys) {
        return sql.of(
                        """
                        select e.key, e.id, e.label, e.xsi_type, e.subject_key, e.session_key,
                               e.date, e.time, e.uid, e.modality, e.status, e.item, e.variables,
                               e.changed_at, p.key as project_key, p.id as project_id,
                               s.id as subject_id, m.id as session_id
                          from experiment e
                          join project p on p.key = e.project_key
                          left join subject s on s.key = e.subject_key
                          left join experiment m on m.key = e.session_key
                         where e.key = any(:keys)
                         order by e.key\
                        """)
                .bind("keys", keys.stream().mapToLong(Long::longValue).toArray())
                .list(this::experiment);
    }

    Experiment get(long key) {
        return get(List.of(key)).getFirst();
    }

    /// The experiment, kept from other writers until the transaction ends; empty when it has been
    /// deleted meanwhile.
    Optional<Experiment> lock(long key) {
        return sql.of(
                        """
                        select e.key, e.id, e.label, e.xsi_type, e.subject_key, e.session_key,
                               e.date, e.time, e.uid, e.modality, e.status, e.item, e.variables,
                               e.changed_at, p.key as project_key, p.id as project_id,
                               s.id as subject_id, m.id as session_id
                          from experiment e
                          join project p on p.key = e.project_key
                          left join subject s on s.key = e.subject_key
                          left join experiment m on m.key = e.session_key
                         where e.key = :key
                           for no key update of e\
                        """)
                .bind("key", key)
                .one(this::experiment);
    }

    /// @return the new row's key, empty when the project has an experiment with this label
    Optional<Long> insert(New experiment) {
        Item document = experiment.document();
        Documents.Kept kept = documents.keep(document, IN_COLUMNS);
        return sql.of(
                        """
                        insert into experiment (id, project_key, subject_key, session_key, xsi_type,
                                                label, date, time, uid, modality, status, item,
                                                variables, created_by)
                        values (:id, :project, :subject, :session, :type, :label,
                                cast(:date as date), cast(:time as time), :uid, :modality, :status,
                                cast(:item as jsonb), cast(:variables as jsonb), :login)
                        on conflict (project_key, label) do nothing
                        returning key\
                        """)
                .bind("id", experiment.id())
                .bind("project", experiment.project())
                .bind("subject", experiment.subject())
                .bind("session", experiment.session())
                .bind("type", document.xsiType())
                .bind("label", experiment.label())
                .bind("date", document.field("date").orElse(null))
                .bind("time", document.field("time").orElse(null))
                .bind("uid", document.field("UID").orElse(null))
                .bind("modality", document.field("modality").orElse(null))
                .bind("status", experiment.status().word())
                .bind("item", kept.item())
                .bind("variables", kept.variables())
                .bind("login", experiment.login())
                .one(row -> row.number("key"));
    }

    void update(long key, String label, @Nullable Long subject, Item document) {
        Documents.Kept kept = documents.keep(document, IN_COLUMNS);
        sql.of(
                        """
                        update experiment
                           set label = :label,
                               subject_key = :subject,
                               date = cast(:date as date),
                               time = cast(:time as time),
                               uid = :uid,
                               modality = :modality,
                               item = cast(:item as jsonb),
                               variables = cast(:variables as jsonb),
                               changed_at = now()
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("label", label)
                .bind("subject", subject)
                .bind("date", document.field("date").orElse(null))
                .bind("time", document.field("time").orElse(null))
                .bind("uid", document.field("UID").orElse(null))
                .bind("modality", document.field("modality").orElse(null))
                .bind("item", kept.item())
                .bind("variables", kept.variables())
                .update();
    }

    /// Gives a session's assessors the subject of their session.
    void moveAssessors(long session, @Nullable Long subject) {
        sql.of("update experiment set subject_key = :subject where session_key = :session")
                .bind("session", session)
                .bind("subject", subject)
                .update();
    }

    /// The session's assessors that the project owns.
    List<Experiment> assessors(long session, long project) {
        return get(
                sql.of(
                                """
                                select key from experiment
                                 where session_key = :session and project_key = :project\
                                """)
                        .bind("session", session)
                        .bind("project", project)
                        .list(row -> row.number("key")));
    }

    /// Whether the project has experiments of the subject.
    boolean anyOfSubject(long subject, long project) {
        return sql.of(
                        """
                        select 1 from experiment
                         where subject_key = :subject and project_key = :project
                         limit 1\
                        """)
                .bind("subject", subject)
                .bind("project", project)
                .any();
    }

    void setStatus(long key, ExperimentStatus status) {
        sql.of("update experiment set status = :status, changed_at = now() where key = :key")
                .bind("key", key)
                .bind("status", status.word())
                .update();
    }

    /// Makes another project the owner, under the given label.
    void move(long key, long project, String label) {
        sql.of(
                        """
                        update experiment
                           set project_key = :project, label = :label, changed_at = now()
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("project", project)
                .bind("label", label)
                .update();
    }

    void delete(long key) {
        sql.of("delete from experiment where key = :key").bind("key", key).update();
    }

    /// Whether the project has its own experiment with this label, besides `except`.
    boolean hasLabel(long project, String label, long except) {
        return sql.of(
                        """
                        select 1 from experiment
                         where project_key = :project and label = :label and key <> :except\
                        """)
                .bind("project", project)
                .bind("label", label)
                .bind("except", except)
                .any();
    }

    /// Whether assessors of other projects hang on the session.
    boolean servesOtherProjects(long key) {
        return sql.of(
                        """
                        select 1
                          from experiment e
                          join experiment a on a.session_key = e.key
                         where e.key = :key and a.project_key <> e.project_key
                         limit 1\
                        """)
                .bind("key", key)
                .any();
    }

    private Experiment experiment(Row row) {
        var project = new ProjectRef(row.number("project_key"), row.text("project_id"));
        Item document =
                documents
                        .read(row, row.text("xsi_type"))
                        .withField("ID", row.text("id"))
                        .withField("project", project.id())
                        .withField("label", row.text("label"));
        document = with(document, "subject_ID", row.textOrNull("subject_id"));
        document = with(document, "imageSession_ID", row.textOrNull("session_id"));
        document = with(document, "date", row.textOrNull("date"));
        document = with(document, "time", time(row));
        document = with(document, "UID", row.textOrNull("uid"));
        document = with(document, "modality", row.textOrNull("modality"));
        return new Experiment(
                row.number("key"),
                row.text("id"),
                project,
                row.text("label"),
                row.numberOrNull("subject_key"),
                row.numberOrNull("session_key"),
                document,
                ExperimentStatus.named(row.text("status")).orElseThrow(),
                row.instant("changed_at"));
    }

    private static @Nullable String time(Row row) {
        var time = row.timeOrNull("time");
        if (time == null) {
            return null;
        }
        String text = time.toString();
        return text.length() == "HH:mm".length() ? text + ":00" : text;
    }

    private Item with(Item document, String field, @Nullable String value) {
        return value != null && types.has(document.xsiType(), field)
                ? document.withField(field, value)
                : document;
    }
}
