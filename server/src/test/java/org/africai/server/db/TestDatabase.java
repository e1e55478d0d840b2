package org.africai.server.db;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.africai.server.settings.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real database for a test class: empty, with the newest schema, its own.
///
/// ```java
/// @RegisterExtension static final TestDatabase database = new TestDatabase();
/// ```
///
/// Without `static`, each test gets one of its own.
///
/// One embedded PostgreSQL serves all classes of a run; each class gets a copy of a template that
/// was migrated once.
public final class TestDatabase
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /// How to reach one database.
    ///
    /// @param name its name on the server
    /// @param url where it is
    public record Place(String name, String url, String user, Secret password) {}

    private boolean isForOneTest;
    private @Nullable Place place;
    private @Nullable HikariDataSource pool;

    /// A new database, for who wants no extension. Whoever makes it drops it.
    public static Place create() {
        EmbeddedPostgres server = Server.POSTGRES;
        String name = "test_" + NUMBER.incrementAndGet();
        administer("create database " + name + " template africai owner africai");
        return new Place(name, server.urlOf(name), EmbeddedPostgresCluster.USER, server.password());
    }

    /// Ends a database with all its connections.
    public static void drop(Place place) {
        administer("drop database " + place.name() + " with (force)");
    }

    /// Lets nobody into a database and ends its connections, until [#admit].
    public static void refuse(Place place) {
        administer("alter database " + place.name() + " with allow_connections false");
        administer(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                        + place.name()
                        + "'");
    }

    public static void admit(Place place) {
        administer("alter database " + place.name() + " with allow_connections true");
    }

    /// Connections to this class's database.
    public DataSource source() {
        if (pool == null) {
            throw new IllegalStateException("@RegisterExtension is missing");
        }
        return pool;
    }

    public Transactions transactions() {
        return new Transactions(source());
    }

    public Sql sql() {
        return new Sql(source(), transactions());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        open();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (pool == null) {
            isForOneTest = true;
            open();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (isForOneTest) {
            close();
        }
    }

    private void open() {
        Place made = create();
        var opened = new HikariDataSource();
        opened.setJdbcUrl(made.url());
        opened.setUsername(made.user());
        opened.setPassword(made.password().value());
        opened.setMaximumPoolSize(8);
        opened.setMinimumIdle(1);
        place = made;
        pool = opened;
    }

    private void close() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
        if (place != null) {
            drop(place);
            place = null;
        }
    }

    private static void administer(String statement) {
        try (Connection connection = EmbeddedPostgresRoles.administrator(Server.POSTGRES);
                Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot " + statement, e);
        }
    }

    /// Started by the first class that needs it; stops with the JVM, as every embedded one does.
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            var postgres =
                    EmbeddedPostgres.start(
                            TestFolders.create("postgres"),
                            TestFolders.programs(),
                            DatabaseSettings.DEFAULTS);
            EmbeddedPostgresRoles.prepare(postgres);
            try (var template = new HikariDataSource()) {
                template.setJdbcUrl(postgres.url());
                template.setUsername(EmbeddedPostgresCluster.USER);
                template.setPassword(postgres.password().value());
                Migrations.run(template);
            }
            return postgres;
        }
    }
}
