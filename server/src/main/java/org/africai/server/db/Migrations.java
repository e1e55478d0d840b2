package org.africai.server.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.africai.server.settings.StartRefused;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Brings the schema up to this program's version: forward only, by the numbered scripts in
/// `db/migration`. Servers that start at the same time on one database wait for each other.
///
/// Flyway works over one connection, so that a script and the note that it ran are one transaction:
/// over two, a server that is killed between them would never start again.
final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /// @throws StartRefused when the schema is newer than this program, was changed by hand, or a
    ///   script fails (which then left nothing behind)
    ///
    /// @return the version the schema now has
    static String run(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return run(new SingleConnectionDataSource(connection, true));
        } catch (SQLException e) {
            throw new StartRefused("the database cannot be reached: " + e.getMessage(), e);
        }
    }

    private static String run(SingleConnectionDataSource source) {
        long begun = System.nanoTime();
        Flyway flyway =
                Flyway.configure()
                        .dataSource(source)
                        .locations("classpath:db/migration")
                        .validateMigrationNaming(true)
                        .cleanDisabled(true)
                        .load();
        try {
            refuseNewer(flyway);
            int done = flyway.migrate().migrationsExecuted;
            MigrationInfo current = flyway.info().current();
            log.info(
                    "schema ready migrations={} ms={}",
                    done,
                    (System.nanoTime() - begun) / 1_000_000);
            return current == null ? "" : current.getVersion().getVersion();
        } catch (FlywayException e) {
            throw new StartRefused(
                    "the database schema cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    /// The version the schema has now, whoever brought it there.
    static String currentVersion(DataSource source) {
        return new Sql(source, new Transactions(source))
                .of(
                        """
                        select version
                          from flyway_schema_history
                         where success and version is not null
                         order by installed_rank desc
                         limit 1\
                        """)
                .one(row -> row.text("version"))
                .orElse("");
    }

    private static void refuseNewer(Flyway flyway) {
        Arrays.stream(flyway.info().all())
                .filter(migration ->
                        migration.getState().isApplied() && !migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .findFirst()
                .ifPresent(version -> {
                    throw new StartRefused(
                            "the database has schema version %s, which this program does not know: a newer AFRICAI has used it; start that version or a newer one"
                                    .formatted(version));
                });
    }
}
