package org.africai.server.access;

import java.util.List;
import java.util.Optional;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;

/// The groups that projects have of their own.
public final class GroupTable {
    private final Sql sql;

    public GroupTable(Sql sql) {
        this.sql = sql;
    }

    /// The project's own groups, by name.
    public List<Group> of(long project) {
        return sql.of(
                        """
                        select key, id, display_name, grants
                          from user_group
                         where project_key = :project
                         order by lower(display_name)\
                        """)
                .bind("project", project)
                .list(GroupTable::group);
    }

    /// The group of the project with this number, ID, ID without the project's, or name, in any
    /// case.
    ///
    /// @param projectId the ID of the project
    public Optional<Group> find(long project, String projectId, String name) {
        return sql.of(
                        """
                        select key, id, display_name, grants
                          from user_group
                         where project_key = :project
                           and (lower(id) in (lower(:name), lower(:projectId || '_' || :name))
                                or lower(display_name) = lower(:name)
                                or cast(key as text) = :name)
                         order by lower(id) = lower(:name) desc, key
                         limit 1\
                        """)
                .bind("project", project)
                .bind("projectId", projectId)
                .bind("name", name)
                .one(GroupTable::group);
    }

    /// @return empty when a group of the site has this ID, or one of the project this name
    public Optional<Long> insert(
            long project, String id, String displayName, Grants grants, String login) {
        return sql.of(
                        """
                        insert into user_group (project_key, id, display_name, grants, created_by)
                        values (:project, :id, :name, :grants, :login)
                        on conflict do nothing
                        returning key\
                        """)
                .bind("project", project)
                .bind("id", id)
                .bind("name", displayName)
                .bind("grants", grants.stored().toArray(String[]::new))
                .bind("login", login)
                .one(row -> row.number("key"));
    }

    /// @return whether it was changed; otherwise another group of the project has this name
    public boolean update(long key, String displayName, Grants grants) {
        return sql.of(
                                """
                                update user_group g
                                   set display_name = :name, grants = :grants
                                 where key = :key
                                   and not exists (
                                           select 1 from user_group o
                                            where o.project_key = g.project_key
                                              and o.key <> g.key
                                              and lower(o.display_name) = lower(:name))\
                                """)
                        .bind("key", key)
                        .bind("name", displayName)
                        .bind("grants", grants.stored().toArray(String[]::new))
                        .update()
                > 0;
    }

    /// Deletes the group; those who were in it are no users of the project any more.
    public void delete(long key) {
        sql.of("delete from user_group where key = :key").bind("key", key).update();
    }

    private static Group group(Row row) {
        return group(
                row.number("key"), row.text("id"), row.text("display_name"), row.texts("grants"));
    }

    /// The group that a row of another table holds.
    ///
    /// @param grants as stored
    public static Group group(long key, String id, String displayName, List<String> grants) {
        return new Group(key, id, displayName, null, Grants.of(grants));
    }
}
