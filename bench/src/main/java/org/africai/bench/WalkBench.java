package org.africai.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What xnatpy asks when somebody looks through all sessions, scans and resources of a project: one
/// request after the other, each for an item or a list.
final class WalkBench {
    private static final int WARM_UP_SESSIONS = 20;
    private static final String PROJECT = "/data/projects/WALK";

    private final PackagedServer server;
    private final int sessions;
    private final int scans;
    private final PrintStream out;

    WalkBench(PackagedServer server, int sessions, int scans, PrintStream out) {
        this.server = server;
        this.sessions = sessions;
        this.scans = scans;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        fill();
        walk(WARM_UP_SESSIONS);
        long before = server.memoryMiB("VmRSS");
        Timings timings = walk(sessions);
        out.printf(
                Locale.ROOT,
                "walk over %d sessions of %d scans: %s; server %d MiB before, %d after%n",
                sessions,
                scans,
                timings,
                before,
                server.memoryMiB("VmRSS"));
    }

    private void fill() throws IOException, InterruptedException {
        server.call("PUT", PROJECT);
        new Connections(4).run(sessions, new Timings(), this::fillSession);
    }

    private void fillSession(int number) throws IOException, InterruptedException {
        String session = PROJECT + "/subjects/S" + number / 2 + "/experiments/E" + number;
        server.call("PUT", session + "?xsiType=xnat:mrSessionData&date=2024-01-01");
        for (int scan = 1; scan <= scans; scan++) {
            String path = session + "/scans/" + scan;
            server.call("PUT", path + "?xsiType=xnat:mrScanData&type=T1&quality=usable");
            server.call("PUT", path + "/resources/NIFTI?format=NIFTI");
        }
    }

    private Timings walk(int count) throws IOException, InterruptedException {
        var timings = new Timings();
        get(timings, "/data/projects");
        get(timings, PROJECT);
        get(timings, PROJECT + "/subjects");
        List<String> found = uris(get(timings, PROJECT + "/experiments"));
        if (found.size() != sessions) {
            throw new IllegalStateException(found.size() + " sessions, not " + sessions);
        }
        for (String session : found.subList(0, Math.min(count, sessions))) {
            session(timings, session);
        }
        return timings;
    }

    private void session(Timings timings, String session) throws IOException, InterruptedException {
        get(timings, session);
        get(timings, session + "/resources");
        List<String> found = uris(get(timings, session + "/scans"));
        if (found.size() != scans) {
            throw new IllegalStateException(found.size() + " scans, not " + scans);
        }
        for (String scan : found) {
            get(timings, scan);
            get(timings, scan + "/resources");
            get(timings, scan + "/resources/NIFTI/files");
        }
    }

    private String get(Timings timings, String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String answer = server.call("GET", path + "?format=json");
        timings.add(System.nanoTime() - start);
        return answer;
    }

    private static List<String> uris(String table) {
        return Stream.of(table.split("\"URI\":\"", -1))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf('"')).replace("\\/", "/"))
                .filter(uri -> uri.startsWith("/data/"))
                .toList();
    }
}
