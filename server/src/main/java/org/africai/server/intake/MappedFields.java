package org.africai.server.intake;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.archive.Submission.Assignment;
import org.africai.server.intake.SeriesTable.Built;
import org.africai.server.intake.mapping.Attributes;
import org.africai.server.intake.mapping.HeaderReader;
import org.africai.store.Sha256;
import org.africai.store.StorageFailure;

/// Reads from the objects of a waiting session what [DicomMappings] make fields of. A value that is
/// not the same in all objects of a scan, or of a session, is none of the scan or session.
final class MappedFields {
    /// Most objects of a session whose headers are read for this; what further ones say counts not.
    private static final int MAX_OBJECTS = 100_000;

    private final Ground ground;
    private final DicomMappings mappings;

    MappedFields(Ground ground, DicomMappings mappings) {
        this.ground = ground;
        this.mappings = mappings;
    }

    /// What the mappings give, of the objects that are archived: where the project's script has
    /// changed them, of what it has made. Reads no object where no mapping applies.
    List<Assignment> of(Waiting waiting, ProjectRef project) {
        List<DicomMapping> all = mappings.of(project.id());
        return all.isEmpty() ? List.of() : fields(waiting, all);
    }

    private List<Assignment> fields(Waiting waiting, List<DicomMapping> all) {
        List<DicomMapping> ofSession = of(all, waiting.xsiType());
        var session = new Common(ofSession);
        List<Assignment> fields = new ArrayList<>();
        for (Built series : ground.series().summaries(waiting.key())) {
            List<DicomMapping> ofScan = of(all, series.summary().type().xsiType());
            var scan = new Common(ofScan);
            read(waiting.key(), series, session, scan);
            String stem = "xnat:imageSessionData/scans/scan[ID=" + series.scan() + "]";
            scan.values()
                    .forEach((mapping, value) ->
                            fields.add(
                                    new Assignment(
                                            stem
                                                    + "/parameters/addParam[name="
                                                    + mapping.field()
                                                    + "]/addField",
                                            value)));
        }
        session.values()
                .forEach((mapping, value) ->
                        fields.add(
                                new Assignment(
                                        "xnat:imageSessionData/fields/field[name="
                                                + mapping.field()
                                                + "]/field",
                                        value)));
        return fields;
    }

    private static List<DicomMapping> of(List<DicomMapping> all, String xsiType) {
        return all.stream().filter(one -> one.element().equals(xsiType)).toList();
    }

    private void read(long session, Built series, Common... wanted) {
        Set<Integer> tags = new HashSet<>();
        for (Common one : wanted) {
            one.mappings.forEach(mapping -> tags.add(mapping.tag()));
        }
        if (tags.isEmpty()) {
            return;
        }
        List<Sha256> objects = new ArrayList<>();
        ground.files()
                .each(
                        session,
                        series.key(),
                        file -> {
                            if (file.object() != null && objects.size() < MAX_OBJECTS) {
                                objects.add(file.digests().sha256());
                            }
                        });
        int[] all = tags.stream().mapToInt(Integer::intValue).toArray();
        for (Sha256 object : objects) {
            Attributes header = header(object, all);
            for (Common one : wanted) {
                one.hear(header);
            }
        }
    }

    private Attributes header(Sha256 object, int[] tags) {
        try (SeekableByteChannel blob = ground.store().open(object)) {
            return HeaderReader.elements(blob, object.hex(), tags);
        } catch (IOException failure) {
            throw StorageFailure.unreadable(object, failure);
        }
    }

    /// What all objects say of the elements of some mappings.
    private static final class Common {
        private final List<DicomMapping> mappings;
        private final Map<DicomMapping, String> said = new HashMap<>();
        private final Set<DicomMapping> differing = new HashSet<>();

        private Common(List<DicomMapping> mappings) {
            this.mappings = mappings;
        }

        private void hear(Attributes header) {
            for (DicomMapping mapping : mappings) {
                header.text(mapping.tag())
                        .filter(text -> !text.equals(said.computeIfAbsent(mapping, _ -> text)))
                        .ifPresent(_ -> differing.add(mapping));
            }
        }

        private Map<DicomMapping, String> values() {
            Map<DicomMapping, String> values = new HashMap<>();
            said.forEach((mapping, text) -> {
                if (!differing.contains(mapping)) {
                    mapping.value(text).ifPresent(value -> values.put(mapping, value));
                }
            });
            return values;
        }
    }
}
