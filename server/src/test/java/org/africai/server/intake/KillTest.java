package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.africai.server.boot.KilledServer;
import org.africai.server.boot.TestClient;
import org.africai.server.db.Sql;
import org.africai.server.db.TestFolders;
import org.africai.store.Digests;
import org.africai.store.Sha256;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Kills the server and its database at random moments while uploads come in. After each restart
/// every upload that was answered is there, whole, and nothing is half there.
///
/// The seed is printed; `-Dafricai.kill.seed` repeats it, `-Dafricai.kill.rounds` sets how often.
class KillTest {
    private static final Logger LOG = LoggerFactory.getLogger(KillTest.class);
    private static final int ROUNDS = Integer.getInteger("africai.kill.rounds", 20);
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final int FEWEST_ROUNDS = 3;
    private static final String PROJECT = "KILLED";
    private static final String MANUAL = "KEPT";

    private final long seed = Long.getLong("africai.kill.seed", System.nanoTime());
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    private final Path data = TestFolders.create("kill");
    private final KilledServer folder = new KilledServer(data);
    private final AtomicInteger number = new AtomicInteger();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Set<Sha256> good = ArchiveCheck.nothingYet();

    /// What the server said it has.
    ///
    /// @param statement finds its blob
    private record Acknowledged(String statement, String name, Sha256 bytes) {}

    @Test
    void nothing_that_was_acknowledged_is_lost_however_often_the_server_is_killed() {
        long end = System.nanoTime() + LONGEST.toNanos();
        int rounds = 0;
        while (rounds < ROUNDS && (rounds < FEWEST_ROUNDS || System.nanoTime() < end)) {
            round();
            rounds++;
        }
        try (var server = folder.serve()) {
            server.awaitReady();
            check(rounds);
        }
        LOG.info("killed rounds={} acknowledged={} seed={}", rounds, acknowledged.size(), seed);
        assertThat(acknowledged).as("seed " + seed).isNotEmpty();
    }

    private void round() {
        try (var server = folder.serve()) {
            URI address = server.awaitReady();
            check(0);
            TestClient client = TestClient.login(address, "admin", KilledServer.PASSWORD);
            client.put("/data/projects/" + PROJECT);
            client.put("/data/projects/" + MANUAL);
            client.put("/data/projects/" + MANUAL + "/prearchive_code/0");
            Duration life = Duration.ofMillis(random.nextLong(100, 2_500));
            try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
                senders.execute(() -> KilledServer.untilItEnds(() -> sendZip(client)));
                senders.execute(() -> KilledServer.untilItEnds(() -> sendZip(client)));
                senders.execute(() -> KilledServer.untilItEnds(() -> sendFile(client)));
                senders.execute(() -> KilledServer.untilItEnds(() -> sendObject(client)));
                LockSupport.parkNanos(life.toNanos());
                server.killAll();
            }
        }
    }

    private void sendZip(TestClient client) {
        int study = number.incrementAndGet();
        TestObject[] objects = {
            TestObject.ct(study, 1, 1), TestObject.ct(study, 1, 2), TestObject.ct(study, 2, 1)
        };
        HttpResponse<String> answer =
                post(
                        client,
                        "dest=/archive/projects/" + PROJECT,
                        "application/zip",
                        TestArchives.zip(objects));
        if (answer.statusCode() == 200) {
            for (TestObject object : objects) {
                acknowledge(
                        """
                        select b.sha256
                          from instance i
                          join file f on f.key = i.file_key
                          join blob b on b.key = f.blob_key
                         where i.sop_uid = :name\
                        """,
                        TestObject.sopUid(object.study(), object.series(), object.number()),
                        object.bytes());
            }
        }
    }

    private void sendFile(TestClient client) {
        byte[] bytes = new byte[1 + number.incrementAndGet() % 60_000];
        Arrays.fill(bytes, (byte) number.get());
        String name = "f" + number.incrementAndGet() + ".bin";
        String path = "/data/projects/" + PROJECT + "/resources/R/files/" + name + "?inbody=true";
        if (client.put(path, bytes).statusCode() == 200) {
            acknowledge(
                    """
                    select b.sha256
                      from file f
                      join blob b on b.key = f.blob_key
                     where f.path = :name\
                    """,
                    name,
                    bytes);
        }
    }

    private void sendObject(TestClient client) {
        TestObject object = TestObject.mr(1_000_000, 1, number.incrementAndGet());
        HttpResponse<String> answer =
                post(client, "project=" + MANUAL, "application/dicom", object.bytes());
        if (answer.statusCode() == 200) {
            acknowledge(
                    """
                    select b.sha256
                      from prearchive_file f
                      join blob b on b.key = f.blob_key
                     where f.sop_uid = :name\
                    """,
                    TestObject.sopUid(object.study(), object.series(), object.number()),
                    object.bytes());
        }
    }

    private static HttpResponse<String> post(
            TestClient client, String query, String type, byte[] body) {
        return client.send(
                client.request("/data/services/import?" + query)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    private void acknowledge(String statement, String name, byte[] bytes) {
        acknowledged.add(new Acknowledged(statement, name, Digests.of(bytes).sha256()));
    }

    private void check(int rounds) {
        Sql sql = folder.sql();
        List<String> problems = new ArrayList<>();
        for (Acknowledged one : acknowledged) {
            List<Sha256> there =
                    sql.of(one.statement())
                            .bind("name", one.name())
                            .list(row -> Sha256.of(row.bytes("sha256")));
            if (!there.equals(List.of(one.bytes()))) {
                problems.add("acknowledged and lost: " + one.name() + ", found " + there.size());
            }
        }
        problems.addAll(new ArchiveCheck(sql, data.resolve("store"), good).problems());
        assertThat(problems).as("seed %s, %s rounds", seed, rounds).isEmpty();
    }
}
