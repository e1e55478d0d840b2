package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.SeriesTable.Built;
import org.africai.server.intake.Waiting.Status;
import org.africai.server.intake.mapping.ScanIds;
import org.africai.server.intake.mapping.SeriesSummary;
import org.africai.server.intake.mapping.SessionFields;
import org.africai.server.intake.mapping.SessionKind;
import org.jspecify.annotations.Nullable;

/// Turns received series into scans: gives them IDs and types, and the session its type. Where the
/// project wants that, a study of PET and MR becomes two sessions here.
final class SessionBuilder {
    private static final String PET_SESSION = "xnat:petSessionData";

    private final Ground ground;
    private final Spots spots;

    SessionBuilder(Ground ground) {
        this.ground = ground;
        this.spots = new Spots(ground);
    }

    /// Builds a session that has been received; afterwards it is READY, or in CONFLICT when it
    /// contradicts itself. Whoever wants to add to it meanwhile waits.
    ///
    /// @return the session as it is then; empty when it is gone or being archived
    Optional<Waiting> build(long key) {
        return build(key, Status.atRest());
    }

    /// As the other `build`, of a session that has one of these statuses.
    Optional<Waiting> build(long key, Status... from) {
        return buildAll(key, from).stream().findFirst();
    }

    /// As [#build(long)].
    ///
    /// @return the session, and the one that was made of its MR series if there is one; none when
    ///   the session is gone or being archived
    List<Waiting> buildAll(long key) {
        return buildAll(key, Status.atRest());
    }

    private List<Waiting> buildAll(long key, Status... from) {
        return ground.transactions()
                .run(() -> {
                    if (!ground.sessions().move(key, Status.BUILDING, "", from)) {
                        return List.of();
                    }
                    List<Long> keys = new ArrayList<>(List.of(key));
                    name(key, true).ifPresent(keys::add);
                    keys.forEach(this::settle);
                    return keys.stream()
                            .map(ground.sessions()::find)
                            .flatMap(Optional::stream)
                            .toList();
                });
    }

    /// Tells the scans of a session apart that is on its way, and stays so.
    ///
    /// @return the session as it is then; empty when it has not that status
    Optional<Waiting> rebuild(long key, Status held) {
        return ground.transactions()
                .run(() -> {
                    if (!ground.sessions().lock(key, held)) {
                        return Optional.empty();
                    }
                    var _ = name(key, false);
                    return ground.sessions().find(key);
                });
    }

    /// @param maySplit whether it may become two sessions
    /// @return the key of the one that was made of its MR series
    private Optional<Long> name(long key, boolean maySplit) {
        Waiting session = ground.sessions().find(key).orElseThrow();
        List<Built> series = ground.series().summaries(key);
        PetMr petMr = isPetMr(series) ? ground.policies().petMr(session.project()) : PetMr.UNSAID;
        if (petMr == PetMr.SEPARATE && maySplit) {
            return Optional.of(split(session, series));
        }
        name(key, series, petMr == PetMr.PET ? PET_SESSION : null);
        return Optional.empty();
    }

    private static boolean isPetMr(List<Built> series) {
        List<SessionKind> kinds = series.stream().map(one -> one.summary().kind()).toList();
        return kinds.contains(SessionKind.PET) && kinds.contains(SessionKind.MR);
    }

    private long split(Waiting session, List<Built> series) {
        Draft draft = Draft.of(session).labelled(PetMr.label(session.label(), "MR"));
        long mr = spots.insert(draft, session.uploadedBy());
        for (Built one : series) {
            if (one.summary().kind() == SessionKind.MR) {
                ground.series().move(one.key(), mr);
                ground.files().moveWithSeries(one.key(), mr);
            }
        }
        ground.sessions().rename(session.key(), PetMr.label(session.label(), "PET"));
        ground.lists().log(session.key(), "its MR series became a session of their own");
        ground.sessions().move(mr, Status.BUILDING, "made of a PET/MR session", Status.RECEIVING);
        name(session.key(), ground.series().summaries(session.key()), null);
        name(mr, ground.series().summaries(mr), null);
        return mr;
    }

    /// @param xsiType of the session, where its series do not decide
    private void name(long key, List<Built> series, @Nullable String xsiType) {
        List<SeriesSummary> summaries = series.stream().map(Built::summary).toList();
        Map<String, String> ids = ScanIds.assign(summaries, Set.of());
        for (Built one : series) {
            SeriesSummary summary = one.summary();
            ground.series()
                    .name(
                            one.key(),
                            requireNonNull(ids.get(summary.uid())),
                            summary.type().xsiType());
        }
        Map<String, String> fields = SessionFields.of(summaries);
        ground.sessions()
                .built(
                        key,
                        xsiType == null ? SessionFields.typeOf(summaries) : xsiType,
                        fields.get("date"),
                        fields.get("time"));
    }

    private void settle(long key) {
        List<String> differing = ground.files().differing(key);
        Status status = differing.isEmpty() ? Status.READY : Status.CONFLICT;
        ground.sessions().move(key, status, message(differing), Status.BUILDING);
    }

    static String message(List<String> differing) {
        return differing.isEmpty()
                ? ""
                : "Objects with the same SOP Instance UID have different bytes: "
                        + String.join(", ", differing);
    }
}
