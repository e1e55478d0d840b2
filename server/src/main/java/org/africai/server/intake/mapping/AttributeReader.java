package org.africai.server.intake.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.africai.dicom.dict.Tag.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.encoding.Vr;

/// Takes from a header what XNAT's fields are filled from.
///
/// In an enhanced object (PS3.3 §C.7.6.16) most of it lies in functional groups: what the top level
/// lacks is looked for in the groups shared by all frames, then in those of the first frame. Of PET
/// objects the first radiopharmaceutical counts.
public final class AttributeReader {
    /// The project that CTP, the RSNA's anonymiser, writes into each object for who receives it:
    /// the element (0013,xx10) of its private block, kept under this tag.
    public static final int CTP_PROJECT = 0x0013_1010;

    private static final String CTP = "CTP";

    /// The longest text kept of an attribute, in UTF-16 units: that of an LT value.
    private static final int MAX_LENGTH = 10_240;

    /// How many frames are looked at for the values that a series collects.
    private static final int MAX_FRAMES = 20_000;

    private static final int[] WANTED = {
        // who and where to
        StudyInstanceUID,
        SeriesInstanceUID,
        PatientName,
        PatientID,
        PatientBirthDate,
        PatientWeight,
        PatientComments,
        AdditionalPatientHistory,
        StudyComments,
        // the study
        StudyDate,
        StudyTime,
        StudyID,
        StudyDescription,
        AccessionNumber,
        RequestedProcedureDescription,
        // the device
        Modality,
        Manufacturer,
        ManufacturerModelName,
        StationName,
        SoftwareVersions,
        InstitutionName,
        OperatorsName,
        // the series
        SeriesNumber,
        SeriesDescription,
        SeriesDate,
        SeriesTime,
        ProtocolName,
        BodyPartExamined,
        PatientPosition,
        ImageType,
        AcquisitionNumber,
        AcquisitionDate,
        AcquisitionTime,
        AcquisitionDateTime,
        AcquisitionDuration,
        DerivationDescription,
        ContrastBolusAgent,
        // the image
        Rows,
        Columns,
        PixelSpacing,
        ImagerPixelSpacing,
        SliceThickness,
        SpacingBetweenSlices,
        ImageOrientationPatient,
        ReconstructionDiameter,
        RescaleIntercept,
        RescaleSlope,
        // MR
        MagneticFieldStrength,
        RepetitionTime,
        EchoTime,
        EffectiveEchoTime,
        InversionTime,
        InversionTimes,
        FlipAngle,
        SequenceName,
        PulseSequenceName,
        ScanningSequence,
        SequenceVariant,
        ScanOptions,
        MRAcquisitionType,
        PixelBandwidth,
        ReceiveCoilName,
        TransmitCoilName,
        AcquisitionMatrix,
        InPlanePhaseEncodingDirection,
        DiffusionBValue,
        DiffusionDirectionality,
        DiffusionAnisotropyType,
        // CT
        KVP,
        DataCollectionDiameter,
        DistanceSourceToDetector,
        DistanceSourceToPatient,
        GantryDetectorTilt,
        TableHeight,
        RotationDirection,
        ExposureTime,
        ExposureTimeInms,
        XRayTubeCurrent,
        XRayTubeCurrentInmA,
        Exposure,
        ExposureInmAs,
        FilterType,
        GeneratorPower,
        FocalSpots,
        ConvolutionKernel,
        SingleCollimationWidth,
        TotalCollimationWidth,
        TableSpeed,
        TableFeedPerRotation,
        SpiralPitchFactor,
        EstimatedDoseSaving,
        ExposureModulationType,
        CTDIvol,
        // PET
        SeriesType,
        NumberOfSlices,
        NumberOfTimeSlices,
        NumberOfRRIntervals,
        ReconstructionMethod,
        ScatterCorrectionMethod,
        Radiopharmaceutical,
        RadiopharmaceuticalStartTime,
        RadiopharmaceuticalStartDateTime,
        RadionuclideTotalDose,
        RadionuclideHalfLife,
        RadiopharmaceuticalSpecificActivity
    };

    private AttributeReader() {}

    /// The tags that are looked for.
    static IntStream wanted() {
        return IntStream.of(WANTED);
    }

