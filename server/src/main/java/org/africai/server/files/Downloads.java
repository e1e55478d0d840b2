package org.africai.server.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.archive.Experiments;
import org.africai.server.archive.Located;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.http.Content;
import org.africai.server.http.Refusal;
import org.africai.server.schema.TypeRegistry;
import org.africai.store.BlobStore;
import org.africai.store.EntryName;

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
    /// @param fetch how much of it is fetched, for the record
    /// @throws Refusal when the owner is not there or may not be read, or there are too many files
    public Optional<Named<Content>> zip(
            Caller caller,
            Selection selection,
            FileFilter filter,
            ArchiveLayout layout,
            Fetch fetch) {
        var zip = new ZipBuilder(store);
        Chooser.Choice choice = each(caller, selection, filter, layout, zip::add);
        Optional<Content> content = zip.build();
        if (content.isPresent()) {
            record(caller, choice, fetch);
        }
        return content.map(bytes -> new Named<>(name(choice), bytes));
    }

    /// A TAR of the files, which can only be sent from its beginning; empty when there are none.
    ///
    /// @throws Refusal as [#zip]
    public Optional<Named<TarContent>> tar(
            Caller caller,
            Selection selection,
            FileFilter filter,
            ArchiveLayout layout,
            Fetch fetch) {
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
        record(caller, choice, fetch);
        return Optional.of(new Named<>(name(choice), new TarContent(entries, store)));
    }

    /// A scan, or several, as a medium for other programs.
    public Media media() {
        return new Media(chooser, files, store, audit, settings);
    }

    /// Sessions as XNAT's archives of document and files.
    public SessionXar xars(Experiments experiments, TypeRegistry registry) {
        return new SessionXar(experiments, chooser, files, store, audit, registry, settings);
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
        var limit = new FileLimit(settings.maxPerDownload());
        files.each(
                choice.chosen(),
                filter,
                listed -> {
                    limit.admit(listed.file());
                    reader.accept(names.next(listed), listed.file());
                });
        return choice;
    }

    private void record(Caller caller, Chooser.Choice choice, Fetch fetch) {
        Located first = choice.things().getFirst();
        fetch.record(audit, caller, first.kind().name().toLowerCase(Locale.ROOT), choice.things());
    }

    /// What was asked for, or the session that its parts are of.
    private static String name(Chooser.Choice choice) {
        Located first = choice.things().getFirst();
        return first.session() == null ? first.label() : first.session().label();
    }
}
