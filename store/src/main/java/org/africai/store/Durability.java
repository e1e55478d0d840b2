package org.africai.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs fsyncs, many at a time, and remembers the first that failed.
///
/// **A failed fsync is final.** The kernel may have dropped the pages it could not write and then
/// report success to the next call, so nothing written before can be trusted: from then on
/// [#requireWorking] throws, until the process is started again and the disk has been looked at.
///
/// Fsyncs run on threads of this class and never on the caller's: an interrupted caller would have
/// the channel closed under the fsync, which cannot be told from a failing disk. Sixteen at a time
/// let the file system commit its journal once for many of them.
final class Durability implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Durability.class);
    private static final int THREADS = 16;

    private final Fsync fsync;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("fsync-", 0).factory());
    private final AtomicReference<@Nullable StorageFailure> stopped = new AtomicReference<>();

    Durability(Fsync fsync) {
        this.fsync = fsync;
    }

    /// Returns when each of `files` is durable.
    ///
    /// @throws StorageFailure [StorageFailure.Kind#STOPPED] when one fsync fails or one failed
    ///   before
    void files(Collection<Path> files) {
        all(files, fsync::file);
    }

    /// Returns when the names in each of `folders` are durable.
    ///
    /// @param witness a file with content on the same file system; it must be readable afterwards
    /// @throws StorageFailure [StorageFailure.Kind#STOPPED] when one fsync fails or one failed
    ///   before
    void folders(Collection<Path> folders, Path witness) {
        all(folders, fsync::folder);
        all(List.of(witness), fsync::requireAlive);
    }

    /// @throws StorageFailure [StorageFailure.Kind#STOPPED] when an fsync has failed
    void requireWorking() {
        StorageFailure first = stopped.get();
        if (first != null) {
            throw stoppedBy(first);
        }
    }

    /// The failure after which nothing more is accepted.
    Optional<StorageFailure> failure() {
        return Optional.ofNullable(stopped.get());
    }

    @Override
    public void close() {
        threads.close();
    }

    @FunctionalInterface
    private interface Call {
        void on(Path path) throws IOException;
    }

    private void all(Collection<Path> paths, Call call) {
        requireWorking();
        List<CompletableFuture<Void>> calls =
                paths.stream()
                        .map(p -> CompletableFuture.runAsync(() -> one(p, call), threads))
                        .toList();
        join(CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)));
    }

    private static void join(CompletableFuture<Void> calls) {
        try {
            calls.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StorageFailure f ? thrownHere(f) : e;
        }
    }

    /// The failure with the stack of this thread, and not only of the one where it happened.
    private static StorageFailure thrownHere(StorageFailure f) {
        return f.kind() == StorageFailure.Kind.STOPPED
                ? stoppedBy(f)
                : new StorageFailure(f.kind(), String.valueOf(f.getMessage()), f);
    }

    private void one(Path path, Call call) {
        try {
            call.on(path);
        } catch (FsyncFailed e) {
            throw stop(path, e);
        } catch (IOException e) {
            throw StorageFailure.io(path, e);
        }
    }

    /// Accepts nothing more, because the disk did not take what was written to `path`.
    ///
    /// @return what to throw
    StorageFailure stop(Path path, IOException cause) {
        var failure =
                new StorageFailure(
                        StorageFailure.Kind.STOPPED,
                        "fsync of " + path + ": " + cause.getMessage(),
                        cause);
        if (stopped.compareAndSet(null, failure)) {
            LOG.error("stopped accepting data: fsync failed path={}", path, cause);
        }
        return failure;
    }

    private static StorageFailure stoppedBy(StorageFailure first) {
        return new StorageFailure(
                StorageFailure.Kind.STOPPED,
                "nothing is accepted until a restart: " + first.getMessage(),
                first);
    }
}
