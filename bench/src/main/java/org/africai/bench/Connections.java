package org.africai.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Several connections that share numbered work between them, each doing one piece at a time.
final class Connections {
    /// One piece of work.
    @FunctionalInterface
    interface Piece {
        void run(int number) throws Exception;
    }

    private final int connections;

    Connections(int connections) {
        this.connections = connections;
    }

    /// Does the pieces from 0 to count - 1.
    ///
    /// @return seconds on the clock
    /// @throws IllegalStateException when a piece failed
    double run(int count, Timings timings, Piece piece) throws InterruptedException {
        var next = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(threads.submit(() -> work(next, count, timings, piece)));
            }
            for (Future<Boolean> one : all) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static boolean work(AtomicInteger next, int count, Timings timings, Piece piece)
            throws Exception {
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            long start = System.nanoTime();
            piece.run(i);
            timings.add(System.nanoTime() - start);
        }
        return true;
    }
}
