package org.africai.server.db;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Speaks just enough of PostgreSQL's protocol to be taken for a server of some version: it lets
/// everyone in, answers every `SHOW` with "read committed" and every other statement with nothing.
final class FakePostgres implements Closeable {
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;

    private final ServerSocket socket;
    private final String version;

    FakePostgres(String version) throws IOException {
        this.version = version;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:"
                + socket.getLocalPort()
                + "/africai?preferQueryMode=simple";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var in = new DataInputStream(client.getInputStream());
                var out = new DataOutputStream(client.getOutputStream())) {
            greet(in, out);
            while (true) {
                answer(in.readByte(), in, out);
            }
        } catch (EOFException | SocketException gone) {
            // the client has left
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void greet(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        int code = in.readInt();
        in.skipNBytes(length - 8L);
        if (code == SSL_REQUEST || code == GSS_REQUEST) {
            out.writeByte('N');
            greet(in, out);
            return;
        }
        send(out, 'R', new byte[4]);
        for (var parameter :
                List.of(
                        "server_version\0" + version,
                        "server_encoding\0UTF8",
                        "client_encoding\0UTF8",
                        "DateStyle\0ISO, MDY",
                        "integer_datetimes\0on",
                        "standard_conforming_strings\0on",
                        "TimeZone\0UTC")) {
            send(out, 'S', bytes(parameter + "\0"));
        }
        send(out, 'K', new byte[8]);
        send(out, 'Z', new byte[] {'I'});
    }

    private static void answer(byte type, DataInputStream in, DataOutputStream out)
            throws IOException {
        String query = new String(in.readNBytes(in.readInt() - 4), StandardCharsets.UTF_8);
        if (type != 'Q') {
            return;
        }
        if (query.startsWith("SHOW")) {
            send(out, 'T', bytes("\0\1level\0\0\0\0\0\0\0\0\0\0\31\377\377\377\377\377\377\0\0"));
            send(out, 'D', bytes("\0\1\0\0\0\16read committed"));
        }
        send(out, 'C', bytes("DONE\0"));
        send(out, 'Z', new byte[] {'I'});
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void send(DataOutputStream out, char type, byte[] body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
        out.flush();
    }
}
