package org.africai.server.dimse;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.africai.dimse.DicomServer;
import org.africai.dimse.ul.Tls;
import org.africai.server.receivers.Ports;
import org.africai.server.settings.StartRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ports on which this server speaks DIMSE. Thread-safe.
public final class DimsePorts implements Ports, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DimsePorts.class);

    private final DimseSettings settings;
    private final DimseServices services;
    private final Duration patience;
    private final InetAddress host;
    private final @Nullable Tls tls;
    private final ReentrantLock lock = new ReentrantLock();

    /// Guarded by `lock`.
    private final Map<Integer, DicomServer> servers = new TreeMap<>();

    /// @param patience how long messages under way may take to end when a port closes
    /// @throws StartRefused when the settings name an address or keys that cannot be used
    public DimsePorts(DimseSettings settings, DimseServices services, Duration patience) {
        this.settings = settings;
        this.services = services;
        this.patience = patience;
        this.host = host(settings.host());
        this.tls = services.tls();
    }

    private static InetAddress host(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new StartRefused("there is no address '" + name + "' for DICOM to listen on", e);
        }
    }

    @Override
    public void listen(Set<Integer> ports) {
        lock.lock();
        try {
            Set<Integer> superfluous = new HashSet<>(servers.keySet());
            superfluous.removeAll(ports);
            drain(superfluous);
            ports.stream().filter(port -> !servers.containsKey(port)).forEach(this::open);
        } finally {
            lock.unlock();
        }
    }

    private void open(int port) {
        var options =
                DicomServer.Settings.of(new ReceiverAdmission(port, services))
                        .withLimits(settings.limits());
        try {
            Tls encryption = settings.isTls(port) ? tls : null;
            DicomServer server =
                    DicomServer.start(
                            new InetSocketAddress(host, port),
                            encryption == null ? options : options.withTls(encryption));
            servers.put(port, server);
            LOG.info("listening for DICOM port={} tls={}", port, encryption != null);
        } catch (IOException e) {
            LOG.warn("cannot listen for DICOM port={} reason=\"{}\"", port, e.getMessage());
        }
    }

    /// All at once: each may take its time.
    private void drain(Set<Integer> ports) {
        List<DicomServer> closing = new ArrayList<>();
        ports.forEach(port -> closing.add(servers.remove(port)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            closing.forEach(server -> threads.execute(() -> server.drain(patience)));
        }
        ports.forEach(port -> LOG.info("no longer listening for DICOM port={}", port));
    }

    @Override
    public Set<Integer> open() {
        lock.lock();
        try {
            return Set.copyOf(servers.keySet());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<String> obstacle(int port) {
        if (open().contains(port)) {
            return Optional.empty();
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
            return Optional.empty();
        } catch (BindException e) {
            return Optional.of("is in use by another program, or may not be used");
        } catch (IOException e) {
            return Optional.of("cannot be used");
        }
    }

    @Override
    public void close() {
        listen(Set.of());
    }
}
