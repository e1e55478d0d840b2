package org.africai.dicom.io;

import static org.africai.dicom.dict.KnownUid.*;

import java.util.HashMap;
import java.util.Map;
import org.africai.dicom.Uid;

/// The types of records for objects in the directory of a medium (PS3.3 §F.4).
final class MediaRecord {
    private static final String IMAGE = "IMAGE";
    private static final Map<Uid, String> TYPES = new HashMap<>();

    static {
        put("RT DOSE", RTDoseStorage);
        put("RT STRUCTURE SET", RTStructureSetStorage);
        put("RT PLAN", RTPlanStorage, RTIonPlanStorage);
        put(
                "RT TREAT RECORD",
                RTBeamsTreatmentRecordStorage,
                RTBrachyTreatmentRecordStorage,
                RTIonBeamsTreatmentRecordStorage,
                RTTreatmentSummaryRecordStorage);
        put(
                "PRESENTATION",
                GrayscaleSoftcopyPresentationStateStorage,
                ColorSoftcopyPresentationStateStorage,
                PseudoColorSoftcopyPresentationStateStorage,
                BlendingSoftcopyPresentationStateStorage);
        put(
                "SR DOCUMENT",
                BasicTextSRStorage,
                EnhancedSRStorage,
                ComprehensiveSRStorage,
                Comprehensive3DSRStorage,
                MammographyCADSRStorage,
                ChestCADSRStorage,
                XRayRadiationDoseSRStorage);
        put("KEY OBJECT DOC", KeyObjectSelectionDocumentStorage);
        put("SPECTROSCOPY", MRSpectroscopyStorage);
        put("RAW DATA", RawDataStorage);
        put("REGISTRATION", SpatialRegistrationStorage, DeformableSpatialRegistrationStorage);
        put("FIDUCIAL", SpatialFiducialsStorage);
        put("VALUE MAP", RealWorldValueMappingStorage);
        put("ENCAP DOC", EncapsulatedPDFStorage, EncapsulatedCDAStorage);
        put("SURFACE", SurfaceSegmentationStorage);
        put(
                "WAVEFORM",
                TwelveLeadECGWaveformStorage,
                GeneralECGWaveformStorage,
                AmbulatoryECGWaveformStorage,
                HemodynamicWaveformStorage);
    }

    private MediaRecord() {}

    private static void put(String type, Uid... classes) {
        for (Uid one : classes) {
            TYPES.put(one, type);
        }
    }

    /// @param sopClass of the object; that of one that has no type of its own is taken for an image
    static String of(Uid sopClass) {
        return TYPES.getOrDefault(sopClass, IMAGE);
    }
}
