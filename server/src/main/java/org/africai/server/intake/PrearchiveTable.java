package org.africai.server.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.intake.Destination.Spot;
import org.africai.server.intake.ImportRequest.Goal;
import org.africai.server.intake.Waiting.Remarks;
import org.africai.server.intake.Waiting.Status;
import org.africai.server.intake.Waiting.Wishes;
import org.jspecify.annotations.Nullable;

/// The sessions that wait.
public final class PrearchiveTable {
    static final Function<Row, Waiting> WAITING = PrearchiveTable::waiting;

    private final Sql sql;

    public PrearchiveTable(Sql sql) {
        this.sql = sql;
    }

    /// Which names of a session do not come from what scripts change in its objects.
    record Said(boolean subject, boolean session) {
        static final Said NOTHING = new Said(false, false);
    }

    /// What a new waiting session is made of.
    record Draft(
            @Nullable ProjectRef project,
            String subject,
            String label,
            String studyUid,
            boolean byUpload,
            Wishes wishes,
            Remarks remarks,
            Said said) {
        static Draft of(Waiting session) {
            return new Draft(
                    session.project(),
                    session.subject(),
                    session.label(),
                    session.studyUid() == null ? "" : session.studyUid(),
                    session.byUpload(),
                    session.wishes(),
                    session.remarks(),
                    Said.NOTHING);
        }

        /// Its subject's label, where that does not come from its objects, else nothing.
        String saidSubject() {
            return said.subject() ? subject : "";
        }

        /// Its own label, where that does not come from its objects, else nothing.
        String saidSession() {
            return said.session() ? label : "";
        }

        Draft labelled(String other) {
            return new Draft(project, subject, other, studyUid, byUpload, wishes, remarks, said);
        }

        /// The same under the names that a script has left.
        Draft renamed(String toSubject, String toSession, String toStudy) {
            return new Draft(
                    project, toSubject, toSession, toStudy, byUpload, wishes, remarks, said);
        }

        @Nullable Long projectKey() {
            return project == null ? null : project.key();
        }
    }

    /// @return the key; empty when the spot is taken
    Optional<Long> insert(Draft draft, Spot at, String login) {
        return sql.of(
                        """
                        insert into prearchive_session
                               (project_key, timestamp, folder, subject, label, study_uid, status,
                                by_upload, goal, overwrite, overwrite_files, quarantine,
                                source, visit, protocol, timezone, prevent_anon,
                                prevent_auto_commit, uploaded_by, subject_said, label_said)
                        values (:project, :timestamp, :folder, :subject, :label, :study,
                                'RECEIVING', :byUpload, :goal, :overwrite, :overwriteFiles,
                                :quarantine, :source, :visit, :protocol, :timezone, :preventAnon,
                                :preventAutoCommit, :login, :subjectSaid, :labelSaid)
                        on conflict do nothing
                        returning key\
                        """)
                .bind("project", draft.projectKey())
                .bind("timestamp", at.timestamp())
                .bind("folder", at.folder())
                .bind("subject", draft.subject())
                .bind("label", draft.label())
                .bind("study", draft.studyUid())
                .bind("byUpload", draft.byUpload())
                .bind("goal", draft.wishes().goal().name())
                .bind("overwrite", draft.wishes().overwrite().name())
                .bind("overwriteFiles", draft.wishes().overwriteFiles())
                .bind("quarantine", draft.wishes().quarantine())
                .bind("source", draft.remarks().source())
                .bind("visit", draft.remarks().visit())
                .bind("protocol", draft.remarks().protocol())
                .bind("timezone", draft.remarks().timezone())
                .bind("preventAnon", draft.remarks().preventAnon())
                .bind("preventAutoCommit", draft.remarks().preventAutoCommit())
                .bind("login", login)
                .bind("subjectSaid", draft.said().subject())
                .bind("labelSaid", draft.said().session())
                .one(row -> row.number("key"));
    }

