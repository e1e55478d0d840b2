package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private final Queue<List<Integer>> batches = new ConcurrentLinkedQueue<>();

    private List<String> served(List<Integer> batch) {
        batches.add(batch);
        return batch.stream().map(n -> "served " + n).toList();
    }

    @Test
    void who_comes_alone_is_served_at_once() {
        var gathering = new Gathering<Integer, String>(this::served);

        assertThat(gathering.bring(1)).isEqualTo("served 1");
        assertThat(gathering.bring(2)).isEqualTo("served 2");

        assertThat(batches).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void those_who_come_while_others_are_served_are_served_together() throws Exception {
        var isBusy = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        var gathering =
                new Gathering<Integer, String>(batch -> {
                    isBusy.countDown();
                    await(mayGoOn);
                    return served(batch);
                });
        List<Future<String>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all.add(threads.submit(() -> gathering.bring(0)));
            await(isBusy);
            var came = new AtomicInteger();
            for (int i = 1; i <= 100; i++) {
                int n = i;
                all.add(
                        threads.submit(() -> {
                            came.incrementAndGet();
                            return gathering.bring(n);
                        }));
            }
            while (came.get() < 100) {
                Thread.onSpinWait();
            }
            mayGoOn.countDown();
            for (int i = 0; i <= 100; i++) {
                assertThat(all.get(i).get()).isEqualTo("served " + i);
            }
        }

        assertThat(batches.peek()).containsExactly(0);
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThan(65));
        assertThat(batches).hasSizeLessThan(50);
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(101);
    }

    @Test
    void a_failure_is_that_of_all_who_were_served_together_and_the_next_are_served() {
        var calls = new AtomicInteger();
        var gathering =
                new Gathering<Integer, String>(batch -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalArgumentException("full");
                    }
                    return served(batch);
                });

        assertThatThrownBy(() -> gathering.bring(1)).hasMessage("full");
        assertThat(gathering.bring(2)).isEqualTo("served 2");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
