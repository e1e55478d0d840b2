package org.africai.server.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Work that costs about the same for many things as for one, such as making them durable: those
/// who come while it is being done wait, and are then served together.
///
/// There is no thread of its own. Who comes first does the work; when it is done, the first of
/// those who came meanwhile does it for all of them. Thread-safe; waiting cannot be interrupted,
/// since the work may have been done already.
///
/// @param <T> what is brought
/// @param <R> what becomes of it
final class Gathering<T, R> {
    /// As many as the disk takes at once; see [org.africai.store.BlobStore#publish].
    static final int MOST = 64;

    private final Function<List<T>, List<R>> work;
    private final ReentrantLock lock = new ReentrantLock();

    /// Guarded by `lock`, as is `isServing`.
    private final Deque<Ticket> waiting = new ArrayDeque<>();

    private boolean isServing;

    /// @param work gives what becomes of each, in their order; what it throws becomes of all
    Gathering(Function<List<T>, List<R>> work) {
        this.work = work;
    }

    private final class Ticket {
        private final T thing;

        /// Completed when the thing has been dealt with, or its bringer is to serve.
        private final CompletableFuture<Boolean> turn = new CompletableFuture<>();

        private @Nullable R result;
        private @Nullable RuntimeException failure;

        Ticket(T thing) {
            this.thing = thing;
        }

        R result() {
            if (failure != null) {
                throw failure;
            }
            if (result == null) {
                throw new IllegalStateException("nothing became of a thing");
            }
            return result;
        }
    }

    /// Brings a thing and waits until it has been dealt with.
    ///
    /// @throws RuntimeException what the work threw
    R bring(T thing) {
        var ticket = new Ticket(thing);
        boolean servesNow = isFirst(ticket);
        if (servesNow || ticket.turn.join()) {
            serve(ticket);
        }
        return ticket.result();
    }

    private boolean isFirst(Ticket ticket) {
        lock.lock();
        try {
            waiting.add(ticket);
            boolean isFirst = !isServing;
            isServing = true;
            return isFirst;
        } finally {
            lock.unlock();
        }
    }

    /// @param own the first of those who wait
    private void serve(Ticket own) {
        List<Ticket> batch = take();
        try {
            settle(batch);
        } finally {
            batch.stream().filter(ticket -> ticket != own).forEach(t -> t.turn.complete(false));
            handOver();
        }
    }

    private List<Ticket> take() {
        lock.lock();
        try {
            List<Ticket> batch = new ArrayList<>();
            while (!waiting.isEmpty() && batch.size() < MOST) {
                batch.add(waiting.remove());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void settle(List<Ticket> batch) {
        try {
            List<R> results = work.apply(batch.stream().map(ticket -> ticket.thing).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result = results.get(i);
            }
        } catch (RuntimeException failure) {
            batch.forEach(ticket -> ticket.failure = failure);
        }
    }

    private void handOver() {
        lock.lock();
        try {
            Ticket next = waiting.peek();
            isServing = next != null;
            if (next != null) {
                next.turn.complete(true);
            }
        } finally {
            lock.unlock();
        }
    }
}
