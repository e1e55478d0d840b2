package org.africai.acceptance;

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

/// A line to a server on which something happens each time that so many bytes have gone up, a
/// number of times; then every connection is cut.
final class TriggeringLine implements AutoCloseable {
    private static final int BUFFER = 1_024;

    private final ServerSocket door;
    private final int port;
    private final long every;
    private final int times;
    private final Runnable event;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong up = new AtomicLong();
    private final AtomicInteger events = new AtomicInteger();

    TriggeringLine(URI to, long every, int times, Runnable event) throws IOException {
        this.port = to.getPort();
        this.every = every;
        this.times = times;
        this.event = event;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /// How often it has happened.
    int events() {
        return Math.min(events.get(), times);
    }

    private void accept() {
        try {
            while (true) {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> carry(near, far, true));
                Thread.ofVirtual().start(() -> carry(far, near, false));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void carry(Socket from, Socket to, boolean isUp) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (isUp && isDue(n) && events.incrementAndGet() <= times) {
                    event.run();
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

    private boolean isDue(int bytes) {
        long before = up.getAndAdd(bytes);
        return before / every != (before + bytes) / every;
    }

    private void cut() {
        List.copyOf(open).forEach(this::close);
        open.clear();
    }

    private void close(Socket one) {
        try {
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
