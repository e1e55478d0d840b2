package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// The four addresses of an archive that a sender uses, in memory, failing on command.
final class FakeArchive implements AutoCloseable {
    static final String TOKEN = "alias:secret";
    private static final String PLACE = "/data/prearchive/projects/P/20260131_101500000/";

    private final HttpServer server;

    /// Waiting and archived objects by digest; where they wait, empty when archived.
    final Map<String, String> held = new ConcurrentHashMap<>();

    /// Every import that came in whole, as the digest of its bytes.
    final List<String> imports = new CopyOnWriteArrayList<>();

    /// Everything that was ever sent here.
    final List<byte[]> bodies = new CopyOnWriteArrayList<>();

    final List<String> committed = new CopyOnWriteArrayList<>();

    /// What happens to the next imports instead of being taken in.
    final ConcurrentLinkedQueue<Trouble> troubles = new ConcurrentLinkedQueue<>();

    final AtomicInteger asked = new AtomicInteger();
    volatile boolean changesObjects;
    volatile boolean isOld;
    volatile String code = "4";

    /// Something that goes wrong with an import.
    interface Trouble {
        /// @return whether the answer was given, or cut off
        boolean happens(HttpExchange exchange, byte[] body) throws IOException;
    }

    FakeArchive() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/data/projects/P/prearchive_code", this::code);
        server.createContext("/data/services/import", this::receive);
        server.createContext("/api/projects/P/holdings", this::holdings);
        server.createContext("/data/prearchive/", this::commit);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private boolean isStranger(HttpExchange exchange) throws IOException {
        String expected =
                "Basic " + java.util.Base64.getEncoder().encodeToString(TOKEN.getBytes(UTF_8));
        if (expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return false;
        }
        answer(exchange, 401, "Login or password is wrong.");
        return true;
    }

    private void code(HttpExchange exchange) throws IOException {
        if (!isStranger(exchange)) {
            answer(exchange, 200, code);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (isStranger(exchange)) {
            return;
        }
        Trouble trouble = troubles.poll();
        if (trouble == null || !trouble.happens(exchange, body)) {
            accept(exchange, body);
        }
    }

    /// Takes an object in and says so.
    void accept(HttpExchange exchange, byte[] body) throws IOException {
        String place = keep(exchange, body);
        if (!isOld) {
            exchange.getResponseHeaders().set("X-Import-Received", Digest.of(body));
            exchange.getResponseHeaders().set("X-Import-Kept", kept(body));
        }
        answer(exchange, 200, place + "\r\n");
    }

    /// Takes an object in.
    String keep(HttpExchange exchange, byte[] body) {
        String place = PLACE + query(exchange).getOrDefault("session", "dicom_upload");
        imports.add(Digest.of(body));
        bodies.add(body);
        held.putIfAbsent(kept(body), place);
        return place;
    }

    private String kept(byte[] body) {
        String digest = Digest.of(body);
        return changesObjects ? Digest.of(digest.getBytes(UTF_8)) : digest;
    }

    static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        String text = exchange.getRequestURI().getRawQuery();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : parts[1]);
        }
        return query;
    }

    private void holdings(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (isOld) {
            answer(exchange, 404, "nothing here");
            return;
        }
        asked.incrementAndGet();
        List<String> lines = new ArrayList<>();
        body.lines()
                .filter(held::containsKey)
                .forEach(one -> lines.add(one + "\t" + held.get(one)));
        answer(exchange, 200, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
    }

    private void commit(HttpExchange exchange) throws IOException {
        String place = exchange.getRequestURI().getPath();
        committed.add(place);
        if (!query(exchange).getOrDefault("AA", "").equals("true")) {
            answer(exchange, 200, place);
            return;
        }
        held.replaceAll((_, where) -> where.equals(place) ? "" : where);
        answer(exchange, 301, "/data/archive/projects/P/experiments/E\r\n");
    }

    static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
