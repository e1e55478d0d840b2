package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.africai.server.boot.KilledServer;
import org.africai.server.boot.ServerProcess;
import org.africai.server.boot.TestClient;
import org.africai.server.db.TestFolders;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Kills the server and its database at random moments while waiting sessions are moved, built,
/// archived and deleted, at once and by the queue. After each restart every session that was
/// acknowledged and not deleted is in one place, at rest or in the queue, and in the end all of
/// them can be archived.
///
/// The seed is printed; `-Dafricai.kill.seed` repeats it, `-Dafricai.kill.rounds` sets how often.
class PrearchiveKillTest {
    private static final Logger LOG = LoggerFactory.getLogger(PrearchiveKillTest.class);
    private static final int ROUNDS = Integer.getInteger("africai.kill.rounds", 4);
    private static final List<String> PROJECTS = List.of("ONE", "TWO", "THREE");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> KNOWN =
            Set.of(
                    "READY",
                    "CONFLICT",
                    "ERROR",
                    "QUEUED_ARCHIVING",
                    "QUEUED_MOVING",
                    "QUEUED_DELETING",
                    "QUEUED_BUILDING",
                    "ARCHIVING",
                    "MOVING",
                    "DELETING",
                    "BUILDING");

    private final long seed = Long.getLong("africai.kill.seed", System.nanoTime());
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    private final KilledServer folder = new KilledServer(TestFolders.create("prearchive-kill"));
    private final AtomicInteger number = new AtomicInteger();

    /// Labels of sessions that the server said it has.
    private final Set<String> sent = ConcurrentHashMap.newKeySet();

    /// Labels of sessions that somebody asked to delete: they may be there or not.
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    @Test
    void no_session_is_lost_stuck_or_in_two_places_however_often_the_server_is_killed() {
        for (int round = 0; round < ROUNDS; round++) {
            round();
        }
        try (ServerProcess server = folder.serve()) {
            TestClient client =
                    TestClient.login(server.awaitReady(), "admin", KilledServer.PASSWORD);
            awaitRest(client);
            archiveAll(client);
            Map<String, Integer> archived = archived(client);
            for (String label : sent) {
                int least = deleted.contains(label) ? 0 : 1;
                assertThat(archived.getOrDefault(label, 0))
                        .as("%s, seed %s", label, seed)
                        .isBetween(least, 1);
            }
            assertThat(waiting(client)).as("seed %s", seed).isEmpty();
        }
        LOG.info("killed rounds={} sessions={} seed={}", ROUNDS, sent.size(), seed);
        assertThat(sent).hasSizeGreaterThan(ROUNDS);
    }

