package org.africai.server.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.africai.server.settings.Secret;
import org.africai.server.settings.StartRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL of our own: real, durable, run as a child process on a loopback port.
///
/// One thread starts it, watches it and starts it again when it ends by itself, with growing
/// pauses. The thread lives as long as this object, for the database is told to stop when that
/// thread ends: a killed server takes its database along. The port stays the same from restart to
/// restart.
///
/// The caller must hold the lock of the data folder: two of these on one folder are not told apart.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private static final int MAX_PORTS = 3;

    /// Recovery after a crash takes as long as it takes.
    private static final Duration NO_LIMIT = Duration.ofDays(10_000);

    /// A run this long was a good one: the next pause is short again.
    private static final Duration GOOD_RUN = Duration.ofMinutes(1);

    private final EmbeddedPostgresCluster cluster;
    private final DatabaseSettings settings;
    private final Secret password;
    private final Thread watcher;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile int port;
    private volatile boolean ready;
    private volatile @Nullable EmbeddedPostgresProcess process;

    private EmbeddedPostgres(EmbeddedPostgresCluster cluster, DatabaseSettings settings)
            throws IOException {
        this.cluster = cluster;
        this.settings = settings;
        this.password = cluster.password();
        this.port = freePort();
        this.watcher =
                Thread.ofPlatform().name("embedded-postgres").daemon().unstarted(this::watch);
    }

    /// Starts the database in `folder`, making it first when it is not there, and waits until it
    /// takes connections.
    ///
    /// @param programs where PostgreSQL's programs are or will be unpacked; may be shared
    /// @throws StartRefused when it cannot be started; the message says why
    public static EmbeddedPostgres start(Path folder, Path programs, DatabaseSettings settings) {
        try {
            Path home = realFolder(folder, "rwx--x--x");
            Path unpacked = EmbeddedPostgresPrograms.in(realFolder(programs, "rwxr-xr-x"));
            var account = EmbeddedPostgresAccount.choose(home, unpacked, settings.systemUser());
            var cluster = new EmbeddedPostgresCluster(home, unpacked, account);
            cluster.prepare(settings);
            var postgres = new EmbeddedPostgres(cluster, settings);
            postgres.watcher.start();
            postgres.awaitFirstStart();
            return postgres;
        } catch (IOException e) {
            throw new StartRefused("the embedded PostgreSQL cannot start: " + e, e);
        }
    }

    /// Where the server's own database is.
    public String url() {
        return urlOf(EmbeddedPostgresCluster.USER);
    }

    /// Where a database of the given name is.
    public String urlOf(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// The password of every role of ours.
    public Secret password() {
        return password;
    }

    /// Whether it takes connections, as far as is known without asking it.
    public boolean isReady() {
        EmbeddedPostgresProcess current = process;
        return ready && current != null && current.isAlive();
    }

    /// The postmaster's process id, of the run under way or the last one.
    ///
    /// @throws IllegalStateException when it never ran
    public long pid() {
        EmbeddedPostgresProcess current = process;
        if (current == null) {
            throw new IllegalStateException("the database never ran");
        }
        return current.pid();
    }

    /// Stops the database and waits for its end.
    @Override
    public void close() {
        stopping.countDown();
        try {
            EmbeddedPostgresProcess current = process;
            if (current != null) {
                current.stop(STOP_LIMIT);
            }
            watcher.join();
        } catch (IOException e) {
            throw new IllegalStateException("the database could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitFirstStart() {
        try {
            started.join();
        } catch (CompletionException e) {
            close();
            throw new StartRefused(
                    "the embedded PostgreSQL does not start: "
                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    e);
        }
    }

    private void watch() {
        Duration pause = FIRST_PAUSE;
        int attempts = 0;
        while (stopping.getCount() > 0) {
            long begun = System.nanoTime();
            attempts++;
            Optional<Exception> failure = tryRun();
            ready = false;
            if (!started.isDone() && !mayTryOtherPort(failure, attempts)) {
                started.completeExceptionally(failure.orElseGet(() -> new IOException("stopped")));
                return;
            }
            pause = System.nanoTime() - begun > GOOD_RUN.toNanos() ? FIRST_PAUSE : pause;
            await(pause);
            pause =
                    pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                            ? pause.multipliedBy(2)
                            : LONGEST_PAUSE;
        }
    }

    private Optional<Exception> tryRun() {
        try {
            runOnce();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            log.error("database run failed reason=\"{}\"", e.getMessage());
            return Optional.of(e);
        }
    }

    /// Between choosing a free port and taking it another program may have been faster.
    private boolean mayTryOtherPort(Optional<Exception> failure, int attempts) {
        boolean taken =
                failure.map(Exception::getMessage)
                        .filter(message -> message.contains("Address already in use"))
                        .isPresent();
        if (!taken || attempts >= MAX_PORTS) {
            return false;
        }
        port = freePort();
        return true;
    }

    private void runOnce() throws IOException {
        long begun = System.nanoTime();
        new EmbeddedPostgresOrphans(cluster.data()).clear();
        var current = EmbeddedPostgresProcess.start(cluster, port);
        process = current;
        if (stopping.getCount() == 0) { // close() may have missed this run
            current.stop(STOP_LIMIT);
            return;
        }
        if (!current.awaitReady(started.isDone() ? NO_LIMIT : settings.startTimeout())) {
            current.stop(STOP_LIMIT);
            throw new IOException(EmbeddedPostgresCluster.lastLines(cluster.log()));
        }
        ready = true;
        log.info(
                "database ready pid={} ms={}",
                current.pid(),
                (System.nanoTime() - begun) / 1_000_000);
        started.complete(null);
        current.waitFor(NO_LIMIT);
        ready = false;
        if (stopping.getCount() > 0) {
            log.error("database ended by itself pid={} exit={}", current.pid(), current.exitCode());
        }
    }

    private void await(Duration pause) {
        try {
            boolean stopped = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            log.debug("pause over stopped={}", stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path realFolder(Path folder, String permissions) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        return folder.toRealPath();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartRefused("no free port on the loopback interface", e);
        }
    }
}
