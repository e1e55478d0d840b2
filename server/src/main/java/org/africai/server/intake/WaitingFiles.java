package org.africai.server.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.africai.server.access.Caller;
import org.africai.server.archive.Submission.Assignment;
import org.africai.server.files.BlobContent;
import org.africai.server.files.ZipBuilder;
import org.africai.server.http.Content;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Prearchive.Place;
import org.africai.server.intake.SeriesTable.Built;
import org.africai.server.intake.mapping.ScanFields;
import org.africai.server.intake.mapping.SeriesSummary;
import org.africai.server.intake.mapping.SessionFields;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Item;
import org.africai.server.schema.Resolution;
import org.africai.server.schema.TypeRegistry;
import org.africai.store.EntryName;
import org.jspecify.annotations.Nullable;

/// What waiting sessions consist of: their resources and files, and the document that they would be
/// in the archive. Those see it who see the session.
///
/// A scan is named by its ID, or by its series' UID while files still come; without a scan the
/// session's own resources are meant.
public final class WaitingFiles {
    /// The type of a session whose scans have not been looked at yet.
    private static final String UNKNOWN_SESSION = "xnat:otherDicomSessionData";

    private final Ground ground;
    private final Prearchive prearchive;
    private final TypeRegistry registry;
    private final FieldValues values;

    WaitingFiles(Ground ground, Prearchive prearchive, TypeRegistry registry, FieldValues values) {
        this.ground = ground;
        this.prearchive = prearchive;
        this.registry = registry;
        this.values = values;
    }

    /// @param label what it is called: `DICOM`
    public record WaitingResource(String label, long files, long bytes) {}

    /// The resources of a scan, or of the session itself.
    public List<WaitingResource> resources(Caller caller, Place place, @Nullable String scan) {
        Waiting session = prearchive.find(caller, place);
        return ground.files().resources(session.key(), series(session, scan)).stream()
                .map(r -> new WaitingResource(r.resource(), r.files(), r.bytes()))
                .toList();
    }

    private @Nullable Long series(Waiting session, @Nullable String scan) {
        return scan == null ? null : built(session, scan).key();
    }

    private Built built(Waiting session, String scan) {
        return ground.series().summaries(session.key()).stream()
                .filter(one -> one.id().equals(scan))
                .findFirst()
                .orElseThrow(() -> PrearchiveActions.unknownScan(scan));
    }

    /// @param path its name within the resource
    public record NamedFile(String path, long bytes) {}

    /// Files on their way to a reader.
    public interface Listing {
        void each(Consumer<NamedFile> reader);
    }

    /// The files of a resource, in the order they came.
    ///
    /// @throws Refusal when there is no such resource
    public Listing list(Caller caller, Place place, @Nullable String scan, String resource) {
        Waiting session = prearchive.find(caller, place);
        Long series = series(session, scan);
        if (ground.files().resources(session.key(), series).stream()
                .noneMatch(one -> one.resource().equals(resource))) {
            throw Refusal.notFound("There is no resource '" + resource + "' here.");
        }
        return reader ->
                ground.files()
                        .each(
                                session.key(),
                                series,
                                file -> {
                                    if (file.resource().equals(resource)) {
                                        reader.accept(
                                                new NamedFile(file.path(), file.digests().size()));
                                    }
                                });
    }

    /// One file.
    ///
    /// @throws Refusal when it is not there
    public Content content(
            Caller caller, Place place, @Nullable String scan, String resource, String path) {
        Waiting session = prearchive.find(caller, place);
        return ground.files()
                .find(session.key(), series(session, scan), resource, path)
                .map(digests -> new BlobContent(ground.store(), digests, session.uploadedAt()))
                .orElseThrow(() -> Refusal.notFound("Unable to find file."));
    }

    /// All files of the session, or of one of its scans, as XNAT lays them out on its disk:
    /// `FOLDER/SCANS/1/DICOM/1.dcm`, `FOLDER/RESOURCES/leftovers/a.txt`.
    ///
    /// @return the ZIP; empty when there are no files
    public Optional<Content> zip(Caller caller, Place place, @Nullable String scan) {
        Waiting session = prearchive.find(caller, place);
        var zip = new ZipBuilder(ground.store());
        if (scan != null) {
            add(session, built(session, scan), zip);
            return zip.build();
        }
        for (Built series : ground.series().summaries(session.key())) {
            add(session, series, zip);
        }
        add(session, null, session.folder() + "/RESOURCES/", zip);
        return zip.build();
    }

    private void add(Waiting session, Built series, ZipBuilder zip) {
        add(session, series.key(), session.folder() + "/SCANS/" + series.id() + "/", zip);
    }

    private void add(Waiting session, @Nullable Long series, String folder, ZipBuilder zip) {
        ground.files()
                .each(
                        session.key(),
                        series,
                        file ->
                                zip.add(
                                        EntryName.parse(
                                                folder + file.resource() + "/" + file.path()),
                                        file.digests(),
                                        session.uploadedAt()));
    }

    /// The document that the session would be in the archive, as far as it is known.
    public Item document(Caller caller, Place place) {
        Waiting session = prearchive.find(caller, place);
        List<Built> series = ground.series().summaries(session.key());
        List<SeriesSummary> summaries = series.stream().map(Built::summary).toList();
        String xsiType = session.xsiType().isEmpty() ? UNKNOWN_SESSION : session.xsiType();
        Item document = item(xsiType, SessionFields.of(summaries));
        document =
                document.withField("project", session.projectName())
                        .withField("label", session.label());
        if (!session.subject().isEmpty()) {
            document = document.withField("subject_ID", session.subject());
        }
        List<Item> scans = series.stream().map(this::scan).toList();
        return scans.isEmpty() ? document : document.withChildren("scans/scan", scans);
    }

    private Item scan(Built series) {
        Map<String, String> fields = new HashMap<>(ScanFields.of(series.summary()));
        Item scan = item(series.summary().type().xsiType(), fields).withField("ID", series.id());
        Map<String, String> resource = new HashMap<>();
        resource.put("label", "DICOM");
        resource.put("format", "DICOM");
        resource.put("content", "RAW");
        resource.put("file_count", Long.toString(series.files()));
        resource.put("file_size", Long.toString(series.bytes()));
        return scan.withChildren("file", List.of(item("xnat:resourceCatalog", resource)));
    }

    private Item item(String xsiType, Map<String, String> fields) {
        DataType type = registry.get(xsiType);
        Item item = Item.of(type);
        for (Assignment value : values.assignments(xsiType, fields, Set.of())) {
            if (registry.resolve(type, value.path()) instanceof Resolution.Resolved found) {
                item = item.with(found, value.value());
            }
        }
        return item;
    }
}
