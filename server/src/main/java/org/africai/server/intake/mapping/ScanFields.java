package org.africai.server.intake.mapping;

import static org.africai.dicom.dict.Tag.*;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Fills a scan's fields from its series.
public final class ScanFields {
    /// XNAT's word for a scan of no known type.
    public static final String UNKNOWN_TYPE = "Unknown";

    private static final String USABLE = "usable";

    private ScanFields() {}

    /// Values by path, without the scan's ID.
    public static Map<String, String> of(SeriesSummary series) {
        var fields = new Fields(series.attributes());
        common(fields, series);
        switch (series.type()) {
            case MR -> mr(fields);
            case CT -> ct(fields);
            case PET -> pet(fields);
            case XA -> xa(fields);
            case OPT -> opt(fields);
            default -> {}
        }
        return fields.values();
    }

    /// What a scan of this series is called by type: its description, as XNAT does it.
    public static String typeOf(Attributes attributes) {
        return attributes.text(SeriesDescription).orElse(UNKNOWN_TYPE);
    }

    private static void common(Fields fields, SeriesSummary series) {
        fields.put("UID", Optional.of(series.uid()))
                .put("type", Optional.of(typeOf(series.attributes())))
                .put("quality", Optional.of(USABLE))
                .put("frames", Optional.of(Long.toString(series.frames())))
                .text("series_description", SeriesDescription)
                .text("modality", Modality)
                .date("start_date", SeriesDate)
                .time("startTime", SeriesTime)
                .text("scanner", StationName)
                .text("scanner/manufacturer", Manufacturer)
                .text("scanner/model", ManufacturerModelName)
                .text("scanner/softwareVersion", SoftwareVersions)
                .text("operator", OperatorsName)
                .text("requestedProcedureDescription", RequestedProcedureDescription)
                .text("protocolName", ProtocolName)
                .text("bodyPartExamined", BodyPartExamined);
    }

    private static void mr(Fields fields) {
        geometry(fields);
        fields.text("coil", ReceiveCoilName, TransmitCoilName)
                .text("fieldStrength", MagneticFieldStrength)
                .text("parameters/coil", ReceiveCoilName, TransmitCoilName)
                .text("parameters/subjectPosition", PatientPosition)
                .number("parameters/tr", RepetitionTime)
                .number("parameters/te", EchoTime, EffectiveEchoTime)
                .number("parameters/ti", InversionTime, InversionTimes)
                .number("parameters/flip", FlipAngle)
                .text("parameters/sequence", SequenceName, PulseSequenceName)
                .text("parameters/imageType", ImageType)
                .text("parameters/scanSequence", ScanningSequence)
                .text("parameters/seqVariant", SequenceVariant)
                .text("parameters/scanOptions", ScanOptions)
                .text("parameters/acqType", MRAcquisitionType)
                .number("parameters/pixelBandwidth", PixelBandwidth)
                .text("parameters/phaseEncodingDirection", InPlanePhaseEncodingDirection)
                .text("parameters/inPlanePhaseEncoding/direction", InPlanePhaseEncodingDirection);
        matrix(fields);
        diffusion(fields);
    }

    private static void matrix(Fields fields) {
        fields.put("parameters/matrix/x", matrix(fields, 1, 3))
                .put("parameters/matrix/y", matrix(fields, 0, 2));
    }

