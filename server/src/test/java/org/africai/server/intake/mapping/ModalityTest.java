package org.africai.server.intake.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.junit.jupiter.api.Test;

/// What a study is made of decides the types of its session and scans; the cases are those that
/// XNAT's own tests pin.
class ModalityTest {
    private final List<SeriesSummary> study = new ArrayList<>();

    @Test
    void mr_series_make_an_mr_session() {
        add("MR", KnownUid.MRImageStorage);
        add("MR", KnownUid.MRImageStorage);

        assertTypes("xnat:mrSessionData", "xnat:mrScanData", "xnat:mrScanData");
    }

    @Test
    void pet_makes_a_pet_session() {
        add("PT", KnownUid.PositronEmissionTomographyImageStorage);

        assertTypes("xnat:petSessionData", "xnat:petScanData");
    }

    @Test
    void a_screenshot_that_says_ct_makes_a_ct_session_with_a_secondary_capture() {
        add("CT", KnownUid.SecondaryCaptureImageStorage);

        assertTypes("xnat:ctSessionData", "xnat:scScanData");
    }

    @Test
    void a_screenshot_that_says_nothing_makes_another_dicom_session() {
        add("SC", KnownUid.SecondaryCaptureImageStorage);

        assertTypes("xnat:otherDicomSessionData", "xnat:scScanData");
    }

    @Test
    void contours_on_enhanced_mr_are_part_of_an_mr_session() {
        add("RTSTRUCT", KnownUid.RTStructureSetStorage);
        add("MR", KnownUid.EnhancedMRImageStorage);

        assertTypes("xnat:mrSessionData", "xnat:rtImageScanData", "xnat:mrScanData");
    }

    @Test
    void raw_data_in_a_series_of_mr_images_does_not_change_its_type() {
        add("MR", KnownUid.RawDataStorage, KnownUid.MRImageStorage);

        assertTypes("xnat:mrSessionData", "xnat:mrScanData");
    }

    @Test
    void angiography_has_scans_of_two_and_of_three_dimensions() {
        add("XA", KnownUid.XRayAngiographicImageStorage);
        add("XA", KnownUid.XRay3DAngiographicImageStorage);

        assertTypes("xnat:xaSessionData", "xnat:xaScanData", "xnat:xa3DScanData");
    }

    @Test
    void computed_radiography_makes_a_cr_session() {
        add("CR", KnownUid.ComputedRadiographyImageStorage);

        assertTypes("xnat:crSessionData", "xnat:crScanData");
    }

    @Test
    void the_sop_class_decides_when_the_modality_is_empty() {
        add("", KnownUid.MRImageStorage);

        assertTypes("xnat:mrSessionData", "xnat:mrScanData");
    }

    @Test
    void pet_leads_a_study_with_ct_and_contours() {
        add("CT", KnownUid.CTImageStorage);
        add("RTSTRUCT", KnownUid.RTStructureSetStorage);
        add("PT", KnownUid.PositronEmissionTomographyImageStorage);

        assertTypes(
                "xnat:petSessionData",
                "xnat:ctScanData",
                "xnat:rtImageScanData",
                "xnat:petScanData");
    }

    @Test
    void pet_and_mr_make_a_pet_mr_session() {
        add("PT", KnownUid.PositronEmissionTomographyImageStorage);
        add("MR", KnownUid.MRImageStorage);

        assertTypes("xnat:petmrSessionData", "xnat:petScanData", "xnat:mrScanData");
    }

    @Test
    void an_unknown_class_is_another_dicom_scan() {
        add("OT", new Uid("1.3.12.2.1107.5.9.1"));

        assertTypes("xnat:otherDicomSessionData", "xnat:otherDicomScanData");
    }

    private void add(String modality, Uid... sopClasses) {
        Set<String> classes = new java.util.HashSet<>();
        for (Uid sopClass : sopClasses) {
            classes.add(sopClass.value());
        }
        Map<Integer, String> values =
                modality.isEmpty() ? Map.of() : Map.of(Tag.Modality, modality);
        study.add(
                new SeriesSummary("1.2." + (study.size() + 1), new Attributes(values), classes, 1));
    }

    private void assertTypes(String session, String... scans) {
        assertThat(SessionFields.typeOf(study)).isEqualTo(session);
        assertThat(study.stream().map(series -> series.type().xsiType())).containsExactly(scans);
    }
}