    public static Attributes read(Dataset header) {
        List<Dataset> places = places(header);
        Map<Integer, String> values = new TreeMap<>();
        header.privateElement(CTP, CTP_PROJECT >>> 16, CTP_PROJECT & 0xFF)
                .ifPresent(element -> put(element, CTP_PROJECT, values));
        for (int tag : WANTED) {
            find(places, tag, values);
        }
        collectFrames(header, values);
        code(places, RadionuclideCodeSequence, values);
        code(places, RadiopharmaceuticalCodeSequence, values);
        return new Attributes(values);
    }

    /// The text of some elements at the top level.
    static Attributes elements(Dataset header, int... tags) {
        Map<Integer, String> values = new TreeMap<>();
        for (int tag : tags) {
            find(List.of(header), tag, values);
        }
        return new Attributes(values);
    }

    /// Where an attribute is looked for, in this order.
    private static List<Dataset> places(Dataset header) {
        List<Dataset> places = new ArrayList<>();
        places.add(header);
        addGroups(header, SharedFunctionalGroupsSequence, places);
        addGroups(header, PerFrameFunctionalGroupsSequence, places);
        header.sequence(RadiopharmaceuticalInformationSequence).stream()
                .findFirst()
                .ifPresent(places::add);
        return places;
    }

    private static void addGroups(Dataset header, int sequence, List<Dataset> places) {
        for (Dataset groups : first(header.sequence(sequence))) {
            for (Element group : groups) {
                places.addAll(first(group.items()));
            }
        }
    }

    private static void find(List<Dataset> places, int tag, Map<Integer, String> values) {
        for (Dataset place : places) {
            String text = text(place.strings(tag));
            if (!text.isEmpty()) {
                values.put(tag, text);
                return;
            }
        }
    }

    /// Private elements come as bytes where the encoding does not say what they are.
    private static void put(Element element, int tag, Map<Integer, String> values) {
        List<String> texts =
                element.vr() == Vr.UN
                        ? element.bytes()
                                .map(bytes -> List.of(new String(bytes, ISO_8859_1)))
                                .orElse(List.of())
                        : element.strings();
        String text = text(texts);
        if (!text.isEmpty()) {
            values.put(tag, text);
        }
    }

    private static void collectFrames(Dataset header, Map<Integer, String> values) {
        List<String> found = new ArrayList<>();
        List<Dataset> frames = header.sequence(PerFrameFunctionalGroupsSequence);
        for (Dataset frame : frames.subList(0, Math.min(frames.size(), MAX_FRAMES))) {
            for (Dataset diffusion : first(frame.sequence(MRDiffusionSequence))) {
                found = Attributes.union(found, diffusion.strings(DiffusionBValue));
            }
        }
        if (!found.isEmpty()) {
            values.put(DiffusionBValue, text(found));
        }
    }

    /// The meaning of a code, kept under the tag of the sequence that holds it.
    private static void code(List<Dataset> places, int sequence, Map<Integer, String> values) {
        for (Dataset place : places) {
            for (Dataset code : first(place.sequence(sequence))) {
                String meaning = text(code.strings(CodeMeaning));
                if (!meaning.isEmpty()) {
                    values.put(sequence, meaning);
                    return;
                }
            }
        }
    }

    private static List<Dataset> first(List<Dataset> items) {
        return items.subList(0, Math.min(items.size(), 1));
    }

    private static String text(List<String> values) {
        return clean(String.join("\\", values)).strip();
    }

    /// Without what neither the database nor XML can hold, and not longer than allowed.
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().filter(AttributeReader::isKept).forEach(clean::appendCodePoint);
        int length = Math.min(clean.length(), MAX_LENGTH);
        boolean splitsPair = length > 0 && Character.isHighSurrogate(clean.charAt(length - 1));
        return clean.substring(0, splitsPair ? length - 1 : length);
    }

    private static boolean isKept(int c) {
        if (c < ' ') {
            return c == '\t' || c == '\n' || c == '\r';
        }
        boolean isHalfOfPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c != 0x7F && !isHalfOfPair && c != 0xFFFE && c != 0xFFFF;
    }
}
