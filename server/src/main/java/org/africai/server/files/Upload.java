package org.africai.server.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.server.access.Caller;
import org.africai.server.files.Uploads.Job;
import org.africai.server.files.Uploads.Order;
import org.africai.server.http.Refusal;
import org.africai.store.BlobStore;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.africai.store.Spooled;
import org.africai.store.Staged;
import org.africai.store.archive.ArchiveEntry;
import org.africai.store.archive.ArchiveLimits;
import org.africai.store.archive.ArchiveReader;
import org.jspecify.annotations.Nullable;

/// An upload under way. Its files wait in the spool and are seen by nobody until [#finish] has
/// returned [Uploaded.Stored]; closing it before throws them away.
///
/// For one thread.
public final class Upload implements AutoCloseable {
    /// How many files are made durable together.
    private static final int FILES_PER_PUBLICATION = 256;

    /// From how many bytes on it is asked whether names are taken before the files are made
    /// durable; less is sooner on the disk than asked for.
    private static final long WORTH_ASKING_BYTES = 1 << 20;

    private final Uploads uploads;
    private final BlobStore store;
    private final FilesSettings settings;
    private Caller caller;
    private final Destination destination;
    private final @Nullable ResourceRef known;
    private final boolean readsObjects;
    private final Map<EntryName, Spooled> received = new LinkedHashMap<>();
    private final List<ScanObject> objects = new ArrayList<>();

    /// @param known the resource, when it is there already
    /// @param readsObjects whether DICOM objects among the files are to be known as such
    Upload(
            Uploads uploads,
            BlobStore store,
            FilesSettings settings,
            Caller caller,
            Destination destination,
            @Nullable ResourceRef known,
            boolean readsObjects) {
        this.uploads = uploads;
        this.store = store;
        this.settings = settings;
        this.caller = caller;
        this.destination = destination;
        this.known = known;
        this.readsObjects = readsObjects;
    }

    /// Receives one file. `in` stays open.
    ///
    /// @throws IOException when `in` cannot be read: the sender's side failed
    /// @throws org.africai.store.TooLarge when it is larger than a file may be
    /// @throws Refusal when the name came before, or too many files did
    public void add(EntryName name, InputStream in) throws IOException {
        requireNew(name);
        Spooled file = store.spool().receive(in, settings.maxFile().bytes());
        received.put(name, file);
        if (readsObjects) {
            ScanObject.read(name, file).ifPresent(objects::add);
        }
    }

    /// Receives a ZIP, TAR or TGZ, told by its content, and takes its files instead.
    ///
    /// @param archive what the sender calls it, for messages
    /// @param folder where its files go, empty for the resource itself
    /// @throws org.africai.store.archive.BadArchive when it is refused
    /// @throws IOException as [#add]
    public void addExtracted(String archive, Optional<EntryName> folder, InputStream in)
            throws IOException {
        try (Staged file = store.spool().stage(in, settings.maxFile().bytes());
                ArchiveReader reader = ArchiveReader.open(file.path(), archive, limits())) {
            for (Optional<ArchiveEntry> entry = reader.next();
                    entry.isPresent();
                    entry = reader.next()) {
                extract(entry.get(), folder);
            }
        }
    }

    private ArchiveLimits limits() {
        return ArchiveLimits.ofTotal(settings.maxFile().bytes());
    }

    private void extract(ArchiveEntry entry, Optional<EntryName> folder) throws IOException {
        if (!entry.name().isMacJunk()) {
            add(folder.map(entry.name()::under).orElse(entry.name()), entry.content());
        }
    }

    private void requireNew(EntryName name) {
        if (received.containsKey(name)) {
            throw Refusal.invalid("The file '" + name + "' comes twice in this upload.");
        }
        if (received.size() >= settings.maxPerUpload()) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "An upload holds " + settings.maxPerUpload() + " files at most.");
        }
    }

    /// Who sends it, once what they say of it in the body has been read.
    public void by(Caller sender) {
        caller = sender;
    }

    /// Makes the files durable and names them in the resource: all of them or none.
    ///
    /// @param attributes of each file, and of the resource when it is new
    /// @param overwrite whether files may take the place of others of the same name
    /// @throws Refusal when there are none, a name is a file's and a folder's, or the caller may
    ///   not overwrite, or may no longer add files
    public Uploaded finish(Attributes attributes, boolean overwrite) {
        requireFiles();
        var order = new Order(caller, destination, known, attributes, overwrite);
        Map<EntryName, Digests> digests = new LinkedHashMap<>();
        received.forEach((name, file) -> digests.put(name, file.digests()));
        if (digests.values().stream().mapToLong(Digests::size).sum() >= WORTH_ASKING_BYTES) {
            List<EntryName> taken = uploads.taken(order, received.keySet());
            if (!taken.isEmpty()) {
                return new Uploaded.Duplicates(taken);
            }
        }
        publish();
        return uploads.commit(new Job(order, digests, objects));
    }

    private void requireFiles() {
        if (received.isEmpty()) {
            throw Refusal.invalid("The upload holds no file.");
        }
        Set<String> folders = FolderNames.of(received.keySet());
        for (EntryName name : received.keySet()) {
            if (folders.contains(name.path())) {
                throw Refusal.invalid("'" + name + "' is a file and a folder in this upload.");
            }
        }
    }

    private void publish() {
        List<Spooled> files = List.copyOf(received.values());
        for (int from = 0; from < files.size(); from += FILES_PER_PUBLICATION) {
            int to = Math.min(from + FILES_PER_PUBLICATION, files.size());
            store.publish(files.subList(from, to));
        }
    }

    /// Throws away what was not published.
    @Override
    public void close() {
        received.values().forEach(Spooled::close);
    }
}