    /// Gives a session another label.
    void rename(long key, String label) {
        sql.of("update prearchive_session set label = :label where key = :key")
                .bind("key", key)
                .bind("label", label)
                .update();
    }

    Optional<Waiting> find(long key) {
        return sql.of(
                        """
                        select s.*, p.id as project_id
                          from prearchive_session s
                          left join project p on p.key = s.project_key
                         where s.key = :key\
                        """)
                .bind("key", key)
                .one(WAITING);
    }

    /// The session at this spot, unless it belongs to an upload that is under way.
    Optional<Waiting> find(@Nullable Long project, Spot at) {
        return sql.of(
                        """
                        select s.*, p.id as project_id
                          from prearchive_session s
                          left join project p on p.key = s.project_key
                         where coalesce(s.project_key, 0) = coalesce(cast(:project as bigint), 0)
                           and s.timestamp = :timestamp
                           and s.folder = :folder
                           and not (s.by_upload and s.status = 'RECEIVING')\
                        """)
                .bind("project", project)
                .bind("timestamp", at.timestamp())
                .bind("folder", at.folder())
                .one(WAITING);
    }

    /// The session of this study and these names that waits in the project and that more files may
    /// be added to; one that is still open to a sender of single objects first.
    Optional<Waiting> findStudy(Draft draft) {
        return sql.of(
                        """
                        select s.*, p.id as project_id
                          from prearchive_session s
                          left join project p on p.key = s.project_key
                         where s.study_uid = :study
                           and s.label = :label
                           and s.subject = :subject
                           and s.prevent_anon = :preventAnon
                           and coalesce(s.project_key, 0) = coalesce(cast(:project as bigint), 0)
                           and (s.status = 'RECEIVING' and not s.by_upload
                                or s.status in ('READY', 'CONFLICT', 'ERROR'))
                         order by s.status <> 'RECEIVING', s.key
                         limit 1\
                        """)
                .bind("study", draft.studyUid())
                .bind("label", draft.label())
                .bind("subject", draft.subject())
                .bind("preventAnon", draft.remarks().preventAnon())
                .bind("project", draft.projectKey())
                .one(WAITING);
    }

    /// Makes others who want to add files wait until this transaction ends.
    ///
    /// @return whether the session is there and has the status
    boolean lock(long key, Status... statuses) {
        return sql.of(
                        """
                        select key
                          from prearchive_session
                         where key = :key and status = any(:statuses)
                           for update\
                        """)
                .bind("key", key)
                .bind("statuses", words(statuses))
                .any();
    }

    /// Says that files still come for the session of an upload, and makes others wait who want to
    /// change it.
    ///
    /// @return whether it is there
    boolean keepReceiving(long key) {
        return sql.of(
                                """
                                update prearchive_session
                                   set changed_at = now()
                                 where key = :key and status = 'RECEIVING'\
                                """)
                        .bind("key", key)
                        .update()
                > 0;
    }

    /// Takes the session from one of these statuses to another, and notes it in its log.
    ///
    /// @return whether it was in one of them
    boolean move(long key, Status to, String message, Status... from) {
        return sql.of(
                                """
                                with moved as (
                                    update prearchive_session
                                       set status = :to, message = :message, changed_at = now()
                                     where key = :key and status = any(:from)
                                    returning key)
                                insert into prearchive_log (session_key, entry)
                                select key, :to || case :message when '' then '' else ': ' end
                                                || :message
                                  from moved\
                                """)
                        .bind("key", key)
                        .bind("to", to.word())
                        .bind("message", message)
                        .bind("from", words(from))
                        .update()
                > 0;
    }

    /// Opens the session to single objects, and keeps others from adding to it until the
    /// transaction ends.
    ///
    /// @return whether it could be opened: nobody is building or archiving it
    boolean open(long key) {
        return sql.of(
                                """
                                update prearchive_session
                                   set status = 'RECEIVING', by_upload = false, message = '',
                                       changed_at = now()
                                 where key = :key
                                   and (status = 'RECEIVING' and not by_upload
                                        or status in ('READY', 'CONFLICT', 'ERROR'))\
                                """)
                        .bind("key", key)
                        .update()
                > 0;
    }

