package org.africai.dimse.ul;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.encoding.TransferSyntax;

/// A peer that says what it is told to say, be it right or wrong.
public final class RawPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    public RawPeer(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    public RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /// A unit that came; of type -1 when the connection was closed instead.
    public record Received(int type, Octets content) {
        public boolean isClosed() {
            return type == -1;
        }

        public boolean isAbort() {
            return type == PduType.ABORT.code();
        }

        /// The reason of an abort.
        public Abort abort() {
            return new Abort(content.at(2), content.at(3));
        }
    }

    /// A peer with verification as context 1 and CT storage as context 3.
    public static RawPeer associated(int port) throws IOException {
        RawPeer peer = new RawPeer(port);
        peer.send(AssociateWriter.request(request()));
        Received answer = peer.receive();
        if (answer.type() != PduType.ASSOCIATE_ACCEPT.code()) {
            throw new AssertionError("not accepted: " + answer.type());
        }
        return peer;
    }

    public static AssociationRequest request() {
        return request(KnownUid.Verification, KnownUid.CTImageStorage);
    }

    /// Contexts 1, 3, … in implicit VR.
    public static AssociationRequest request(Uid... abstractSyntaxes) {
        List<ProposedContext> contexts = new ArrayList<>();
        for (Uid uid : abstractSyntaxes) {
            contexts.add(
                    new ProposedContext(
                            2 * contexts.size() + 1,
                            uid,
                            List.of(TransferSyntax.IMPLICIT_LITTLE.uid())));
        }
        return new AssociationRequest(
                new AeTitle("AFRICAI"), new AeTitle("RAW"), contexts, UserInformation.ours(16384));
    }

    public void request(AssociationRequest request) throws IOException {
        send(AssociateWriter.request(request));
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    public void send(String hex) throws IOException {
        send(bytes(hex));
    }

    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /// Sends a data unit with one fragment.
    ///
    /// @param control 1 for a command, 2 for the last fragment
    public void fragment(int context, int control, byte[] bytes) throws IOException {
        ItemWriter unit = new ItemWriter();
        unit.u32(bytes.length + 2L);
        unit.u8(context);
        unit.u8(control);
        unit.bytes(bytes);
        send(unit.toPdu(PduType.DATA));
    }

    public void releaseRequest() throws IOException {
        send(AssociateWriter.bare(PduType.RELEASE_REQUEST));
    }

    public void releaseResponse() throws IOException {
        send(AssociateWriter.bare(PduType.RELEASE_RESPONSE));
    }

    public void abort() throws IOException {
        send(AssociateWriter.abort(Abort.BY_USER));
    }

    /// Answers a request with these contexts, all accepted.
    public void accept(AssociationRequest request) throws IOException {
        var contexts =
                request.contexts().stream()
                        .map(c ->
                                new AnsweredContext(
                                        c.id(),
                                        AnsweredContext.Result.ACCEPTED,
                                        c.transferSyntaxes().getFirst()))
                        .toList();
        var accept = new AssociationAccept(contexts, UserInformation.ours(16384));
        send(AssociateWriter.accept(request, accept));
    }

    /// The next unit, whatever it is.
    public Received receive() throws IOException {
        try {
            int type = in.read();
            if (type < 0) {
                return new Received(-1, Octets.NONE);
            }
            in.readByte();
            byte[] content = new byte[in.readInt()];
            in.readFully(content);
            return new Received(type, Octets.of(content));
        } catch (SocketException | EOFException _) {
            return new Received(-1, Octets.NONE);
        }
    }

    /// The next unit as a request.
    public AssociationRequest receiveRequest() throws IOException, RefusedRequest {
        return AssociateReader.request(receive().content().toBytes());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
