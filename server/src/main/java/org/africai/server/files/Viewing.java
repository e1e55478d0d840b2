package org.africai.server.files;

import java.util.Collection;
import java.util.Set;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.Located;
import org.africai.server.archive.Locator;

/// Says what there is to look at, so that a way to look at it is offered where there is one.
public final class Viewing {
    private final Locator locator;
    private final SessionImagesTable table;

    public Viewing(Locator locator, SessionImagesTable table) {
        this.locator = locator;
        this.table = table;
    }

    /// What the session with this accession ID has to look at.
    ///
    /// @throws org.africai.server.http.Refusal when it is not there or the caller may not read it
    public SessionImages of(Caller caller, String session) {
        Located found =
                locator.find(caller, Right.READ, new Address.OfExperiment(null, null, session));
        return new SessionImages(
                found.id(),
                found.label(),
                found.asked().id(),
                table.study(found.key()).orElse(null),
                table.series(found.key()),
                table.volumes(found.key()));
    }

    /// Those of these sessions that have something to look at. Rights are not asked: for sessions
    /// that the caller has been shown already.
    ///
    /// @param sessions accession IDs
    public Set<String> viewable(Collection<String> sessions) {
        return sessions.isEmpty() ? Set.of() : table.viewable(sessions);
    }
}
