package org.africai.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.africai.server.http.Refusal;
import org.junit.jupiter.api.Test;

class HashingThreadsTest {
    @Test
    void two_work_at_once_twenty_wait_and_the_next_is_sent_away() throws Exception {
        try (var threads = new HashingThreads();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var began = new Semaphore(0);
            var mayEnd = new CountDownLatch(1);
            var done = new ArrayList<Future<String>>();
            int places = HashingThreads.AT_ONCE + HashingThreads.WAITING;
            for (int i = 0; i < places; i++) {
                done.add(callers.submit(() -> threads.run(() -> held(began, mayEnd))));
            }
            began.acquire(HashingThreads.AT_ONCE);
            while (threads.taken() < places) {
                Thread.onSpinWait();
            }

            assertThat(began.tryAcquire()).isFalse();
            assertThatThrownBy(() -> threads.run(() -> "one too many"))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal ->
                                    assertThat(refusal.reason())
                                            .isEqualTo(Refusal.Reason.TOO_MANY_REQUESTS));

            mayEnd.countDown();
            for (Future<String> one : done) {
                assertThat(one.get()).isEqualTo("done");
            }
        }
    }

    @Test
    void what_the_work_refuses_reaches_its_caller_as_it_is() {
        try (var threads = new HashingThreads()) {
            assertThatThrownBy(() ->
                            threads.run(() -> {
                                throw Refusal.invalid("no");
                            }))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("no");
        }
    }

    private static String held(Semaphore began, CountDownLatch mayEnd) {
        began.release();
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "done";
    }
}
