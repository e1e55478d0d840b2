package org.africai.server.archive;

import java.util.List;
import org.africai.server.db.Sql;

/// Which experiments are shared into which projects.
final class ExperimentShareTable implements ShareTable {
    private final Sql sql;

    ExperimentShareTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean insert(long experiment, long project, String label) {
        return sql.of(
                                """
                                insert into experiment_share (experiment_key, project_key, label)
                                values (:experiment, :project, :label)
                                on conflict do nothing\
                                """)
                        .bind("experiment", experiment)
                        .bind("project", project)
                        .bind("label", label)
                        .update()
                > 0;
    }

    @Override
    public boolean delete(long experiment, long project) {
        return sql.of(
                                """
                                delete from experiment_share
                                 where experiment_key = :experiment and project_key = :project\
                                """)
                        .bind("experiment", experiment)
                        .bind("project", project)
                        .update()
                > 0;
    }

    @Override
    public boolean hasLabel(long project, String label) {
        return sql.of(
                        """
                        select 1 from experiment_share
                         where project_key = :project and label = :label\
                        """)
                .bind("project", project)
                .bind("label", label)
                .any();
    }

    @Override
    public List<Share> of(long experiment) {
        return sql.of(
                        """
                        select p.key, p.id, p.name, p.secondary_id, h.label
                          from experiment_share h
                          join project p on p.key = h.project_key
                         where h.experiment_key = :experiment
                         order by h.created_at, p.key\
                        """)
                .bind("experiment", experiment)
                .list(SubjectShareTable::share);
    }

    /// Ends the shares in the project of the session's assessors.
    void deleteBelow(long session, long project) {
        sql.of(
                        """
                        delete from experiment_share
                         where project_key = :project
                           and experiment_key in (
                                   select key from experiment where session_key = :session)\
                        """)
                .bind("session", session)
                .bind("project", project)
                .update();
    }
}
