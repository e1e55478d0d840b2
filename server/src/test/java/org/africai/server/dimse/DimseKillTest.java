package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.africai.dimse.Association;
import org.africai.server.boot.KilledServer;
import org.africai.server.boot.ServerProcess;
import org.africai.server.db.Sql;
import org.africai.server.db.TestFolders;
import org.africai.server.intake.TestObject;
import org.africai.store.Sha256;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Kills the server and its database at random moments while several associations send. After each
/// restart every object whose sender was answered success is there, byte for byte.
///
/// The seed is printed; `-Dafricai.kill.seed` repeats it.
class DimseKillTest {
    private static final Logger LOG = LoggerFactory.getLogger(DimseKillTest.class);
    private static final int ROUNDS = Integer.getInteger("africai.kill.rounds", 3);
    private static final int ASSOCIATIONS = 4;

    private final long seed = Long.getLong("africai.kill.seed", System.nanoTime());
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    private final Path data = TestFolders.create("dimse-kill");
    private final KilledServer folder = new KilledServer(data);
    private final int port = Sender.freePort();
    private final AtomicInteger number = new AtomicInteger();
    private final Queue<TestObject> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void nothing_that_a_sender_was_told_is_stored_is_lost_when_the_server_is_killed() {
        for (int round = 0; round < ROUNDS; round++) {
            round();
        }
        try (var server = serve()) {
            server.awaitReady();
            requireAll();
        }
        LOG.info("killed rounds={} acknowledged={} seed={}", ROUNDS, acknowledged.size(), seed);
        assertThat(acknowledged).as("seed " + seed).hasSizeGreaterThan(ASSOCIATIONS);
    }

    private void round() {
        try (var server = serve()) {
            server.awaitReady();
            requireAll();
            try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < ASSOCIATIONS; i++) {
                    senders.execute(this::untilItEnds);
                }
                LockSupport.parkNanos(Duration.ofMillis(random.nextLong(500, 2_500)).toNanos());
                server.killAll();
            }
        }
    }

    private ServerProcess serve() {
        return folder.serve(
                "--dicom-port", Integer.toString(port), "--dicom-ae-title", TestReceiver.TITLE);
    }

    private void untilItEnds() {
        Sender sender = Sender.calling(TestReceiver.TITLE, port);
        TestObject first = next();
        try (Association association =
                sender.open(Sender.storing(Sender.Outgoing.of(first))).orThrow()) {
            while (true) {
                TestObject object = next();
                if (association.store(Sender.Outgoing.of(object)).isSuccess()) {
                    acknowledged.add(object);
                }
            }
        } catch (IOException killed) {
            LOG.debug("killed: {}", killed.getMessage());
        }
    }

    /// Ten to a study, so that associations share studies and begin new ones.
    private TestObject next() {
        int n = number.incrementAndGet();
        return TestObject.ct(100 + n / 10, 1, n);
    }

    private void requireAll() {
        Sql sql = folder.sql();
        List<String> lost = new ArrayList<>();
        for (TestObject object : acknowledged) {
            if (!isThere(sql, object)) {
                lost.add(uid(object));
            }
        }
        assertThat(lost).as("seed %s", seed).isEmpty();
    }

    private static String uid(TestObject object) {
        return TestObject.sopUid(object.study(), object.series(), object.number());
    }

    private boolean isThere(Sql sql, TestObject object) {
        List<Sha256> blobs =
                sql.of(
                                """
                                select b.sha256
                                  from prearchive_file f
                                  join blob b on b.key = f.blob_key
                                 where f.sop_uid = :uid\
                                """)
                        .bind("uid", uid(object))
                        .list(row -> Sha256.of(row.bytes("sha256")));
        return blobs.size() == 1 && isIntact(blobs.getFirst(), object);
    }

    private boolean isIntact(Sha256 blob, TestObject object) {
        try {
            String name = blob.hex();
            byte[] file =
                    Files.readAllBytes(
                            data.resolve("store/blobs")
                                    .resolve(name.substring(0, 2))
                                    .resolve(name));
            return Arrays.equals(Bytes.dataset(file), Bytes.of(object));
        } catch (IOException e) {
            return false;
        }
    }
}
