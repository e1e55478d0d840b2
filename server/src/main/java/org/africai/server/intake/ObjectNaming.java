package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.africai.server.access.Caller;
import org.africai.server.db.DatabaseDown;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.SeriesTable.Series;
import org.africai.store.Sha256;

/// Names objects that are durable in the sessions that wait for more of them: many objects, of many
/// senders, in one transaction. For one thread at a time.
final class ObjectNaming {
    private final Ground ground;
    private final ObjectIntake objects;
    private final Spots spots;
    private final FamiliarSeries familiar;

    ObjectNaming(Ground ground) {
        this.ground = ground;
        this.objects = new ObjectIntake(ground);
        this.spots = new Spots(ground);
        this.familiar = new FamiliarSeries(ground);
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
        Named[] named = new Named[wishes.size()];
        List<Integer> rest = new ArrayList<>();
        byDraft(wishes)
                .forEach((draft, places) -> {
                    List<Wish> alike = places.stream().map(wishes::get).toList();
                    List<Named> quickly = nameQuickly(draft, alike);
                    for (int i = 0; i < places.size(); i++) {
                        if (quickly.isEmpty()) {
                            rest.add(places.get(i));
                        } else {
                            named[places.get(i)] = quickly.get(i);
                        }
                    }
                });
        if (!rest.isEmpty()) {
            List<Named> slowly = nameSlowly(rest.stream().map(wishes::get).toList());
            for (int i = 0; i < rest.size(); i++) {
                named[rest.get(i)] = slowly.get(i);
            }
        }
        return List.of(named);
    }

    /// @return none when they must go the long way
    private List<Named> nameQuickly(Draft draft, List<Wish> alike) {
        try {
            return familiar.take(draft, alike)
                    .map(session -> alike.stream().map(wish -> stored(session, wish)).toList())
                    .orElse(List.of());
        } catch (RuntimeException failure) {
            return alike.stream().<Named>map(_ -> new Named.Failed(failure)).toList();
        }
    }

    private static Named stored(long session, Wish wish) {
        return new Named.Done(session, new Intake.Stored(wish.object().header().sopUid()));
    }

    /// Their places in the list, in the order of their studies, as everybody locks them.
    private static Map<Draft, List<Integer>> byDraft(List<Wish> wishes) {
        Map<Draft, List<Integer>> byDraft = new LinkedHashMap<>();
        IntStream.range(0, wishes.size())
                .boxed()
                .sorted(Comparator.comparing(i -> wishes.get(i).draft().studyUid()))
                .forEach(i ->
                        byDraft.computeIfAbsent(wishes.get(i).draft(), _ -> new ArrayList<>())
                                .add(i));
        return byDraft;
    }

    private List<Named> nameSlowly(List<Wish> wishes) {
        try {
            Together together = ground.changes().run(() -> nameTogether(wishes));
            familiar.remember(together.sessions(), together.series());
            return together.named();
        } catch (RuntimeException failure) {
            if (wishes.size() == 1 || DatabaseDown.in(failure).isPresent()) {
                return wishes.stream().<Named>map(_ -> new Named.Failed(failure)).toList();
            }
            return wishes.stream().map(List::of).flatMap(one -> nameSlowly(one).stream()).toList();
        }
    }

    /// What naming objects in one transaction gave.
    ///
    /// @param series those that they are of, by session
    private record Together(
            List<Named> named, Map<Draft, Long> sessions, Map<Long, List<Series>> series) {}

    private Together nameTogether(List<Wish> wishes) {
        Map<Draft, Long> sessions = sessions(wishes);
        Map<Sha256, Long> blobs =
                ground.blobs().insertOrGet(wishes.stream().map(w -> w.object().digests()).toList());
        Map<Long, List<Integer>> bySession = new LinkedHashMap<>();
        for (int i = 0; i < wishes.size(); i++) {
            long session = requireNonNull(sessions.get(wishes.get(i).draft()));
            bySession.computeIfAbsent(session, _ -> new ArrayList<>()).add(i);
        }
        Named[] named = new Named[wishes.size()];
        Map<Long, List<Series>> series = new LinkedHashMap<>();
        bySession.forEach((session, places) -> {
            List<Received> alike = places.stream().map(i -> wishes.get(i).object()).toList();
            List<Intake> outcomes = objects.add(session, alike, blobs, false);
            for (int i = 0; i < places.size(); i++) {
                named[places.get(i)] = new Named.Done(session, outcomes.get(i));
            }
            series.put(session, ground.series().list(session, seriesOf(alike)));
        });
        return new Together(List.of(named), sessions, series);
    }

    private static Set<String> seriesOf(List<Received> objects) {
        return objects.stream()
                .map(object -> object.header().seriesUid())
                .collect(Collectors.toSet());
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
        return sessions;
    }

    private long session(Wish wish) {
        Draft draft = wish.draft();
        return familiar.session(draft)
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
