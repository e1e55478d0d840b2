package org.africai.server.accounts;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.africai.server.http.Refusal;

/// Where passwords are hashed: two at once, twenty waiting, and no more, so that strangers who
/// guess cannot take the whole machine. Threads of the platform, since a virtual thread that
/// computes for half a second keeps others from their turn.
final class HashingThreads implements AutoCloseable {
    static final int AT_ONCE = 2;
    static final int WAITING = 20;
    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    HashingThreads() {
        threads =
                new ThreadPoolExecutor(
                        AT_ONCE,
                        AT_ONCE,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        Thread.ofPlatform().daemon().name("password-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// Does `work` when its turn comes.
    ///
    /// @throws Refusal with TOO_MANY_REQUESTS when too many wait already
    <T> T run(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads).join();
        } catch (RejectedExecutionException e) {
            throw new Refusal(
                    Refusal.Reason.TOO_MANY_REQUESTS,
                    "Too many people log in at this moment. Try again in a few seconds.",
                    e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// How much work was taken on since start.
    long taken() {
        return threads.getTaskCount();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
