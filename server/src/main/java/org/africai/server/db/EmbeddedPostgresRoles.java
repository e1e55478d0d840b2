package org.africai.server.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.africai.server.settings.StartRefused;

/// Makes the role and the database the server works with. The role owns the database and nothing
/// else: whoever finds a way to slip SQL into a statement cannot read files or start programs, as
/// PostgreSQL's administrator could.
final class EmbeddedPostgresRoles {
    private EmbeddedPostgresRoles() {}

    /// Does what is missing; a start that was killed between two steps is completed by the next.
    static void prepare(EmbeddedPostgres postgres) {
        try (Connection connection = administrator(postgres);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select from pg_roles where rolname = 'africai'")) {
                // The password is ours: letters, digits, '-' and '_' (see EmbeddedPostgresCluster).
                statement.execute(
                        "create role africai login password '" + postgres.password().value() + "'");
            }
            if (!exists(statement, "select from pg_database where datname = 'africai'")) {
                statement.execute("create database africai owner africai");
            }
        } catch (SQLException e) {
            throw new StartRefused("cannot prepare the embedded database: " + e.getMessage(), e);
        }
    }

    static Connection administrator(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.urlOf(EmbeddedPostgresCluster.ADMINISTRATOR),
                EmbeddedPostgresCluster.ADMINISTRATOR,
                postgres.password().value());
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
