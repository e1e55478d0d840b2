package org.africai.server.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Collects received files and hands them on in batches, on a thread of its own: while one batch is
/// read, made durable and named, the next one is received.
///
/// It owns the files: closing it deletes those that were not published. For one thread.
final class Batches implements AutoCloseable {
    /// Enough for the file system to commit its journal once for many files.
    private static final int MAX_FILES = 128;

    /// Two batches of this size may lie in the spool beyond what is published.
    private static final long MAX_BYTES = 64L << 20;

    private final Consumer<List<Arrived>> receiver;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("intake-", 0).factory());
    private List<Arrived> filling = new ArrayList<>();
    private long bytes;
    private @Nullable Future<?> underWay;

    Batches(Consumer<List<Arrived>> receiver) {
        this.receiver = receiver;
    }

    /// @throws RuntimeException what the receiver threw for an earlier batch
    void add(Arrived file) {
        filling.add(file);
        bytes += file.file().digests().size();
        if (filling.size() >= MAX_FILES || bytes >= MAX_BYTES) {
            handOver();
        }
    }

    /// Returns when all files have been received.
    ///
    /// @throws RuntimeException what the receiver threw
    void finish() {
        handOver();
        await();
    }

    private void handOver() {
        await();
        List<Arrived> batch = filling;
        filling = new ArrayList<>();
        bytes = 0;
        underWay = worker.submit(() -> receive(batch));
    }

    private void receive(List<Arrived> batch) {
        try {
            receiver.accept(batch);
        } finally {
            close(batch);
        }
    }

    private void await() {
        if (underWay == null) {
            return;
        }
        try {
            underWay.get();
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an upload came in", interrupted);
        } finally {
            underWay = null;
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure
                ? failure
                : new IllegalStateException(cause);
    }

    private static void close(List<Arrived> files) {
        files.forEach(file -> file.file().close());
    }

    /// Waits for the batch under way, and forgets the rest.
    @Override
    public void close() {
        worker.close();
        close(filling);
    }
}
