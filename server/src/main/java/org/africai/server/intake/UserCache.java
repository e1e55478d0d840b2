package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.files.BlobContent;
import org.africai.server.files.ResourceLabel;
import org.africai.server.files.ZipBuilder;
import org.africai.server.http.Content;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.intake.UserCacheTable.Usage;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.africai.store.Sha256;
import org.africai.store.Spooled;
import org.africai.store.Staged;
import org.africai.store.archive.ArchiveLimits;
import org.africai.store.archive.ArchiveReader;

/// Files that somebody sends ahead, to import them later: XNAT's user cache. Each account sees and
/// uses its own alone, up to a quota; what nobody touches for a while is swept.
public final class UserCache {
    private static final Pattern SOURCE =
            Pattern.compile("(?:/data|/REST)?/user/cache/resources/([^/]+)/files/(.+)");

    private final Ground ground;
    private final UserCacheTable table;

    UserCache(Ground ground, UserCacheTable table) {
        this.ground = ground;
        this.table = table;
    }

    /// A file in a cache.
    ///
    /// @param path its name within its resource
    public record CachedFile(String path, Digests digests, Instant createdAt) {}

    /// The names of the caller's resources.
    public List<String> resources(Caller caller) {
        return table.resources(account(caller));
    }

    /// Makes an empty resource.
    ///
    /// @throws Refusal when there is one of this name, or it cannot be one
    public void create(Caller caller, String resource) {
        long account = account(caller);
        String name = new ResourceLabel(resource).value();
        ground.transactions()
                .run(() -> {
                    table.hold(account);
                    if (table.find(account, name).isPresent()) {
                        throw new Refusal(
                                Reason.PRECONDITION_FAILED,
                                "The cache has a resource '" + name + "' already.");
                    }
                    var _ = table.touch(account, name);
                });
    }

    /// The files of a resource, by name.
    ///
    /// @throws Refusal when there is no such resource
    public List<CachedFile> files(Caller caller, String resource) {
        long key =
                table.find(account(caller), resource).orElseThrow(() -> missing(caller, resource));
        return table.files(key);
    }

    /// @throws Refusal when there is no such file
    public Content content(Caller caller, String resource, String path) {
        CachedFile file = file(caller, resource, path);
        return new BlobContent(ground.store(), file.digests(), file.createdAt());
    }

    /// The files of a resource as one ZIP; empty when there are none.
    ///
    /// @param folder which of them, with a slash at its end; empty for all
    /// @throws Refusal when there is no such resource
    public Optional<Content> zip(Caller caller, String resource, String folder) {
        var zip = new ZipBuilder(ground.store());
        for (CachedFile file : files(caller, resource)) {
            if (file.path().startsWith(folder)) {
                zip.add(EntryName.parse(file.path()), file.digests(), file.createdAt());
            }
        }
        return zip.build();
    }

    private CachedFile file(Caller caller, String resource, String path) {
        return table.file(account(caller), resource, path)
                .orElseThrow(() -> missing(caller, resource + "/" + path));
    }

    /// Deletes a resource with its files.
    ///
    /// @throws Refusal when there is no such resource
    public void delete(Caller caller, String resource) {
        if (!table.delete(account(caller), resource)) {
            throw missing(caller, resource);
        }
    }

    /// Deletes a file, or a folder, whose name ends with a slash.
    ///
    /// @throws Refusal when there is no such file
    public void delete(Caller caller, String resource, String path) {
        long key =
                table.find(account(caller), resource).orElseThrow(() -> missing(caller, resource));
        if (!table.deleteFiles(key, path)) {
            throw missing(caller, resource + "/" + path);
        }
    }

    /// Begins to receive files, before a byte is read. The caller closes what is returned.
    ///
    /// @param expectedBytes how many are announced, 0 when none are
    /// @throws Refusal when there is no room for them, or the name cannot be a resource's
    public Receiving begin(Caller caller, String resource, long expectedBytes) {
        long account = account(caller);
        String name = new ResourceLabel(resource).value();
        Usage usage = table.usage(account);
        requireRoom(usage, 1, expectedBytes);
        ground.store().spool().requireRoom(expectedBytes);
        return new Receiving(account, name, ground.settings().cacheQuota().bytes() - usage.bytes());
    }

    private void requireRoom(Usage usage, int files, long bytes) {
        long quota = ground.settings().cacheQuota().bytes();
        int most = ground.settings().cacheMaxFiles();
        if (usage.bytes() + bytes > quota || usage.files() + files > most) {
            throw new Refusal(
                    Reason.TOO_LARGE,
                    "The cache of an account holds "
                            + quota
                            + " bytes and "
                            + most
                            + " files at most. Delete what you do not need.");
        }
    }

