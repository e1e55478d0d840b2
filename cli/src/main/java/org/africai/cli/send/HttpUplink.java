package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.africai.cli.Exit;
import org.jspecify.annotations.Nullable;

/// An archive that is spoken to by HTTP: one object per request, over connections that stay open.
/// An object that is whole is acknowledged for itself, so that a line that drops costs one object
/// at most.
final class HttpUplink implements Uplink {
    /// What the archive says it got, and what it keeps: SHA-256 in hexadecimal.
    private static final String RECEIVED = "X-Import-Received";

    private static final String KEPT = "X-Import-Kept";
    private static final Pattern WAITING =
            Pattern.compile("/data/prearchive/projects/[\\w~%/-][\\w.~%/-]{0,1000}");
    private static final int NONE = -1;

    /// The status of a session that somebody else has taken from where it waited.
    private static final int GONE = 404;

    /// How much of an answer is read.
    private static final int MOST_ANSWER_BYTES = 1 << 20;

    private static final int MOST_REASON = 500;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final HttpClient http;
    private final URI base;
    private final String project;
    private final String authorization;
    private final Times times;

    /// How long is waited.
    ///
    /// @param connect for a connection
    /// @param stall while no byte leaves
    /// @param answer for the answer once the last byte has left this program: what the system still
    ///   holds then takes two minutes at 256 kbit/s
    record Times(Duration connect, Duration stall, Duration answer) {
        static final Times DEFAULT =
                new Times(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));
    }

    /// @param authorization the header's value
    HttpUplink(URI base, String project, String authorization, Times times) {
        this.base = base;
        this.project = project;
        this.authorization = authorization;
        this.times = times;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(times.connect())
                        .build();
    }

    @Override
    public boolean isComparing() {
        return true;
    }

    /// Whether the project is there and the sender may look at it; the answer is what becomes of
    /// sessions that arrive for it: 0 when they wait for a person.
    @Override
    public Answer<String> greet() throws InterruptedException {
        return exchange(
                Call.small(
                        request("/data/projects/" + encoded(project) + "/prearchive_code").GET()),
                (_, body) -> new Answer.Done<>(body.strip()));
    }

    @Override
    public Answer<State.Sent> send(Parcel parcel, LongConsumer sent) throws InterruptedException {
        State.Ready ready = parcel.ready();
        StringBuilder query =
                new StringBuilder("/data/services/import?import-handler=gradual-DICOM");
        query.append("&overwrite=append&prevent_auto_commit=true&SOURCE=africai-send");
        query.append("&project=").append(encoded(project));
        if (!ready.session().isEmpty()) {
            query.append("&subject=").append(encoded(ready.subject()));
            query.append("&session=").append(encoded(ready.session()));
        }
        AtomicLong left = new AtomicLong();
        HttpRequest.Builder request =
                request(query.toString())
                        .header("Content-Type", "application/dicom")
                        .POST(body(parcel, left, sent));
        return exchange(
                new Call(request, left, ready.bytes(), NONE),
                (answer, body) -> receipt(ready, answer, body));
    }

    private static BodyPublisher body(Parcel parcel, AtomicLong left, LongConsumer sent) {
        BodyPublisher whole =
                BodyPublishers.ofInputStream(() -> {
                    try {
                        return new Counted(Files.newInputStream(parcel.file()), left, sent);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        return BodyPublishers.fromPublisher(whole, parcel.ready().bytes());
    }

    /// Counts what leaves.
    private static final class Counted extends FilterInputStream {
        private final AtomicLong left;
        private final LongConsumer sent;

        Counted(InputStream in, AtomicLong left, LongConsumer sent) {
            super(in);
            this.left = left;
            this.sent = sent;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int n) {
            left.addAndGet(n);
            sent.accept(n);
        }
    }

    private static Answer<State.Sent> receipt(
            State.Ready ready, HttpResponse<InputStream> answer, String body) {
        Optional<String> received = answer.headers().firstValue(RECEIVED);
        if (received.isPresent() && !received.get().equals(ready.digest())) {
            return new Answer.Refused<>(
                    "the archive received other bytes than were sent (SHA-256 "
                            + received.get()
                            + "); it has them, ask who runs it to delete that object");
        }
        String kept = answer.headers().firstValue(KEPT).orElse("");
        String place = body.lines().findFirst().orElse("").strip();
        return new Answer.Done<>(new State.Sent(kept, ready.bytes(), place(place)));
    }

    @Override
    public Answer<Map<String, String>> held(Collection<String> digests)
            throws InterruptedException {
        HttpRequest.Builder request =
                request("/api/projects/" + encoded(project) + "/holdings")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(String.join("\n", digests) + "\n"));
        Answer<Map<String, String>> answer =
                exchange(Call.small(request), (_, body) -> new Answer.Done<>(lines(body)));
        return answer instanceof Answer.Stopped<Map<String, String>>(Exit exit, String reason)
                        && exit == Exit.DENIED
                ? new Answer.Refused<>(reason)
                : answer;
    }

    /// An address that can be asked for; empty when it cannot.
    private static String place(String named) {
        return WAITING.matcher(named).matches() && !named.contains("..") ? named : "";
    }

    private static Map<String, String> lines(String body) {
        Map<String, String> held = new LinkedHashMap<>();
        body.lines()
                .forEach(line -> {
                    String[] parts = line.split("\t", 2);
                    held.put(parts[0], parts.length < 2 ? "" : place(parts[1].strip()));
                });
        return held;
    }

    /// With what the project says of sessions that arrive, which `prevent_auto_commit` has put off.
    @Override
    public Answer<String> settle(String waiting) throws InterruptedException {
        if (place(waiting).isEmpty()) {
            return new Answer.Refused<>("the archive named a place that cannot be one");
        }
        return switch (greet()) {
            case Answer.Done<String>(String code) ->
                    exchange(
                            new Call(
                                    request(waiting + "?action=commit&AA=" + !code.equals("0"))
                                            .POST(BodyPublishers.noBody()),
                                    new AtomicLong(),
                                    0,
                                    GONE),
                            (_, body) -> new Answer.Done<>(body.strip()));
            case Answer.Refused<String> refused -> refused;
            case Answer.Stopped<String> stopped -> stopped;
            case Answer.Later<String> later -> later;
        };
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", authorization)
                .header("User-Agent", "africai-send");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private interface Reading<T> {
        Answer<T> read(HttpResponse<InputStream> answer, String body);
    }

    /// A request.
    ///
    /// @param left counts what leaves
    /// @param bytes how many there are
    /// @param alsoDone a status beside 2xx that means success here
    private record Call(HttpRequest.Builder request, AtomicLong left, long bytes, int alsoDone) {
        static Call small(HttpRequest.Builder request) {
            return new Call(request, new AtomicLong(), 0, NONE);
        }
    }

    /// One request to its end. A line on which nothing moves any more is given up.
    private <T> Answer<T> exchange(Call call, Reading<T> reading) throws InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> coming =
                http.sendAsync(call.request().build(), HttpResponse.BodyHandlers.ofInputStream());
        try {
            HttpResponse<InputStream> answer = awaited(coming, call.left(), call.bytes());
            String body = text(answer);
            return answer.statusCode() == call.alsoDone()
                    ? reading.read(answer, "")
                    : judged(answer, body, call.bytes() > 0, reading);
        } catch (ExecutionException e) {
            return Answer.Later.line(told(e.getCause()));
        } catch (CancellationException | TimeoutException e) {
            return Answer.Later.line("nothing moved on the line");
        } catch (IOException e) {
            return Answer.Later.line(told(e));
        } finally {
            coming.cancel(true);
        }
    }

    private HttpResponse<InputStream> awaited(
            CompletableFuture<HttpResponse<InputStream>> coming, AtomicLong left, long bytes)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            long before = left.get();
            Duration limit = before < bytes ? times.stall() : times.answer();
            try {
                return coming.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (left.get() == before) {
                    throw e;
                }
            }
        }
    }

    /// The answer's text. Its bytes count as a line on which something moves.
    private static String text(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream in = answer.body()) {
            return new String(in.readNBytes(MOST_ANSWER_BYTES), UTF_8);
        }
    }

    /// Exceptions of the client say "no message" or a name of a host; never what was sent.
    private static String told(@Nullable Throwable failure) {
        if (failure == null) {
            return "the line failed";
        }
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }

    /// @param isObject whether an object was sent, for a project that was there before
    private static <T> Answer<T> judged(
            HttpResponse<InputStream> answer, String body, boolean isObject, Reading<T> reading) {
        int status = answer.statusCode();
        boolean isMoved = status == 301 && body.startsWith("/data/");
        if (status / 100 == 2 || isMoved) {
            return reading.read(answer, body);
        }
        String reason = status + " " + shortened(body);
        if (status == GONE && isObject) {
            return new Answer.Later<>(reason, wait(answer), true);
        }
        return switch (status) {
            case 401 -> new Answer.Stopped<>(Exit.DENIED, "login or token is wrong, or has ended");
            case 403, 404 ->
                    new Answer.Stopped<>(
                            Exit.DENIED,
                            "there is no such project here, or no right to add to it ("
                                    + reason
                                    + ")");
            case 408, 425, 429, 502, 503, 504 -> new Answer.Later<>(reason, wait(answer), false);
            case 507 ->
                    new Answer.Later<>(
                            "the archive has no room (" + reason + ")", wait(answer), false);
            case 500 ->
                    new Answer.Later<>("the archive failed (" + reason + ")", wait(answer), true);
            default ->
                    status / 100 == 3
                            ? new Answer.Stopped<>(
                                    Exit.USAGE,
                                    "the archive has another address: "
                                            + answer.headers().firstValue("Location").orElse("?"))
                            : new Answer.Refused<>(reason);
        };
    }

    private static String shortened(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() > MOST_REASON ? line.substring(0, MOST_REASON) + "…" : line;
    }

    private static @Nullable Duration wait(HttpResponse<InputStream> answer) {
        List<String> said = answer.headers().allValues("Retry-After");
        if (said.isEmpty() || !said.getFirst().strip().matches("\\d{1,9}")) {
            return null;
        }
        Duration wait = Duration.ofSeconds(Long.parseLong(said.getFirst().strip()));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