    private void round() {
        try (ServerProcess server = folder.serve()) {
            URI address = server.awaitReady();
            TestClient client = TestClient.login(address, "admin", KilledServer.PASSWORD);
            for (String project : PROJECTS) {
                client.put("/data/projects/" + project);
            }
            awaitRest(client);
            check(client);
            Duration life = Duration.ofMillis(random.nextLong(500, 2_500));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.execute(() -> KilledServer.untilItEnds(() -> send(client)));
                threads.execute(() -> KilledServer.untilItEnds(() -> send(client)));
                for (long own : random.longs(3).toArray()) {
                    RandomGenerator choice =
                            RandomGeneratorFactory.of("L64X128MixRandom").create(own);
                    threads.execute(() -> KilledServer.untilItEnds(() -> act(client, choice)));
                }
                LockSupport.parkNanos(life.toNanos());
                server.killAll();
            }
        }
    }

    private void send(TestClient client) {
        int study = number.incrementAndGet();
        String label = "E" + study;
        HttpResponse<String> answer =
                client.send(
                        client.request(
                                        "/data/services/import?dest=/prearchive/projects/ONE"
                                                + "&subject=S&session="
                                                + label)
                                .header("Content-Type", "application/zip")
                                .POST(
                                        BodyPublishers.ofByteArray(
                                                TestArchives.zip(
                                                        TestObject.ct(study, 1, 1),
                                                        TestObject.ct(study, 2, 1)))));
        if (answer.statusCode() == 200) {
            sent.add(label);
        }
    }

    private void act(TestClient client, RandomGenerator choice) {
        List<JsonNode> waiting = waiting(client);
        if (waiting.isEmpty()) {
            return;
        }
        JsonNode one = waiting.get(choice.nextInt(waiting.size()));
        String other = waiting.get(choice.nextInt(waiting.size())).path("url").asString();
        String url = one.path("url").asString();
        String to = PROJECTS.get(choice.nextInt(PROJECTS.size()));
        switch (choice.nextInt(8)) {
            case 0 -> post(client, "/data" + url + "?action=build");
            case 1 -> post(client, "/data" + url + "?action=move&newProject=" + to);
            case 2 -> post(client, "/data" + url + "?action=reset-status");
            case 3 -> post(client, "/data/services/archive?src=" + url);
            case 4 -> post(client, "/data/services/archive?src=" + url + "&src=" + other);
            case 5 ->
                    post(
                            client,
                            "/data/services/prearchive/move?async=true&newProject="
                                    + to
                                    + "&src="
                                    + url);
            case 6 -> post(client, "/data/services/prearchive/rebuild?async=true&src=" + url);
            default -> {
                deleted.add(one.path("name").asString());
                post(client, "/data/services/prearchive/delete?async=true&src=" + url);
            }
        }
    }

    private static HttpResponse<String> post(TestClient client, String path) {
        return client.post(path, "application/x-www-form-urlencoded", "");
    }

    /// Nothing that was acknowledged is lost, and nothing is in two places.
    private void check(TestClient client) {
        Map<String, Integer> found = new HashMap<>(archived(client));
        for (JsonNode row : waiting(client)) {
            assertThat(row.path("status").asString()).isIn(KNOWN);
            found.merge(row.path("name").asString(), 1, Integer::sum);
        }
        Set<String> missing = new HashSet<>(sent);
        missing.removeAll(deleted);
        missing.removeAll(found.keySet());
        assertThat(missing).as("lost, seed %s", seed).isEmpty();
        assertThat(found.values())
                .as("in two places, seed %s", seed)
                .allMatch(places -> places == 1);
    }

    /// The queue goes on by itself.
    private void awaitRest(TestClient client) {
        List<JsonNode> busy = busy(client);
        for (int i = 0; i < 600 && !busy.isEmpty(); i++) {
            LockSupport.parkNanos(100_000_000);
            busy = busy(client);
        }
        assertThat(busy).as("seed %s", seed).isEmpty();
    }

    private static List<JsonNode> busy(TestClient client) {
        return waiting(client).stream()
                .filter(row -> row.path("status").asString().contains("ING"))
                .toList();
    }

    private void archiveAll(TestClient client) {
        for (JsonNode row : waiting(client)) {
            HttpResponse<String> answer =
                    post(client, "/data/services/archive?src=" + row.path("url").asString());
            assertThat(answer.statusCode())
                    .as("%s %s, seed %s", row, answer.body(), seed)
                    .isEqualTo(200);
        }
    }

    private static List<JsonNode> waiting(TestClient client) {
        return rows(client, "/data/prearchive/projects?format=json");
    }

    private static Map<String, Integer> archived(TestClient client) {
        Map<String, Integer> archived = new HashMap<>();
        for (String project : PROJECTS) {
            rows(client, "/data/projects/" + project + "/experiments?format=json")
                    .forEach(row -> archived.merge(row.path("label").asString(), 1, Integer::sum));
        }
        return archived;
    }

    private static List<JsonNode> rows(TestClient client, String path) {
        HttpResponse<String> answer = client.get(path);
        List<JsonNode> rows = new ArrayList<>();
        if (answer.statusCode() == 200) {
            JSON.readTree(answer.body()).path("ResultSet").path("Result").forEach(rows::add);
        }
        return rows;
    }
}
