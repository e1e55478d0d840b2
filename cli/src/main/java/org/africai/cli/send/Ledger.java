package org.africai.cli.send;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// What is known of every source, on disk before it counts. Thread-safe.
final class Ledger implements AutoCloseable {
    private static final String VERSION = "1";

    /// Guards all below.
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, Source> byPlace = new HashMap<>();
    private final Map<Integer, Source> sources = new TreeMap<>();
    private final Map<Integer, State> states = new HashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Journal journal;

    private Ledger(Path file) throws IOException {
        this.journal = Journal.open(file, this::replay);
    }

    /// Opens the ledger of a work folder, or begins one.
    ///
    /// @param wanted what must not change between runs, such as where it goes: name to value
    /// @throws BadUse when it was begun with other values, or is damaged
    static Ledger open(Path file, Map<String, String> wanted) throws IOException {
        Ledger ledger = new Ledger(file);
        try {
            ledger.require(wanted);
            return ledger;
        } catch (IOException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private void require(Map<String, String> wanted) throws IOException {
        for (Map.Entry<String, String> one : wanted.entrySet()) {
            String before = settings.get(one.getKey());
            if (before == null) {
                settings.put(one.getKey(), one.getValue());
                journal.append("setting", one.getKey(), one.getValue());
            } else if (!before.equals(one.getValue())) {
                throw new BadUse(
                        "this work was begun with another "
                                + one.getKey()
                                + "; go on with that, or say --work with a new folder");
            }
        }
    }

    private void replay(List<String> record) {
        try {
            apply(record);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new BadUse("the journal has a record that this version does not know", e);
        }
    }

    private void apply(List<String> record) {
        String kind = record.getFirst();
        if (kind.equals("setting")) {
            settings.put(record.get(1), record.get(2));
            return;
        }
        int number = Integer.parseInt(record.get(1));
        if (kind.equals("found" + VERSION)) {
            remember(
                    new Source(
                            number,
                            record.get(2),
                            Long.parseLong(record.get(3)),
                            Long.parseLong(record.get(4)),
                            record.get(5),
                            record.get(6)));
            return;
        }
        states.put(number, state(kind, record));
    }

    private static State state(String kind, List<String> record) {
        return switch (kind) {
            case "ready" ->
                    new State.Ready(
                            record.get(2),
                            Long.parseLong(record.get(3)),
                            record.get(4),
                            record.get(5));
            case "sent" ->
                    new State.Sent(record.get(2), Long.parseLong(record.get(3)), record.get(4));
            case "verified" -> new State.Verified(Long.parseLong(record.get(2)), record.get(3));
            case "quarantined" -> new State.Quarantined(record.get(2));
            case "refused" -> new State.Refused(record.get(2));
            case "changed" -> new State.Changed();
            case "again" -> new State.Found();
            default -> throw new IndexOutOfBoundsException(kind);
        };
    }

    private void remember(Source source) {
        byPlace.put(source.place(), source);
        sources.put(source.number(), source);
        states.put(source.number(), new State.Found());
    }

    private static List<String> record(int number, State state) {
        String n = Integer.toString(number);
        return switch (state) {
            case State.Found _ -> List.of("again", n);
            case State.Ready(String digest, long bytes, String subject, String session) ->
                    List.of("ready", n, digest, Long.toString(bytes), subject, session);
            case State.Sent(String kept, long bytes, String waiting) ->
                    List.of("sent", n, kept, Long.toString(bytes), waiting);
            case State.Verified(long bytes, String waiting) ->
                    List.of("verified", n, Long.toString(bytes), waiting);
            case State.Quarantined(String reason) -> List.of("quarantined", n, reason);
            case State.Refused(String reason) -> List.of("refused", n, reason);
            case State.Changed _ -> List.of("changed", n);
        };
    }

    /// Adds what was found now to what is known. A file that was changed before it was sent is done
    /// again; one that was changed afterwards is noted.
    ///
    /// @param found in the order they are to be numbered; their own numbers do not count
    void add(Collection<Source> found) throws IOException {
        lock.lock();
        try {
            List<List<String>> records = new ArrayList<>();
            for (Source one : found) {
                add(one, records);
            }
            journal.append(records);
        } finally {
            lock.unlock();
        }
    }

    private void add(Source one, List<List<String>> records) {
        Source before = byPlace.get(one.place());
        if (before != null && before.isSameFile(one)) {
            return;
        }
        State state = before == null ? new State.Found() : state(before.number());
        boolean isGone =
                state instanceof State.Sent
                        || state instanceof State.Verified
                        || state instanceof State.Changed;
        if (before != null && isGone) {
            if (!(state instanceof State.Changed)) {
                put(before.number(), new State.Changed(), records);
            }
            return;
        }
        Source numbered = one.withNumber(before == null ? sources.size() + 1 : before.number());
        remember(numbered);
        records.add(
                List.of(
                        "found" + VERSION,
                        Integer.toString(numbered.number()),
                        numbered.place(),
                        Long.toString(numbered.bytes()),
                        Long.toString(numbered.modified()),
                        numbered.study(),
                        numbered.modality()));
    }

    private void put(int number, State state, List<List<String>> records) {
        states.put(number, state);
        records.add(record(number, state));
    }

    /// Notes how far a source has come. When this returns it is durable.
    void set(int number, State state) throws IOException {
        set(Map.of(number, state));
    }

    void set(Map<Integer, State> some) throws IOException {
        lock.lock();
        try {
            List<List<String>> records = new ArrayList<>();
            new TreeMap<>(some).forEach((number, state) -> put(number, state, records));
            journal.append(records);
        } finally {
            lock.unlock();
        }
    }

    /// How far a source has come.
    State state(int number) {
        lock.lock();
        try {
            return Optional.ofNullable(states.get(number))
                    .orElseThrow(() -> new IllegalArgumentException("no source " + number));
        } finally {
            lock.unlock();
        }
    }

    /// All sources by number.
    List<Source> sources() {
        lock.lock();
        try {
            return List.copyOf(sources.values());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
