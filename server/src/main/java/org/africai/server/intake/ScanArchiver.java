package org.africai.server.intake;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.africai.dicom.dict.Tag;
import org.africai.server.access.Caller;
import org.africai.server.archive.Address;
import org.africai.server.archive.Located;
import org.africai.server.archive.Located.SessionRef;
import org.africai.server.archive.Scans;
import org.africai.server.archive.Submission;
import org.africai.server.archive.Submission.Assignment;
import org.africai.server.archive.Written;
import org.africai.server.files.Attached;
import org.africai.server.files.Attributes;
import org.africai.server.files.Destination;
import org.africai.server.files.ScanObject;
import org.africai.server.files.ScanObjects;
import org.africai.server.files.Side;
import org.africai.server.files.Uploaded;
import org.africai.server.files.Uploads;
import org.africai.server.http.Refusal;
import org.africai.server.intake.ArchivedTable.ArchivedScan;
import org.africai.server.intake.SeriesTable.Built;
import org.africai.server.intake.Waiting.Wishes;
import org.africai.server.intake.WaitingFileTable.ObjectIds;
import org.africai.server.intake.WaitingFileTable.WaitingFile;
import org.africai.server.intake.mapping.ScanFields;
import org.africai.server.intake.mapping.ScanIds;
import org.africai.server.intake.mapping.SeriesSummary;
import org.africai.store.Digests;
import org.africai.store.EntryName;

/// Makes scans of a session's series, with their files. All methods are part of the caller's
/// transaction.
final class ScanArchiver {
    private static final String DICOM = "DICOM";
    private static final int OBJECTS_AT_A_TIME = 500;

    private final Ground ground;
    private final Scans scans;
    private final ScanObjects objects;
    private final Uploads uploads;
    private final ArchivedTable archived;
    private final FieldValues values;

    ScanArchiver(
            Ground ground,
            Scans scans,
            ScanObjects objects,
            Uploads uploads,
            ArchivedTable archived,
            FieldValues values) {
        this.ground = ground;
        this.scans = scans;
        this.objects = objects;
        this.uploads = uploads;
        this.archived = archived;
        this.values = values;
    }

    /// Puts every series into a new session.
    void create(
            Caller caller, Waiting waiting, Located session, List<Built> series, Wishes wishes) {
        for (Built one : series) {
            attach(caller, waiting, one, newScan(caller, session, one.id(), one.summary()), wishes);
        }
        leftovers(caller, waiting, session);
    }

    /// Puts every series into a session that is there: into the scan of the same series, or a new
    /// one.
    void merge(Caller caller, Waiting waiting, Located session, List<Built> series, Wishes wishes) {
        List<ArchivedScan> there = archived.lockScans(session.key());
        Map<String, String> ids = newIds(series, there);
        for (Built one : series) {
            Optional<ArchivedScan> known = match(one.summary(), there);
            Located scan =
                    known.isPresent()
                            ? complete(caller, session, known.get(), one.summary())
                            : newScan(caller, session, idOf(ids, one), one.summary());
            attach(caller, waiting, one, scan, wishes);
            known.ifPresent(old -> recount(caller, session, old));
        }
        leftovers(caller, waiting, session);
    }

    /// Sets values of scans of a session that is archived.
    ///
    /// @param values by the UID of the scan's series
    void assign(Caller caller, Located session, Map<String, List<Assignment>> values) {
        if (values.isEmpty()) {
            return;
        }
        for (ArchivedScan scan : archived.lockScans(session.key())) {
            put(caller, session, scan, values.getOrDefault(scan.uid(), List.of()));
        }
    }

    private static String idOf(Map<String, String> ids, Built series) {
        return ids.getOrDefault(series.summary().uid(), series.summary().uid());
    }

    private static Map<String, String> newIds(List<Built> series, List<ArchivedScan> there) {
        List<SeriesSummary> added =
                series.stream()
                        .map(Built::summary)
                        .filter(one -> match(one, there).isEmpty())
                        .toList();
        return ScanIds.assign(added, there.stream().map(ArchivedScan::id).toList());
    }

    /// The scan of this series; or one of its number and type that somebody has made by hand and
    /// that has no objects yet.
    private static Optional<ArchivedScan> match(SeriesSummary series, List<ArchivedScan> there) {
        return there.stream()
                .filter(scan -> series.uid().equals(scan.uid()))
                .findFirst()
                .or(() ->
                        there.stream()
                                .filter(scan -> scan.uid() == null && scan.files() == 0)
                                .filter(scan -> series.number().equals(Optional.of(scan.id())))
                                .filter(scan -> scan.xsiType().equals(series.type().xsiType()))
                                .findFirst());
    }

    private Located newScan(Caller caller, Located session, String id, SeriesSummary series) {
        String type = series.type().xsiType();
        List<Assignment> assignments = values.assignments(type, fields(session, series), Set.of());
        Written written = scans.put(caller, address(session, id), Submission.of(type, assignments));
        return located(session, written.key(), written.id(), type);
    }

