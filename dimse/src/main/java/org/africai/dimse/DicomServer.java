package org.africai.dimse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.Tls;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for associations and serves each on a virtual thread of its own.
///
/// Beyond the number of associations allowed, requests are read and rejected as a local limit
/// exceeded; beyond as many again, connections are closed unread. The end of each is logged in one
/// line: as information when it was released, else as a warning.
public final class DicomServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DicomServer.class);
    private static final int BACKLOG = 128;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final ServerSocket socket;
    private final Settings settings;
    private final Places places;

    /// Threads of the system: an association waits for the network and the disk a dozen times for
    /// each object, and a virtual thread needs two others to be woken each time. There are few.
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().daemon().name("dicom-", 0).factory());

    private final Set<Served> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosing;

    /// Of the accepting thread, as is `toldTurnedAway`.
    private long turnedAway;

    private long toldTurnedAway = System.nanoTime() - SILENCE.toNanos();

    /// How to serve.
    ///
    /// @param admission decides who gets in
    /// @param limits what they may ask for
    /// @param tls how to encrypt; `null` for not at all
    /// @param listener hears of ends
    public record Settings(
            Admission admission,
            NetworkLimits limits,
            @Nullable Tls tls,
            AssociationListener listener) {
        /// With limits by default, without encryption.
        public static Settings of(Admission admission) {
            return new Settings(admission, NetworkLimits.DEFAULT, null, _ -> {});
        }

        public Settings withLimits(NetworkLimits limits) {
            return new Settings(admission, limits, tls, listener);
        }

        public Settings withTls(Tls tls) {
            return new Settings(admission, limits, tls, listener);
        }

        public Settings withListener(AssociationListener listener) {
            return new Settings(admission, limits, tls, listener);
        }
    }

    private DicomServer(ServerSocket socket, Settings settings) {
        this.socket = socket;
        this.settings = settings;
        this.places =
                new Places(
                        settings.limits().counts().associations(),
                        settings.limits().counts().associationsPerAddress());
    }

    /// Starts to listen.
    ///
    /// @param address where; port 0 takes a free one
    /// @throws IOException when the port is taken or may not be used
    public static DicomServer start(InetSocketAddress address, Settings settings)
            throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        try {
            socket.bind(address, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        DicomServer server = new DicomServer(socket, settings);
        Thread.ofVirtual().name("dicom-accept-" + server.port()).start(server::accept);
        return server;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /// Connections that are open, negotiated or not.
    public int openAssociations() {
        return places.taken();
    }

    private void accept() {
        while (!isClosing) {
            try {
                serve(socket.accept());
            } catch (IOException e) {
                if (!isClosing) {
                    LOG.warn("could not accept a connection: {}", e.getMessage());
                    pause();
                }
            } catch (RuntimeException e) {
                LOG.error("could not serve a connection", e);
            }
        }
    }

    /// Out of file handles, accepting would fail again at once.
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket peer) throws IOException {
        InetAddress address = peer.getInetAddress();
        Places.Place place = places.take(address);
        if (place == Places.Place.NONE) {
            turnAway(peer, address);
            return;
        }
        Served served = new Served(peer, settings, place == Places.Place.TO_REJECT);
        open.add(served);
        try {
            threads.execute(() -> run(served, address));
        } catch (RejectedExecutionException _) {
            // The server was closed between accepting and serving.
            open.remove(served);
            places.release(address);
            peer.close();
        }
    }

    /// Whoever connects again and again does not fill the log.
    private void turnAway(Socket peer, InetAddress address) throws IOException {
        turnedAway++;
        long now = System.nanoTime();
        if (now - toldTurnedAway >= SILENCE.toNanos()) {
            toldTurnedAway = now;
            LOG.warn(
                    "closed connections unread: too many are open; last from={} so far={}",
                    address.getHostAddress(),
                    turnedAway);
        }
        peer.close();
    }

    private void run(Served served, InetAddress address) {
        AssociationReport report = null;
        try {
            report = served.run();
        } finally {
            open.remove(served);
            places.release(address);
        }
        if (served.isWarned(report)) {
            LOG.warn("association ended {}", report);
        } else {
            LOG.info("association ended {}", report);
        }
        settings.listener().ended(report);
    }

    /// Stops listening and lets every association end what it is doing: it is aborted once the
    /// message or the operation under way is answered, at once when there is none. Then closes.
    ///
    /// @param patience how long to wait for them
    public void drain(Duration patience) {
        stopListening();
        open.forEach(Served::drain);
        threads.shutdown();
        if (!isDone(patience)) {
            LOG.warn("aborted associations that did not end in time open={}", open.size());
        }
        close();
    }

    /// Stops listening, aborts what is open and waits for its threads, which end as soon as the
    /// services return. Those that do not within half a minute are interrupted.
    @Override
    public void close() {
        stopListening();
        open.forEach(Served::abort);
        threads.shutdown();
        if (!isDone(PATIENCE)) {
            LOG.warn("services did not return: interrupted associations={}", open.size());
            threads.shutdownNow();
            if (!isDone(PATIENCE)) {
                LOG.error("services did not end: left associations={}", open.size());
            }
        }
    }

    private void stopListening() {
        isClosing = true;
        try {
            socket.close();
        } catch (IOException e) {
            LOG.warn("could not close the port: {}", e.getMessage());
        }
    }

    private boolean isDone(Duration time) {
        try {
            return threads.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
