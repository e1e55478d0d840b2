package org.africai.server.archive;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.africai.server.db.Sql;

/// The names of all projects, in use or retired.
final class ProjectNameTable {
    private final Sql sql;

    ProjectNameTable(Sql sql) {
        this.sql = sql;
    }

    /// Takes the names for the project.
    ///
    /// @return the first that is taken by another, if one is
    Optional<ProjectName> insert(long project, List<ProjectName> names) {
        for (ProjectName name : names) {
            if (!insert(project, name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private boolean insert(long project, ProjectName name) {
        return sql.of(
                                """
                                insert into project_name (name, project_key, kind, spelling)
                                values (:name, :project, :kind, :spelling)
                                on conflict (name) do nothing\
                                """)
                        .bind("name", name.lowerCase())
                        .bind("project", project)
                        .bind("kind", name.kind().name().toLowerCase(Locale.ROOT))
                        .bind("spelling", name.spelling())
                        .update()
                > 0;
    }

    /// Gives up all names of the project but its ID.
    void deleteAllButId(long project) {
        sql.of("delete from project_name where project_key = :project and kind <> 'id'")
                .bind("project", project)
                .update();
    }

    /// Whether a deleted project had this ID.
    boolean isRetired(String name) {
        return sql.of("select 1 from project_name where name = :name and project_key is null")
                .bind("name", name.toLowerCase(Locale.ROOT))
                .any();
    }

    /// The project's aliases, as they were written.
    List<String> aliases(long project) {
        return sql.of(
                        """
                        select spelling
                          from project_name
                         where project_key = :project and kind = 'alias'
                         order by name\
                        """)
                .bind("project", project)
                .list(row -> row.text("spelling"));
    }
}
