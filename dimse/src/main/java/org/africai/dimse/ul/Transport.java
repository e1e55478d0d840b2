package org.africai.dimse.ul;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/// A connection on which nothing waits for ever.
///
/// One thread reads. Several may write, one after the other; a write that the peer does not take in
/// time is cut off by [Watchdog]. Short reads go through a buffer, long ones past it.
///
/// Acknowledgements are asked for at once after each read (`TCP_QUICKACK`, which the system forgets
/// again and again): a sender with Nagle's algorithm on otherwise waits some 40 ms for each object.
final class Transport implements AutoCloseable {
    private static final int BUFFER_BYTES = 8 << 10;
    private static final long NEVER = Long.MAX_VALUE;

    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Socket base;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private boolean isQuickAck;
    private int at;
    private int end;
    private int timeout;
    private volatile long busyUntil = NEVER;
    private volatile boolean isCut;

    private Transport(Socket base, Socket socket) throws IOException {
        this.base = base;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.isQuickAck = base.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        base.setOption(StandardSocketOptions.TCP_NODELAY, true);
        base.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        Watchdog.SHARED.watch(this);
    }

    static Transport plain(Socket socket) throws IOException {
        return new Transport(socket, socket);
    }

    /// A connection that a requestor opened, after the handshake.
    static Transport asAcceptor(Socket plain, Tls tls, Duration time) throws IOException {
        return new Transport(plain, tls.asAcceptor(plain)).shakeHands(time);
    }

    /// A connection to `host`, after the handshake.
    static Transport asRequestor(Socket plain, Tls tls, String host, Duration time)
            throws IOException {
        return new Transport(plain, tls.asRequestor(plain, host, plain.getPort())).shakeHands(time);
    }

    private Transport shakeHands(Duration time) throws IOException {
        busyUntil = System.nanoTime() + time.toNanos();
        try {
            ((SSLSocket) socket).startHandshake();
        } catch (IOException e) {
            close();
            throw isCut ? new SocketTimeoutException("the TLS handshake took too long") : e;
        } finally {
            busyUntil = NEVER;
        }
        return this;
    }

    InetSocketAddress remote() {
        return (InetSocketAddress) base.getRemoteSocketAddress();
    }

    /// The certificates that the peer showed, its own first; none without TLS.
    List<X509Certificate> certificates() {
        if (!(socket instanceof SSLSocket secure)) {
            return List.of();
        }
        try {
            return Arrays.stream(secure.getSession().getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException _) {
            return List.of();
        }
    }

    /// Reads at least one byte, or -1 at the end.
    ///
    /// @param nanos longest wait
    /// @throws SocketTimeoutException when nothing came in time
    int read(byte[] target, int offset, int length, long nanos) throws IOException {
        if (at == end) {
            if (length >= BUFFER_BYTES) {
                return receive(target, offset, length, nanos);
            }
            int count = receive(buffer, 0, BUFFER_BYTES, nanos);
            at = 0;
            end = Math.max(0, count);
            if (count < 0) {
                return -1;
            }
        }
        int count = Math.min(length, end - at);
        System.arraycopy(buffer, at, target, offset, count);
        at += count;
        return count;
    }

    private int receive(byte[] target, int offset, int length, long nanos) throws IOException {
        if (nanos <= 0) {
            throw new SocketTimeoutException("no time left");
        }
        int millis = (int) Math.min(Integer.MAX_VALUE, nanos / NANOS_PER_MILLI + 1);
        if (millis != timeout) {
            socket.setSoTimeout(millis);
            timeout = millis;
        }
        int count = in.read(target, offset, length);
        acknowledge();
        return count;
    }

    private void acknowledge() {
        if (isQuickAck) {
            try {
                base.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            } catch (IOException | UnsupportedOperationException _) {
                isQuickAck = false;
            }
        }
    }

    /// Writes all bytes. Callers see to it that one writes at a time.
    ///
    /// @param time how long the peer may take to receive them
    void write(byte[] source, int offset, int length, Duration time) throws IOException {
        busyUntil = System.nanoTime() + time.toNanos();
        try {
            out.write(source, offset, length);
        } finally {
            busyUntil = NEVER;
        }
    }

    /// Whether something takes longer than it may.
    boolean isOverdue(long now) {
        long until = busyUntil;
        return until != NEVER && now - until > 0;
    }

    /// Ends the connection under a thread that waits for it.
    void cut() {
        isCut = true;
        close();
    }

    /// Whether the connection ended because a write or the handshake took too long.
    boolean isCut() {
        return isCut;
    }

    /// Says that nothing more will be sent.
    void finishWriting() {
        try {
            socket.shutdownOutput();
        } catch (IOException | UnsupportedOperationException _) {
            // It is closed next, whether this reached the peer or not.
            return;
        }
    }

    /// Closes the socket below TLS, whose own closing may wait for a write that hangs.
    @Override
    public void close() {
        Watchdog.SHARED.forget(this);
        closeQuietly(base);
    }

    static void closeQuietly(@Nullable Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException _) {
                // Nothing can be done with a socket that cannot be closed.
                return;
            }
        }
    }
}
