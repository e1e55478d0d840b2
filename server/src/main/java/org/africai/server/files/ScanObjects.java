package org.africai.server.files;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.africai.server.access.Caller;
import org.africai.server.archive.Located;
import org.africai.server.db.Transactions;
import org.africai.server.files.InstanceTable.Known;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.africai.store.Sha256;
import org.jspecify.annotations.Nullable;

/// Makes DICOM objects files of a scan. For features that have asked for the right to, such as
/// intake: nothing is asked here.
///
/// An object is in a scan once, by its SOP Instance UID; that is decided under a lock on the scan.
public final class ScanObjects {
    private static final Attributes DICOM = new Attributes("DICOM", "RAW", null, null);

    private final Resources resources;
    private final ResourceTable resourceTable;
    private final FileTable files;
    private final InstanceTable instances;
    private final BlobTable blobs;
    private final Transactions transactions;

    public ScanObjects(
            Resources resources,
            ResourceTable resourceTable,
            FileTable files,
            InstanceTable instances,
            BlobTable blobs,
            Transactions transactions) {
        this.resources = resources;
        this.resourceTable = resourceTable;
        this.files = files;
        this.instances = instances;
        this.blobs = blobs;
        this.transactions = transactions;
    }

    /// Attaches the objects, in the caller's transaction where there is one. Their bytes must have
    /// been published. A few hundred objects are a good batch.
    ///
    /// Of two objects of one UID in `objects`, the first counts; a second with other bytes is a
    /// conflict even where `replace` is on.
    ///
    /// @param scan a scan, which the caller keeps from being deleted meanwhile
    /// @param label of the resource, made where it is missing: `DICOM`
    /// @param replace whether an object takes the place of one of the same UID with other bytes
    /// @return what became of each, in their order
    public List<Attached> attach(
            Caller caller, Located scan, String label, List<ScanObject> objects, boolean replace) {
        return transactions.run(() -> {
            instances.lockScan(scan.key());
            long resource = resources.lockedForFiles(caller, scan, Side.RESOURCES, label, DICOM);
            return new Batch(caller, scan.key(), resource, replace).attach(objects);
        });
    }

    /// What one call does: first everything is decided, then everything is written.
    private final class Batch {
        private final Caller caller;
        private final long scan;
        private final long resource;
        private final boolean replace;
        private final Map<String, Known> known = new HashMap<>();
        private final Set<EntryName> taken = new HashSet<>();
        private final Map<String, Decision> decisions = new LinkedHashMap<>();

        private Batch(Caller caller, long scan, long resource, boolean replace) {
            this.caller = caller;
            this.scan = scan;
            this.resource = resource;
            this.replace = replace;
        }

        /// @param name what the file will be called
        /// @param replaced the object whose place it takes, if any
        private record Decision(ScanObject object, EntryName name, @Nullable Known replaced) {}

        private List<Attached> attach(List<ScanObject> objects) {
            Set<String> uids = new HashSet<>();
            Set<EntryName> names = new HashSet<>();
            objects.forEach(object -> {
                uids.add(object.sopInstanceUid());
                names.add(object.name());
            });
            known.putAll(instances.known(scan, uids));
            taken.addAll(files.sizes(resource, names).keySet());
            List<Boolean> decided = objects.stream().map(this::decide).toList();
            Map<String, Long> written = write();
            List<Attached> outcomes = new ArrayList<>();
            for (int i = 0; i < objects.size(); i++) {
                ScanObject object = objects.get(i);
                outcomes.add(decided.get(i) ? stored(object, written) : kept(object));
            }
            return outcomes;
        }

        /// @return whether the object will be written
        private boolean decide(ScanObject object) {
            String uid = object.sopInstanceUid();
            Known before = known.get(uid);
            boolean isKept =
                    before != null
                            && (!replace || before.sha256().equals(object.digests().sha256()));
            if (isKept || decisions.containsKey(uid)) {
                return false;
            }
            EntryName name = before == null ? freeName(object.name()) : before.path();
            decisions.put(uid, new Decision(object, name, before));
            return true;
        }

        private EntryName freeName(EntryName name) {
            if (taken.add(name)) {
                return name;
            }
            for (int first = 2; ; first *= 2) {
                Optional<EntryName> free = freeName(name, first);
                if (free.isPresent()) {
                    return free.get();
                }
            }
        }

        /// One of the names with the numbers from `first` to twice that: as many more each time,
        /// for a name that thousands of files want.
        private Optional<EntryName> freeName(EntryName name, int first) {
            List<EntryName> numbered =
                    IntStream.range(first, 2 * first)
                            .mapToObj(number -> NumberedName.of(name, number))
                            .toList();
            taken.addAll(files.sizes(resource, numbered).keySet());
            return numbered.stream().filter(taken::add).findFirst();
        }

        /// @return keys of the files by UID
        private Map<String, Long> write() {
            List<Digests> all = decisions.values().stream().map(d -> d.object().digests()).toList();
            Map<Sha256, Long> blobKeys = blobs.insertOrGet(all);
            Map<Long, ScanObject> objectsByFile = new LinkedHashMap<>();
            objectsByFile.putAll(writeNew(blobKeys));
            objectsByFile.putAll(writeReplacing(blobKeys));
            instances.insert(scan, objectsByFile);
            Map<String, Long> written = new HashMap<>();
            objectsByFile.forEach((file, object) -> written.put(object.sopInstanceUid(), file));
            return written;
        }

        private Map<Long, ScanObject> writeNew(Map<Sha256, Long> blobKeys) {
            Map<EntryName, ScanObject> objects = new LinkedHashMap<>();
            Map<EntryName, Long> rows = new LinkedHashMap<>();
            long bytes = 0;
            for (Decision decision : decisions.values()) {
                if (decision.replaced() == null) {
                    Digests digests = decision.object().digests();
                    objects.put(decision.name(), decision.object());
                    rows.put(decision.name(), requireNonNull(blobKeys.get(digests.sha256())));
                    bytes += digests.size();
                }
            }
            Map<EntryName, Long> keys = files.put(resource, rows, DICOM, caller.login());
            resourceTable.count(resource, rows.size(), bytes);
            Map<Long, ScanObject> byFile = new LinkedHashMap<>();
            objects.forEach((name, object) -> byFile.put(requireNonNull(keys.get(name)), object));
            return byFile;
        }

        private Map<Long, ScanObject> writeReplacing(Map<Sha256, Long> blobKeys) {
            Map<Long, ScanObject> byFile = new LinkedHashMap<>();
            for (Decision decision : decisions.values()) {
                Known before = decision.replaced();
                if (before != null) {
                    Digests digests = decision.object().digests();
                    long blob = requireNonNull(blobKeys.get(digests.sha256()));
                    files.replace(before.file(), blob, caller.login());
                    resourceTable.count(before.resource(), 0, digests.size() - before.size());
                    byFile.put(before.file(), decision.object());
                }
            }
            return byFile;
        }

        private Attached stored(ScanObject object, Map<String, Long> written) {
            String uid = object.sopInstanceUid();
            Decision decision = requireNonNull(decisions.get(uid));
            return new Attached.Stored(object, requireNonNull(written.get(uid)), decision.name());
        }

        private Attached kept(ScanObject object) {
            String uid = object.sopInstanceUid();
            Decision decision = decisions.get(uid);
            Sha256 kept =
                    decision != null
                            ? decision.object().digests().sha256()
                            : requireNonNull(known.get(uid)).sha256();
            return kept.equals(object.digests().sha256())
                    ? new Attached.Duplicate(object)
                    : new Attached.Conflict(object, kept);
        }
    }
}
