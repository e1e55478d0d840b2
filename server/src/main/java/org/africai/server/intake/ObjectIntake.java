package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.server.intake.SeriesTable.Series;
import org.africai.server.intake.WaitingFileTable.NewFile;
import org.africai.server.intake.WaitingFileTable.WaitingFile;
import org.africai.server.intake.mapping.Attributes;
import org.africai.store.Sha256;
import org.jspecify.annotations.Nullable;

/// Adds received objects to a waiting session. All methods are part of the caller's transaction, in
/// which nobody else adds to that session.
final class ObjectIntake {
    private static final String DICOM = "DICOM";

    private final SeriesTable series;
    private final WaitingFileTable files;

    ObjectIntake(Ground ground) {
        this.series = ground.series();
        this.files = ground.files();
    }

    /// @param blobs the keys of their blobs
    /// @param rename whether the names they came under are not to be kept
    /// @return what became of each, in their order
    List<Intake> add(
            long session, List<Received> objects, Map<Sha256, Long> blobs, boolean rename) {
        Map<String, List<Received>> bySeries = new LinkedHashMap<>();
        for (Received object : objects) {
            bySeries.computeIfAbsent(object.header().seriesUid(), _ -> new ArrayList<>())
                    .add(object);
        }
        IdentityHashMap<Received, Intake> outcomes = new IdentityHashMap<>();
        bySeries.forEach((uid, alike) -> {
            long key = describe(session, uid, alike);
            add(session, key, alike, blobs, rename, outcomes);
        });
        return objects.stream().map(object -> requireNonNull(outcomes.get(object))).toList();
    }

    /// Makes the series' attributes those of its leading object, the one with the lowest number.
    private long describe(long session, String uid, List<Received> objects) {
        Optional<Series> known = series.find(session, uid);
        @Nullable Integer lead = known.map(Series::leadNumber).orElse(null);
        Attributes attributes = known.map(Series::attributes).orElse(Attributes.NONE);
        for (Received object : objects) {
            boolean leads = attributes.isEmpty() || isLower(object.header().number(), lead);
            lead = leads ? object.header().number() : lead;
            attributes = attributes.with(object.header().attributes(), leads);
        }
        if (known.isEmpty()) {
            return series.insert(session, uid, lead, attributes);
        }
        if (!attributes.equals(known.get().attributes())) {
            series.update(known.get().key(), lead, attributes);
        }
        return known.get().key();
    }

    private static boolean isLower(@Nullable Integer number, @Nullable Integer than) {
        return number != null && (than == null || number < than);
    }

    private void add(
            long session,
            long seriesKey,
            List<Received> objects,
            Map<Sha256, Long> blobs,
            boolean rename,
            IdentityHashMap<Received, Intake> outcomes) {
        var there = new There(seriesKey, objects, rename);
        List<NewFile> rows = new ArrayList<>();
        for (Received object : objects) {
            Intake outcome = there.outcome(object);
            outcomes.put(object, outcome);
            if (!(outcome instanceof Intake.Duplicate)) {
                rows.add(
                        new NewFile(
                                seriesKey,
                                DICOM,
                                there.take(object, rename),
                                requireNonNull(blobs.get(object.digests().sha256())),
                                object.ids(),
                                outcome instanceof Intake.Conflict,
                                object.passed().scripts(),
                                object.passed().risk()));
            }
        }
        files.insert(session, rows);
    }

    /// What a series has of some objects and of their names.
    private final class There {
        private final Map<String, Set<Sha256>> bytes = new HashMap<>();
        private final Set<String> names = new HashSet<>();

        There(long series, List<Received> objects, boolean rename) {
            List<String> sopUids = objects.stream().map(o -> o.header().sopUid()).toList();
            List<String> wanted = objects.stream().flatMap(o -> o.names(rename)).toList();
            for (WaitingFile file : files.like(series, sopUids, wanted)) {
                names.add(file.path());
                if (file.object() != null) {
                    bytesOf(file.object().sopUid()).add(file.digests().sha256());
                }
            }
        }

        private Set<Sha256> bytesOf(String sopUid) {
            return bytes.computeIfAbsent(sopUid, _ -> new HashSet<>());
        }

        Intake outcome(Received object) {
            String sopUid = object.header().sopUid();
            Sha256 sha256 = object.digests().sha256();
            Set<Sha256> known = bytesOf(sopUid);
            boolean isNew = known.isEmpty();
            if (!known.add(sha256)) {
                return new Intake.Duplicate(sopUid, sha256);
            }
            return isNew
                    ? new Intake.Stored(sopUid)
                    : new Intake.Conflict(sopUid, "other bytes under the same SOP Instance UID");
        }

        String take(Received object, boolean rename) {
            return object.names(rename)
                    .filter(names::add)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("every name is taken"));
        }
    }
}
