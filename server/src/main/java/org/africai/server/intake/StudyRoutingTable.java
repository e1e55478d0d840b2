package org.africai.server.intake;

import java.util.List;
import java.util.Optional;
import org.africai.server.access.Scope;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.intake.StudyRoutings.StudyRouting;

/// Which studies are to go where.
final class StudyRoutingTable {
    /// Most rows of a list.
    private static final int MAX_LISTED = 10_000;

    private static final String SELECT =
            """
            select r.study_uid, p.id as project, r.login, r.created_at, r.accessed_at
              from study_routing r
              join project p on p.key = r.project_key
            """;

    private final Sql sql;

    StudyRoutingTable(Sql sql) {
        this.sql = sql;
    }

    Optional<StudyRouting> find(String study) {
        return sql.of(SELECT + " where r.study_uid = :study")
                .bind("study", study)
                .one(StudyRoutingTable::routing);
    }

    /// Those into projects of the scope, the newest first.
    List<StudyRouting> list(Scope scope) {
        return scope.bindTo(
                        sql.of(
                                SELECT
                                        + """
                                         where :everything or p.key = any(:projects)
                                         order by r.created_at desc, r.study_uid
                                         limit :most\
                                        """))
                .bind("most", MAX_LISTED)
                .list(StudyRoutingTable::routing);
    }

    /// How many there are into a project.
    long count(long project) {
        return sql.of("select count(*) as n from study_routing where project_key = :project")
                .bind("project", project)
                .only(row -> row.number("n"));
    }

    void put(String study, long project, String login) {
        sql.of(
                        """
                        insert into study_routing (study_uid, project_key, login)
                        values (:study, :project, :login)
                            on conflict (study_uid)
                            do update set project_key = excluded.project_key,
                                          login = excluded.login,
                                          created_at = now(), accessed_at = now()\
                        """)
                .bind("study", study)
                .bind("project", project)
                .bind("login", login)
                .update();
    }

    /// Notes that an object of the study has been looked for.
    void touch(String study) {
        sql.of("update study_routing set accessed_at = now() where study_uid = :study")
                .bind("study", study)
                .update();
    }

    boolean delete(String study) {
        return sql.of("delete from study_routing where study_uid = :study")
                        .bind("study", study)
                        .update()
                > 0;
    }

    private static StudyRouting routing(Row row) {
        return new StudyRouting(
                row.text("study_uid"),
                row.text("project"),
                row.text("login"),
                row.instant("created_at"),
                row.instant("accessed_at"));
    }
}
