package org.africai.server.intake.mapping;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.junit.jupiter.api.Test;

class HeaderFieldsTest {
    @Test
    void a_session_is_filled_from_patient_study_and_device() {
        SeriesSummary series =
                series(common("CT").put(Tag.StationName, "CT01"), KnownUid.CTImageStorage);

        assertThat(SessionFields.of(List.of(series)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.ofEntries(
                                Map.entry("date", "2018-09-18"),
                                Map.entry("time", "13:05:09"),
                                Map.entry("UID", "1.2.3"),
                                Map.entry("study_id", "77"),
                                Map.entry("dcmAccessionNumber", "ACC1"),
                                Map.entry("session_type", "Thorax"),
                                Map.entry("modality", "CT"),
                                Map.entry("scanner", "CT01"),
                                Map.entry("scanner/manufacturer", "ACME"),
                                Map.entry("scanner/model", "One"),
                                Map.entry("operator", "OP^ERATOR"),
                                Map.entry("acquisition_site", "General Hospital"),
                                Map.entry("dcmPatientName", "DOE^JANE"),
                                Map.entry("dcmPatientId", "ID1"),
                                Map.entry("dcmPatientBirthDate", "1970-01-31"),
                                Map.entry("dcmPatientWeight", "70.5")));
    }

    @Test
    void a_session_names_every_modality_and_station_once_the_leading_one_first() {
        var ct = series(common("CT").put(Tag.StationName, "CT01"), KnownUid.CTImageStorage);
        var pet =
                series(
                        common("PT").put(Tag.StationName, "PT01"),
                        KnownUid.PositronEmissionTomographyImageStorage);

        assertThat(SessionFields.of(List.of(ct, pet, ct)))
                .containsEntry("modality", "PT,CT")
                .containsEntry("scanner", "PT01,CT01");
    }

    @Test
    void a_ct_scan_has_its_exposure_and_geometry() {
        DatasetBuilder header =
                common("CT")
                        .put(Tag.SeriesDescription, "Lung 1.0")
                        .put(Tag.SeriesNumber, "4")
                        .put(Tag.SeriesDate, "20180918")
                        .put(Tag.SeriesTime, "130600.5")
                        .put(Tag.PixelSpacing, 0.5, 0.75)
                        .put(Tag.SliceThickness, 1.0)
                        .put(Tag.Rows, 512)
                        .put(Tag.Columns, 512)
                        .put(Tag.ImageOrientationPatient, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
                        .put(Tag.KVP, "120")
                        .put(Tag.RotationDirection, "CW")
                        .put(Tag.ExposureTime, "500")
                        .put(Tag.XRayTubeCurrent, "200")
                        .put(Tag.Exposure, "100")
                        .put(Tag.ConvolutionKernel, "B70f")
                        .put(Tag.SpiralPitchFactor, 0.9)
                        .put(Tag.CTDIvol, 7.25)
                        .put(Tag.RescaleIntercept, "-1024")
                        .put(Tag.RescaleSlope, "1")
                        .put(Tag.ContrastBolusAgent, "Iodine");

        Map<String, String> fields = ScanFields.of(series(header, KnownUid.CTImageStorage));

        assertThat(fields)
                .containsEntry("UID", "1.2.3.4")
                .containsEntry("type", "Lung 1.0")
                .containsEntry("series_description", "Lung 1.0")
                .containsEntry("quality", "usable")
                .containsEntry("frames", "12")
                .containsEntry("start_date", "2018-09-18")
                .containsEntry("startTime", "13:06:00")
                .containsEntry("parameters/voxelRes/x", "0.75")
                .containsEntry("parameters/voxelRes/y", "0.5")
                .containsEntry("parameters/voxelRes/z", "1")
                .containsEntry("parameters/voxelRes/units", "mm")
                .containsEntry("parameters/fov/x", "384")
                .containsEntry("parameters/fov/y", "256")
                .containsEntry("parameters/orientation", "Tra")
                .containsEntry("parameters/kvp", "120")
                .containsEntry("parameters/rotationDirection", "CW")
                .containsEntry("parameters/exposureTime", "500")
                .containsEntry("parameters/xrayTubeCurrent", "200")
                .containsEntry("parameters/exposure", "100")
                .containsEntry("parameters/convolutionKernel", "B70f")
                .containsEntry("parameters/pitchFactor", "0.9")
                .containsEntry("parameters/ctDIvol", "7.25")
                .containsEntry("parameters/rescale/intercept", "-1024")
                .containsEntry("parameters/contrastBolus", "Iodine");
    }

    @Test
    void an_mr_scan_has_its_timing_and_matrix() {
        DatasetBuilder header =
                common("MR")
                        .put(Tag.RepetitionTime, "2530")
                        .put(Tag.EchoTime, "3.39")
                        .put(Tag.InversionTime, "1100")
                        .put(Tag.FlipAngle, "7")
                        .put(Tag.MagneticFieldStrength, "3")
                        .put(Tag.ReceiveCoilName, "HeadNeck_64")
                        .put(Tag.ScanningSequence, "GR", "IR")
                        .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "M")
                        .put(Tag.AcquisitionMatrix, 0, 256, 192, 0)
                        .put(Tag.InPlanePhaseEncodingDirection, "ROW");

        Map<String, String> fields = ScanFields.of(series(header, KnownUid.MRImageStorage));

        assertThat(fields)
                .containsEntry("fieldStrength", "3")
                .containsEntry("coil", "HeadNeck_64")
                .containsEntry("parameters/tr", "2530")
                .containsEntry("parameters/te", "3.39")
                .containsEntry("parameters/ti", "1100")
                .containsEntry("parameters/flip", "7")
                .containsEntry("parameters/scanSequence", "GR\\IR")
                .containsEntry("parameters/imageType", "ORIGINAL\\PRIMARY\\M")
                .containsEntry("parameters/matrix/x", "256")
                .containsEntry("parameters/matrix/y", "192")
                .containsEntry("type", "Unknown")
                .doesNotContainKey("series_description");
    }

    @Test
    void an_enhanced_mr_scan_is_filled_from_its_functional_groups() {
        Dataset shared =
                Dataset.builder()
                        .put(
                                Tag.MRTimingAndRelatedParametersSequence,
                                Dataset.builder()
                                        .put(Tag.RepetitionTime, "3000")
                                        .put(Tag.FlipAngle, "90")
                                        .build())
                        .put(
                                Tag.PixelMeasuresSequence,
                                Dataset.builder()
                                        .put(Tag.PixelSpacing, 2.0, 2.0)
                                        .put(Tag.SliceThickness, 3.0)
                                        .build())
                        .build();
        Dataset[] frames =
                IntStream.of(0, 1000, 500, 1000)
                        .mapToObj(HeaderFieldsTest::diffusionFrame)
                        .toArray(Dataset[]::new);
        DatasetBuilder header =
                common("MR")
                        .put(Tag.SharedFunctionalGroupsSequence, shared)
                        .put(Tag.PerFrameFunctionalGroupsSequence, frames);

        Map<String, String> fields = ScanFields.of(series(header, KnownUid.EnhancedMRImageStorage));

        assertThat(fields)
                .containsEntry("parameters/tr", "3000")
                .containsEntry("parameters/flip", "90")
                .containsEntry("parameters/te", "88")
                .containsEntry("parameters/voxelRes/x", "2")
                .containsEntry("parameters/voxelRes/z", "3")
                .containsEntry("parameters/orientation", "Cor")
                .containsEntry("parameters/diffusion/bValues", "0 500 1000")
                .containsEntry("parameters/diffusion/bMax", "1000");
    }

    private static Dataset diffusionFrame(int bValue) {
        return Dataset.builder()
                .put(
                        Tag.MRDiffusionSequence,
                        Dataset.builder().put(Tag.DiffusionBValue, (double) bValue).build())
                .put(Tag.MREchoSequence, Dataset.builder().put(Tag.EffectiveEchoTime, 88.0).build())
                .put(
                        Tag.PlaneOrientationSequence,
                        Dataset.builder()
                                .put(Tag.ImageOrientationPatient, 1.0, 0.0, 0.0, 0.0, 0.0, -1.0)
                                .build())
                .build();
    }

    @Test
    void a_pet_session_has_its_tracer() {
        DatasetBuilder header =
                common("PT")
                        .put(Tag.AcquisitionDate, "20180918")
                        .put(Tag.AcquisitionTime, "140000")
                        .put(
                                Tag.RadiopharmaceuticalInformationSequence,
                                Dataset.builder()
                                        .put(Tag.Radiopharmaceutical, "FDG")
                                        .put(Tag.RadiopharmaceuticalStartTime, "130000.00")
                                        .put(Tag.RadionuclideTotalDose, "350000000")
                                        .put(Tag.RadionuclideHalfLife, "6586.2")
                                        .put(
                                                Tag.RadionuclideCodeSequence,
                                                Dataset.builder()
                                                        .put(Tag.CodeMeaning, "^18^Fluorine")
                                                        .build())
                                        .build());

        Map<String, String> fields =
                SessionFields.of(
                        List.of(series(header, KnownUid.PositronEmissionTomographyImageStorage)));

        assertThat(fields)
                .containsEntry("tracer/name", "FDG")
                .containsEntry("tracer/dose", "350000000")
                .containsEntry("tracer/dose/units", "Bq")
                .containsEntry("tracer/isotope", "^18^Fluorine")
                .containsEntry("tracer/isotope/half-life", "6586.2")
                .containsEntry("tracer/startTime", "2018-09-18T13:00:00")
                .containsEntry("start_time_injection", "2018-09-18T13:00:00")
                .containsEntry("start_time_scan", "2018-09-18T14:00:00");
    }

    @Test
    void values_that_are_no_dates_or_numbers_are_left_out() {
        DatasetBuilder header =
                common("MR")
                        .put(Tag.StudyDate, Vr.DA, "2018-13-45")
                        .put(Tag.StudyTime, Vr.TM, "noon")
                        .put(Tag.PatientWeight, Vr.DS, "heavy")
                        .put(Tag.RepetitionTime, Vr.DS, "1e999");
        SeriesSummary series = series(header, KnownUid.MRImageStorage);

        assertThat(SessionFields.of(List.of(series)))
                .doesNotContainKeys("date", "time", "dcmPatientWeight");
        assertThat(ScanFields.of(series)).doesNotContainKey("parameters/tr");
    }

    @Test
    void what_neither_the_database_nor_xml_can_hold_is_taken_out_of_text() {
        DatasetBuilder header = common("MR");
        header.put(Tag.SeriesDescription, Vr.LO, "T1\u0000 \u0007w".getBytes(US_ASCII));

        assertThat(AttributeReader.read(header.build()).text(Tag.SeriesDescription))
                .contains("T1 w");
        assertThat(AttributeReader.clean("a\uD800b\uFFFFc\u0000")).isEqualTo("abc");
        assertThat(AttributeReader.clean("x".repeat(20_000))).hasSize(10_240);
    }

    @Test
    void a_series_follows_its_leading_object_and_collects_what_differs_between_objects() {
        Attributes first =
                new Attributes(
                        Map.of(
                                Tag.SeriesDescription, "later",
                                Tag.DiffusionBValue, "1000",
                                Tag.KVP, "120"));
        Attributes leading =
                new Attributes(Map.of(Tag.SeriesDescription, "leading", Tag.DiffusionBValue, "0"));

        Attributes series = first.with(leading, true);

        assertThat(series.values())
                .isEqualTo(
                        Map.of(
                                Tag.SeriesDescription, "leading",
                                Tag.DiffusionBValue, "1000\\0",
                                Tag.KVP, "120"));
        assertThat(leading.with(first, false).text(Tag.SeriesDescription)).contains("leading");
    }

    private static DatasetBuilder common(String modality) {
        return Dataset.builder()
                .put(Tag.StudyInstanceUID, new Uid("1.2.3"))
                .put(Tag.SeriesInstanceUID, new Uid("1.2.3.4"))
                .put(Tag.StudyDate, "20180918")
                .put(Tag.StudyTime, "130509.25")
                .put(Tag.StudyID, "77")
                .put(Tag.AccessionNumber, "ACC1")
                .put(Tag.StudyDescription, "Thorax")
                .put(Tag.Modality, modality)
                .put(Tag.Manufacturer, "ACME")
                .put(Tag.ManufacturerModelName, "One")
                .put(Tag.OperatorsName, "OP^ERATOR")
                .put(Tag.InstitutionName, "General Hospital")
                .put(Tag.PatientName, "DOE^JANE")
                .put(Tag.PatientID, "ID1")
                .put(Tag.PatientBirthDate, "19700131")
                .put(Tag.PatientWeight, "70.50");
    }

    private static SeriesSummary series(DatasetBuilder header, Uid sopClass) {
        return new SeriesSummary(
                "1.2.3.4", AttributeReader.read(header.build()), Set.of(sopClass.value()), 12);
    }
}
