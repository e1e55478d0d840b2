package org.africai.server.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.africai.dicom.dict.Tag;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.Experiments;
import org.africai.server.archive.Located;
import org.africai.server.archive.Scans;
import org.africai.server.archive.Submission;
import org.africai.server.archive.Submission.Assignment;
import org.africai.server.intake.ArchivedTable.ArchivedObject;
import org.africai.server.intake.ArchivedTable.NamedScan;
import org.africai.server.intake.mapping.Attributes;
import org.africai.server.intake.mapping.HeaderReader;
import org.africai.server.intake.mapping.HeaderReader.Reading;
import org.africai.server.intake.mapping.ObjectHeader;
import org.africai.server.intake.mapping.ScanFields;
import org.africai.server.intake.mapping.SeriesSummary;
import org.africai.server.intake.mapping.SessionFields;
import org.jspecify.annotations.Nullable;

/// Fills sessions and scans that are archived from the headers of their objects, for those whose
/// files came without an import, or were filled by an older server.
public final class Headers {
    private final Ground ground;
    private final Experiments experiments;
    private final Scans scans;
    private final ArchivedTable archived;
    private final FieldValues values;

    Headers(
            Ground ground,
            Experiments experiments,
            Scans scans,
            ArchivedTable archived,
            FieldValues values) {
        this.ground = ground;
        this.experiments = experiments;
        this.scans = scans;
        this.archived = archived;
        this.values = values;
    }

    /// Reads the headers of all objects of a session again (XNAT's `pullDataFromHeaders`). What
    /// they say takes the place of what was there, but for quality, and for types that people have
    /// given to scans. Costs a look at every object.
    ///
    /// @throws org.africai.server.http.Refusal when the caller may not change the session
    public void pull(Caller caller, Address.OfExperiment address) {
        Located session = ground.locator().find(caller, Right.EDIT, address);
        Map<NamedScan, SeriesSummary> read = new HashMap<>();
        for (NamedScan scan : archived.namedScans(session.key())) {
            SeriesSummary series = read(scan);
            if (series != null) {
                read.put(scan, series);
            }
        }
        ground.changes().run(() -> write(caller, session, read));
    }

    /// Reads the headers of one scan's objects again, as [#pull(Caller, Address.OfExperiment)] does
    /// for a session; what they say of the session is left as it is.
    public void pull(Caller caller, Address.OfScan address) {
        Located found = ground.locator().find(caller, Right.EDIT, address);
        Located session = ground.locator().find(caller, Right.EDIT, address.session());
        for (NamedScan scan : archived.namedScans(session.key())) {
            SeriesSummary series = scan.key() == found.key() ? read(scan) : null;
            if (series != null) {
                ground.changes().run(() -> write(caller, ownAddress(session), scan, series));
            }
        }
    }

    private static Address.OfExperiment ownAddress(Located session) {
        return new Address.OfExperiment(session.asked().id(), null, session.label());
    }

    private @Nullable SeriesSummary read(NamedScan scan) {
        List<ArchivedObject> objects = new ArrayList<>();
        archived.eachObject(scan.key(), objects::add);
        Attributes attributes = Attributes.NONE;
        Set<String> classes = new HashSet<>();
        long frames = 0;
        for (ArchivedObject object : objects) {
            ObjectHeader header = header(object);
            if (header != null) {
                attributes = attributes.with(header.attributes(), attributes.isEmpty());
            }
            classes.add(object.sopClass());
            frames += object.frames() == null ? 1 : Math.max(object.frames(), 1);
        }
        return attributes.text(Tag.SeriesInstanceUID).isEmpty()
                ? null
                : new SeriesSummary(
                        attributes.text(Tag.SeriesInstanceUID).get(), attributes, classes, frames);
    }

    private @Nullable ObjectHeader header(ArchivedObject object) {
        try (SeekableByteChannel blob = ground.store().open(object.blob())) {
            return HeaderReader.read(blob, object.blob().hex())
                            instanceof Reading.Understood(ObjectHeader header)
                    ? header
                    : null;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + object.blob(), failure);
        }
    }

    private void write(Caller caller, Located session, Map<NamedScan, SeriesSummary> read) {
        var address = ownAddress(session);
        if (read.isEmpty()) {
            return;
        }
        List<Assignment> ofSession =
                values.assignments(session.xsiType(), SessionFields.of(read.values()), Set.of());
        experiments.put(caller, address, new Submission(null, null, ofSession, false));
        read.forEach((scan, series) -> write(caller, address, scan, series));
    }

    private void write(
            Caller caller, Address.OfExperiment session, NamedScan scan, SeriesSummary series) {
        Set<String> kept = new HashSet<>(Set.of("quality"));
        if (!scan.isUntyped()) {
            kept.add("type");
        }
        put(caller, session, scan, values.assignments(scan.xsiType(), ScanFields.of(series), kept));
    }

    /// Gives scans that nobody has given a type the one that scans with their description usually
    /// have in the project, or else their description (XNAT's `fixScanTypes`).
    ///
    /// @throws org.africai.server.http.Refusal when the caller may not change the session
    public void fixScanTypes(Caller caller, Address.OfExperiment address) {
        Located session = ground.locator().find(caller, Right.EDIT, address);
        Address.OfExperiment own = ownAddress(session);
        ground.changes()
                .run(() -> {
                    for (NamedScan scan : archived.namedScans(session.key())) {
                        if (scan.isUntyped() && scan.seriesDescription() != null) {
                            String type =
                                    archived.usualType(
                                                    session.project().key(),
                                                    scan.seriesDescription(),
                                                    session.key())
                                            .orElse(scan.seriesDescription());
                            put(
                                    caller,
                                    own,
                                    scan,
                                    List.of(new Assignment(scan.xsiType() + "/type", type)));
                        }
                    }
                });
    }

    private void put(
            Caller caller,
            Address.OfExperiment session,
            NamedScan scan,
            List<Assignment> assignments) {
        scans.put(
                caller,
                ScanArchiver.address(session, scan.id()),
                new Submission(null, null, assignments, false));
    }
}
