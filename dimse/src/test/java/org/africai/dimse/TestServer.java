package org.africai.dimse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.africai.dimse.ul.NetworkLimits;

/// A server on a free port of this machine that keeps the reports of its associations.
final class TestServer implements AutoCloseable {
    static final String TITLE = "AFRICAI";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final BlockingQueue<AssociationReport> reports = new LinkedBlockingQueue<>();
    private final DicomServer server;

    TestServer(Services services) {
        this(services, NetworkLimits.DEFAULT);
    }

    TestServer(Services services, NetworkLimits limits) {
        this(Admission.open(services), settings -> settings.withLimits(limits));
    }

    TestServer(Admission admission, UnaryOperator<DicomServer.Settings> change) {
        var settings = DicomServer.Settings.of(admission).withListener(reports::add);
        try {
            server = DicomServer.start(loopback(), change.apply(settings));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    int port() {
        return server.port();
    }

    DicomServer server() {
        return server;
    }

    RemoteEntity entity() {
        return RemoteEntity.plain(TITLE, "127.0.0.1", port());
    }

    /// How the next association ends.
    AssociationReport nextReport() throws InterruptedException {
        AssociationReport report = reports.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        if (report == null) {
            throw new AssertionError("no association ended");
        }
        return report;
    }

    @Override
    public void close() {
        server.close();
    }
}
