package org.africai.server.intake.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.dict.UidDictionary;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Schemas;
import org.africai.server.schema.TypeRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every field that headers fill is one that the schemas declare, or a slip in a path would be lost
/// in silence.
class FieldPathsTest {
    private static final TypeRegistry REGISTRY = TypeRegistry.of(Schemas.bundled());

    @ParameterizedTest
    @EnumSource(ScanType.class)
    void scan_fields_are_the_schemas(ScanType scan) {
        DataType type = REGISTRY.get(scan.xsiType());

        assertThat(unknown(type, ScanFields.of(full(scan)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ScanType.class)
    void session_fields_are_the_schemas(ScanType scan) {
        List<SeriesSummary> series = List.of(full(scan), full(ScanType.OTHER));
        DataType type = REGISTRY.get(SessionFields.typeOf(series));

        assertThat(unknown(type, SessionFields.of(series))).isEmpty();
    }

    private static Set<String> unknown(DataType type, Map<String, String> fields) {
        Set<String> paths = new TreeSet<>(fields.keySet());
        paths.removeIf(path -> type.value(path).isPresent());
        return paths;
    }

    /// A series in whose header every attribute has a value of its kind.
    private static SeriesSummary full(ScanType type) {
        Map<Integer, String> values = new HashMap<>();
        AttributeReader.wanted().forEach(tag -> values.put(tag, "1"));
        values.put(Tag.StudyDate, "20200101");
        values.put(Tag.PatientBirthDate, "20200101");
        values.put(Tag.SeriesDate, "20200101");
        values.put(Tag.AcquisitionDate, "20200101");
        values.put(Tag.StudyTime, "101010");
        values.put(Tag.SeriesTime, "101010");
        values.put(Tag.AcquisitionTime, "101010");
        values.put(Tag.RadiopharmaceuticalStartDateTime, "20200101101010");
        values.put(Tag.PixelSpacing, "1\\1");
        values.put(Tag.AcquisitionMatrix, "1\\1\\1\\1");
        values.put(Tag.ImageOrientationPatient, "1\\0\\0\\0\\1\\0");
        values.put(Tag.RadionuclideCodeSequence, "F18");
        values.remove(Tag.Modality);
        return new SeriesSummary("1.2", new Attributes(values), Set.of(sopClassOf(type)), 1);
    }

    private static String sopClassOf(ScanType type) {
        return UidDictionary.all()
                .map(known -> known.uid().value())
                .filter(uid -> SopClasses.scanType(uid) == type)
                .findFirst()
                .orElseThrow();
    }
}
