package org.africai.server.archive;

import java.util.List;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;

/// Which subjects, or which experiments, are shared into which projects.
final class ShareTable {
    /// What belongs to a subject: its experiments and their assessors.
    private static final String OF_SUBJECT =
            """
            select key from experiment where subject_key = :thing
            union all
            select a.key from experiment a
              join experiment e on e.key = a.session_key
             where e.subject_key = :thing\
            """;

    /// What belongs to an experiment: the assessors of a session.
    private static final String OF_EXPERIMENT =
            "select key from experiment where session_key = :thing";

    private final Sql sql;
    private final String noun;
    private final String below;

    private ShareTable(Sql sql, String noun, String below) {
        this.sql = sql;
        this.noun = noun;
        this.below = below;
    }

    static ShareTable ofSubjects(Sql sql) {
        return new ShareTable(sql, "subject", OF_SUBJECT);
    }

    static ShareTable ofExperiments(Sql sql) {
        return new ShareTable(sql, "experiment", OF_EXPERIMENT);
    }

    /// @param text with `{noun}` in the names of table and column
    private Sql.Query query(String text) {
        return sql.of(text.replace("{noun}", noun));
    }

    /// @return whether the share is new; otherwise it is there, or the label is taken by another
    boolean insert(long thing, long project, String label) {
        return query(
                                """
                                insert into {noun}_share ({noun}_key, project_key, label)
                                values (:thing, :project, :label)
                                on conflict do nothing\
                                """)
                        .bind("thing", thing)
                        .bind("project", project)
                        .bind("label", label)
                        .update()
                > 0;
    }

    /// @return whether there was such a share
    boolean delete(long thing, long project) {
        return query(
                                """
                                delete from {noun}_share
                                 where {noun}_key = :thing and project_key = :project\
                                """)
                        .bind("thing", thing)
                        .bind("project", project)
                        .update()
                > 0;
    }

    /// Whether something is shared into the project under this label.
    boolean hasLabel(long project, String label) {
        return query(
                        """
                        select 1 from {noun}_share
                         where project_key = :project and label = :label\
                        """)
                .bind("project", project)
                .bind("label", label)
                .any();
    }

    /// Where the thing is shared, oldest first.
    List<Share> of(long thing) {
        return query(
                        """
                        select p.key, p.id, p.name, p.secondary_id, h.label
                          from {noun}_share h
                          join project p on p.key = h.project_key
                         where h.{noun}_key = :thing
                         order by h.created_at, p.key\
                        """)
                .bind("thing", thing)
                .list(ShareTable::share);
    }

    /// Ends the shares in the project of everything that belongs to the thing.
    void deleteBelow(long thing, long project) {
        sql.of(
                        """
                        delete from experiment_share
                         where project_key = :project and experiment_key in ({below})\
                        """
                                .replace("{below}", below))
                .bind("thing", thing)
                .bind("project", project)
                .update();
    }

    private static Share share(Row row) {
        return new Share(
                row.number("key"),
                row.text("id"),
                row.text("name"),
                row.textOrEmpty("secondary_id"),
                row.text("label"));
    }
}