    /// A scan is of the type that people of the project call scans with its description.
    private Map<String, String> fields(Located session, SeriesSummary series) {
        Map<String, String> fields = new HashMap<>(ScanFields.of(series));
        series.attributes()
                .text(Tag.SeriesDescription)
                .flatMap(description ->
                        archived.usualType(session.project().key(), description, session.key()))
                .ifPresent(type -> fields.put("type", type));
        return fields;
    }

    /// Fills what the archived scan does not say; what it says stays.
    private Located complete(
            Caller caller, Located session, ArchivedScan there, SeriesSummary series) {
        Set<String> said =
                scans.read(caller, address(session, there.id())).item().fields().keySet();
        List<Assignment> missing = values.assignments(there.xsiType(), ScanFields.of(series), said);
        put(caller, session, there, missing);
        return located(session, there.key(), there.id(), there.xsiType());
    }

    private void recount(Caller caller, Located session, ArchivedScan scan) {
        String frames = Long.toString(archived.frames(scan.key()));
        put(caller, session, scan, List.of(new Assignment(scan.xsiType() + "/frames", frames)));
    }

    private void put(
            Caller caller, Located session, ArchivedScan scan, List<Assignment> assignments) {
        if (!assignments.isEmpty()) {
            scans.put(
                    caller,
                    address(session, scan.id()),
                    new Submission(null, null, assignments, false));
        }
    }

    private static Address.OfScan address(Located session, String scan) {
        return address(
                new Address.OfExperiment(session.project().id(), null, session.label()), scan);
    }

    static Address.OfScan address(Address.OfExperiment session, String scan) {
        return new Address.OfScan(session, scan.replace("/", "[SLASH]").replace(",", "[COMMA]"));
    }

    private static Located located(Located session, long key, String id, String type) {
        return new Located(
                Located.Kind.SCAN,
                key,
                id,
                type,
                id,
                session.project(),
                session.asked(),
                new SessionRef(session.key(), session.id(), session.label(), session.xsiType()));
    }

    private void attach(Caller caller, Waiting waiting, Built series, Located scan, Wishes wishes) {
        boolean replaces = Archiver.replaces(wishes);
        boolean takesSame = replaces || !waiting.byUpload();
        ground.files()
                .eachBatch(
                        waiting.key(),
                        series.key(),
                        OBJECTS_AT_A_TIME,
                        files -> attach(caller, scan, files, replaces, takesSame));
    }

    /// @param takesSame whether an object that is there already, byte for byte, is no conflict: a
    ///   sender of single objects may send one again, while an upload of whole sessions that holds
    ///   what is there is taken for a mistake, as XNAT does
    private void attach(
            Caller caller,
            Located scan,
            List<WaitingFile> files,
            boolean replaces,
            boolean takesSame) {
        List<ScanObject> batch = files.stream().map(ScanArchiver::object).toList();
        for (Attached outcome : objects.attach(caller, scan, DICOM, batch, replaces)) {
            switch (outcome) {
                case Attached.Stored _ -> {}
                case Attached.Duplicate(ScanObject object) -> {
                    if (!takesSame) {
                        throw there(scan, object, "the same bytes");
                    }
                }
                case Attached.Conflict(ScanObject object, var _) ->
                        throw there(scan, object, "other bytes");
            }
        }
    }

    private static Refusal there(Located scan, ScanObject object, String bytes) {
        return Refusal.conflict(
                "Scan '"
                        + scan.id()
                        + "' has the object "
                        + object.sopInstanceUid()
                        + " already, with "
                        + bytes
                        + "; retry with overwrite_files=true or overwrite=delete");
    }

    private static ScanObject object(WaitingFile file) {
        ObjectIds ids = file.object();
        if (ids == null) {
            throw new IllegalStateException("a file of a series is no object");
        }
        return new ScanObject(
                EntryName.parse(file.path()),
                file.digests(),
                ids.sopUid(),
                ids.sopClass(),
                ids.transferSyntax(),
                ids.number(),
                ids.frames(),
                file.scripts());
    }

    /// Files that are no DICOM become the session's, each in its resource. When one of their names
    /// is taken, all of that resource go below a folder named after this upload.
    private void leftovers(Caller caller, Waiting waiting, Located session) {
        Map<String, Map<EntryName, Digests>> byResource = new HashMap<>();
        ground.files()
                .each(
                        waiting.key(),
                        null,
                        file ->
                                byResource
                                        .computeIfAbsent(
                                                file.resource(), _ -> new LinkedHashMap<>())
                                        .put(EntryName.parse(file.path()), file.digests()));
        byResource.forEach((label, files) -> leftovers(caller, waiting, session, label, files));
    }

    private void leftovers(
            Caller caller,
            Waiting waiting,
            Located session,
            String label,
            Map<EntryName, Digests> files) {
        var to =
                new Destination(
                        new Address.OfExperiment(session.project().id(), null, session.label()),
                        Side.RESOURCES,
                        label);
        if (uploads.attach(caller, to, Attributes.NONE, files) instanceof Uploaded.Duplicates) {
            EntryName folder = EntryName.parse(waiting.timestamp());
            Map<EntryName, Digests> below =
                    files.entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            file -> file.getKey().under(folder),
                                            Map.Entry::getValue));
            uploads.attach(caller, to, Attributes.NONE, below);
        }
    }
}
