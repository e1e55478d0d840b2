package org.africai.server.config;

import java.util.List;
import java.util.Optional;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Rows of versions of settings. A `null` project is the site.
public final class ConfigTable {
    private static final String SELECT =
            """
            select c.key, p.id as project, c.tool, c.path, c.version, c.status, c.unversioned,
                   c.contents, c.reason, c.created_at, c.created_by
              from config_version c
              left join project p on p.key = c.project_key
             where c.project_key is not distinct from cast(:project as bigint)
            """;

    private final Sql sql;

    public ConfigTable(Sql sql) {
        this.sql = sql;
    }

    List<String> tools(@Nullable Long project) {
        return sql.of(
                        """
                        select distinct tool
                          from config_version
                         where project_key is not distinct from cast(:project as bigint)
                         order by tool\
                        """)
                .bind("project", project)
                .list(row -> row.text("tool"));
    }

    /// The versions in force of all settings of a tool.
    List<ConfigVersion> ofTool(@Nullable Long project, String tool) {
        return sql.of(
                        SELECT
                                + """
                                   and c.tool = :tool
                                   and c.version = (
                                       select max(m.version)
                                         from config_version m
                                        where m.project_key is not distinct from c.project_key
                                          and m.tool = c.tool and m.path = c.path)
                                 order by c.path\
                                """)
                .bind("project", project)
                .bind("tool", tool)
                .list(ConfigTable::version);
    }

    /// The version in force.
    Optional<ConfigVersion> newest(@Nullable Long project, ConfigName name) {
        return sql.of(
                        SELECT
                                + """
                                   and c.tool = :tool and c.path = :path
                                 order by c.version desc
                                 limit 1\
                                """)
                .bind("project", project)
                .bind("tool", name.tool())
                .bind("path", name.path())
                .one(ConfigTable::version);
    }

    Optional<ConfigVersion> version(@Nullable Long project, ConfigName name, int version) {
        return sql.of(SELECT + " and c.tool = :tool and c.path = :path and c.version = :version")
                .bind("project", project)
                .bind("tool", name.tool())
                .bind("path", name.path())
                .bind("version", version)
                .one(ConfigTable::version);
    }

    /// All versions, the newest first.
    List<ConfigVersion> history(@Nullable Long project, ConfigName name) {
        return sql.of(SELECT + " and c.tool = :tool and c.path = :path order by c.version desc")
                .bind("project", project)
                .bind("tool", name.tool())
                .bind("path", name.path())
                .list(ConfigTable::version);
    }

    /// How many settings there are, each counted once.
    long count(@Nullable Long project) {
        return sql.of(
                        """
                        select count(distinct (tool, path)) as n
                          from config_version
                         where project_key is not distinct from cast(:project as bigint)\
                        """)
                .bind("project", project)
                .only(row -> row.number("n"));
    }

    void insert(@Nullable Long project, ConfigVersion made) {
        sql.of(
                        """
                        insert into config_version (project_key, tool, path, version, status,
                                                    unversioned, contents, reason, created_at,
                                                    created_by)
                        values (:project, :tool, :path, :version, :status,
                                :unversioned, :contents, :reason, :at, :login)\
                        """)
                .bind("project", project)
                .bind("tool", made.name().tool())
                .bind("path", made.name().path())
                .bind("version", made.version())
                .bind("status", status(made.isEnabled()))
                .bind("unversioned", made.unversioned())
                .bind("contents", made.contents())
                .bind("reason", made.reason())
                .bind("at", made.createdAt())
                .bind("login", made.createdBy())
                .update();
    }

    void overwrite(ConfigVersion made) {
        sql.of(
                        """
                        update config_version
                           set status = :status, unversioned = true, contents = :contents,
                               reason = :reason, created_at = :at, created_by = :login
                         where key = :key\
                        """)
                .bind("key", made.number())
                .bind("status", status(made.isEnabled()))
                .bind("contents", made.contents())
                .bind("reason", made.reason())
                .bind("at", made.createdAt())
                .bind("login", made.createdBy())
                .update();
    }

    private static String status(boolean isEnabled) {
        return isEnabled ? "enabled" : "disabled";
    }

    private static ConfigVersion version(Row row) {
        return new ConfigVersion(
                row.number("key"),
                row.textOrNull("project"),
                new ConfigName(row.text("tool"), row.text("path")),
                row.integer("version"),
                row.text("status").equals(status(true)),
                row.flag("unversioned"),
                row.text("contents"),
                row.text("reason"),
                row.instant("created_at"),
                row.text("created_by"));
    }
}