    /// As [#open], provided that the session is still what its draft says.
    boolean openAs(long key, Draft draft) {
        return sql.of(
                                """
                                update prearchive_session
                                   set status = 'RECEIVING', by_upload = false, message = '',
                                       changed_at = now()
                                 where key = :key
                                   and study_uid = :study
                                   and label = :label
                                   and subject = :subject
                                   and prevent_anon = :preventAnon
                                   and project_key is not distinct from cast(:project as bigint)
                                   and (status = 'RECEIVING' and not by_upload
                                        or status in ('READY', 'CONFLICT', 'ERROR'))\
                                """)
                        .bind("key", key)
                        .bind("study", draft.studyUid())
                        .bind("label", draft.label())
                        .bind("subject", draft.subject())
                        .bind("preventAnon", draft.remarks().preventAnon())
                        .bind("project", draft.projectKey())
                        .update()
                > 0;
    }

    /// What its sender has said of its names.
    Said said(long key) {
        return sql.of("select subject_said, label_said from prearchive_session where key = :key")
                .bind("key", key)
                .one(row -> new Said(row.flag("subject_said"), row.flag("label_said")))
                .orElse(Said.NOTHING);
    }

    /// Notes that somebody has looked at what may show the patient, or that it is to be looked at
    /// again.
    ///
    /// @param login empty for nobody
    void reviewed(long key, String login) {
        sql.of("update prearchive_session set reviewed_by = :login where key = :key")
                .bind("key", key)
                .bind("login", login)
                .update();
    }

    /// Who has looked at what may show the patient; empty for nobody.
    String reviewedBy(long key) {
        return sql.of("select reviewed_by from prearchive_session where key = :key")
                .bind("key", key)
                .one(row -> row.text("reviewed_by"))
                .orElse("");
    }

    /// Says that a session which is being archived is not abandoned.
    ///
    /// @return whether it is being archived
    boolean keepArchiving(long key) {
        return sql.of(
                                """
                                update prearchive_session
                                   set changed_at = now()
                                 where key = :key and status = 'ARCHIVING'\
                                """)
                        .bind("key", key)
                        .update()
                > 0;
    }

    /// Takes what came in one upload for objects that came one by one: one of them that the archive
    /// has already is no conflict.
    void takeAsSingles(long key) {
        sql.of("update prearchive_session set by_upload = false where key = :key")
                .bind("key", key)
                .update();
    }

