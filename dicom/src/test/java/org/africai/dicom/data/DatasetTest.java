package org.africai.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static Dataset of(int tag, Vr vr, String... values) {
        return Dataset.builder().put(tag, vr, values).build();
    }

    @Test
    void absent_and_empty_values_are_empty() {
        Dataset dataset = Dataset.builder().putEmpty(Tag.PatientID).putEmpty(Tag.Rows).build();

        assertThat(dataset.contains(Tag.PatientID)).isTrue();
        assertThat(dataset.element(Tag.PatientID).orElseThrow().isEmpty()).isTrue();
        for (int tag : new int[] {Tag.PatientID, Tag.Rows, Tag.StudyID}) {
            assertThat(dataset.string(tag)).isEmpty();
            assertThat(dataset.strings(tag)).isEmpty();
            assertThat(dataset.integer(tag)).isEmpty();
            assertThat(dataset.decimal(tag)).isEmpty();
            assertThat(dataset.date(tag)).isEmpty();
            assertThat(dataset.uid(tag)).isEmpty();
            assertThat(dataset.sequence(tag)).isEmpty();
        }
    }

    @Test
    void malformed_values_are_empty_and_their_text_stays_readable() {
        assertThat(of(Tag.SeriesNumber, Vr.IS, "twelve").integer(Tag.SeriesNumber)).isEmpty();
        assertThat(of(Tag.PixelSpacing, Vr.DS, "0.5", "x").decimals(Tag.PixelSpacing)).isEmpty();
        assertThat(of(Tag.StudyDate, Vr.DA, "20260230").date(Tag.StudyDate)).isEmpty();
        assertThat(of(Tag.StudyInstanceUID, Vr.UI, "1.a").uid(Tag.StudyInstanceUID)).isEmpty();
        assertThat(of(Tag.SeriesNumber, Vr.IS, "twelve").string(Tag.SeriesNumber))
                .contains("twelve");
        assertThat(of(Tag.PatientWeight, Vr.DS, "1e400").decimal(Tag.PatientWeight)).isEmpty();
        assertThat(of(Tag.SeriesNumber, Vr.IS, "99999999999").integer(Tag.SeriesNumber)).isEmpty();
        assertThat(of(Tag.SeriesNumber, Vr.IS, "99999999999").longInteger(Tag.SeriesNumber))
                .hasValue(99_999_999_999L);
    }

    @Test
    void numbers_are_read_from_text_and_from_binary_alike() {
        Dataset dataset =
                Dataset.builder()
                        .put(Tag.SeriesNumber, "+007 ")
                        .put(Tag.SliceThickness, "1.0")
                        .put(Tag.Rows, 65_535)
                        .put(0x00091001, Vr.UV, -1L)
                        .put(0x00091002, Vr.OF, 0.5, 0.25)
                        .put(0x00091003, Vr.SV, Long.MIN_VALUE)
                        .put(0x00091004, Vr.AT, 0x00100010L)
                        .build();

        assertThat(dataset.integer(Tag.SeriesNumber)).hasValue(7);
        assertThat(dataset.integer(Tag.SliceThickness)).hasValue(1);
        assertThat(dataset.integer(Tag.Rows)).hasValue(65_535);
        assertThat(dataset.string(0x00091001)).contains("18446744073709551615");
        assertThat(dataset.decimal(0x00091001)).hasValue(0x1p64);
        assertThat(dataset.decimals(0x00091002)).containsExactly(0.5, 0.25);
        assertThat(dataset.longInteger(0x00091003)).hasValue(Long.MIN_VALUE);
        assertThat(dataset.integer(0x00091004)).hasValue(Tag.PatientName);
    }

    @Test
    void text_loses_padding_but_no_value() {
        Dataset dataset =
                Dataset.builder()
                        .put(Tag.ImageType, "ORIGINAL", "", " PRIMARY ")
                        .put(Tag.ImageComments, "  two spaces stay; a \\ does too ")
                        .build();

        assertThat(dataset.strings(Tag.ImageType)).containsExactly("ORIGINAL", "", "PRIMARY");
        assertThat(dataset.string(Tag.ImageComments)).contains("  two spaces stay; a \\ does too");
    }

    @Test
    void dates_and_times_come_as_one_moment() {
        Dataset dataset =
                Dataset.builder()
                        .put(Tag.StudyDate, LocalDate.of(2026, 3, 14))
                        .put(Tag.StudyTime, "1015")
                        .put(Tag.SeriesDate, "2026.03.15")
                        .build();

        assertThat(dataset.dateTime(Tag.StudyDate, Tag.StudyTime))
                .contains(LocalDateTime.of(2026, 3, 14, 10, 15));
        assertThat(dataset.dateTime(Tag.SeriesDate, Tag.SeriesTime))
                .contains(LocalDateTime.of(2026, 3, 15, 0, 0));
    }

    @Test
    void private_elements_are_found_by_their_creator() {
        Dataset dataset =
                Dataset.builder()
                        .put(0x00290010, Vr.LO, "OTHER")
                        .put(0x00290011, Vr.LO, "SIEMENS CSA HEADER")
                        .put(0x00291110, Vr.OB, new byte[] {1, 2})
                        .build();

        assertThat(dataset.privateElement("SIEMENS CSA HEADER", 0x0029, 0x10).orElseThrow().tag())
                .isEqualTo(0x00291110);
        assertThat(dataset.privateElement("NOBODY", 0x0029, 0x10)).isEmpty();
        assertThat(dataset.privateCreator(0x00291110)).contains("SIEMENS CSA HEADER");
        assertThat(dataset.privateCreator(0x00291210)).isEmpty();
        assertThat(dataset.privateCreator(Tag.PatientName)).isEmpty();
    }

    @Test
    void codes_are_read_and_written() {
        Code code = new Code("39607008", "SCT", "Lung");
        Code longCode = new Code("12345678901234567", "99X", "1.0", "Long");
        Code urn = new Code("urn:oid:1.2.3", "", "Urn");
        Dataset dataset =
                Dataset.builder().put(Tag.AnatomicRegionSequence, code, longCode, urn).build();

        assertThat(dataset.codes(Tag.AnatomicRegionSequence)).containsExactly(code, longCode, urn);
        assertThat(code.isSameAs(new Code("39607008", "SCT", "1.0", "Pulmo"))).isTrue();
        assertThat(code.isSameAs(new Code("39607008", "SRT", "Lung"))).isFalse();
        assertThat(Code.of(Dataset.EMPTY)).isEmpty();
    }

    @Test
    void an_element_inside_sequences_is_found_and_changed_by_its_path() {
        Dataset item = Dataset.builder().put(Tag.ScheduledProcedureStepID, "OLD").build();
        Dataset dataset =
                Dataset.builder().put(Tag.RequestAttributesSequence, Dataset.EMPTY, item).build();
        TagPath path = TagPath.parse("RequestAttributesSequence[1].ScheduledProcedureStepID");

        Dataset changed = dataset.with(path, "NEW");

        assertThat(path).hasToString("(0040,0275)[1].(0040,0009)");
        assertThat(TagPath.parse(path.toString())).isEqualTo(path);
        assertThat(dataset.element(path).orElseThrow().string()).contains("OLD");
        assertThat(changed.element(path).orElseThrow().string()).contains("NEW");
        assertThat(changed.without(path).element(path)).isEmpty();
        TagPath beyond = TagPath.of(Tag.RequestAttributesSequence).item(2, Tag.PatientID);
        assertThat(dataset.element(beyond)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dataset.with(beyond, "X"))
                .withMessageContaining("2 items, not item 2");
    }

    @Test
    void what_is_wrong_with_a_value_is_told_without_the_value() {
        assertThat(problems(Tag.PatientSex, Vr.CS, "male"))
                .containsExactly("not of the form of CS");
        assertThat(problems(Tag.StudyDate, Vr.DA, "2026.03.14"))
                .containsExactly("not of the form of DA");
        assertThat(problems(Tag.PatientID, Vr.LO, "x".repeat(65)))
                .containsExactly("longer than the 64 characters of LO");
        assertThat(problems(Tag.PixelSpacing, Vr.DS, "1", "2", "3"))
                .containsExactly("3 values; (0028,0030) has 2");
        assertThat(problems(Tag.StudyInstanceUID, Vr.UI, "1.02"))
                .containsExactly("not of the form of UI");
        assertThat(problems(Tag.SeriesNumber, Vr.IS, "3000000000"))
                .containsExactly("not of the form of IS");
        assertThat(problems(Tag.PatientAge, Vr.AS, "030Y")).isEmpty();
        assertThat(problems(Tag.StudyTime, Vr.TM, "101500.123")).isEmpty();
        assertThat(problems(Tag.PatientName, Vr.PN, "A^B^C^D^E^F"))
                .containsExactly("not of the form of PN");
    }

    private static List<String> problems(int tag, Vr vr, String... values) {
        return of(tag, vr, values).element(tag).orElseThrow().problems();
    }

    @Test
    void uids_keep_what_they_are() {
        Dataset dataset = Dataset.builder().put(Tag.StudyInstanceUID, new Uid("1.2.03")).build();

        assertThat(dataset.uid(Tag.StudyInstanceUID)).contains(new Uid("1.2.03"));
        assertThat(dataset.bytes(Tag.StudyInstanceUID).orElseThrow()).hasSize(6);
    }
}
