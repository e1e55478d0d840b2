package org.africai.server.intake;

import java.util.Optional;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Destination.Spot;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.Waiting.Status;

/// Finds a received session its place in the prearchive: the one its sender named, that of a
/// waiting session of the same study, or the one it has.
final class Placement {
    private final Ground ground;
    private final SessionBuilder builder;
    private final Merger merger;

    Placement(Ground ground, SessionBuilder builder) {
        this.ground = ground;
        this.builder = builder;
        this.merger = new Merger(ground);
    }

    /// @param waiting a session that has been built
    /// @return the session that has its files now
    /// @throws Refusal when they may not be added to the session at the place that was named; then
    ///   they wait on where they are
    Waiting place(Waiting waiting, ImportRequest request) {
        long key = ground.changes().run(() -> settle(waiting, request));
        return builder.build(key)
                .or(() -> ground.sessions().find(key))
                .orElseThrow(() -> Refusal.notFound("The waiting session was deleted meanwhile."));
    }

    private long settle(Waiting waiting, ImportRequest request) {
        ground.sessions().holdStudy(waiting.studyUid() == null ? "" : waiting.studyUid());
        if (request.spot() != null) {
            return settleAt(request.spot(), waiting, request);
        }
        if (request.handler() == Handler.SI) {
            return waiting.key();
        }
        return ground.sessions()
                .findStudy(Draft.of(waiting))
                .filter(other -> other.key() < waiting.key())
                .filter(other -> ground.sessions().lock(other.key(), Status.atRest()))
                .map(other -> merged(waiting, other))
                .orElse(waiting.key());
    }

    private long settleAt(Spot spot, Waiting waiting, ImportRequest request) {
        Long project = waiting.project() == null ? null : waiting.project().key();
        Optional<Waiting> there = ground.sessions().find(project, spot);
        if (there.isEmpty()) {
            ground.sessions().place(waiting.key(), spot);
            return waiting.key();
        }
        requireMayAdd(waiting, there.get(), request);
        return merged(waiting, there.get());
    }

    private void requireMayAdd(Waiting waiting, Waiting there, ImportRequest request) {
        if (request.handler() != Handler.SI
                && there.studyUid() != null
                && !there.studyUid().equals(waiting.studyUid())) {
            throw Refusal.invalid(
                    "The session at " + there.url() + " has another Study Instance UID.");
        }
        if (request.overwrite() == Overwrite.NONE && request.handler() == Handler.SI) {
            throw Refusal.conflict("Session already exists, retry with overwrite enabled");
        }
        if (there.remarks().preventAnon() && !waiting.remarks().preventAnon()) {
            throw Refusal.conflict(
                    "The session at " + there.url() + " is kept from de-identification.");
        }
        if (!ground.sessions().lock(there.key(), Status.atRest())) {
            throw Refusal.conflict("The session at " + there.url() + " is being worked on.");
        }
    }

    private long merged(Waiting waiting, Waiting there) {
        merger.merge(waiting, there);
        return there.key();
    }
}
