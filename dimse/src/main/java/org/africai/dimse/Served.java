package org.africai.dimse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.africai.dimse.ul.Acceptor;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.AssociationRequest;
import org.africai.dimse.ul.Link;
import org.africai.dimse.ul.LinkOpener;
import org.africai.dimse.ul.Rejection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to a server, from its acceptance to its end.
final class Served {
    private static final Logger LOG = LoggerFactory.getLogger(Served.class);

    private final Socket socket;
    private final DicomServer.Settings settings;
    private final boolean isToReject;
    private final InetSocketAddress remote;
    private final long started = System.nanoTime();
    private Services services = Services.ECHO;
    private @Nullable AssociationRequest request;
    private volatile @Nullable Performer performer;
    private volatile @Nullable Link link;
    private volatile boolean isAborted;
    private volatile boolean isDraining;

    /// @param isToReject whether it is one too many
    Served(Socket socket, DicomServer.Settings settings, boolean isToReject) {
        this.socket = socket;
        this.settings = settings;
        this.isToReject = isToReject;
        this.remote = (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    /// Serves until the end.
    AssociationReport run() {
        AssociationEnd end;
        try {
            Link opened = LinkOpener.accept(socket, settings.tls(), settings.limits(), this::reply);
            end = perform(opened);
        } catch (AssociationEnded e) {
            end = e.end();
        }
        return report(end);
    }

    private AssociationEnd perform(Link opened) {
        link = opened;
        if (isAborted) {
            opened.abort();
        }
        Performer serving = new Performer(opened, services, settings.limits());
        performer = serving;
        if (isDraining) {
            serving.drain();
        }
        return serving.run();
    }

    private Acceptor.Reply reply(AssociationRequest asked, List<X509Certificate> certificates) {
        request = asked;
        if (isToReject) {
            return new Acceptor.Reply.Reject(Rejection.LOCAL_LIMIT_EXCEEDED);
        }
        return switch (decide(asked, certificates)) {
            case Admission.Verdict.Refused(Rejection why) -> new Acceptor.Reply.Reject(why);
            case Admission.Verdict.Admitted admitted -> {
                services = admitted.services();
                yield new Acceptor.Reply.Accept(
                        Negotiation.accept(
                                asked, services, settings.limits(), admitted.identityAnswer()));
            }
        };
    }

    private Admission.Verdict decide(AssociationRequest asked, List<X509Certificate> certificates) {
        try {
            return settings.admission().decide(asked, remote, certificates);
        } catch (RuntimeException e) {
            LOG.error("could not decide on an association", e);
            return new Admission.Verdict.Refused(Rejection.TEMPORARY_CONGESTION);
        }
    }

    private AssociationReport report(AssociationEnd end) {
        Performer served = performer;
        return new AssociationReport(
                request == null ? null : request.calling(),
                request == null ? null : request.called(),
                remote,
                end,
                served == null ? 0 : served.messages(),
                served == null ? 0 : served.bytes(),
                Duration.ofNanos(System.nanoTime() - started));
    }

    /// Whether somebody should look at the end of it: anything but a release, and but a connection
    /// that was opened and closed without a word, as health checks do.
    boolean isWarned(AssociationReport report) {
        boolean isProbe = request == null && report.end() instanceof AssociationEnd.Lost;
        return !isProbe && !(report.end() instanceof AssociationEnd.Released);
    }

    /// Lets it end what it is doing and nothing more, from another thread.
    void drain() {
        isDraining = true;
        Performer serving = performer;
        if (serving != null) {
            serving.drain();
        }
    }

    /// Ends it from another thread.
    void abort() {
        isAborted = true;
        Link opened = link;
        if (opened != null) {
            opened.abort();
        } else {
            close();
        }
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("could not close a socket: {}", e.getMessage());
        }
    }
}
