package org.africai.cli.send;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A line to a server that is cut again and again: after so many bytes up, or before so many come
/// down. What was under way is lost, as with a modem that hangs up.
final class BadLine implements AutoCloseable {
    private static final int BUFFER = 1_024;

    private final ServerSocket door;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong down = new AtomicLong();
    private final AtomicInteger cuts = new AtomicInteger();
    private final long everyUp;
    private final long everyDown;
    private final int mostCuts;

    /// @param everyUp bytes up between two cuts
    /// @param everyDown bytes down between two cuts
    /// @param mostCuts after which the line is good
    BadLine(URI to, long everyUp, long everyDown, int mostCuts) throws IOException {
        this.port = to.getPort();
        this.everyUp = everyUp;
        this.everyDown = everyDown;
        this.mostCuts = mostCuts;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> carry(near, far, up, everyUp));
                Thread.ofVirtual().start(() -> carry(far, near, down, everyDown));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void carry(Socket from, Socket to, AtomicLong count, long every) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                long before = count.getAndAdd(n);
                boolean isDue = before / every != (before + n) / every;
                if (isDue && cuts.incrementAndGet() <= mostCuts) {
                    cut();
                    return;
                }
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException broken) {
            open.remove(from);
            open.remove(to);
        }
    }

    private void cut() {
        List.copyOf(open).forEach(this::reset);
        open.clear();
    }

    private void reset(Socket one) {
        try {
            if (!one.isClosed()) {
                one.setSoLinger(true, 0);
            }
            one.close();
        } catch (IOException isClosed) {
            open.remove(one);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
