package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.server.intake.SeriesTable.Built;
import org.africai.server.intake.Waiting.Status;
import org.africai.server.intake.mapping.ScanIds;
import org.africai.server.intake.mapping.SeriesSummary;
import org.africai.server.intake.mapping.SessionFields;

/// Turns received series into scans: gives them IDs and types, and the session its type.
final class SessionBuilder {
    private final Ground ground;

    SessionBuilder(Ground ground) {
        this.ground = ground;
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
        return ground.transactions()
                .run(() -> {
                    if (!ground.sessions().move(key, Status.BUILDING, "", from)) {
                        return Optional.empty();
                    }
                    name(key);
                    settle(key);
                    return ground.sessions().find(key);
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
                    name(key);
                    return ground.sessions().find(key);
                });
    }

    private void name(long key) {
        List<Built> series = ground.series().summaries(key);
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
                        SessionFields.typeOf(summaries),
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
