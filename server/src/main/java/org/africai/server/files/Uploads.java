package org.africai.server.files;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Transactions;
import org.africai.server.http.Refusal;
import org.africai.store.BlobStore;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.africai.store.Sha256;

/// Takes files into resources.
public final class Uploads {
    private final Locator locator;
    private final Resources resources;
    private final FileTable files;
    private final ResourceTable resourceTable;
    private final BlobTable blobs;
    private final BlobStore store;
    private final Transactions transactions;
    private final Audit audit;
    private final FilesSettings settings;

    public Uploads(
            Locator locator,
            Resources resources,
            ResourceTable resourceTable,
            FileTable files,
            BlobTable blobs,
            BlobStore store,
            Transactions transactions,
            Audit audit,
            FilesSettings settings) {
        this.locator = locator;
        this.resources = resources;
        this.resourceTable = resourceTable;
        this.files = files;
        this.blobs = blobs;
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.settings = settings;
    }

    /// Begins an upload, before a byte of it is read. The caller closes what is returned.
    ///
    /// @param expectedBytes how many the client announces, 0 when it does not
    /// @throws Refusal when the caller may not add files there, or the label cannot be one
    /// @throws org.africai.store.StorageFailure when there is no room
    public Upload begin(Caller caller, Destination destination, long expectedBytes) {
        Located owner = locator.find(caller, Right.CREATE, destination.owner());
        if (resources.seek(owner, destination.side(), destination.resource()).isEmpty()) {
            var _ = new ResourceLabel(destination.resource()); // which refuses what cannot be one
        }
        store.spool().requireRoom(expectedBytes);
        return new Upload(this, store, settings, caller, destination);
    }

    /// Names files in a resource whose bytes are durable already: all of them, or none when one of
    /// the names is taken. In the caller's transaction where there is one.
    ///
    /// @throws Refusal when the caller may not add files there, or a name is a file's and a
    ///   folder's
    public Uploaded attach(
            Caller caller,
            Destination destination,
            Attributes attributes,
            Map<EntryName, Digests> published) {
        return commit(new Order(caller, destination, attributes, false), published);
    }

    /// Who wants files where, and how.
    record Order(
            Caller caller, Destination destination, Attributes attributes, boolean overwrite) {}

    /// The names that are taken in the resource, when none may be; for those who would rather know
    /// before the files are made durable.
    List<EntryName> taken(Order order, Set<EntryName> paths) {
        if (order.overwrite()) {
            return List.of();
        }
        Located owner = locator.find(order.caller(), Right.CREATE, order.destination().owner());
        return resources
                .seek(owner, order.destination().side(), order.destination().resource())
                .map(resource -> files.sizes(resource.key(), paths).keySet())
                .map(Uploads::shown)
                .orElse(List.of());
    }

    /// Names the files, whose bytes are durable, in the resource: all of them or none.
    Uploaded commit(Order order, Map<EntryName, Digests> received) {
        return transactions.run(() -> {
            Located owner =
                    locator.find(
                            order.caller(),
                            order.overwrite() ? Right.EDIT : Right.CREATE,
                            order.destination().owner());
            Resource resource =
                    resources.lockedForFiles(
                            order.caller(),
                            owner,
                            order.destination().side(),
                            order.destination().resource(),
                            order.attributes());
            Map<EntryName, Long> before = files.sizes(resource.key(), received.keySet());
            if (!before.isEmpty() && !order.overwrite()) {
                return new Uploaded.Duplicates(shown(before.keySet()));
            }
            requireNoClash(resource.key(), received.keySet());
            put(order, resource, received, before);
            audit.record(
                    order.caller(),
                    Action.UPLOADED,
                    "resource",
                    Long.toString(resource.key()),
                    owner.project().key());
            return new Uploaded.Stored(resource, List.copyOf(received.keySet()));
        });
    }

    private void put(
            Order order,
            Resource resource,
            Map<EntryName, Digests> received,
            Map<EntryName, Long> before) {
        Map<Sha256, Long> keys = blobs.insertOrGet(received.values());
        Map<EntryName, Long> rows =
                received.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry -> keys.get(entry.getValue().sha256())));
        files.put(resource.key(), rows, order.attributes(), order.caller().login());
        long added = received.values().stream().mapToLong(Digests::size).sum();
        long gone = before.values().stream().mapToLong(Long::longValue).sum();
        resourceTable.count(resource.key(), received.size() - before.size(), added - gone);
    }

    /// A name cannot be a file's and a folder's.
    private void requireNoClash(long resource, Collection<EntryName> paths) {
        Optional<String> file = files.fileAmong(resource, FolderNames.of(paths));
        if (file.isPresent()) {
            throw Refusal.conflict("'" + file.get() + "' is a file; it cannot be a folder too.");
        }
        Optional<String> folder = files.folderAmong(resource, paths);
        if (folder.isPresent()) {
            throw Refusal.conflict("'" + folder.get() + "' is a folder; it cannot be a file too.");
        }
    }

    private static List<EntryName> shown(Collection<EntryName> paths) {
        return paths.stream().sorted().limit(Uploaded.Duplicates.MAX_SHOWN).toList();
    }
}
