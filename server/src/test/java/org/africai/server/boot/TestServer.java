package org.africai.server.boot;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.africai.server.db.Sql;
import org.africai.server.db.TestDatabase;
import org.africai.server.db.TestFolders;
import org.africai.server.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The whole application, running on a free port with a data folder and a database of its own.
///
/// ```java
/// @RegisterExtension static final TestServer server = TestServer.shared();
/// ```
///
/// The shared one is started once for all classes of a run: tests on it use projects and logins of
/// their own and leave the rest alone. [#with] starts one for the class, with other settings.
public final class TestServer implements BeforeAllCallback, AfterAllCallback {
    public static final String ADMIN = "admin";
    public static final String ADMIN_PASSWORD = "correct horse battery staple";
    public static final int STATEMENT_ROUNDS = 4;

    private final Map<String, String> options;
    private final boolean isShared;
    private final List<String> announced = new ArrayList<>();
    private TestDatabase.@Nullable Place database;
    private @Nullable RunningServer running;

    private TestServer(Map<String, String> options, boolean isShared) {
        this.options = Map.copyOf(options);
        this.isShared = isShared;
    }

    /// The server of this run, with default settings.
    public static TestServer shared() {
        return Shared.SERVER;
    }

    /// A server for one test class.
    ///
    /// @param options settings that differ from the defaults
    public static TestServer with(Map<String, String> options) {
        return new TestServer(options, false);
    }

    /// The administrator.
    public TestClient admin() {
        return as(ADMIN, ADMIN_PASSWORD);
    }

    public TestClient as(String login, String password) {
        return TestClient.login(address(), login, password);
    }

    /// Somebody without a login.
    public TestClient guest() {
        return TestClient.guest(address());
    }

    /// Where the server answers, without a slash at the end.
    public URI address() {
        return server().address();
    }

    /// The data folder.
    public Path data() {
        return server().data();
    }

    /// The one object of a type that the wiring made.
    public <T> T get(Class<T> type) {
        return server().get(type);
    }

    /// How many SQL statements a request takes once what is read once and kept has been read: the
    /// least of several times, for the server's own jobs send statements too.
    public long statements(Runnable request) {
        request.run();
        Sql sql = get(Sql.class);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < STATEMENT_ROUNDS; i++) {
            long before = sql.statementsSent();
            request.run();
            least = Math.min(least, sql.statementsSent() - before);
        }
        return least;
    }

    /// What the server said at the console when it started.
    public List<String> announced() {
        return List.copyOf(announced);
    }

    /// Does `work` while the server's database lets nobody in.
    public void withoutDatabase(Runnable work) {
        TestDatabase.Place place = Objects.requireNonNull(database);
        TestDatabase.refuse(place);
        try {
            work.run();
        } finally {
            TestDatabase.admit(place);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        begin();
    }

    /// Starts it, for who cannot register it as an extension. Whoever starts it ends it.
    public void begin() {
        if (running == null) {
            start();
        }
    }

    public void end() {
        stop();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!isShared) {
            stop();
        }
    }

    private void start() {
        var place = TestDatabase.create();
        var all = new HashMap<>(options);
        all.putIfAbsent("port", "0");
        all.putIfAbsent("studies-snapshots-after", "0s"); // tests count files; theirs ask for them
        all.computeIfAbsent("data", _ -> TestFolders.create("server").toString());
        all.put("database-url", place.url());
        all.put("database-user", place.user());
        var secrets =
                Map.of(
                        "AFRICAI_ADMIN_PASSWORD",
                        ADMIN_PASSWORD,
                        "AFRICAI_DATABASE_PASSWORD",
                        place.password().value());
        var settings = Settings.read(KnownSettings.GROUPS, all, secrets, Map.of(), List.of());
        database = place;
        running = RunningServer.start(settings, announced::add);
    }

    private void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
        if (database != null) {
            TestDatabase.drop(database);
        }
    }

    private RunningServer server() {
        if (running == null) {
            throw new IllegalStateException("@RegisterExtension static final is missing");
        }
        return running;
    }

    private static final class Shared {
        static final TestServer SERVER = new TestServer(Map.of(), true);

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::stop));
        }
    }
}