    /// Of the acquisition matrix (0018,1310), which has frequency rows, frequency columns, phase
    /// rows and phase columns, the one of a pair that is not zero.
    private static OptionalDouble matrix(Fields fields, int frequency, int phase) {
        double[] matrix = fields.from().numbers(AcquisitionMatrix);
        double value = matrix.length == 4 ? Math.max(matrix[frequency], matrix[phase]) : 0;
        return value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static void diffusion(Fields fields) {
        double[] values = fields.from().numbers(DiffusionBValue);
        if (values.length > 0) {
            Arrays.sort(values);
            fields.put(
                            "parameters/diffusion/bValues",
                            Optional.of(
                                    Arrays.stream(values)
                                            .mapToObj(Fields::plain)
                                            .collect(Collectors.joining(" "))))
                    .put("parameters/diffusion/bMax", OptionalDouble.of(values[values.length - 1]));
        }
        fields.text("parameters/diffusion/directionality", DiffusionDirectionality)
                .text("parameters/diffusion/anisotropyType", DiffusionAnisotropyType);
    }

    private static void ct(Fields fields) {
        geometry(fields);
        fields.text("parameters/subjectPosition", PatientPosition)
                .number("parameters/rescale/intercept", RescaleIntercept)
                .number("parameters/rescale/slope", RescaleSlope)
                .number("parameters/kvp", KVP)
                .whole("parameters/acquisitionNumber", AcquisitionNumber)
                .text("parameters/imageType", ImageType)
                .text("parameters/options", ScanOptions)
                .number("parameters/collectionDiameter", DataCollectionDiameter)
                .number("parameters/distanceSourceToDetector", DistanceSourceToDetector)
                .number("parameters/distanceSourceToPatient", DistanceSourceToPatient)
                .number("parameters/gantryTilt", GantryDetectorTilt)
                .number("parameters/tableHeight", TableHeight)
                .text("parameters/rotationDirection", RotationDirection)
                .number("parameters/exposureTime", ExposureTime, ExposureTimeInms)
                .number("parameters/xrayTubeCurrent", XRayTubeCurrent, XRayTubeCurrentInmA)
                .number("parameters/exposure", Exposure, ExposureInmAs)
                .text("parameters/filter", FilterType)
                .number("parameters/generatorPower", GeneratorPower)
                .text("parameters/convolutionKernel", ConvolutionKernel)
                .number("parameters/collimationWidth/single", SingleCollimationWidth)
                .number("parameters/collimationWidth/total", TotalCollimationWidth)
                .number("parameters/tableSpeed", TableSpeed)
                .number("parameters/tableFeedPerRotation", TableFeedPerRotation)
                .number("parameters/pitchFactor", SpiralPitchFactor)
                .number("parameters/estimatedDoseSaving", EstimatedDoseSaving)
                .text("parameters/estimatedDoseSaving/modulation", ExposureModulationType)
                .number("parameters/ctDIvol", CTDIvol)
                .text("parameters/derivation", DerivationDescription)
                .text("parameters/contrastBolus", ContrastBolusAgent);
    }

    private static void pet(Fields fields) {
        fields.text("parameters/systemType", ManufacturerModelName)
                .text("parameters/facility", InstitutionName)
                .text("parameters/acqType", SeriesType)
                .number("parameters/transaxialFOV", ReconstructionDiameter)
                .whole("parameters/numPlanes", NumberOfSlices)
                .whole("parameters/frames/numFrames", NumberOfTimeSlices)
                .whole("parameters/numGates", NumberOfRRIntervals)
                .number("parameters/planeSeparation", SpacingBetweenSlices, SliceThickness)
                .whole("parameters/dimensions/x", Columns)
                .whole("parameters/dimensions/y", Rows)
                .whole("parameters/dimensions/z", NumberOfSlices)
                .whole("parameters/dimensions/num", NumberOfTimeSlices)
                .text("parameters/scatterType", ScatterCorrectionMethod)
                .text("parameters/reconType", ReconstructionMethod);
        resolution(fields, "parameters/pixelSize", PixelSpacing);
        fields.number("parameters/pixelSize/z", SliceThickness);
    }

    private static void xa(Fields fields) {
        resolution(fields, "parameters/pixelRes", PixelSpacing, ImagerPixelSpacing);
        unit(fields, "parameters/pixelRes");
        fields.text("parameters/imageType", ImageType)
                .text("parameters/options", ScanOptions)
                .text("parameters/derivation", DerivationDescription)
                .text("parameters/contrastBolus", ContrastBolusAgent);
        fieldOfView(fields);
    }

    private static void opt(Fields fields) {
        voxel(fields);
        fields.text("parameters/imageType", ImageType);
        fieldOfView(fields);
    }

    private static void geometry(Fields fields) {
        voxel(fields);
        fields.put(
                "parameters/orientation",
                Orientation.of(fields.from().numbers(ImageOrientationPatient)));
        fieldOfView(fields);
    }

    private static void voxel(Fields fields) {
        resolution(fields, "parameters/voxelRes", PixelSpacing);
        fields.number("parameters/voxelRes/z", SliceThickness);
        unit(fields, "parameters/voxelRes");
    }

    private static void unit(Fields fields, String path) {
        if (fields.values().containsKey(path + "/x")) {
            fields.put(path + "/units", Optional.of("mm"));
        }
    }

    /// PixelSpacing (0028,0030) names the distance of rows first, which is y.
    private static void resolution(Fields fields, String path, int... spacingTags) {
        double[] spacing = fields.from().numbers(spacingTags);
        if (spacing.length == 2) {
            fields.put(path + "/x", OptionalDouble.of(spacing[1]))
                    .put(path + "/y", OptionalDouble.of(spacing[0]));
        }
    }

    /// In whole millimetres: what columns and rows span. In a mosaic they span many slices, so
    /// there the acquisition matrix counts.
    private static void fieldOfView(Fields fields) {
        double[] spacing = fields.from().numbers(PixelSpacing);
        if (spacing.length != 2) {
            return;
        }
        boolean isMosaic = fields.from().texts(ImageType).contains("MOSAIC");
        OptionalDouble columns = isMosaic ? matrix(fields, 1, 3) : fields.from().number(Columns);
        OptionalDouble rows = isMosaic ? matrix(fields, 0, 2) : fields.from().number(Rows);
        if (columns.isPresent() && rows.isPresent()) {
            fields.put("parameters/fov/x", rounded(columns.getAsDouble() * spacing[1]))
                    .put("parameters/fov/y", rounded(rows.getAsDouble() * spacing[0]));
        }
    }

    private static OptionalDouble rounded(double value) {
        return OptionalDouble.of(Math.rint(value));
    }
}
