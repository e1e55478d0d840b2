package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Uploads, renames and deletions of the same few things at the same time, at random: each is done
/// or refused, none fails, and what is left is whole.
class RaceTest {
    private static final int PEOPLE = 4;
    private static final int DEEDS = 25;

    /// Done, or refused for what somebody else has done in the meantime.
    private static final Set<Integer> EXPECTED = Set.of(200, 201, 400, 403, 404, 409, 417, 503);

    @RegisterExtension static final TestServer SERVER = TestServer.with(Map.of());

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatever_people_do_at_once_leaves_the_archive_whole(long seed) throws Exception {
        ImportClient sender = ImportClient.create(SERVER);
        List<Future<List<String>>> done = new ArrayList<>();

        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < PEOPLE; n++) {
                RandomGenerator random =
                        RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 100 + n);
                done.add(people.submit(() -> deeds(sender, random)));
            }
        }

        for (Future<List<String>> one : done) {
            assertThat(one.get()).as("failures with seed " + seed).isEmpty();
        }
        List<String> problems =
                new ArchiveCheck(
                                SERVER.get(Sql.class),
                                SERVER.data().resolve("store"),
                                ArchiveCheck.nothingYet())
                        .problems();
        assertThat(problems).as("seed " + seed).isEmpty();
    }

    /// The project goes while uploads to it come in.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_project_may_be_deleted_while_uploads_come_in(long seed) throws Exception {
        ImportClient sender = ImportClient.create(SERVER);
        byte[] zip =
                TestArchives.zip(
                        IntStream.rangeClosed(1, 400)
                                .mapToObj(n -> TestObject.ct(1, 1, n))
                                .toArray(TestObject[]::new));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Future<HttpResponse<String>> upload;
        HttpResponse<String> deletion;

        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            upload = people.submit(() -> sender.toArchive("", zip));
            LockSupport.parkNanos(random.nextLong(500_000_000));
            deletion =
                    sender.client()
                            .delete("/data/projects/" + sender.project() + "?removeFiles=true");
        }

        assertThat(deletion.statusCode()).as(deletion.body()).isEqualTo(200);
        assertThat(upload.get().statusCode())
                .as("seed %s: %s", seed, upload.get().body())
                .isIn(200, 404, 503);
        assertThat(sender.status("/data/projects/" + sender.project())).isEqualTo(404);
    }

    private static List<String> deeds(ImportClient sender, RandomGenerator random) {
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < DEEDS; i++) {
            HttpResponse<String> answer = deed(sender, random);
            if (!EXPECTED.contains(answer.statusCode())) {
                failures.add(
                        answer.request().method()
                                + " "
                                + answer.uri()
                                + ": "
                                + answer.statusCode()
                                + " "
                                + answer.body());
            }
        }
        return failures;
    }

    private static HttpResponse<String> deed(ImportClient sender, RandomGenerator random) {
        String project = "/data/projects/" + sender.project();
        int study = random.nextInt(1, 3);
        String session = project + "/experiments/PAT" + study + "_CT";
        String subject = project + "/subjects/PAT" + study;
        return switch (random.nextInt(10)) {
            case 0 -> sender.client().delete(session);
            case 1 -> sender.client().delete(subject);
            case 2 -> sender.client().put(subject + "?label=OTHER" + random.nextInt(2));
            case 3 -> sender.client().put(session + "?label=RENAMED" + random.nextInt(2));
            case 4 -> sender.client().delete(session + "/scans/1");
            case 5 -> archiveAny(sender, random);
            default ->
                    sender.toArchive(
                            "&overwrite=" + (random.nextBoolean() ? "append" : "delete"),
                            TestArchives.zip(
                                    TestObject.ct(study, 1, random.nextInt(1, 6)),
                                    TestObject.ct(study, 2, random.nextInt(1, 6))));
        };
    }

    private static HttpResponse<String> archiveAny(ImportClient sender, RandomGenerator random) {
        List<String> urls = sender.waiting().stream().map(row -> row.get("url")).toList();
        String url = urls.isEmpty() ? "/prearchive" : urls.get(random.nextInt(urls.size()));
        return sender.client()
                .post(
                        "/data/services/archive?overwrite=append&src=" + url,
                        "application/x-www-form-urlencoded",
                        "");
    }
}
