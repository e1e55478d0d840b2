package org.africai.deid.profile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.africai.deid.Deidentifier;
import org.africai.deid.Outcome;
import org.africai.deid.Policy;
import org.africai.deid.ctp.CtpRules;
import org.africai.deid.ctp.CtpScript;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.DicomWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The profile as a script of CTP.
class CtpProfileTest {
    private static final List<String> PLANTED =
            List.of("PLANTED", "19570623", "20200229", "1.2.826.0.1.3680043.77");
    private static final String SCRIPT =
            CtpProfile.script("a long secret", -100, "Project:P Session:@hash(StudyInstanceUID,8)");

    private static Dataset planted() {
        Dataset item =
                Dataset.itemBuilder()
                        .put(Tag.ReferencedSOPInstanceUID, new Uid("1.2.826.0.1.3680043.77.4"))
                        .put(Tag.PatientName, "PLANTED^IN ITEM")
                        .put(Tag.StudyDate, "20200229")
                        .build();
        return Dataset.builder()
                .put(Tag.SOPClassUID, KnownUid.CTImageStorage)
                .put(Tag.SOPInstanceUID, new Uid("1.2.826.0.1.3680043.77.3"))
                .put(Tag.StudyDate, "20200229")
                .put(Tag.StudyTime, "101500")
                .put(Tag.AccessionNumber, "PLANTED")
                .put(Tag.Modality, "CT")
                .put(Tag.InstitutionName, "PLANTED")
                .put(Tag.ReferringPhysicianName, "PLANTED^X")
                .put(Tag.StudyDescription, "PLANTED")
                .put(Tag.ReferencedImageSequence, item)
                .put(Tag.RequestAttributesSequence, item)
                .put(Tag.ConceptNameCodeSequence, item)
                .put(Tag.PatientName, "PLANTED^A")
                .put(Tag.PatientID, "PLANTED7")
                .put(Tag.PatientBirthDate, "19570623")
                .put(Tag.OtherPatientIDs, "PLANTED8")
                .put(Tag.PatientComments, "PLANTED")
                .put(0x00090010, Vr.LO, "PLANTED")
                .put(0x00091001, Vr.LO, "PLANTED")
                .put(Tag.StudyInstanceUID, new Uid("1.2.826.0.1.3680043.77.1"))
                .put(Tag.SeriesInstanceUID, new Uid("1.2.826.0.1.3680043.77.2"))
                .put(0x60003000, Vr.OW, "PLANTED ".getBytes(ISO_8859_1))
                .put(Tag.Rows, 1)
                .build();
    }

    private static byte[] deidentified(Policy policy) throws Exception {
        var in = new ByteArrayOutputStream();
        DicomWriter.write(planted(), TransferSyntax.EXPLICIT_LITTLE, in);
        var out = new ByteArrayOutputStream();
        CtpRules rules = CtpRules.of(CtpScript.parse(SCRIPT), policy);
        Outcome outcome =
                new Deidentifier(rules).run(DicomReader.WHOLE.read(in.toByteArray(), "it"), out);
        assertThat(outcome).isInstanceOf(Outcome.Changed.class);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothing_planted_survives_neither_as_ctp_does_it_nor_strictly(boolean isStrict)
            throws Exception {
        byte[] result = deidentified(isStrict ? Policy.STRICT : Policy.COMPATIBLE);

        assertThat(new String(result, ISO_8859_1)).doesNotContain(PLANTED);
    }

    @Test
    void the_result_belongs_together_and_says_where_it_goes() throws Exception {
        Dataset after = DicomReader.WHOLE.read(deidentified(Policy.COMPATIBLE), "it").dataset();

        assertThat(after.string(Tag.PatientID)).isEqualTo(after.string(Tag.PatientName));
        assertThat(after.string(Tag.PatientID).orElse("")).matches("\\d{16}");
        assertThat(after.string(Tag.PatientComments).orElse(""))
                .matches("Project:P Session:\\d{8}");
        assertThat(after.string(Tag.StudyDate)).hasValue("20191121");
        assertThat(after.string(Tag.StudyTime)).hasValue("101500");
        assertThat(after.string(Tag.StudyInstanceUID).orElse("")).matches("2\\.25\\.\\d{30,39}");
        assertThat(after.sequence(Tag.ReferencedImageSequence)).hasSize(1);
        assertThat(after.string(Tag.PatientIdentityRemoved)).hasValue("YES");
    }

    @Test
    void the_script_has_no_problem_and_a_rule_for_each_attribute_of_the_table() throws Exception {
        CtpScript script = CtpScript.parse(SCRIPT);

        assertThat(script.problems()).isEmpty();
        assertThat(script.size()).isGreaterThan(ActionTable.size());
    }

    @Test
    void another_site_has_other_pseudonyms_and_what_is_written_is_well_formed() throws Exception {
        String odd = CtpProfile.script("<&\">", -1, "a < b");

        assertThat(CtpScript.parse(odd).parameters()).containsEntry("SITEID", "<&\">");
        assertThatThrownBy(() -> CtpProfile.script("x", 0, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
