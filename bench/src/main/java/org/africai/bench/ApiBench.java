package org.africai.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The REST API as scripts use it: many subjects with custom variables written and listed, many
/// small files, and the walk of a client through the sessions of a project.
final class ApiBench {
    private static final int VARIABLES = 10;
    private static final int CONNECTIONS = 8;
    private static final int PAGE_REQUESTS = 50;
    private static final int SMALL_FILE_BYTES = 4096;

    private final int subjects;
    private final int files;
    private final int sessions;
    private final int scans;
    private final int heapMiB;
    private final Path scratch;
    private final PrintStream out;

    ApiBench(Options options, Path scratch, PrintStream out) {
        this.subjects = options.number("subjects", 100_000);
        this.files = options.number("files", 2_000);
        this.sessions = options.number("sessions", 200);
        this.scans = options.number("scans", 10);
        this.heapMiB = options.number("heap", 256);
        this.scratch = scratch;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        try (PackagedServer server =
                PackagedServer.start(
                        Folders.africai(), scratch.resolve("data"), "-Xmx" + heapMiB + "m")) {
            warmUp(server);
            writeSubjects(server);
            listSubjects(server);
            writeFiles(server);
            new WalkBench(server, sessions, scans, out).run();
            out.printf(Locale.ROOT, "server at most %d MiB resident%n", server.memoryMiB("VmHWM"));
        }
    }

    /// A server that has just been started is not what is measured.
    private void warmUp(PackagedServer server) throws IOException, InterruptedException {
        server.call("PUT", "/data/projects/WARM");
        new Connections(CONNECTIONS)
                .run(5_000, new Timings(), i -> writeSubject(server, "WARM", i));
        for (int i = 0; i < PAGE_REQUESTS; i++) {
            server.call("GET", firstPage("WARM"));
        }
        server.call("PUT", "/data/projects/WARM/resources/small");
        new Connections(CONNECTIONS).run(1_000, new Timings(), i -> writeFile(server, "WARM", i));
    }

    private void writeSubjects(PackagedServer server) throws IOException, InterruptedException {
        server.call("PUT", "/data/projects/MANY");
        int alone = subjects / 50;
        var one = new Timings();
        new Connections(1).run(alone, one, i -> writeSubject(server, "MANY", i));
        out.println("PUT of a subject, one connection: " + one);
        var many = new Timings();
        double seconds =
                new Connections(CONNECTIONS)
                        .run(subjects - alone, many, i -> writeSubject(server, "MANY", alone + i));
        out.printf(
                Locale.ROOT,
                "PUT of a subject, %d connections: %.0f/s, %s%n",
                CONNECTIONS,
                many.count() / seconds,
                many);
    }

    private static void writeSubject(PackagedServer server, String project, int number)
            throws IOException, InterruptedException {
        var random = new SplittableRandom(number);
        String variables =
                IntStream.range(0, VARIABLES)
                        .mapToObj(v -> variable(v) + "=" + random.nextInt(100_000))
                        .collect(Collectors.joining("&"));
        server.call(
                "PUT",
                String.format(
                        Locale.ROOT,
                        "/data/projects/%s/subjects/S%06d?gender=%s&yob=%d&%s",
                        project,
                        number,
                        random.nextBoolean() ? "female" : "male",
                        random.nextInt(1930, 2010),
                        variables));
    }

    private void listSubjects(PackagedServer server) throws IOException, InterruptedException {
        var pages = new Timings();
        for (int i = 0; i < PAGE_REQUESTS; i++) {
            long start = System.nanoTime();
            String page = server.call("GET", firstPage("MANY"));
            pages.add(System.nanoTime() - start);
            requireRows(page, 100);
        }
        out.println("first page of " + subjects + " subjects, 13 columns: " + pages);
        for (int i = 0; i < 3; i++) {
            wholeList(server);
        }
    }

    private void wholeList(PackagedServer server) throws IOException, InterruptedException {
        long before = server.memoryMiB("VmRSS");
        long start = System.nanoTime();
        long rows = -1;
        byte[] buffer = new byte[1 << 16];
        try (InputStream body =
                server.send(
                                "GET",
                                "/data/projects/MANY/subjects?format=csv&columns=" + columns(),
                                BodyPublishers.noBody())
                        .body()) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    rows += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (rows != subjects) {
            throw new IllegalStateException(rows + " rows, not " + subjects);
        }
        out.printf(
                Locale.ROOT,
                "all as CSV: %.0f rows/s; server %d MiB before, %d after%n",
                rows / seconds,
                before,
                server.memoryMiB("VmRSS"));
    }

    private static void requireRows(String csv, int rows) {
        if (csv.lines().count() != rows + 1) {
            throw new IllegalStateException(csv.lines().count() - 1 + " rows, not " + rows);
        }
    }

    private static String firstPage(String project) {
        return "/data/projects/" + project + "/subjects?format=csv&limit=100&columns=" + columns();
    }

    private static String columns() {
        return "label,gender,yob,"
                + IntStream.range(0, VARIABLES)
                        .mapToObj(v -> variable(v))
                        .collect(Collectors.joining(","));
    }

    private void writeFiles(PackagedServer server) throws IOException, InterruptedException {
        server.call("PUT", "/data/projects/MANY/resources/small");
        var timings = new Timings();
        double seconds =
                new Connections(CONNECTIONS).run(files, timings, i -> writeFile(server, "MANY", i));
        String list = server.call("GET", "/data/projects/MANY/resources/small/files?format=csv");
        requireRows(list, files);
        out.printf(
                Locale.ROOT,
                "%d files of %d bytes, %d connections: %.0f/s, %s%n",
                files,
                SMALL_FILE_BYTES,
                CONNECTIONS,
                files / seconds,
                timings);
    }

    private static void writeFile(PackagedServer server, String project, int number)
            throws IOException, InterruptedException {
        byte[] bytes = new byte[SMALL_FILE_BYTES];
        new SplittableRandom(number ^ project.hashCode()).nextBytes(bytes);
        server.send(
                        "PUT",
                        String.format(
                                Locale.ROOT,
                                "/data/projects/%s/resources/small/files/f%05d.bin?inbody=true",
                                project,
                                number),
                        BodyPublishers.ofByteArray(bytes))
                .body()
                .close();
    }

    private static String variable(int number) {
        String path = "xnat:subjectData/fields/field[name=variable" + number + "]/field";
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
