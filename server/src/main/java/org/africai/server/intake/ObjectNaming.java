package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.db.DatabaseDown;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.store.Sha256;

/// Names objects that are durable in the sessions that wait for more of them: many objects, of many
/// senders, in one transaction. For one thread at a time.
final class ObjectNaming {
    /// How many sessions are remembered that objects came for.
    private static final int MAX_REMEMBERED = 256;

    private final Ground ground;
    private final ObjectIntake objects;
    private final Spots spots;

    /// The sessions that objects came for last, those used longest ago first.
    private final LinkedHashMap<Draft, Long> remembered =
            new LinkedHashMap<>(MAX_REMEMBERED, 0.75f, true);

    ObjectNaming(Ground ground) {
        this.ground = ground;
        this.objects = new ObjectIntake(ground);
        this.spots = new Spots(ground);
    }

    /// An object to be named.
    ///
    /// @param draft what its session is to be
    record Wish(Draft draft, Caller caller, Received object) {}

    /// What became of one.
    sealed interface Named {
        /// @param session key of the session that has it
        record Done(long session, Intake outcome) implements Named {}

        record Failed(RuntimeException why) implements Named {}
    }

    /// Names them all, or else each that can be named: one that cannot keeps no other out.
    ///
    /// @return what became of each, in their order
    List<Named> name(List<Wish> wishes) {
        try {
            return ground.changes().run(() -> nameTogether(wishes));
        } catch (RuntimeException failure) {
            if (wishes.size() == 1 || DatabaseDown.in(failure).isPresent()) {
                return wishes.stream().<Named>map(_ -> new Named.Failed(failure)).toList();
            }
            return wishes.stream().map(List::of).flatMap(one -> name(one).stream()).toList();
        }
    }

    private List<Named> nameTogether(List<Wish> wishes) {
        Map<Draft, Long> sessions = sessions(wishes);
        Map<Sha256, Long> blobs =
                ground.blobs().insertOrGet(wishes.stream().map(w -> w.object().digests()).toList());
        Map<Long, List<Integer>> bySession = new LinkedHashMap<>();
        for (int i = 0; i < wishes.size(); i++) {
            long session = requireNonNull(sessions.get(wishes.get(i).draft()));
            bySession.computeIfAbsent(session, _ -> new ArrayList<>()).add(i);
        }
        Named[] named = new Named[wishes.size()];
        bySession.forEach((session, places) -> {
            List<Received> alike = places.stream().map(i -> wishes.get(i).object()).toList();
            List<Intake> outcomes = objects.add(session, alike, blobs, false);
            for (int i = 0; i < places.size(); i++) {
                named[places.get(i)] = new Named.Done(session, outcomes.get(i));
            }
        });
        return List.of(named);
    }

    /// Finds or makes the sessions, and keeps others from adding to them. In the order of their
    /// studies, as everybody locks them.
    private Map<Draft, Long> sessions(List<Wish> wishes) {
        Map<Draft, Long> sessions = new LinkedHashMap<>();
        wishes.stream()
                .sorted(Comparator.comparing(wish -> wish.draft().studyUid()))
                .forEach(wish -> {
                    if (!sessions.containsKey(wish.draft())) {
                        sessions.put(wish.draft(), session(wish));
                    }
                });
        remember(sessions);
        return sessions;
    }

    private void remember(Map<Draft, Long> sessions) {
        remembered.putAll(sessions);
        while (remembered.size() > MAX_REMEMBERED) {
            remembered.pollFirstEntry();
        }
    }

    private long session(Wish wish) {
        Draft draft = wish.draft();
        return Optional.ofNullable(remembered.get(draft))
                .filter(key -> ground.sessions().openAs(key, draft))
                .orElseGet(() -> findOrMake(draft, wish.caller()));
    }

    private long findOrMake(Draft draft, Caller caller) {
        ground.sessions().holdStudy(draft.studyUid());
        return ground.sessions()
                .findStudy(draft)
                .map(Waiting::key)
                .filter(ground.sessions()::open)
                .orElseGet(() -> spots.insert(draft, caller));
    }
}
