package org.africai.server.intake;

import java.util.Collection;
import java.util.List;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.archive.Locator;
import org.africai.server.db.Sql;
import org.africai.server.http.Refusal;
import org.africai.store.Sha256;

/// Tells senders what has arrived. Only who may add to a project may ask, and only by the digest of
/// bytes that they must have had: nobody learns of what they did not send.
public final class Holdings {
    /// How many digests are asked for at once.
    public static final int MOST = 1_000;

    private final Locator locator;
    private final HoldingTable table;

    public Holdings(Locator locator, Sql sql) {
        this.locator = locator;
        this.table = new HoldingTable(sql);
    }

    /// Something that is there.
    ///
    /// @param digest of the bytes as they are kept
    /// @param waiting address of the session that waits with it; empty when it is archived
    public record Held(Sha256 digest, String waiting) {}

    /// @throws Refusal when the caller may not add to the project
    public void requireSender(Caller caller, String project) {
        var _ = project(caller, project);
    }

    private ProjectRef project(Caller caller, String project) {
        return locator.project(caller, Right.CREATE, project).project();
    }

    /// Those of these objects that the project has, archived or waiting.
    ///
    /// @throws Refusal when the caller may not add to the project
    public List<Held> of(Caller caller, String project, Collection<Sha256> digests) {
        ProjectRef found = project(caller, project);
        return table.among(found, digests);
    }
}
