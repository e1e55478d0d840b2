package org.africai.server.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Sight;
import org.africai.server.archive.Address;
import org.africai.server.archive.Located;
import org.africai.server.archive.Located.Kind;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.files.DownloadWish.PickedSession;
import org.africai.server.http.Content;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.store.BlobStore;
import org.africai.store.EntryName;
import org.jspecify.annotations.Nullable;

/// Downloads in two steps: what was picked on a page is remembered, then fetched as one ZIP, as
/// often as it breaks off. Access is asked in both.
public final class WebDownloads {
    private static final int MAX_SESSIONS = 10_000;
    private static final int MAX_STORED_LENGTH = 2 << 20;

    private final Access access;
    private final Locator locator;
    private final OwnerTable owners;
    private final FileTable files;
    private final DownloadRequestTable requests;
    private final BlobStore store;
    private final Audit audit;
    private final FilesSettings settings;

    public WebDownloads(
            Access access,
            Locator locator,
            OwnerTable owners,
            FileTable files,
            DownloadRequestTable requests,
            BlobStore store,
            Audit audit,
            FilesSettings settings) {
        this.access = access;
        this.locator = locator;
        this.owners = owners;
        this.files = files;
        this.requests = requests;
        this.store = store;
        this.audit = audit;
        this.settings = settings;
    }

    /// A download that is remembered.
    ///
    /// @param id to fetch it by
    /// @param bytes of all its files together
    public record Prepared(String id, long bytes) {}

    /// Remembers what was picked.
    ///
    /// @param wish the same as `stored` says
    /// @param stored the wish as JSON, to be read again in the second step
    /// @return empty when nothing was picked
    /// @throws Refusal when something may not be read, or is not there
    public Optional<Prepared> prepare(Caller caller, DownloadWish wish, String stored) {
        if (wish.sessions().isEmpty() && wish.projects().isEmpty()) {
            return Optional.empty();
        }
        if (stored.length() > MAX_STORED_LENGTH) {
            throw new Refusal(
                    Reason.TOO_LARGE, "A download is described by 2 MiB of JSON at most.");
        }
        var bytes = new Sum();
        each(caller, wish, (names, listed) -> bytes.add(listed.file().digests().size()));
        return Optional.of(new Prepared(requests.insert(caller, stored), bytes.total));
    }

    /// The wish that this caller prepared under this name, as JSON.
    ///
    /// @throws Refusal when there is none
    public String stored(Caller caller, String id) {
        return requests.find(caller, id)
                .orElseThrow(() -> Refusal.notFound("There is no download '" + id + "' of yours."));
    }

    /// The files of the wish as they are now; empty when there are none.
    ///
    /// @param fetch how much of it is fetched, for the record
    /// @throws Refusal as [#prepare]
    public Optional<Content> zip(Caller caller, DownloadWish wish, Fetch fetch) {
        var zip = new ZipBuilder(store);
        List<Located> sessions =
                each(caller, wish, (names, listed) -> zip.add(names.next(listed), listed.file()));
        fetch.record(audit, caller, "experiment", sessions);
        return zip.build();
    }

    /// Refuses, before anything is sent, a wish of which something may not be read any more.
    public void require(Caller caller, DownloadWish wish) {
        var _ = sessionsByProject(caller, wish);
    }

    /// The files of the wish as they are now, with their names in the ZIP.
    ///
    /// @throws Refusal as [#prepare]
    public void list(Caller caller, DownloadWish wish, BiConsumer<EntryName, ListedFile> reader) {
        var _ = each(caller, wish, (names, listed) -> reader.accept(names.next(listed), listed));
    }

    private List<Located> each(
            Caller caller, DownloadWish wish, BiConsumer<EntryNames, ListedFile> reader) {
        if (wish.sessions().size() > MAX_SESSIONS) {
            throw new Refusal(
                    Reason.TOO_LARGE, "A download holds " + MAX_SESSIONS + " sessions at most.");
        }
        var names = new EntryNames(wish.layout());
        var limit = new FileLimit(settings.maxPerDownload());
        List<Located> all = new ArrayList<>();
        sessionsByProject(caller, wish)
                .forEach((project, sessions) -> {
                    all.addAll(sessions);
                    for (FileTable.Chosen chosen : chosen(caller, wish, project, sessions)) {
                        files.each(
                                chosen,
                                FileFilter.ALL,
                                listed -> {
                                    limit.admit(listed.file());
                                    reader.accept(names, listed);
                                });
                    }
                });
        return all;
    }

    /// The sessions that were picked, by the project they were asked in; also the projects that
    /// were picked without any.
    private Map<Long, List<Located>> sessionsByProject(Caller caller, DownloadWish wish) {
        Map<Long, List<Located>> byProject = new LinkedHashMap<>();
        for (String project : new LinkedHashSet<>(wish.projects())) {
            Located found = find(caller, new Address.OfProject(project));
            byProject.putIfAbsent(found.key(), new ArrayList<>());
        }
        Set<PickedSession> picked = new LinkedHashSet<>(wish.sessions());
        for (PickedSession session : picked) {
            var address = new Address.OfExperiment(session.project(), null, session.id());
            Located found = find(caller, address);
            byProject.computeIfAbsent(found.asked().key(), key -> new ArrayList<>()).add(found);
        }
        return byProject;
    }

    /// Under `/xapi` what may not be read answers 403, as what is not there does.
    private Located find(Caller caller, Address address) {
        try {
            return locator.find(caller, Right.READ, address);
        } catch (Refusal refusal) {
            throw refusal.reason() == Reason.NOT_FOUND
                    ? new Refusal(Reason.FORBIDDEN, refusal.explanation(), refusal)
                    : refusal;
        }
    }

    private List<FileTable.Chosen> chosen(
            Caller caller, DownloadWish wish, long project, List<Located> located) {
        Sight sight = access.sight(caller);
        var view = new OwnerTable.View(sight.read().within(project), sight.reviewed());
        List<Long> sessions = located.stream().map(Located::key).toList();
        var picks = new Picks(project);
        picks.add(Kind.PROJECT, List.of(project), wish.projectResources());
        picks.add(
                Kind.SUBJECT, owners.subjectsOf(sessions, project, view), wish.subjectResources());
        picks.add(Kind.EXPERIMENT, sessions, wish.resources());
        picks.add(
                Kind.SCAN,
                owners.scans(sessions, wish.scanTypes(), wish.untypedScans()),
                wish.scanFormats());
        picks.add(
                Kind.RECONSTRUCTION,
                owners.reconstructions(sessions, wish.reconstructions()),
                null);
        picks.add(Kind.EXPERIMENT, owners.assessors(sessions, wish.assessors(), view), null);
        return picks.chosen;
    }

    private static final class Picks {
        private final long project;
        private final List<FileTable.Chosen> chosen = new ArrayList<>();

        private Picks(long project) {
            this.project = project;
        }

        /// @param labels of the resources, absent for all
        private void add(Kind kind, List<Long> keys, @Nullable List<String> labels) {
            if (!keys.isEmpty() && (labels == null || !labels.isEmpty())) {
                ResourceNames names =
                        labels == null ? ResourceNames.ALL : ResourceNames.labelled(labels);
                chosen.add(new FileTable.Chosen(Owners.of(project, kind, keys), null, names));
            }
        }
    }

    private static final class Sum {
        private long total;

        private void add(long more) {
            total += more;
        }
    }
}
