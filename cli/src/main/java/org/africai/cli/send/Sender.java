package org.africai.cli.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.africai.cli.Exit;
import org.africai.cli.send.Uplink.Answer;
import org.africai.cli.send.Uplink.Parcel;
import org.africai.deid.Report;
import org.jspecify.annotations.Nullable;

/// Brings everything that is known to the archive, study by study: anonymised, sent, compared with
/// what the archive has, and then given over to it. Each step is in the ledger before the next
/// begins, so that a run that was killed anywhere is gone on with by the next.
///
/// An object whose acknowledgement was lost with the line is asked for before it is sent again.
final class Sender {
    /// So many refusals one after the other are no matter of single objects.
    private static final int MOST_REFUSALS = 20;

    private final Ledger ledger;
    private final WorkFolder work;
    private final Anonymiser anonymiser;
    private final Uplink uplink;
    private final Patience patience;
    private final Progress progress;
    private final int connections;
    private final boolean sendsAgain;
    private final AtomicInteger refusals = new AtomicInteger();
    private final List<String> waiting = new ArrayList<>();

    /// Guards `report`.
    private final ReentrantLock lock = new ReentrantLock();

    private Report report = Report.EMPTY;

    /// @param sendsAgain whether what the archive refused, or lost, is tried once more
    Sender(
            Ledger ledger,
            WorkFolder work,
            Anonymiser anonymiser,
            Uplink uplink,
            Patience patience,
            Progress progress,
            int connections,
            boolean sendsAgain) {
        this.ledger = ledger;
        this.work = work;
        this.anonymiser = anonymiser;
        this.uplink = uplink;
        this.patience = patience;
        this.progress = progress;
        this.connections = connections;
        this.sendsAgain = sendsAgain;
    }

    /// What the rules did in this run.
    Report report() {
        lock.lock();
        try {
            return report;
        } finally {
            lock.unlock();
        }
    }

    /// Sessions that wait for a person, and why.
    List<String> waiting() {
        return List.copyOf(waiting);
    }

    /// @throws Halt when it cannot go on
    /// @throws IOException when a disk of this machine fails
    void run() throws Halt, IOException, InterruptedException {
        var _ = value(patience.until(uplink::greet));
        Map<String, List<Source>> studies = new LinkedHashMap<>();
        ledger.sources()
                .forEach(source ->
                        studies.computeIfAbsent(source.study(), _ -> new ArrayList<>())
                                .add(source));
        recall();
        for (List<Source> study : studies.values()) {
            bring(study);
            boolean isWhole = !uplink.isComparing() || compare(study);
            if (!isWhole && sendsAgain) {
                bring(study);
                isWhole = compare(study);
            }
            if (isWhole) {
                settle(study);
            }
        }
    }

    private static <T> T value(Answer<T> answer) throws Halt {
        return switch (answer) {
            case Answer.Done<T>(T value) -> value;
            case Answer.Refused<T>(String reason) -> throw new Halt(Exit.DENIED, reason);
            case Answer.Stopped<T>(Exit exit, String reason) -> throw new Halt(exit, reason);
            case Answer.Later<T>(String reason, var _, var _) ->
                    throw new Halt(Exit.UNREACHABLE, reason);
        };
    }

    /// Objects that were ready when the last run ended may have arrived, with the acknowledgement
    /// lost: what the archive has is not sent again.
    private void recall() throws Halt, IOException, InterruptedException {
        Map<Integer, State.Ready> ready = new LinkedHashMap<>();
        for (Source source : ledger.sources()) {
            if (ledger.state(source.number()) instanceof State.Ready one) {
                ready.put(source.number(), one);
            }
        }
        if (!uplink.isComparing() || ready.isEmpty()) {
            return;
        }
        Map<String, String> held =
                held(ready.values().stream().map(State.Ready::digest).toList()).orElse(Map.of());
        Map<Integer, State> known = new HashMap<>();
        ready.forEach((number, one) -> {
            String place = held.get(one.digest());
            if (place != null) {
                known.put(number, new State.Sent(one.digest(), one.bytes(), place));
            }
        });
        ledger.set(known);
        for (int number : known.keySet()) {
            Files.deleteIfExists(work.output(number));
        }
    }