    /// Gives the session this place.
    void place(long key, Spot at) {
        sql.of(
                        """
                        update prearchive_session
                           set timestamp = :timestamp, folder = :folder
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("timestamp", at.timestamp())
                .bind("folder", at.folder())
                .update();
    }

    /// What building found out.
    void built(long key, String xsiType, @Nullable String date, @Nullable String time) {
        sql.of(
                        """
                        update prearchive_session
                           set xsi_type = :type,
                               date = cast(:date as date),
                               time = cast(:time as time)
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("type", xsiType)
                .bind("date", date)
                .bind("time", time)
                .update();
    }

    /// Gives the session to a project, at this place. Who kept scripts from it spoke for the old
    /// project alone.
    ///
    /// @param project absent for none
    /// @return whether the place was free
    boolean assign(long key, @Nullable Long project, Spot at) {
        return sql.of(
                                """
                                update prearchive_session s
                                   set project_key = :project, timestamp = :timestamp,
                                       folder = :folder, reviewed_by = '',
                                       prevent_anon = prevent_anon and project_key is not distinct
                                                      from cast(:project as bigint),
                                       changed_at = now()
                                 where s.key = :key
                                   and not exists (
                                       select 1
                                         from prearchive_session o
                                        where o.key <> s.key
                                          and coalesce(o.project_key, 0)
                                                = coalesce(cast(:project as bigint), 0)
                                          and o.timestamp = :timestamp
                                          and o.folder = :folder)\
                                """)
                        .bind("key", key)
                        .bind("project", project)
                        .bind("timestamp", at.timestamp())
                        .bind("folder", at.folder())
                        .update()
                > 0;
    }

    /// Makes others wait who want to change the session, unless somebody works on it right now.
    ///
    /// @return whether it is there and nobody does
    boolean lockIfFree(long key) {
        return sql.of("select key from prearchive_session where key = :key for update skip locked")
                .bind("key", key)
                .any();
    }

    /// @return whether it was there
    boolean delete(long key) {
        return sql.of("delete from prearchive_session where key = :key").bind("key", key).update()
                > 0;
    }

    /// Makes all who add to the prearchive's sessions of a study come one after the other until the
    /// transaction ends.
    void holdStudy(String uid) {
        sql.of("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", "study " + uid)
                .list(_ -> true);
    }

    /// Makes all who work on a session of this name in this project, also one that is not there
    /// yet, come one after the other until the transaction ends.
    void holdName(long project, String label) {
        sql.of("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", "session " + project + " " + label)
                .list(_ -> true);
    }

    /// Drops what uploads left behind that ended with the server, or whose end failed.
    ///
    /// @param seconds for how long nothing has come for them
    /// @return how many sessions
    int dropUnfinishedUploads(long seconds) {
        return sql.of(
                        """
                        delete from prearchive_session
                         where by_upload
                           and status = 'RECEIVING'
                           and changed_at <= now() - :seconds * interval '1 second'\
                        """)
                .bind("seconds", seconds)
                .update();
    }

    /// Sessions that are on their way for this long, though nobody works on them: whoever did has
    /// failed or ended. Keeps others from them until the transaction ends.
    List<Waiting> lockAbandoned(long seconds) {
        return sql.of(
                        """
                        select s.*, p.id as project_id
                          from prearchive_session s
                          left join project p on p.key = s.project_key
                         where s.status in ('ARCHIVING', 'MOVING', 'DELETING', 'BUILDING')
                           and s.changed_at <= now() - :seconds * interval '1 second'
                         order by s.key
                         limit 1000
                           for update of s skip locked\
                        """)
                .bind("seconds", seconds)
                .list(WAITING);
    }

    /// The sessions to which single objects were added, the last of them this long ago.
    List<Long> idleFor(long seconds) {
        return sql.of(
                        """
                        select key
                          from prearchive_session
                         where status = 'RECEIVING'
                           and not by_upload
                           and changed_at < now() - :seconds * interval '1 second'
                         order by key
                         limit 100\
                        """)
                .bind("seconds", seconds)
                .list(row -> row.number("key"));
    }

    private static String[] words(Status... statuses) {
        return Arrays.stream(statuses).map(Status::word).toArray(String[]::new);
    }

    private static Waiting waiting(Row row) {
        Long project = row.numberOrNull("project_key");
        return new Waiting(
                row.number("key"),
                project == null ? null : new ProjectRef(project, row.text("project_id")),
                row.text("timestamp"),
                row.text("folder"),
                row.text("subject"),
                row.text("label"),
                row.textOrNull("study_uid"),
                row.text("xsi_type"),
                Status.named(row.text("status")),
                row.text("message"),
                row.dateOrNull("date"),
                row.timeOrNull("time"),
                row.flag("by_upload"),
                new Wishes(
                        Goal.valueOf(row.text("goal")),
                        Overwrite.valueOf(row.text("overwrite")),
                        row.flag("overwrite_files"),
                        row.flag("quarantine")),
                new Remarks(
                        row.text("source"),
                        row.text("visit"),
                        row.text("protocol"),
                        row.text("timezone"),
                        row.flag("prevent_anon"),
                        row.flag("prevent_auto_commit")),
                row.text("uploaded_by"),
                row.instant("uploaded_at"),
                row.instant("changed_at"));
    }
}
