package org.africai.server.archive;

import java.util.List;
import java.util.Locale;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.audit.Audit;
import org.africai.server.audit.AuditEntry;

/// What became of a thing over time: who did what to it, and what it was before. Told to those who
/// have a role in the project, for it names people.
public final class Histories {
    private static final int MAX_VERSIONS = 1_000;

    private final Access access;
    private final Locator locator;
    private final HistoryTable table;
    private final Audit audit;

    Histories(Archive.Ground ground, HistoryTable table) {
        this.access = ground.access();
        this.locator = ground.locator();
        this.audit = ground.audit();
        this.table = table;
    }

    /// What was done to a thing, its parts and its files; the newest first.
    public List<AuditEntry> deeds(Caller caller, Address address) {
        Located found = locator.find(caller, Right.REVIEW, address);
        String kind = found.kind().name().toLowerCase(Locale.ROOT);
        return audit.of(kind, id(found), table.resources(found));
    }

    /// What was done to a thing that may be gone, for administrators.
    ///
    /// @param kind `project`, `subject` or `experiment`
    public List<AuditEntry> deeds(Caller caller, String kind, String id) {
        access.requireSiteAdmin(caller);
        return audit.of(kind, id, List.of());
    }

    /// What a thing was before each of its changes, the newest first; none for those without a role
    /// in the project.
    public List<EarlierVersion> versions(Caller caller, Address address) {
        Located found = locator.find(caller, Right.READ, address);
        return access.may(caller, Right.REVIEW, found.project().key(), found.ruledBy())
                ? table.versions(found, id(found), MAX_VERSIONS)
                : List.of();
    }

    /// As the record names it: a part of a session by both.
    private static String id(Located found) {
        boolean isPart =
                found.kind() == Located.Kind.SCAN || found.kind() == Located.Kind.RECONSTRUCTION;
        return isPart && found.session() != null
                ? found.session().id() + "/" + found.id()
                : found.id();
    }
}
