package org.africai.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SharedFolderSyncTest {
    private static final Set<Path> FOLDER = Set.of(Path.of("ab"));

    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void those_who_come_during_an_fsync_share_the_next_one() throws InterruptedException {
        try (var durability = new Durability(new Held())) {
            var sync = new SharedFolderSync(durability, Path.of("witness"));
            Thread first = Thread.ofPlatform().start(() -> sync.sync(FOLDER));
            began.await();
            List<Thread> others = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                others.add(Thread.ofPlatform().start(() -> sync.sync(FOLDER)));
            }
            others.forEach(SharedFolderSyncTest::awaitWaiting);
            assertThat(calls).hasValue(1);

            mayEnd.countDown();
            first.join();
            for (Thread other : others) {
                other.join();
            }

            assertThat(calls).hasValue(2);
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    /// The first fsync lasts until it may end.
    private final class Held implements Fsync {
        @Override
        public void file(Path file) {
            throw new AssertionError("only folders are forced here");
        }

        @Override
        public void requireAlive(Path file) {
            assertThat(file).hasToString("witness");
        }

        @Override
        public void folder(Path folder) {
            calls.incrementAndGet();
            began.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
