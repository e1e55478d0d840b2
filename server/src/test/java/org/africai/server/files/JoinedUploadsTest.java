package org.africai.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.africai.server.access.Caller;
import org.africai.server.archive.Address;
import org.africai.server.files.Uploads.Job;
import org.africai.server.files.Uploads.Order;
import org.africai.server.http.Refusal;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.junit.jupiter.api.Test;

class JoinedUploadsTest {
    private static final Caller ANN = new Caller(1L, "ann", false);
    private static final Caller BEN = new Caller(2L, "ben", false);
    private static final Digests EMPTY = Digests.of(new byte[0]);

    /// The names of every transaction, in order.
    private final List<Set<String>> named = Collections.synchronizedList(new ArrayList<>());

    private final CountDownLatch firstIsNamed = new CountDownLatch(1);
    private final JoinedUploads uploads = new JoinedUploads(this::name);

    /// Holds up the file `first` until it is let go, finds `taken` taken and refuses `bad`.
    private Uploaded name(Job job) {
        Set<String> names =
                job.received().keySet().stream()
                        .map(EntryName::path)
                        .collect(Collectors.toUnmodifiableSet());
        named.add(names);
        if (names.contains("first")) {
            await(firstIsNamed);
        }
        if (names.contains("bad")) {
            throw Refusal.invalid("bad");
        }
        return names.contains("taken")
                ? new Uploaded.Duplicates(List.of(new EntryName("taken")))
                : job.stored();
    }

    @Test
    void an_upload_that_comes_alone_is_named_at_once() {
        assertThat(uploads.name(job(ANN, "a"))).isEqualTo(stored("a"));
        assertThat(uploads.name(job(ANN, "taken"))).isInstanceOf(Uploaded.Duplicates.class);
        assertThatThrownBy(() -> uploads.name(job(ANN, "bad"))).isInstanceOf(Refusal.class);
        assertThat(named).containsExactly(Set.of("a"), Set.of("taken"), Set.of("bad"));
    }

    @Test
    void uploads_that_come_while_another_is_named_are_named_together() throws Exception {
        List<Uploaded> outcomes =
                whileFirstIsNamed(job(ANN, "a"), job(ANN, "b", "c"), job(ANN, "d"));

        assertThat(outcomes).containsExactly(stored("a"), stored("b", "c"), stored("d"));
        assertThat(named).containsExactly(Set.of("first"), Set.of("a", "b", "c", "d"));
    }

    @Test
    void one_whose_name_is_taken_does_not_keep_the_others_out() throws Exception {
        List<Uploaded> outcomes =
                whileFirstIsNamed(job(ANN, "a"), job(ANN, "taken"), job(ANN, "d"));

        assertThat(outcomes)
                .containsExactly(
                        stored("a"),
                        new Uploaded.Duplicates(List.of(new EntryName("taken"))),
                        stored("d"));
    }

    @Test
    void only_the_one_that_is_refused_hears_of_it() throws Exception {
        List<FutureTask<Uploaded>> tasks = runWhileFirstIsNamed(job(ANN, "a"), job(ANN, "bad"));

        assertThat(tasks.getFirst().get()).isEqualTo(stored("a"));
        assertThatThrownBy(() -> tasks.getLast().get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(Refusal.class);
    }

    @Test
    void two_of_one_name_are_not_named_together() throws Exception {
        whileFirstIsNamed(job(ANN, "a"), job(ANN, "a"));

        assertThat(named).containsExactly(Set.of("first"), Set.of("a"), Set.of("a"));
    }

    @Test
    void a_file_and_a_folder_of_one_name_are_not_named_together() throws Exception {
        whileFirstIsNamed(job(ANN, "a"), job(ANN, "a/b"));

        assertThat(named).first().isEqualTo(Set.of("first"));
        assertThat(named.subList(1, named.size()))
                .containsExactlyInAnyOrder(Set.of("a"), Set.of("a/b"));
    }

    @Test
    void an_upload_of_somebody_else_does_not_wait() throws Exception {
        FutureTask<Uploaded> first = start(job(ANN, "first"));

        assertThat(uploads.name(job(BEN, "a"))).isEqualTo(stored("a"));

        firstIsNamed.countDown();
        assertThat(first.get()).isEqualTo(stored("first"));
    }

    @Test
    void no_more_than_a_thousand_files_are_named_together() throws Exception {
        whileFirstIsNamed(
                Stream.of("a", "b", "c").map(JoinedUploadsTest::many).toArray(Job[]::new));

        assertThat(named).extracting(Set::size).containsExactly(1, 800, 400);
    }

    private List<Uploaded> whileFirstIsNamed(Job... jobs) throws Exception {
        List<Uploaded> outcomes = new ArrayList<>();
        for (FutureTask<Uploaded> task : runWhileFirstIsNamed(jobs)) {
            outcomes.add(task.get());
        }
        return outcomes;
    }

    private List<FutureTask<Uploaded>> runWhileFirstIsNamed(Job... jobs) throws Exception {
        FutureTask<Uploaded> first = start(job(ANN, "first"));
        List<FutureTask<Uploaded>> tasks = new ArrayList<>();
        for (Job job : jobs) {
            tasks.add(start(job));
        }
        firstIsNamed.countDown();
        assertThat(first.get()).isEqualTo(stored("first"));
        return tasks;
    }

    /// Runs the upload on a thread of its own, and returns when that has to wait or is done.
    private FutureTask<Uploaded> start(Job job) {
        var task = new FutureTask<>(() -> uploads.name(job));
        Thread thread = Thread.ofPlatform().daemon().start(task);
        while (thread.getState() != Thread.State.WAITING && !task.isDone()) {
            Thread.onSpinWait();
        }
        return task;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Job many(String folder) {
        String[] names =
                Stream.iterate(0, i -> i + 1)
                        .limit(400)
                        .map(i -> folder + "/" + i)
                        .toArray(String[]::new);
        return job(ANN, names);
    }

    private static Job job(Caller caller, String... names) {
        Map<EntryName, Digests> received = new LinkedHashMap<>();
        for (String name : names) {
            received.put(new EntryName(name), EMPTY);
        }
        var to = new Destination(new Address.OfProject("P"), null, "NOTES");
        return new Job(new Order(caller, to, null, Attributes.NONE, false), received, List.of());
    }

    private static Uploaded.Stored stored(String... names) {
        return new Uploaded.Stored(Stream.of(names).map(EntryName::new).toList());
    }
}
