package org.africai.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The file DICOMDIR, read as a reader of media does: from record to record by their places.
class MediaDirectoryTest {
    private static final Uid SYNTAX = TransferSyntax.EXPLICIT_LITTLE.uid();
    private static final int ITEM = 0xE000FFFE;

    private final MediaDirectory directory = new MediaDirectory();

    private static Dataset object(String patient, int study, int series, int number) {
        return Dataset.builder()
                .put(Tag.SOPClassUID, KnownUid.CTImageStorage)
                .put(Tag.SOPInstanceUID, new Uid("2.25." + study + "." + series + "." + number))
                .put(Tag.StudyInstanceUID, new Uid("2.25." + study))
                .put(Tag.SeriesInstanceUID, new Uid("2.25." + study + "." + series))
                .put(Tag.PatientName, "Òkéké^" + patient)
                .put(Tag.PatientID, patient)
                .put(Tag.StudyDate, "20240229")
                .put(Tag.Modality, "CT")
                .put(Tag.SeriesNumber, Integer.toString(series))
                .put(Tag.InstanceNumber, Integer.toString(number))
                .build();
    }

    private void add(Dataset header) {
        directory.add(header, SYNTAX, List.of("DICOM", "0000000" + (directory.files() + 1)));
    }

    /// What the records say, indented by their level.
    private static List<String> walked(byte[] file) throws IOException {
        Dataset root = DicomReader.WHOLE.read(file, "DICOMDIR").dataset();
        List<Dataset> records = root.sequence(Tag.DirectoryRecordSequence);
        List<String> lines = new ArrayList<>();
        walk(
                file,
                records,
                root.longInteger(Tag.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity)
                        .orElseThrow(),
                "",
                lines);
        assertThat(lines).hasSameSizeAs(records);
        return lines;
    }

    private static void walk(
            byte[] file, List<Dataset> records, long from, String indent, List<String> lines) {
        for (long at = from; at != 0; ) {
            Dataset record = records.get(indexOf(file, at));
            lines.add(indent + line(record));
            walk(
                    file,
                    records,
                    record.longInteger(Tag.OffsetOfReferencedLowerLevelDirectoryEntity)
                            .orElseThrow(),
                    indent + " ",
                    lines);
            at = record.longInteger(Tag.OffsetOfTheNextDirectoryRecord).orElseThrow();
        }
    }

    /// Which of the items begins at this byte, counted by their own lengths from the first.
    private static int indexOf(byte[] file, long wanted) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = firstItem(bytes);
        for (int index = 0; at < file.length; index++) {
            assertThat(bytes.getInt(at)).isEqualTo(ITEM);
            if (at == wanted) {
                return index;
            }
            at += 8 + bytes.getInt(at + 4);
        }
        throw new AssertionError("no record begins at byte " + wanted);
    }

    private static int firstItem(ByteBuffer bytes) {
        for (int at = 132; at < bytes.limit() - 12; at++) {
            if (bytes.getInt(at) == 0x12200004 && bytes.getInt(at + 12) == ITEM) {
                return at + 12;
            }
        }
        throw new AssertionError("no records");
    }

    private static String line(Dataset record) {
        String type = record.string(Tag.DirectoryRecordType).orElseThrow();
        return switch (type) {
            case "PATIENT" -> type + " " + record.string(Tag.PatientName).orElseThrow();
            case "STUDY" -> type + " " + record.string(Tag.StudyInstanceUID).orElseThrow();
            case "SERIES" -> type + " " + record.string(Tag.SeriesNumber).orElseThrow();
            default -> type + " " + String.join("/", record.strings(Tag.ReferencedFileID));
        };
    }

    @Test
    void records_are_found_by_their_places_each_below_what_it_is_of() throws IOException {
        add(object("A", 1, 1, 1));
        add(object("A", 1, 2, 1));
        add(object("B", 2, 1, 1));
        add(object("A", 1, 1, 2));

        assertThat(walked(directory.toBytes()))
                .containsExactly(
                        "PATIENT Òkéké^A",
                        " STUDY 2.25.1",
                        "  SERIES 1",
                        "   IMAGE DICOM/00000001",
                        "   IMAGE DICOM/00000004",
                        "  SERIES 2",
                        "   IMAGE DICOM/00000002",
                        "PATIENT Òkéké^B",
                        " STUDY 2.25.2",
                        "  SERIES 1",
                        "   IMAGE DICOM/00000003");
    }

    @Test
    void what_is_no_image_is_called_what_it_is() throws IOException {
        add(object("A", 1, 1, 1).edit().put(Tag.SOPClassUID, KnownUid.RTDoseStorage).build());

        assertThat(walked(directory.toBytes())).last().isEqualTo("   RT DOSE DICOM/00000001");
    }

    @Test
    void an_attribute_that_is_not_there_is_empty_and_text_keeps_its_letters() throws IOException {
        Dataset cyrillic =
                object("A", 1, 1, 1)
                        .edit()
                        .remove(Tag.PatientID)
                        .put(Tag.SpecificCharacterSet, "ISO_IR 144")
                        .put(Tag.PatientName, "Иванов^И")
                        .build();
        add(cyrillic);

        Dataset root = DicomReader.WHOLE.read(directory.toBytes(), "DICOMDIR").dataset();
        Dataset patient = root.sequence(Tag.DirectoryRecordSequence).getFirst();

        assertThat(patient.string(Tag.PatientName)).contains("Иванов^И");
        assertThat(patient.element(Tag.PatientID)).isPresent();
        assertThat(patient.element(Tag.PatientID).orElseThrow().length()).isZero();
    }

    @Test
    void the_same_objects_give_the_same_bytes() {
        add(object("A", 1, 1, 1));
        var second = new MediaDirectory();
        second.add(object("A", 1, 1, 1), SYNTAX, List.of("DICOM", "00000001"));

        assertThat(second.toBytes()).isEqualTo(directory.toBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dicom", "TOO_LONG_1", "A.DCM", "..", "A/B", "Ä"})
    void a_path_that_no_medium_has_is_refused(String name) {
        Dataset object = object("A", 1, 1, 1);

        assertThatThrownBy(() -> directory.add(object, SYNTAX, List.of(name)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(directory.files()).isZero();
    }

    @Test
    void an_object_that_does_not_say_what_it_is_of_is_refused() {
        Dataset object = object("A", 1, 1, 1).without(Tag.SeriesInstanceUID);

        assertThatThrownBy(() -> directory.add(object, SYNTAX, List.of("A")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0020,000E)");
    }
}
