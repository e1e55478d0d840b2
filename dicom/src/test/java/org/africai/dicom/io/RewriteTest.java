package org.africai.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.africai.dicom.TestFiles;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// Writing files again, over all real files that can be read.
class RewriteTest {
    private static final DicomReader[] READERS = {DicomReader.HEADER, DicomReader.WHOLE};

    @Test
    void a_file_that_was_not_changed_is_written_as_the_same_bytes() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (Path path : TestFiles.sample()) {
            for (DicomFile file : read(path)) {
                softly.assertThat(Arrays.mismatch(written(file), Files.readAllBytes(path)))
                        .as(path.toString())
                        .isEqualTo(-1);
            }
        }
        softly.assertAll();
    }

    @Test
    void a_change_and_its_undoing_give_the_same_bytes() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (Path path : TestFiles.sample()) {
            for (DicomFile file : read(path)) {
                boolean hasGroupLengths =
                        file.dataset().stream().anyMatch(e -> Tag.isGroupLength(e.tag()));
                if (file.transferSyntax().isDeflated() || hasGroupLengths) {
                    continue;
                }
                byte[] again = written(file.withDataset(changedAndBack(file.dataset())));
                softly.assertThat(Arrays.mismatch(again, Files.readAllBytes(path)))
                        .as(path.toString())
                        .isEqualTo(-1);
            }
        }
        softly.assertAll();
    }

    private static Dataset changedAndBack(Dataset dataset) {
        int tag = 0x4FFF1077;
        return dataset.edit().put(tag, Vr.LO, "X").remove(tag).build();
    }

    @Test
    void a_changed_element_leaves_all_others_as_they_were() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (Path path : TestFiles.sample()) {
            List<DicomFile> files = read(path);
            if (files.size() < READERS.length) {
                continue;
            }
            List<String> before = rawButPatientId(files.getLast());
            for (DicomFile file : files) {
                Dataset changed = file.dataset().edit().put(Tag.PatientID, "CHANGED-1").build();
                byte[] written = written(file.withDataset(changed));
                DicomFile again = DicomReader.WHOLE.read(written, "again");
                softly.assertThat(again.dataset().string(Tag.PatientID)).hasValue("CHANGED-1");
                softly.assertThat(firstDifference(before, rawButPatientId(again)))
                        .as(path.toString())
                        .isEmpty();
            }
        }
        softly.assertAll();
    }

    private static List<String> rawButPatientId(DicomFile file) throws IOException {
        List<String> raw = new ArrayList<>();
        for (Element element : file.dataset()) {
            boolean isOther =
                    element.tag() != Tag.PatientID && element.tag() != (Tag.PatientID & ~0xFFFF);
            if (isOther) {
                raw.addAll(raw(element, file.transferSyntax().encoding()));
            }
        }
        return raw;
    }

    private static List<String> raw(Element element, Encoding encoding) throws IOException {
        List<String> raw = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (element.isUntouched(encoding)) {
            element.writeUntouched(out);
        } else if (element.vr() != Vr.SQ) {
            element.open(false).transferTo(out);
        }
        for (Dataset item : element.items()) {
            for (Element inner : item) {
                raw.addAll(raw(inner, item.encoding()));
            }
        }
        raw.add(element + " " + Arrays.hashCode(out.toByteArray()));
        return raw;
    }

    @Test
    void a_data_set_written_anew_has_the_same_values_in_every_layout() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (Path path : TestFiles.sample()) {
            for (DicomFile file : read(path)) {
                Dataset dataset = file.dataset().edit().remove(Tag.PixelData).build();
                for (Encoding encoding : Encoding.values()) {
                    TransferSyntax syntax = TransferSyntax.of(encoding);
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    DicomWriter.writeDataset(dataset, syntax, out);
                    Dataset again =
                            DicomReader.WHOLE.readDataset(out.toByteArray(), syntax, "again");
                    softly.assertThat(firstDifference(values(dataset), values(again)))
                            .as(path + " as " + encoding)
                            .isEmpty();
                }
            }
        }
        softly.assertAll();
    }

    private static List<String> values(Dataset dataset) {
        List<String> values = new ArrayList<>();
        for (Element element : dataset) {
            boolean isUnknown = element.vr() == Vr.UN || Tag.isPrivate(element.tag());
            // Its VR depends on whether it is written.
            boolean isOpen = element.tag() == Tag.LUTData;
            if (isOpen
                    || Tag.isGroupLength(element.tag())
                    || Tag.group(element.tag()) < 8
                    || isUnknown) {
                continue;
            }
            values.add(Tag.toString(element.tag()) + element.strings());
            for (Dataset item : element.items()) {
                values.addAll(values(item));
            }
        }
        return values;
    }

    private static String firstDifference(List<String> expected, List<String> actual) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            if (!expected.get(i).equals(actual.get(i))) {
                return expected.get(i) + " became " + actual.get(i);
            }
        }
        return expected.size() == actual.size()
                ? ""
                : expected.size() + " elements became " + actual.size();
    }

    private static List<DicomFile> read(Path path) throws IOException {
        List<DicomFile> files = new ArrayList<>();
        if (path.endsWith("deflate-bomb.dcm")) {
            return files;
        }
        for (DicomReader reader : READERS) {
            try {
                files.add(reader.read(path));
            } catch (InvalidDicom e) {
                assertThat(e).hasMessageContaining(path.toString());
            }
        }
        return files;
    }

    private static byte[] written(DicomFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(file, out);
        return out.toByteArray();
    }
}
