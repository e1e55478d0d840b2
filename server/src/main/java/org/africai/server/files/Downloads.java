package org.africai.server.files;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.archive.Located;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.http.Content;
import org.africai.server.http.Refusal;
import org.africai.store.BlobStore;
import org.africai.store.EntryName;
import org.africai.store.archive.ZipPlan;

/// Gives out many files as one archive.
public final class Downloads {
    private final Chooser chooser;
    private final FileTable files;
    private final BlobStore store;
    private final Audit audit;
    private final FilesSettings settings;

    public Downloads(
            Access access,
            Locator locator,
            OwnerTable owners,
            FileTable files,
            BlobStore store,
            Audit audit,
            FilesSettings settings) {
        this.chooser = new Chooser(access, locator, owners);
        this.files = files;
        this.store = store;
        this.audit = audit;
        this.settings = settings;
    }

    /// A ZIP of the files, which can be sent from any byte on; empty when there are no files.
    ///
    /// The same files in the same layout give the same bytes, always.
    ///
    /// @throws Refusal when the owner is not there or may not be read, or there are too many files
    public Optional<Named<Content>> zip(
            Caller caller, Selection selection, FileFilter filter, ArchiveLayout layout) {
        var builder = ZipPlan.builder();
        var newest = new Newest();
        Chooser.Choice choice =
                each(
                        caller,
                        selection,
                        filter,
                        layout,
                        (name, file) -> {
                            var digests = file.digests();
                            var _ =
                                    builder.add(
                                            name,
                                            digests.size(),
                                            digests.crc32(),
                                            file.createdAt(),
                                            digests.sha256());
                            newest.see(file.createdAt());
                        });
        ZipPlan plan = builder.build();
        if (plan.entries() == 0) {
            return Optional.empty();
        }
        record(caller, choice);
        return Optional.of(new Named<>(name(choice), new ZipContent(plan, store, newest.at)));
    }

    /// A TAR of the files, which can only be sent from its beginning; empty when there are none.
    ///
    /// @throws Refusal as [#zip]
    public Optional<Named<TarContent>> tar(
            Caller caller, Selection selection, FileFilter filter, ArchiveLayout layout) {
        List<TarContent.Entry> entries = new ArrayList<>();
        Chooser.Choice choice =
                each(
                        caller,
                        selection,
                        filter,
                        layout,
                        (name, file) ->
                                entries.add(
                                        new TarContent.Entry(
                                                name, file.digests(), file.createdAt())));
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        record(caller, choice);
        return Optional.of(new Named<>(name(choice), new TarContent(entries, store)));
    }

    /// @param name of the thing that was asked for, without an ending: `MR1`
    public record Named<T>(String name, T content) {}

    private Chooser.Choice each(
            Caller caller,
            Selection selection,
            FileFilter filter,
            ArchiveLayout layout,
            BiConsumer<EntryName, StoredFile> reader) {
        Chooser.Choice choice = chooser.choose(caller, selection);
        var names = new EntryNames(layout);
        var count = new Count(settings.maxPerDownload());
        files.each(
                choice.chosen(),
                filter,
                listed -> {
                    count.next();
                    requireWhole(listed.file());
                    reader.accept(names.next(listed), listed.file());
                });
        return choice;
    }

    private static void requireWhole(StoredFile file) {
        if (file.isDamaged()) {
            throw new IllegalStateException("file " + file.key() + " is damaged and not given out");
        }
    }

    private void record(Caller caller, Chooser.Choice choice) {
        for (Located thing : choice.things()) {
            audit.record(
                    caller,
                    Action.DOWNLOADED,
                    thing.kind().name().toLowerCase(Locale.ROOT),
                    thing.id(),
                    thing.asked().key());
        }
    }

    /// What was asked for, or the session that its parts are of.
    private static String name(Chooser.Choice choice) {
        Located first = choice.things().getFirst();
        return first.session() == null ? first.label() : first.session().label();
    }

    private static final class Count {
        private final int limit;
        private int count;

        private Count(int limit) {
            this.limit = limit;
        }

        private void next() {
            if (++count > limit) {
                throw new Refusal(
                        Refusal.Reason.TOO_LARGE,
                        "That is more than " + limit + " files; download it in parts.");
            }
        }
    }

    private static final class Newest {
        private Instant at = Instant.EPOCH;

        private void see(Instant other) {
            at = other.isAfter(at) ? other : at;
        }
    }
}
