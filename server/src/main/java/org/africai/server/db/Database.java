package org.africai.server.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.africai.server.settings.Secret;
import org.africai.server.settings.StartRefused;
import org.jspecify.annotations.Nullable;

/// The one database of this server: the embedded PostgreSQL or an external one, its connection pool
/// and its schema. Whoever starts it closes it, after everything that uses it.
public final class Database implements AutoCloseable {
    private static final int OLDEST_MAJOR = 15;
    private static final int HEALTH_SECONDS = 2;

    private final @Nullable EmbeddedPostgres embedded;
    private final HikariDataSource pool;

    private final String schemaVersion;

    private Database(
            @Nullable EmbeddedPostgres embedded, HikariDataSource pool, String schemaVersion) {
        this.embedded = embedded;
        this.pool = pool;
        this.schemaVersion = schemaVersion;
    }

    /// Starts or reaches the database and brings its schema up to date. Returns when it is usable.
    ///
    /// @param folder where the embedded PostgreSQL lives unless the settings name another place
    /// @throws StartRefused when it cannot be used; the message says why
    public static Database start(DatabaseSettings settings, Path folder) {
        String url = settings.url();
        return url == null ? startEmbedded(settings, folder) : reachExternal(settings, url);
    }

    /// Connections to the database, from the pool.
    public DataSource source() {
        return pool;
    }

    /// The embedded PostgreSQL, when this server runs its own.
    public Optional<EmbeddedPostgres> embedded() {
        return Optional.ofNullable(embedded);
    }

    /// What keeps the database from answering now; empty when it answers. Takes two seconds at most
    /// beyond the wait for a connection.
    public Optional<String> problem() {
        if (embedded != null && !embedded.isReady()) {
            return Optional.of("the embedded PostgreSQL is restarting");
        }
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(HEALTH_SECONDS)
                    ? Optional.empty()
                    : Optional.of("the database does not answer");
        } catch (SQLException e) {
            return Optional.of("no connection to the database");
        }
    }

    /// What is wrong with the schema now; empty when it is still the one this program brought it
    /// to. During an upgrade of several servers a newer one may have moved it on.
    public Optional<String> schemaProblem() {
        if (problem().isPresent()) {
            return Optional.of("unknown");
        }
        String now = Migrations.currentVersion(pool);
        return now.equals(schemaVersion)
                ? Optional.empty()
                : Optional.of("the schema is at version %s, not %s".formatted(now, schemaVersion));
    }

    @Override
    public void close() {
        pool.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    private static Database startEmbedded(DatabaseSettings settings, Path byDefault) {
        Path folder = settings.folder() == null ? byDefault : settings.folder();
        Path programs =
                settings.programs() == null ? folder.resolve("programs") : settings.programs();
        var postgres = EmbeddedPostgres.start(folder, programs, settings);
        try {
            EmbeddedPostgresRoles.prepare(postgres);
            return open(
                    postgres,
                    settings,
                    postgres.url(),
                    EmbeddedPostgresCluster.USER,
                    postgres.password());
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static Database reachExternal(DatabaseSettings settings, String url) {
        return open(null, settings, url, settings.user(), settings.password());
    }

    private static Database open(
            @Nullable EmbeddedPostgres embedded,
            DatabaseSettings settings,
            String url,
            String user,
            @Nullable Secret password) {
        var pool = new HikariDataSource(poolConfig(settings, url, user, password));
        try {
            requireVersion(pool, url);
            return new Database(embedded, pool, Migrations.run(pool));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariConfig poolConfig(
            DatabaseSettings settings, String url, String user, @Nullable Secret password) {
        var config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password == null ? null : password.value());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(Math.min(2, settings.poolSize()));
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "africai");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return config;
    }

    private static void requireVersion(DataSource source, String url) {
        try (Connection connection = source.getConnection()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST_MAJOR) {
                throw new StartRefused(
                        "the database at %s is PostgreSQL %s; AFRICAI needs PostgreSQL %s or newer"
                                .formatted(withoutParameters(url), major, OLDEST_MAJOR));
            }
        } catch (SQLException e) {
            throw new StartRefused(
                    "cannot use the database at %s: %s"
                            .formatted(withoutParameters(url), reason(e)),
                    e);
        }
    }

    /// The pool's own message only says that it waited; the deepest cause says why.
    private static String reason(SQLException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    /// Parameters of a URL may hold a password.
    private static String withoutParameters(String url) {
        return url.split("\\?", 2)[0];
    }
}
