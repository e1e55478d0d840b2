package org.africai.server.search;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.http.Refusal;
import org.africai.server.schema.TypeRegistry;
import org.jspecify.annotations.Nullable;

/// Searches that are kept to be run again. One of the site is its owner's, who may name who else
/// uses it; one of a project is for all who read the project, and its members change it. Whoever
/// runs one finds what they themselves may read.
///
/// Under `@` and the name of a data type there is a search that nobody stored: all things of that
/// type with the usual columns.
public final class StoredSearches {
    /// Most searches that one person stores.
    static final int MAX_SEARCHES = 1_000;

    /// Most logins and groups that a search names.
    static final int MAX_USERS = 1_000;

    private static final String KIND = "search";
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}_.:-]{1,128}");

    private final Access access;
    private final Locator locator;
    private final TypeRegistry registry;
    private final Changes changes;
    private final StoredSearchTable table;
    private final Audit audit;

    public StoredSearches(
            Access access,
            Locator locator,
            TypeRegistry registry,
            Changes changes,
            Sql sql,
            Audit audit) {
        this.access = access;
        this.locator = locator;
        this.registry = registry;
        this.changes = changes;
        this.table = new StoredSearchTable(sql);
        this.audit = audit;
    }

    /// Those that the caller may use.
    ///
    /// @param project whose searches; `null` for the site's
    public List<StoredSearch> list(Caller caller, @Nullable String project) {
        return table.list(caller, usesAll(caller), key(caller, Right.READ, project));
    }

    /// The search under this ID.
    ///
    /// @throws Refusal when there is none, or the caller may not use it
    public SearchDocument read(Caller caller, @Nullable String project, String id) {
        Long key = key(caller, Right.READ, project);
        if (id.startsWith("@")) {
            SearchDocument usual =
                    SearchElement.find(registry, id.substring(1))
                            .map(element -> usual(element, id))
                            .orElseThrow(() -> missing(caller, id));
            return project == null ? usual : usual.inProject(project);
        }
        return table.find(caller, usesAll(caller), key, id)
                .filter(StoredSearchTable.Kept::open)
                .map(kept -> SearchXml.read(kept.document()))
                .orElseThrow(() -> missing(caller, id));
    }

    private static SearchDocument usual(SearchElement element, String id) {
        String type = element.type().name();
        return new SearchDocument(
                id,
                element.type().plural(),
                element.type().plural(),
                List.of(),
                type,
                element.defaults().stream().map(name -> usualField(element, type, name)).toList(),
                List.of(),
                null,
                SearchDocument.Allowed.ALL);
    }

    private static SearchDocument.Field usualField(SearchElement element, String type, String id) {
        SearchField field = element.field(id).orElseThrow();
        return new SearchDocument.Field(type, id, field.type(), field.header(), "");
    }

    /// Refuses who may not store searches there; to be asked before what they send is read.
    ///
    /// @param project whose search it is to be; `null` for the site's
    public void requireChange(Caller caller, @Nullable String project) {
        access.requireLogin(caller);
        var _ = key(caller, Right.EDIT, project);
    }

    /// Stores the search under this ID, in place of the one that is there.
    ///
    /// @return whether it is new
    /// @throws Refusal when the caller may not change what is there, or the search cannot be
    ///   understood
    public boolean put(Caller caller, @Nullable String project, String id, SearchDocument sent) {
        access.requireLogin(caller);
        if (!ID.matcher(id).matches()) {
            throw Refusal.invalid(
                    "The ID of a search has 1 to 128 letters, digits and _ . : - in it.");
        }
        if (sent.allowed().size() > MAX_USERS) {
            throw Refusal.invalid("A search names at most " + MAX_USERS + " users and groups.");
        }
        requireSense(sent);
        return changes.run(() -> {
            Long key = key(caller, Right.EDIT, project);
            Optional<StoredSearchTable.Kept> there = table.find(caller, usesAll(caller), key, id);
            SearchDocument search = sent.withId(id);
            if (there.isPresent()) {
                requireOwner(caller, key, there.get(), id);
                table.update(there.get().key(), search, SearchXml.write(search));
            } else {
                requireRoom(caller);
                table.insert(caller, key, search, SearchXml.write(search));
            }
            audit.record(
                    caller, there.isPresent() ? Action.CHANGED : Action.CREATED, KIND, id, key);
            return there.isEmpty();
        });
    }

    /// A search that could never be run is not stored. Templates of pyxnat, which are completed
    /// before they are run, hold words in place of values.
    private void requireSense(SearchDocument search) {
        new SearchPlan(registry, search).columns();
    }

    private void requireRoom(Caller caller) {
        if (table.count(caller) >= MAX_SEARCHES) {
            throw Refusal.conflict("You have stored " + MAX_SEARCHES + " searches; delete some.");
        }
    }

    /// Whether they may use and change what others stored for themselves.
    private boolean usesAll(Caller caller) {
        return access.administersSite(caller);
    }

    private void requireOwner(
            Caller caller, @Nullable Long project, StoredSearchTable.Kept there, String id) {
        boolean isOwner = there.owner() != null && there.owner().equals(caller.account());
        if (project != null || isOwner || usesAll(caller)) {
            return;
        }
        throw there.open()
                ? Refusal.forbidden("The search '" + id + "' is somebody else's.")
                : Refusal.conflict("The ID '" + id + "' is in use.");
    }

    /// @throws Refusal when there is none, or it is somebody else's
    public void delete(Caller caller, @Nullable String project, String id) {
        access.requireLogin(caller);
        changes.run(() -> {
            Long key = key(caller, Right.EDIT, project);
            StoredSearchTable.Kept there =
                    table.find(caller, usesAll(caller), key, id)
                            .filter(StoredSearchTable.Kept::open)
                            .orElseThrow(() -> missing(caller, id));
            requireOwner(caller, key, there, id);
            table.delete(there.key());
            audit.record(caller, Action.DELETED, KIND, id, key);
        });
    }

    private @Nullable Long key(Caller caller, Right right, @Nullable String project) {
        if (project == null) {
            access.requireLogin(caller);
            return null;
        }
        ProjectRef ref = locator.project(caller, right, project).project();
        return ref.key();
    }

    private static Refusal missing(Caller caller, String id) {
        return Access.missing(caller, "search '" + id + "'");
    }
}
