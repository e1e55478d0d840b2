package org.africai.server.archive;

import java.util.List;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;

/// Which subjects are shared into which projects.
final class SubjectShareTable implements ShareTable {
    private final Sql sql;

    SubjectShareTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean insert(long subject, long project, String label) {
        return sql.of(
                                """
                                insert into subject_share (subject_key, project_key, label)
                                values (:subject, :project, :label)
                                on conflict do nothing\
                                """)
                        .bind("subject", subject)
                        .bind("project", project)
                        .bind("label", label)
                        .update()
                > 0;
    }

    @Override
    public boolean delete(long subject, long project) {
        return sql.of(
                                """
                                delete from subject_share
                                 where subject_key = :subject and project_key = :project\
                                """)
                        .bind("subject", subject)
                        .bind("project", project)
                        .update()
                > 0;
    }

    @Override
    public boolean hasLabel(long project, String label) {
        return sql.of(
                        """
                        select 1 from subject_share
                         where project_key = :project and label = :label\
                        """)
                .bind("project", project)
                .bind("label", label)
                .any();
    }

    @Override
    public List<Share> of(long subject) {
        return sql.of(
                        """
                        select p.key, p.id, p.name, p.secondary_id, h.label
                          from subject_share h
                          join project p on p.key = h.project_key
                         where h.subject_key = :subject
                         order by h.created_at, p.key\
                        """)
                .bind("subject", subject)
                .list(SubjectShareTable::share);
    }

    /// Ends the shares in the project of everything that belongs to the subject.
    void deleteBelow(long subject, long project) {
        sql.of(
                        """
                        delete from experiment_share
                         where project_key = :project
                           and experiment_key in (
                                   select key from experiment where subject_key = :subject
                                   union all
                                   select a.key from experiment a
                                     join experiment e on e.key = a.session_key
                                    where e.subject_key = :subject)\
                        """)
                .bind("subject", subject)
                .bind("project", project)
                .update();
    }

    static Share share(Row row) {
        return new Share(
                row.number("key"),
                row.text("id"),
                row.text("name"),
                row.textOrEmpty("secondary_id"),
                row.text("label"));
    }
}