    /// Files on their way into a cache, which nobody sees before [#finish]. For one thread.
    public final class Receiving implements AutoCloseable {
        private final long account;
        private final String resource;
        private final Map<EntryName, Spooled> received = new LinkedHashMap<>();
        private long left;

        private Receiving(long account, String resource, long left) {
            this.account = account;
            this.resource = resource;
            this.left = left;
        }

        /// Receives one file. `in` stays open.
        ///
        /// @throws IOException when it cannot be read: the sender's side failed
        /// @throws org.africai.store.TooLarge when it is more than the quota leaves
        /// @throws Refusal when the name came before, or too many files did
        public void add(EntryName name, InputStream in) throws IOException {
            if (received.containsKey(name)) {
                throw Refusal.invalid("The file '" + name + "' comes twice in this upload.");
            }
            requireRoom(new Usage(received.size(), 0), 1, 0);
            Spooled file =
                    ground.store()
                            .spool()
                            .receive(in, Math.min(left, ground.settings().maxUpload().bytes()));
            received.put(name, file);
            left -= file.digests().size();
        }

        /// Receives a ZIP, TAR or TGZ, told by its content, and takes its files instead.
        ///
        /// @param archive what the sender calls it, for messages
        /// @param folder where its files go, empty for the resource itself
        /// @throws IOException as [#add]
        /// @throws org.africai.store.TooLarge as [#add]
        /// @throws org.africai.store.archive.BadArchive when it is refused
        public void addExtracted(String archive, Optional<EntryName> folder, InputStream in)
                throws IOException {
            IntakeSettings settings = ground.settings();
            var limits = new ArchiveLimits(settings.cacheMaxFiles(), left, settings.maxRatio());
            try (Staged file =
                            ground.store()
                                    .spool()
                                    .stage(in, Math.min(left, settings.maxUpload().bytes()));
                    ArchiveReader reader = ArchiveReader.open(file.path(), archive, limits)) {
                for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                    EntryName name = entry.get().name();
                    if (!name.isMacJunk()) {
                        add(folder.map(name::under).orElse(name), entry.get().content());
                    }
                }
            }
        }

        /// Makes the files durable and names them in the cache, in place of those of the same
        /// names.
        ///
        /// @throws Refusal when there are none, or no room by now
        public void finish() {
            if (received.isEmpty()) {
                throw Refusal.invalid("The upload holds no file.");
            }
            ground.store().publish(received.values());
            ground.changes().run(this::name);
        }

        private void name() {
            table.hold(account);
            long bytes = received.values().stream().mapToLong(f -> f.digests().size()).sum();
            requireRoom(table.usage(account), received.size(), bytes);
            long key = table.touch(account, resource);
            Map<Sha256, Long> blobs =
                    ground.blobs()
                            .insertOrGet(received.values().stream().map(Spooled::digests).toList());
            Map<EntryName, Long> rows = new LinkedHashMap<>();
            received.forEach(
                    (name, file) -> rows.put(name, requireNonNull(blobs.get(file.sha256()))));
            table.put(key, rows);
        }

        /// Throws away what was not named.
        @Override
        public void close() {
            received.values().forEach(Spooled::close);
        }
    }

    /// A file of the caller's cache as an upload. The caller closes what is returned.
    ///
    /// @param source its address: `/user/cache/resources/X/files/F`
    /// @throws Refusal when it is no such address, or there is no such file
    public Upload upload(Caller caller, String source) {
        Matcher address = SOURCE.matcher(source);
        if (!address.matches()) {
            throw Refusal.invalid("src is a file of your cache: /user/cache/resources/X/files/F.");
        }
        CachedFile file = file(caller, address.group(1), address.group(2));
        try (InputStream in = ground.store().openStream(file.digests().sha256())) {
            return Upload.receive(
                    ground.store().spool(), file.path(), in, ground.settings().maxUpload().bytes());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read from the cache", failure);
        }
    }

    /// Deletes what nobody has touched for so long as settings say.
    void sweep() {
        var _ = table.sweep(ground.settings().cacheKept().toSeconds());
    }

    private long account(Caller caller) {
        ground.access().requireLogin(caller);
        if (caller.account() == null) {
            throw Refusal.forbidden("Only an account has a cache.");
        }
        return caller.account();
    }

    private static Refusal missing(Caller caller, String what) {
        return Access.missing(caller, "'" + what + "' in your cache");
    }
}
