package org.africai.server.deid;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.files.BlobContent;
import org.africai.server.files.Discards;
import org.africai.server.http.Content;
import org.africai.server.http.Refusal;
import org.africai.store.BlobStore;
import org.jspecify.annotations.Nullable;

/// What scripts could not handle, kept as it came: identified, and for nobody but the owners of the
/// project that it was going to. What was going nowhere is for those who administer all data. An
/// owner deletes it, or has it taken in again; see `QuarantineRelease` of the package `intake`.
public final class Quarantine {
    private static final int MOST_LISTED = 10_000;

    private final Access access;
    private final Locator locator;
    private final QuarantineTable table;
    private final Changes changes;
    private final Audit audit;
    private final Discards discards;
    private final BlobStore store;

    Quarantine(
            Access access,
            Locator locator,
            QuarantineTable table,
            Changes changes,
            Audit audit,
            Discards discards,
            BlobStore store) {
        this.access = access;
        this.locator = locator;
        this.table = table;
        this.changes = changes;
        this.audit = audit;
        this.discards = discards;
        this.store = store;
    }

    /// When a script was applied.
    public enum Stage {
        /// The site's, on arrival.
        SITE,
        /// The project's, before archiving.
        PROJECT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Something to be set aside.
    ///
    /// @param project key of the project that it was going to
    /// @param blob key of its bytes, which are durable
    /// @param isObject whether it is DICOM
    /// @param version number of the script's version
    public record Entry(
            @Nullable Long project,
            long blob,
            boolean isObject,
            Stage stage,
            long version,
            String reason,
            String subject,
            String session,
            String sentBy) {}

    /// Sets things aside, as part of the caller's transaction, for intake: nothing is asked.
    public void add(List<Entry> entries) {
        if (!entries.isEmpty()) {
            table.insert(entries);
        }
    }

    /// What is set aside, the newest first, ten thousand at most.
    ///
    /// @param project its ID or alias; `null` for the whole site, for those who administer all data
    public List<QuarantinedObject> list(Caller caller, @Nullable String project) {
        if (project == null) {
            requireAllData(caller);
            return table.list(null, MOST_LISTED);
        }
        return table.list(locator.project(caller, Right.OWN, project).key(), MOST_LISTED);
    }

    private void requireAllData(Caller caller) {
        access.requireLogin(caller);
        if (!caller.administersData()) {
            throw Refusal.forbidden("Only those who administer all data may see this.");
        }
    }

    /// One of them.
    ///
    /// @throws Refusal when it is not there, or not for the caller
    public QuarantinedObject find(Caller caller, long id) {
        access.requireLogin(caller);
        return table.find(id)
                .filter(one -> isFor(caller, one))
                .orElseThrow(() -> Refusal.notFound("There is no such object in quarantine."));
    }

    private boolean isFor(Caller caller, QuarantinedObject one) {
        if (one.project() == null) {
            return caller.administersData();
        }
        try {
            return locator.project(caller, Right.OWN, one.project()).key() > 0;
        } catch (Refusal notTheirs) {
            return false;
        }
    }

    /// Its bytes as they came. That somebody looked is recorded.
    public Content content(Caller caller, long id) {
        QuarantinedObject one = find(caller, id);
        audit.record(caller, Action.DOWNLOADED, "quarantine", Long.toString(id), key(caller, one));
        return new BlobContent(store, one.bytes(), one.at());
    }

    /// Deletes it with its bytes, unless others hold the same bytes.
    public void delete(Caller caller, long id) {
        QuarantinedObject one = find(caller, id);
        remove(caller, one, Action.DELETED);
    }

    /// Takes it out because it has been taken in.
    public void released(Caller caller, QuarantinedObject one) {
        remove(caller, one, Action.IMPORTED);
    }

    private void remove(Caller caller, QuarantinedObject one, Action action) {
        changes.run(() -> {
            if (!table.delete(one.id())) {
                throw Refusal.notFound("There is no such object in quarantine.");
            }
            audit.record(caller, action, "quarantine", Long.toString(one.id()), key(caller, one));
            if (one.isObject()) {
                discards.discard(List.of(one.bytes().sha256()));
            }
        });
    }

    private @Nullable Long key(Caller caller, QuarantinedObject one) {
        return Optional.ofNullable(one.project())
                .map(project -> locator.project(caller, Right.OWN, project).key())
                .orElse(null);
    }
}
