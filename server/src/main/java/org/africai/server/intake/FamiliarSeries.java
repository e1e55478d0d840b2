package org.africai.server.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.server.db.DatabaseDown;
import org.africai.server.intake.ObjectNaming.Wish;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.SeriesTable.Series;
import org.africai.server.intake.WaitingFileTable.NewObject;
import org.africai.server.intake.mapping.ObjectHeader;
import org.africai.store.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The short way for what scanners send thousands of times: one more object of a series that is
/// known, that changes nothing of it and was not there. One statement names all such objects of a
/// session.
///
/// What is remembered here may be out of date; the statement then finds the session, the series or
/// the objects otherwise than they should be, and adds nothing. For one thread at a time.
final class FamiliarSeries {
    private static final Logger LOG = LoggerFactory.getLogger(FamiliarSeries.class);

    /// How many sessions, and how many series, are remembered that objects came for.
    private static final int MAX_REMEMBERED = 256;

    private final Ground ground;

    /// The sessions that objects came for, those used longest ago first.
    private final LinkedHashMap<Draft, Long> sessions =
            new LinkedHashMap<>(MAX_REMEMBERED, 0.75f, true);

    /// Likewise, their series.
    private final LinkedHashMap<Place, Series> series =
            new LinkedHashMap<>(MAX_REMEMBERED, 0.75f, true);

    FamiliarSeries(Ground ground) {
        this.ground = ground;
    }

    private record Place(long session, String seriesUid) {}

    /// Where objects of such a session went last.
    Optional<Long> session(Draft draft) {
        return Optional.ofNullable(sessions.get(draft));
    }

    /// Learns of sessions and series that have been committed.
    void remember(Map<Draft, Long> found, Map<Long, List<Series>> theirs) {
        sessions.putAll(found);
        theirs.forEach((session, all) ->
                all.forEach(one -> series.put(new Place(session, one.uid()), one)));
        while (sessions.size() > MAX_REMEMBERED) {
            sessions.pollFirstEntry();
        }
        while (series.size() > MAX_REMEMBERED) {
            series.pollFirstEntry();
        }
    }

    /// Names objects the short way.
    ///
    /// @return the session that has them now; empty when nothing was done
    Optional<Long> take(Draft draft, List<Wish> wishes) {
        return session(draft)
                .filter(session -> {
                    List<NewObject> objects = objects(session, wishes);
                    return !objects.isEmpty() && take(session, draft, objects);
                });
    }

    private boolean take(long session, Draft draft, List<NewObject> objects) {
        try {
            return ground.files().take(session, draft, objects);
        } catch (RuntimeException failure) {
            if (DatabaseDown.in(failure).isPresent()) {
                throw failure;
            }
            LOG.debug("objects go the long way session={}", session, failure);
            return false;
        }
    }

    /// What a script has changed goes the long way, which notes its version.
    ///
    /// @return none unless all can go the short way
    private List<NewObject> objects(long session, List<Wish> wishes) {
        Set<String> uids = new HashSet<>();
        Set<Sha256> bytes = new HashSet<>();
        Set<String> names = new HashSet<>();
        List<NewObject> objects = new ArrayList<>();
        for (Wish wish : wishes) {
            Received object = wish.object();
            Series known = series.get(new Place(session, object.header().seriesUid()));
            String name = object.names(false).findFirst().orElseThrow();
            boolean isOther =
                    uids.add(object.header().sopUid())
                            && bytes.add(object.digests().sha256())
                            && names.add(name);
            boolean isCleaned = !object.passed().scripts().isEmpty();
            if (known == null || isCleaned || !isOther || changes(known, object.header())) {
                return List.of();
            }
            objects.add(new NewObject(known.key(), name, object.digests(), object.ids()));
        }
        return objects;
    }

    private static boolean changes(Series known, ObjectHeader object) {
        Integer number = object.number();
        Integer lead = known.leadNumber();
        boolean leads =
                known.attributes().isEmpty() || (number != null && (lead == null || number < lead));
        return leads || !known.attributes().isUnchangedBy(object.attributes());
    }
}
