package org.africai.dicom.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.africai.dicom.TestFiles;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.json.DicomJsonReader;
import org.africai.dicom.json.DicomJsonWriter;
import org.africai.dicom.xml.DicomXmlReader;
import org.africai.dicom.xml.DicomXmlWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written as JSON or XML and read again means the same.
class RoundTripTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_data_set_of_all_value_representations_survives(long seed) throws IOException {
        Dataset dataset = RandomDatasets.of(seed);

        assertThat(SameMeaning.differences(dataset, throughJson(dataset))).as("JSON").isEmpty();
        assertThat(SameMeaning.differences(dataset, throughXml(dataset))).as("XML").isEmpty();
    }

    @Test
    void every_test_file_survives_and_both_models_agree() throws IOException {
        List<String> differences = new ArrayList<>();
        int read = 0;
        for (Path file : TestFiles.sample()) {
            Dataset dataset = readOrEmpty(file);
            read += dataset.isEmpty() ? 0 : 1;
            Dataset json = throughJson(dataset);
            Dataset xml = throughXml(dataset);
            SameMeaning.differences(dataset, json)
                    .forEach(text -> differences.add(file + " JSON " + text));
            SameMeaning.differences(json, xml)
                    .forEach(text -> differences.add(file + " XML " + text));
        }
        assertThat(differences).isEmpty();
        assertThat(read).isGreaterThan(100);
    }

    /// Long binary values would be compared twice, and are the same code as short ones.
    private static Dataset readOrEmpty(Path file) throws IOException {
        try {
            return DicomReader.WHOLE.read(file).dataset().without(Tag.PixelData);
        } catch (InvalidDicom _) {
            return Dataset.EMPTY;
        }
    }

    private static Dataset throughJson(Dataset dataset) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomJsonWriter.INLINE.write(dataset, out);
        return DicomJsonReader.DEFAULT.read(new ByteArrayInputStream(out.toByteArray()), "json");
    }

    private static Dataset throughXml(Dataset dataset) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomXmlWriter.INLINE.write(dataset, out);
        return DicomXmlReader.DEFAULT.read(new ByteArrayInputStream(out.toByteArray()), "xml");
    }
}
