package org.africai.server.intake;

import java.time.Instant;
import java.util.List;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.audit.Audit.Action;
import org.africai.server.files.BlobContent;
import org.africai.server.files.Discards;
import org.africai.server.http.Content;
import org.africai.server.http.Refusal;
import org.africai.store.Digests;

/// Identified originals that a project keeps apart from the archive because its owner has said so
/// (`anon/originals` is `keep`). For its owners alone; each look is recorded.
public final class Originals {
    private static final int MOST_LISTED = 10_000;

    private final Ground ground;
    private final OriginalTable table;
    private final Discards discards;

    Originals(Ground ground, OriginalTable table, Discards discards) {
        this.ground = ground;
        this.table = table;
        this.discards = discards;
    }

    /// @param id by which it is asked for
    /// @param experiment accession ID of the session that was made of it
    /// @param version number of the script's version that it went through
    public record Original(
            long id, Digests bytes, String experiment, long version, Instant keptAt) {}

    /// Keeps all objects of a waiting session, as part of the caller's transaction.
    void keep(long session, long project, String experiment, long version) {
        table.keep(session, project, experiment, version);
    }

    /// Those of a project, the newest first, ten thousand at most.
    public List<Original> list(Caller caller, String project) {
        return table.list(key(caller, project), MOST_LISTED);
    }

    public Content content(Caller caller, String project, long id) {
        long key = key(caller, project);
        Original found = find(key, id);
        ground.audit().record(caller, Action.DOWNLOADED, "original", Long.toString(id), key);
        return new BlobContent(ground.store(), found.bytes(), found.keptAt());
    }

    /// Destroys one.
    public void delete(Caller caller, String project, long id) {
        long key = key(caller, project);
        ground.changes()
                .run(() -> {
                    Original found = find(key, id);
                    table.delete(found.id());
                    ground.audit()
                            .record(caller, Action.DELETED, "original", Long.toString(id), key);
                    discards.discard(List.of(found.bytes().sha256()));
                });
    }

    private long key(Caller caller, String project) {
        return ground.locator().project(caller, Right.OWN, project).key();
    }

    private Original find(long project, long id) {
        return table.find(project, id)
                .orElseThrow(() -> Refusal.notFound("There is no such original here."));
    }
}
