package org.africai.deid.profile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.africai.deid.DeidentificationMethod;
import org.africai.deid.Fixture;
import org.africai.deid.InvalidScript;
import org.africai.deid.Outcome;
import org.africai.deid.PrivateDictionary;
import org.africai.deid.Secret;
import org.africai.deid.TestFiles;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.InvalidDicom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileTest {
    private static final Secret SECRET = new Secret("a secret of the project".getBytes(US_ASCII));
    private static final ConfidentialityProfile BASIC = ConfidentialityProfile.basic(SECRET);

    @Test
    void the_table_is_whole() {
        assertThat(ActionTable.size()).isEqualTo(620);
        assertThat(ActionTable.find(Tag.of(0x6002, 0x3000))).isNotNull();
        assertThat(ActionTable.find(Tag.of(0x5004, 0x0010))).isNotNull();
        assertThat(ActionTable.find(Tag.of(0x6002, 0x0010))).isNull();
    }

    @Test
    void the_table_is_what_the_generator_writes() throws IOException {
        Path source = TestFiles.folder().resolveSibling("tables/ps3.15-table-e.1-1.tsv");
        assumeThat(source).exists();

        try (var in = ActionTable.class.getResourceAsStream("attribute-actions.tsv")) {
            assertThat(in)
                    .asString(UTF_8)
                    .isEqualTo(ActionTableGenerator.generated(Files.readAllLines(source)));
        }
    }

    @Test
    void the_basic_profile_removes_empties_and_replaces() {
        Dataset after = apply(BASIC, Fixture.rich());

        assertThat(after.string(Tag.PatientName))
                .hasValueSatisfying(n -> assertThat(n).matches("P\\d{12}"));
        assertThat(after.string(Tag.PatientID)).isEqualTo(after.string(Tag.PatientName));
        assertThat(after.element(Tag.PatientBirthDate).orElseThrow().isEmpty()).isTrue();
        assertThat(after.element(Tag.AccessionNumber).orElseThrow().isEmpty()).isTrue();
        assertThat(after.contains(Tag.PatientAge)).isFalse();
        assertThat(after.contains(Tag.StudyDescription)).isFalse();
        assertThat(after.contains(Fixture.PRIVATE_TEXT)).isFalse();
        assertThat(after.contains(Fixture.CURVE)).isFalse();
        assertThat(after.contains(Fixture.OVERLAY_COMMENTS)).isFalse();
        assertThat(after.string(Tag.InstitutionName)).contains("REMOVED");
        assertThat(after.string(Tag.Modality)).contains("CT");
        assertThat(after.integer(Tag.Rows)).hasValue(2);
        assertThat(after.string(Tag.StudyInstanceUID))
                .hasValueSatisfying(u -> assertThat(u).startsWith("2.25."));
        assertThat(after.string(Tag.SOPClassUID)).contains("1.2.840.10008.5.1.4.1.1.2");
    }

    @Test
    void references_point_to_the_new_identifiers() {
        Dataset before =
                Fixture.rich()
                        .edit()
                        .put(
                                Tag.ReferencedImageSequence,
                                Dataset.builder()
                                        .put(Tag.ReferencedSOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                                        .put(
                                                Tag.ReferencedSOPInstanceUID,
                                                "1.2.826.0.1.3680043.9.9999.2")
                                        .build())
                        .build();

        Dataset after = apply(BASIC, before);

        Dataset reference = after.sequence(Tag.ReferencedImageSequence).getFirst();
        assertThat(reference.string(Tag.ReferencedSOPInstanceUID))
                .isEqualTo(after.string(Tag.SOPInstanceUID));
        assertThat(reference.string(Tag.ReferencedSOPClassUID))
                .contains("1.2.840.10008.5.1.4.1.1.2");
    }

    @Test
    void the_object_says_what_was_done() {
        Dataset basic = apply(BASIC, Fixture.rich());
        Dataset dated =
                apply(BASIC.with(DeidentificationMethod.RETAIN_MODIFIED_DATES), Fixture.rich());
        Dataset full = apply(BASIC.with(DeidentificationMethod.RETAIN_FULL_DATES), Fixture.rich());

        assertThat(basic.string(Tag.PatientIdentityRemoved)).contains("YES");
        assertThat(basic.string(Tag.LongitudinalTemporalInformationModified)).contains("REMOVED");
        assertThat(codes(basic)).containsExactly("113100");
        assertThat(dated.string(Tag.LongitudinalTemporalInformationModified)).contains("MODIFIED");
        assertThat(codes(dated)).containsExactly("113100", "113107");
        assertThat(full.string(Tag.LongitudinalTemporalInformationModified)).contains("UNMODIFIED");
        assertThat(full.string(Tag.StudyDate)).contains("20200229");
    }

    private static List<String> codes(Dataset dataset) {
        return dataset.codes(Tag.DeidentificationMethodCodeSequence).stream()
                .map(code -> code.value())
                .toList();
    }

    @Test
    void dates_of_a_subject_move_together() {
        var profile = BASIC.with(DeidentificationMethod.RETAIN_MODIFIED_DATES);
        Dataset later = Fixture.rich().with(Tag.StudyDate, "20200310");
        Dataset other = Fixture.rich().with(Tag.PatientID, "somebody else");

        Dataset first = apply(profile, Fixture.rich());
        Dataset second = apply(profile, later);
        Dataset third = apply(profile, other);

        var day = first.date(Tag.StudyDate).orElseThrow();
        assertThat(second.date(Tag.StudyDate)).contains(day.plusDays(10));
        assertThat(day).isBefore(Fixture.rich().date(Tag.StudyDate).orElseThrow());
        assertThat(third.date(Tag.StudyDate)).isPresent().isNotEqualTo(first.date(Tag.StudyDate));
        assertThat(first.string(Tag.StudyTime)).contains("112233.5");
        assertThat(first.string(Tag.AcquisitionDateTime))
                .hasValueSatisfying(d -> assertThat(d).endsWith("030405.123456+0100"));
        assertThat(first.element(Tag.AcquisitionDate).orElseThrow().isEmpty()).isTrue();
        assertThat(first.element(Tag.PatientBirthDate).orElseThrow().isEmpty()).isTrue();
    }

    @Test
    void each_precision_of_a_date_is_kept() {
        var shift = new DateShift(31);

        assertThat(
                        shift.shift(
                                List.of("2020", "202003", "20200301", "20200301101112.5-0500"),
                                Vr.DT))
                .containsExactly("2020", "202001", "20200130", "20200130101112.5-0500");
        assertThat(shift.shift(List.of("20200301", ""), Vr.DA)).containsExactly("20200130", "");
        assertThat(shift.shift(List.of("20200301-20200302"), Vr.DA)).isEmpty();
        assertThat(shift.shift(List.of("20201399"), Vr.DA)).isEmpty();
        assertThat(shift.shift(List.of("10:11"), Vr.TM)).isEmpty();
    }

    @Test
    void options_retain_what_they_name_and_no_more() {
        Dataset patient =
                apply(
                        BASIC.with(DeidentificationMethod.RETAIN_PATIENT_CHARACTERISTICS),
                        Fixture.rich());
        Dataset uids = apply(BASIC.with(DeidentificationMethod.RETAIN_UIDS), Fixture.rich());
        Dataset place =
                apply(
                        BASIC.with(DeidentificationMethod.RETAIN_INSTITUTION_IDENTITY),
                        Fixture.rich());

        assertThat(patient.string(Tag.PatientAge)).contains("062Y");
        assertThat(patient.string(Tag.PatientSex)).contains("M");
        assertThat(patient.contains(Tag.StudyDescription)).isFalse();
        assertThat(uids.string(Tag.SOPInstanceUID)).contains("1.2.826.0.1.3680043.9.9999.2");
        assertThat(place.string(Tag.InstitutionName)).contains("H\u00f4pital Nord");
        assertThat(place.string(Tag.SOPInstanceUID)).isNotEqualTo(uids.string(Tag.SOPInstanceUID));
    }

    @Test
    void descriptions_lose_names_dates_and_numbers() {
        Dataset before =
                Fixture.rich()
                        .with(
                                Tag.StudyDescription,
                                "CT Thorax John SMITH 12/03/2020 PID-007 Dr. House");
        var profile = BASIC.with(DeidentificationMethod.CLEAN_DESCRIPTORS);

        assertThat(apply(profile, before).string(Tag.StudyDescription)).contains("CT Thorax");
        assertThat(
                        apply(profile, before.with(Tag.StudyDescription, "Smith"))
                                .contains(Tag.StudyDescription))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'AX T2 FLAIR FS 3mm b1000', 'AX T2 FLAIR FS 3mm b1000'",
        "'t2w_tse_sag C5-L1', 't2w_tse_sag C5-L1'",
        "'Thorax, seen by Nakamura for follow-up', 'Thorax, seen by for follow-up'",
        "'Born 1957 in Kisumu', 'in'",
        "'Head of J. Okello (son of the chief)', 'Head of of the'",
        "'Irm du cerveau avec injection, Mme Diallo', 'Irm cerveau avec injection,'",
        "'R\u00e9f\u00e9r\u00e9 par O''Connor', ''",
    })
    void descriptions_keep_only_words_of_imaging(String before, String after) {
        var profile = BASIC.with(DeidentificationMethod.CLEAN_DESCRIPTORS);
        Dataset described = Fixture.rich().with(Tag.StudyDescription, before);

        assertThat(apply(profile, described).string(Tag.StudyDescription).orElse(""))
                .isEqualTo(after);
    }

    @Test
    void safe_private_elements_stay_with_their_creator() {
        var key = new PrivateDictionary.Key(0x0009, "ACME 1.1", 0x02);
        var safe = new PrivateDictionary(List.of(new PrivateDictionary.Entry(key, Vr.US, true)));
        var profile =
                new ConfidentialityProfile(
                        Set.of(DeidentificationMethod.RETAIN_SAFE_PRIVATE), SECRET, safe);

        Dataset after = apply(profile, Fixture.rich());

        assertThat(after.integers(Fixture.PRIVATE_NUMBERS)).containsExactly(7, 8);
        assertThat(after.string(Fixture.PRIVATE_CREATOR)).contains("ACME 1.1");
        assertThat(after.contains(Fixture.PRIVATE_TEXT)).isFalse();
        assertThat(after.contains(Fixture.TAIL_CREATOR)).isFalse();
    }

    @Test
    void private_elements_are_read_from_a_table() throws InvalidScript {
        var table =
                PrivateDictionary.parse(
                        "# comment\n0009\tACME 1.1\t02\tUS\tK\n0009\tACME 1.1\t01\tLO\n");

        assertThat(table.isSafe(new PrivateDictionary.Key(0x0009, "ACME 1.1", 0x02))).isTrue();
        assertThat(table.isSafe(new PrivateDictionary.Key(0x0009, "ACME 1.1", 0x01))).isFalse();
        for (String wrong :
                List.of("0010\tA\t02\tUS", "0009\tA\tx\tUS", "0009\tA\t02\tZZ", "0009")) {
            assertThatThrownBy(() -> PrivateDictionary.parse(wrong))
                    .isInstanceOf(InvalidScript.class);
        }
    }

    @Test
    void structured_content_is_replaced_or_cleaned() {
        Dataset text =
                Dataset.builder()
                        .put(Tag.RelationshipType, "CONTAINS")
                        .put(Tag.ValueType, "TEXT")
                        .put(Tag.TextValue, "Mr Smith has a nodule of 8 mm")
                        .build();
        Dataset name =
                Dataset.builder()
                        .put(Tag.ValueType, "PNAME")
                        .put(Tag.PersonName, "Reader^Rita")
                        .build();
        Dataset report = Fixture.rich().edit().put(Tag.ContentSequence, text, name).build();

        Dataset replaced = apply(BASIC, report).sequence(Tag.ContentSequence).getFirst();
        List<Dataset> cleaned =
                apply(BASIC.with(DeidentificationMethod.CLEAN_STRUCTURED_CONTENT), report)
                        .sequence(Tag.ContentSequence);

        assertThat(replaced.string(Tag.TextValue)).contains("REMOVED");
        assertThat(cleaned.get(0).string(Tag.TextValue)).contains("has a nodule of 8 mm");
        assertThat(cleaned.get(1).string(Tag.PersonName)).contains("REMOVED");
    }

    @Test
    void what_cannot_be_cleaned_is_set_aside() {
        Dataset burned = Fixture.rich().with(Tag.BurnedInAnnotation, "YES");
        Dataset document =
                Fixture.rich().edit().put(Tag.EncapsulatedDocument, Vr.OB, new byte[4]).build();

        for (Dataset one : List.of(burned, document)) {
            var outcome = Fixture.run(new ProfileRules(BASIC), Fixture.file(one)).outcome();
            assertThat(outcome).isInstanceOf(Outcome.Quarantined.class);
        }
    }

    @Test
    void options_that_contradict_each_other_are_refused() {
        var dated = BASIC.with(DeidentificationMethod.RETAIN_FULL_DATES);

        assertThatThrownBy(() -> dated.with(DeidentificationMethod.RETAIN_MODIFIED_DATES))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BASIC.with(DeidentificationMethod.CLEAN_PIXEL_DATA))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_check_finds_what_the_rules_would_miss() {
        Dataset before = Fixture.rich();
        Dataset after = apply(BASIC, before);
        ProfileCheck check = new ProfileCheck(BASIC, before);

        assertThat(check.violation(after)).isEmpty();
        assertThat(check.violation(after.with(Tag.PatientAge, "010Y")))
                .hasValueSatisfying(v -> assertThat(v).contains("(0010,1010)"));
        assertThat(check.violation(after.with(Tag.AccessionNumber, "ACC0012345"))).isPresent();
        assertThat(
                        check.violation(
                                after.with(Tag.StudyInstanceUID, "1.2.826.0.1.3680043.9.9999.1")))
                .isPresent();
        assertThat(check.violation(after.edit().put(Fixture.PRIVATE_TEXT, Vr.LO, "x").build()))
                .isPresent();
        assertThat(
                        check.violation(
                                after.edit().put(Tag.SourceImageSequence, Fixture.item()).build()))
                .isPresent();
        assertThat(check.violation(after.without(Tag.PatientIdentityRemoved))).isPresent();
    }

    /// Also tells which of the files of the shared folder are set aside, and why.
    @ParameterizedTest
    @MethodSource("ready")
    void every_test_file_is_changed_or_set_aside_with_a_reason(ConfidentialityProfile ready)
            throws IOException {
        List<String> reasons = new ArrayList<>();
        int changed = 0;
        for (Path path : TestFiles.sample()) {
            DicomFile file;
            try {
                file = DicomFile.read(path);
            } catch (InvalidDicom _) {
                continue;
            }
            switch (Fixture.run(new ProfileRules(ready), file).outcome()) {
                case Outcome.Changed _ -> changed++;
                case Outcome.Quarantined(String reason) ->
                        reasons.add(path.getFileName() + ": " + reason);
                case Outcome.Unchanged _ -> throw new AssertionError(path + " is unchanged");
            }
        }

        assertThat(changed).as("%s", reasons).isGreaterThan(140);
        assertThat(reasons).allMatch(reason -> !reason.contains("does not meet PS3.15"));
    }

    /// The Basic Profile, with each option, and the choice for research.
    static Stream<ConfidentialityProfile> ready() {
        return Stream.concat(
                Stream.of(BASIC, ConfidentialityProfile.research(SECRET)),
                ConfidentialityProfile.CHOICES.stream().map(BASIC::with));
    }

    private static Dataset apply(ConfidentialityProfile profile, Dataset before) {
        return Fixture.run(new ProfileRules(profile), Fixture.file(before)).dataset();
    }
}