    /// What the archive has of these, in as many questions as it takes; empty when it cannot tell.
    private Optional<Map<String, String>> held(Collection<String> digests)
            throws Halt, InterruptedException {
        Map<String, String> held = new HashMap<>();
        Iterator<String> next = new LinkedHashSet<>(digests).iterator();
        while (next.hasNext()) {
            Set<String> some = new LinkedHashSet<>();
            while (next.hasNext() && some.size() < Uplink.MOST_DIGESTS) {
                some.add(next.next());
            }
            Answer<Map<String, String>> answer = patience.until(() -> uplink.held(some));
            if (answer instanceof Answer.Refused<Map<String, String>>) {
                return Optional.empty();
            }
            held.putAll(value(answer));
        }
        return Optional.of(held);
    }

    private void bring(List<Source> study) throws Halt, IOException, InterruptedException {
        Iterator<Source> next = study.iterator();
        ReentrantLock queue = new ReentrantLock();
        List<Future<?>> workers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Math.min(connections, study.size()); i++) {
                workers.add(
                        threads.submit(() -> {
                            for (Source one = next(next, queue);
                                    one != null;
                                    one = next(next, queue)) {
                                bring(one);
                            }
                            return null;
                        }));
            }
            await(workers);
        }
    }

    private static @Nullable Source next(Iterator<Source> sources, ReentrantLock queue) {
        queue.lock();
        try {
            return sources.hasNext() && !Thread.currentThread().isInterrupted()
                    ? sources.next()
                    : null;
        } finally {
            queue.unlock();
        }
    }

    /// Waits for all; when one fails the others are stopped.
    private static void await(List<Future<?>> workers)
            throws Halt, IOException, InterruptedException {
        try {
            for (Future<?> worker : workers) {
                var _ = worker.get();
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case Halt halt -> throw halt;
                case IOException disk -> throw disk;
                case InterruptedException stopped -> throw stopped;
                case RuntimeException wrong -> throw wrong;
                case null, default -> throw new IllegalStateException(failed);
            }
        } finally {
            workers.forEach(worker -> worker.cancel(true));
        }
    }

    private void bring(Source source) throws Halt, IOException, InterruptedException {
        int number = source.number();
        State state = ledger.state(number);
        if (state instanceof State.Ready ready && !isWhole(number, ready)) {
            state = new State.Found();
        }
        boolean isRetried = state instanceof State.Refused && sendsAgain;
        if (state instanceof State.Found || state instanceof State.Quarantined || isRetried) {
            state = anonymised(source, state);
        }
        if (state instanceof State.Ready ready) {
            send(number, ready);
        }
        if (!(state instanceof State.Found)) {
            progress.settled(source.bytes());
        }
    }

    private boolean isWhole(int number, State.Ready ready) throws IOException {
        Path file = work.output(number);
        return Files.isRegularFile(file) && Digest.of(file).equals(ready.digest());
    }

    private State anonymised(Source source, State before) throws IOException {
        Anonymiser.Made made = anonymiser.make(source);
        lock.lock();
        try {
            report = report.plus(made.report());
        } finally {
            lock.unlock();
        }
        if (!made.state().equals(before)) {
            ledger.set(source.number(), made.state());
        }
        return made.state();
    }

    private void send(int number, State.Ready ready)
            throws Halt, IOException, InterruptedException {
        Path file = work.output(number);
        Answer<State.Sent> answer =
                patience.until(
                        () -> uplink.send(new Parcel(file, ready), progress::moved),
                        () -> arrived(ready));
        if (answer instanceof Answer.Refused<State.Sent>(String reason)) {
            ledger.set(number, new State.Refused(reason));
            if (refusals.incrementAndGet() >= MOST_REFUSALS) {
                throw new Halt(
                        Exit.DENIED,
                        "the archive refused " + MOST_REFUSALS + " files in a row: " + reason);
            }
        } else {
            ledger.set(number, value(answer));
            refusals.set(0);
        }
        Files.deleteIfExists(file);
    }

    /// Whether an object has arrived whose acknowledgement was lost; `Refused` when not.
    private Answer<State.Sent> arrived(State.Ready ready) throws InterruptedException {
        if (!uplink.isComparing()) {
            return new Answer.Refused<>("");
        }
        return switch (uplink.held(List.of(ready.digest()))) {
            case Answer.Done<Map<String, String>>(Map<String, String> held) -> {
                String place = held.get(ready.digest());
                yield place == null
                        ? new Answer.Refused<>("")
                        : new Answer.Done<>(new State.Sent(ready.digest(), ready.bytes(), place));
            }
            case Answer.Refused<Map<String, String>>(String reason) -> new Answer.Refused<>(reason);
            case Answer.Stopped<Map<String, String>>(Exit exit, String reason) ->
                    new Answer.Stopped<>(exit, reason);
            case Answer.Later<Map<String, String>>(String reason, var wait, var isFailure) ->
                    new Answer.Later<>(reason, wait, isFailure);
        };
    }

    /// Asks for everything that was acknowledged and not compared yet. What is not there is sent
    /// again only when the owner says so.
    ///
    /// @return whether all of it is there, or the archive cannot tell
    private boolean compare(List<Source> study) throws Halt, IOException, InterruptedException {
        Map<Integer, State.Sent> sent = new LinkedHashMap<>();
        for (Source source : study) {
            if (ledger.state(source.number()) instanceof State.Sent one && !one.kept().isEmpty()) {
                sent.put(source.number(), one);
            }
        }
        Optional<Map<String, String>> held =
                held(sent.values().stream().map(State.Sent::kept).toList());
        if (held.isEmpty()) {
            return true;
        }
        Map<Integer, State> known = new HashMap<>();
        boolean isWhole = true;
        for (Map.Entry<Integer, State.Sent> one : sent.entrySet()) {
            String place = held.get().get(one.getValue().kept());
            if (place != null) {
                known.put(one.getKey(), new State.Verified(one.getValue().bytes(), place));
            } else {
                isWhole = false;
                if (sendsAgain) {
                    known.put(one.getKey(), new State.Found());
                }
            }
        }
        ledger.set(known);
        return isWhole;
    }

    /// Gives the sessions over, of which all has come. What was set aside or refused does not hold
    /// the rest back.
    private void settle(List<Source> study) throws Halt, IOException, InterruptedException {
        Map<String, Map<Integer, State>> sessions = new LinkedHashMap<>();
        for (Source source : study) {
            switch (ledger.state(source.number())) {
                case State.Verified(long bytes, String place) when !place.isEmpty() ->
                        sessions.computeIfAbsent(place, _ -> new HashMap<>())
                                .put(source.number(), new State.Verified(bytes, ""));
                case State.Sent(String kept, long bytes, String place) when !place.isEmpty() ->
                        sessions.computeIfAbsent(place, _ -> new HashMap<>())
                                .put(source.number(), new State.Sent(kept, bytes, ""));
                default -> {}
            }
        }
        for (Map.Entry<String, Map<Integer, State>> session : sessions.entrySet()) {
            Answer<String> answer = patience.until(() -> uplink.settle(session.getKey()));
            if (answer instanceof Answer.Refused<String>(String reason)) {
                waiting.add(session.getKey() + ": " + reason);
            } else if (value(answer).startsWith("/data/prearchive/")) {
                waiting.add(session.getKey() + ": the project wants somebody to look at it");
            }
            ledger.set(session.getValue());
        }
    }
}
