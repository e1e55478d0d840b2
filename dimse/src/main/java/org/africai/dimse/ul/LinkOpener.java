package org.africai.dimse.ul;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Opens associations, as acceptor and as requestor.
public final class LinkOpener {
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Transport transport;
    private final NetworkLimits limits;
    private final PduInput in;

    private LinkOpener(Transport transport, NetworkLimits limits) {
        this.transport = transport;
        this.limits = limits;
        this.in = new PduInput(transport, limits);
    }

    /// Negotiates on a connection that a peer opened. The socket is closed unless an association
    /// came of it.
    ///
    /// @param tls how to encrypt; `null` for not at all
    /// @param acceptor decides, once the request is known to be well formed
    /// @throws AssociationEnded when none came of it
    public static Link accept(
            Socket socket, @Nullable Tls tls, NetworkLimits limits, Acceptor acceptor)
            throws AssociationEnded {
        Transport transport;
        try {
            transport =
                    tls == null
                            ? Transport.plain(socket)
                            : Transport.asAcceptor(socket, tls, limits.times().artim());
        } catch (IOException e) {
            Transport.closeQuietly(socket);
            throw unopened(e);
        }
        return new LinkOpener(transport, limits).accept(acceptor);
    }

    /// Connects and asks for an association.
    ///
    /// @param tls how to encrypt; `null` for not at all
    /// @throws AssociationEnded when none came of it: rejected, aborted, too slow, not reached
    public static Link request(
            InetSocketAddress address,
            @Nullable Tls tls,
            NetworkLimits limits,
            AssociationRequest request)
            throws AssociationEnded {
        // Connected with a time limit below; closed by the transport, or when there is none.
        Socket socket = new Socket();
        Transport transport;
        try {
            socket.connect(address, (int) limits.times().artim().toMillis());
            transport =
                    tls == null
                            ? Transport.plain(socket)
                            : Transport.asRequestor(
                                    socket, tls, address.getHostString(), limits.times().artim());
        } catch (IOException e) {
            Transport.closeQuietly(socket);
            throw unopened(e);
        }
        return new LinkOpener(transport, limits).request(request);
    }

    private static AssociationEnded unopened(IOException error) {
        return new AssociationEnded(
                switch (error) {
                    case SocketTimeoutException _ -> new AssociationEnd.TimedOut(Timer.ARTIM);
                    case SSLException _ ->
                            new AssociationEnd.Lost("TLS failed: " + error.getMessage());
                    default -> new AssociationEnd.Lost(String.valueOf(error.getMessage()));
                });
    }

    // ---- acceptor

    private Link accept(Acceptor acceptor) throws AssociationEnded {
        boolean isOpen = false;
        try {
            AssociationRequest request = receiveRequest();
            Agreement.requireUsable(request.information().maxPduBytes());
            AssociationAccept accept =
                    switch (acceptor.reply(request, transport.certificates())) {
                        case Acceptor.Reply.Accept(AssociationAccept yes) -> yes;
                        case Acceptor.Reply.Reject(Rejection no) -> throw new RefusedRequest(no);
                    };
            write(AssociateWriter.accept(request, accept));
            Link link = new Link(transport, in, limits, request, accept, false);
            isOpen = true;
            return link;
        } catch (RefusedRequest e) {
            write(AssociateWriter.reject(e.rejection()));
            throw finish(new AssociationEnd.Rejected(e.rejection()));
        } catch (IOException e) {
            throw failed(e);
        } finally {
            if (!isOpen) {
                transport.close();
            }
        }
    }

    private AssociationRequest receiveRequest() throws IOException, RefusedRequest {
        receive(false);
        return AssociateReader.request(in.content(limits.lengths().associate()));
    }

    // ---- requestor

    private Link request(AssociationRequest request) throws AssociationEnded {
        boolean isOpen = false;
        try {
            write(AssociateWriter.request(request));
            receive(true);
            if (in.type() == PduType.ASSOCIATE_REJECT) {
                Rejection rejection = AssociateReader.reject(in.fixedContent());
                throw finish(new AssociationEnd.Rejected(rejection));
            }
            AssociationAccept accept =
                    AssociateReader.accept(in.content(limits.lengths().associate()));
            Agreement.requireUsable(accept.information().maxPduBytes());
            Link link = new Link(transport, in, limits, request, accept, true);
            isOpen = true;
            return link;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            if (!isOpen) {
                transport.close();
            }
        }
    }

    // ---- both

    private void receive(boolean isRequestor) throws IOException {
        in.next(Timer.ARTIM, () -> false);
        if (!State.NEGOTIATING.expects(in.type(), isRequestor)) {
            throw new BadPdu(Abort.UNEXPECTED_PDU, in.type() + " in negotiation");
        }
        if (in.type() == PduType.ABORT) {
            Abort abort = AssociateReader.abort(in.fixedContent());
            throw new AssociationEnded(new AssociationEnd.Aborted(abort));
        }
    }

    private void write(byte[] pdu) throws AssociationEnded {
        try {
            transport.write(pdu, 0, pdu.length, limits.times().write());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Lets the last words reach the peer, and closes.
    private AssociationEnded finish(AssociationEnd end) {
        transport.finishWriting();
        in.drain(LINGER_NANOS);
        transport.close();
        return new AssociationEnded(end);
    }

    private AssociationEnded failed(IOException error) {
        return switch (error) {
            case AssociationEnded ended -> ended;
            case BadPdu bad -> {
                tell(bad.abort());
                yield finish(new AssociationEnd.Violated(bad.abort(), bad.what()));
            }
            case EOFException _ ->
                    new AssociationEnded(new AssociationEnd.Lost("closed before an association"));
            default ->
                    transport.isCut()
                            ? new AssociationEnded(new AssociationEnd.TimedOut(Timer.WRITE))
                            : unopened(error);
        };
    }

    private void tell(Abort abort) {
        byte[] pdu = AssociateWriter.abort(abort);
        try {
            transport.write(pdu, 0, pdu.length, limits.times().write());
        } catch (IOException _) {
            // A peer that is gone cannot be told.
            return;
        }
    }
}
