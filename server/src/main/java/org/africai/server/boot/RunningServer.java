package org.africai.server.boot;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.africai.server.db.Database;
import org.africai.server.db.DatabaseSettings;
import org.africai.server.settings.Settings;
import org.africai.server.settings.StartRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/// A whole server in this process: data folder, database, web server. What starts last stops first.
public final class RunningServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningServer.class);

    private final DataFolder folder;
    private final CompletableFuture<Database> database = new CompletableFuture<>();
    private final ServerSettings settings;
    private final AnnotationConfigServletWebServerApplicationContext context;

    private RunningServer(DataFolder folder, Settings all) {
        this.folder = folder;
        this.settings = all.get(ServerSettings.class).withData(folder.path());
        this.context = context(all);
    }

    /// Starts a server and returns when it can do work.
    ///
    /// @param announce takes lines for the person who starts it, such as a one-time password
    /// @throws StartRefused when it cannot be started; the message says why, and nothing is left
    ///   running
    public static RunningServer start(Settings settings, Consumer<String> announce) {
        var folder = DataFolder.take(settings.get(ServerSettings.class).dataFolder());
        var server = new RunningServer(folder, settings);
        try {
            server.begin(settings, announce);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw server.explain(e);
        }
    }

    /// Where the server answers, without a slash at the end.
    public URI address() {
        String host = settings.host();
        String shown =
                isWildcard(host) ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + shown + ":" + port());
    }

    /// The data folder.
    public Path data() {
        return folder.path();
    }

    /// The one object of a type that the wiring made; for commands and tests.
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /// Every object of a type that the wiring made, in their order.
    <T> List<T> all(Class<T> type) {
        return context.getBeanProvider(type).orderedStream().toList();
    }

    /// Lets requests under way end, then stops everything. Does nothing the second time.
    @Override
    public void close() {
        if (context.isActive()) {
            context.getBeanProvider(Readiness.class).ifAvailable(Readiness::stop);
        }
        context.close();
        try {
            database.join().close();
        } catch (CompletionException e) {
            log.debug("no database to close reason={}", e.getMessage());
        } finally {
            folder.close();
        }
    }

    /// The database starts on its own thread while the wiring is read; whoever needs it first
    /// waits.
    private void begin(Settings all, Consumer<String> announce) {
        Thread.ofPlatform().name("database-start").start(() -> startDatabase(all));
        context.refresh();
        all(FirstStart.class).stream().flatMap(first -> first.prepare().stream()).forEach(announce);
        get(Readiness.class).started();
    }

    private void startDatabase(Settings all) {
        try {
            database.complete(
                    Database.start(
                            all.get(DatabaseSettings.class), folder.path().resolve("postgres")));
        } catch (RuntimeException | Error e) {
            database.completeExceptionally(e);
        }
    }

    private AnnotationConfigServletWebServerApplicationContext context(Settings all) {
        var made = new AnnotationConfigServletWebServerApplicationContext();
        var beans = made.getBeanFactory();
        all.all().stream()
                .map(record -> record instanceof ServerSettings ? settings : record)
                .forEach(record -> beans.registerSingleton(record.getClass().getName(), record));
        made.registerBean(Database.class, database::join, bean -> bean.setDestroyMethodName(""));
        made.register(ServerWiring.class);
        return made;
    }

    private int port() {
        WebServer web = context.getWebServer();
        if (web == null) {
            throw new IllegalStateException("the web server is not running");
        }
        return web.getPort();
    }

    /// What a person can do about a failed start, when that is known; the failure itself otherwise.
    private RuntimeException explain(RuntimeException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefused refused) {
                return refused;
            }
            if (cause instanceof PortInUseException taken) {
                return new StartRefused(
                        "port %s on %s is in use by another program; choose another with --port"
                                .formatted(taken.getPort(), settings.host()),
                        failure);
            }
        }
        return failure;
    }

    private static boolean isWildcard(String host) {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
