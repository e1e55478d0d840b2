package org.africai.server.files;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located;
import org.africai.server.archive.Located.Kind;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Transactions;
import org.africai.server.http.Refusal;
import org.africai.store.BlobStore;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.africai.store.Sha256;
import org.jspecify.annotations.Nullable;

/// Takes files into resources.
public final class Uploads {
    /// What XNAT calls the resources of a scan that hold its DICOM objects, in lower case.
    private static final Set<String> DICOM_LABELS = Set.of("dicom", "secondary");

    private final Locator locator;
    private final Resources resources;
    private final FileTable files;
    private final ResourceTable resourceTable;
    private final InstanceTable instances;
    private final BlobTable blobs;
    private final BlobStore store;
    private final Transactions transactions;
    private final Audit audit;
    private final FilesSettings settings;
    private final JoinedUploads joined = new JoinedUploads(this::name);

    public Uploads(
            Locator locator,
            Resources resources,
            ResourceTable resourceTable,
            FileTable files,
            InstanceTable instances,
            BlobTable blobs,
            BlobStore store,
            Transactions transactions,
            Audit audit,
            FilesSettings settings) {
        this.locator = locator;
        this.resources = resources;
        this.resourceTable = resourceTable;
        this.files = files;
        this.instances = instances;
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
        Optional<ResourceRef> known =
                resources.ref(owner, destination.side(), destination.resource());
        String label =
                known.map(ResourceRef::label)
                        .orElseGet(() -> new ResourceLabel(destination.resource()).value());
        boolean holdsObjects =
                DICOM_LABELS.contains(label.toLowerCase(Locale.ROOT))
                        || known.filter(r -> r.format().equalsIgnoreCase("DICOM")).isPresent();
        store.spool().requireRoom(expectedBytes);
        return new Upload(
                this,
                store,
                settings,
                caller,
                destination,
                known.orElse(null),
                owner.kind() == Kind.SCAN && holdsObjects);
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
        return name(
                new Job(
                        new Order(caller, destination, null, attributes, false),
                        published,
                        List.of()));
    }

    /// Who wants files where, and how.
    ///
    /// @param known the resource, when it was there at the beginning
    record Order(
            Caller caller,
            Destination destination,
            @Nullable ResourceRef known,
            Attributes attributes,
            boolean overwrite) {}

    /// The names that are taken in the resource, when none may be; for those who would rather know
    /// before the files are made durable.
    List<EntryName> taken(Order order, Set<EntryName> paths) {
        return order.known() == null || order.overwrite()
                ? List.of()
                : shown(files.sizes(order.known().key(), paths).keySet());
    }

    /// Files to be named, whose bytes are durable.
    ///
    /// @param objects those of them that are DICOM objects of a scan
    record Job(Order order, Map<EntryName, Digests> received, List<ScanObject> objects) {
        /// One job of several whose orders differ in nothing but what was known before.
        static Job joined(List<Job> jobs) {
            Map<EntryName, Digests> received = new LinkedHashMap<>();
            jobs.forEach(job -> received.putAll(job.received()));
            return new Job(
                    jobs.getFirst().order(),
                    received,
                    jobs.stream().flatMap(job -> job.objects().stream()).toList());
        }

        Uploaded.Stored stored() {
            return new Uploaded.Stored(List.copyOf(received.keySet()));
        }
    }

    /// Names the files in the resource: all of them or none.
    Uploaded commit(Job job) {
        return job.order().overwrite() ? name(job) : joined.name(job);
    }

    private Uploaded name(Job job) {
        return transactions.runByKeys(() -> {
            Order order = job.order();
            Located owner =
                    locator.find(
                            order.caller(),
                            order.overwrite() ? Right.EDIT : Right.CREATE,
                            order.destination().owner());
            if (!job.objects().isEmpty()) {
                instances.lockScan(owner.key());
            }
            long resource = resources.lockedForFiles(order, owner);
            Set<EntryName> names = job.received().keySet();
            FileTable.There there = files.there(resource, names);
            if (!there.sizes().isEmpty() && !order.overwrite()) {
                return new Uploaded.Duplicates(shown(there.sizes().keySet()));
            }
            NameClash.refuse(files, resource, names, there);
            Map<EntryName, Long> keys = put(order, resource, job.received(), there.sizes());
            index(owner.key(), keys, job.objects());
            audit.record(
                    order.caller(),
                    Action.UPLOADED,
                    "resource",
                    Long.toString(resource),
                    owner.project().key());
            return job.stored();
        });
    }

    private Map<EntryName, Long> put(
            Order order,
            long resource,
            Map<EntryName, Digests> received,
            Map<EntryName, Long> before) {
        Map<Sha256, Long> keys = blobs.insertOrGet(received.values());
        Map<EntryName, Long> rows =
                received.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry -> keys.get(entry.getValue().sha256())));
        Map<EntryName, Long> written =
                files.put(resource, rows, order.attributes(), order.caller().login());
        long added = received.values().stream().mapToLong(Digests::size).sum();
        long gone = before.values().stream().mapToLong(Long::longValue).sum();
        resourceTable.count(resource, received.size() - before.size(), added - gone);
        return written;
    }

    /// Notes which of the files are objects that the scan does not have yet. Who sends files as
    /// such is not held to what import holds to: a second copy of an object stays a file.
    private void index(long scan, Map<EntryName, Long> keys, List<ScanObject> objects) {
        if (objects.isEmpty()) {
            return;
        }
        Set<String> known =
                new HashSet<>(
                        instances
                                .known(
                                        scan,
                                        objects.stream().map(ScanObject::sopInstanceUid).toList())
                                .keySet());
        Map<Long, ScanObject> added = new LinkedHashMap<>();
        for (ScanObject object : objects) {
            if (known.add(object.sopInstanceUid())) {
                added.put(requireNonNull(keys.get(object.name())), object);
            }
        }
        instances.insert(scan, added);
    }

    private static List<EntryName> shown(Collection<EntryName> paths) {
        return paths.stream().sorted().limit(Uploaded.Duplicates.MAX_SHOWN).toList();
    }
}
