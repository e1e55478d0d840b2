package org.africai.server.intake.mapping;

import static org.africai.dicom.dict.KnownUid.*;

import java.util.HashMap;
import java.util.Map;
import org.africai.dicom.Uid;

/// Which scan type the objects of a SOP class (PS3.4 §B.5) belong to.
final class SopClasses {
    private static final Map<String, ScanType> TYPES = new HashMap<>();

    static {
        put(
                ScanType.PET,
                PositronEmissionTomographyImageStorage,
                EnhancedPETImageStorage,
                LegacyConvertedEnhancedPETImageStorage);
        put(
                ScanType.MR,
                MRImageStorage,
                EnhancedMRImageStorage,
                EnhancedMRColorImageStorage,
                LegacyConvertedEnhancedMRImageStorage);
        put(ScanType.MRS, MRSpectroscopyStorage);
        put(
                ScanType.CT,
                CTImageStorage,
                EnhancedCTImageStorage,
                LegacyConvertedEnhancedCTImageStorage);
        put(
                ScanType.XA,
                XRayAngiographicImageStorage,
                EnhancedXAImageStorage,
                XRayAngiographicBiPlaneImageStorage);
        put(ScanType.XA_3D, XRay3DAngiographicImageStorage);
        put(
                ScanType.US,
                UltrasoundImageStorage,
                UltrasoundMultiFrameImageStorage,
                UltrasoundImageStorageRetired,
                UltrasoundMultiFrameImageStorageRetired,
                EnhancedUSVolumeStorage);
        put(
                ScanType.RT_IMAGE,
                RTImageStorage,
                RTDoseStorage,
                RTStructureSetStorage,
                RTPlanStorage,
                RTBeamsTreatmentRecordStorage,
                RTBrachyTreatmentRecordStorage,
                RTTreatmentSummaryRecordStorage,
                RTIonPlanStorage,
                RTIonBeamsTreatmentRecordStorage,
                RTPhysicianIntentStorage,
                RTSegmentAnnotationStorage,
                RTRadiationSetStorage,
                RTRadiationRecordSetStorage,
                RTRadiationSalvageRecordStorage,
                RTRadiationSetDeliveryInstructionStorage,
                RTTreatmentPreparationStorage,
                EnhancedRTImageStorage,
                EnhancedContinuousRTImageStorage,
                RTPatientPositionAcquisitionInstructionStorage,
                CArmPhotonElectronRadiationStorage,
                CArmPhotonElectronRadiationRecordStorage,
                TomotherapeuticRadiationStorage,
                TomotherapeuticRadiationRecordStorage,
                RoboticArmRadiationStorage,
                RoboticRadiationRecordStorage);
        put(ScanType.CR, ComputedRadiographyImageStorage);
        put(
                ScanType.OPT,
                OphthalmicTomographyImageStorage,
                OphthalmicOpticalCoherenceTomographyEnFaceImageStorage,
                OphthalmicOpticalCoherenceTomographyBscanVolumeAnalysisStorage);
        put(
                ScanType.OP,
                OphthalmicPhotography8BitImageStorage,
                OphthalmicPhotography16BitImageStorage,
                WideFieldOphthalmicPhotographyStereographicProjectionImageStorage,
                WideFieldOphthalmicPhotography3DCoordinatesImageStorage);
        put(
                ScanType.MG,
                DigitalMammographyXRayImageStorageForPresentation,
                DigitalMammographyXRayImageStorageForProcessing,
                BreastTomosynthesisImageStorage,
                BreastProjectionXRayImageStorageForPresentation,
                BreastProjectionXRayImageStorageForProcessing);
        put(
                ScanType.DX,
                DigitalXRayImageStorageForPresentation,
                DigitalXRayImageStorageForProcessing);
        put(ScanType.DX_3D_CRANIOFACIAL, XRay3DCraniofacialImageStorage);
        put(
                ScanType.IO,
                DigitalIntraOralXRayImageStorageForPresentation,
                DigitalIntraOralXRayImageStorageForProcessing);
        put(ScanType.NM, NuclearMedicineImageStorage, NuclearMedicineImageStorageRetired);
        put(ScanType.RF, XRayRadiofluoroscopicImageStorage, EnhancedXRFImageStorage);
        put(ScanType.SM, VLWholeSlideMicroscopyImageStorage);
        put(ScanType.GM, VLMicroscopicImageStorage, VLSlideCoordinatesMicroscopicImageStorage);
        put(ScanType.GMV, VideoMicroscopicImageStorage);
        put(ScanType.ES, VLEndoscopicImageStorage);
        put(ScanType.ESV, VideoEndoscopicImageStorage);
        put(ScanType.XC, VLPhotographicImageStorage);
        put(ScanType.XCV, VideoPhotographicImageStorage);
        put(ScanType.DMS, DermoscopicPhotographyImageStorage);
        put(
                ScanType.CFM,
                ConfocalMicroscopyImageStorage,
                ConfocalMicroscopyTiledPyramidalImageStorage);
        put(ScanType.PA, PhotoacousticImageStorage);
        put(
                ScanType.ECG,
                TwelveLeadECGWaveformStorage,
                GeneralECGWaveformStorage,
                AmbulatoryECGWaveformStorage,
                General32bitECGWaveformStorage);
        put(ScanType.EMG, ElectromyogramWaveformStorage);
        put(ScanType.EOG, ElectrooculogramWaveformStorage);
        put(ScanType.RESP, RespiratoryWaveformStorage, MultichannelRespiratoryWaveformStorage);
        put(ScanType.POS, BodyPositionWaveformStorage);
        put(
                ScanType.EEG,
                RoutineScalpElectroencephalogramWaveformStorage,
                SleepElectroencephalogramWaveformStorage);
        put(ScanType.EPS, CardiacElectrophysiologyWaveformStorage);
        put(ScanType.HD, HemodynamicWaveformStorage);
        put(ScanType.VOICE_AUDIO, BasicVoiceAudioWaveformStorage);
        put(ScanType.OBJ, EncapsulatedOBJStorage);
        put(ScanType.MTL, EncapsulatedMTLStorage);
        put(
                ScanType.SEG,
                SegmentationStorage,
                SurfaceSegmentationStorage,
                LabelMapSegmentationStorage,
                HeightMapSegmentationStorage);
        put(ScanType.ANN, MicroscopyBulkSimpleAnnotationsStorage);
        put(
                ScanType.SC,
                SecondaryCaptureImageStorage,
                MultiFrameSingleBitSecondaryCaptureImageStorage,
                MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
                MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
                MultiFrameTrueColorSecondaryCaptureImageStorage);
        put(
                ScanType.SR,
                BasicTextSRStorage,
                EnhancedSRStorage,
                ComprehensiveSRStorage,
                Comprehensive3DSRStorage,
                ExtensibleSRStorage,
                ProcedureLogStorage,
                MammographyCADSRStorage,
                ChestCADSRStorage,
                ColonCADSRStorage,
                XRayRadiationDoseSRStorage,
                EnhancedXRayRadiationDoseSRStorage,
                RadiopharmaceuticalRadiationDoseSRStorage,
                PatientRadiationDoseSRStorage,
                ImplantationPlanSRStorage,
                AcquisitionContextSRStorage,
                SimplifiedAdultEchoSRStorage,
                PlannedImagingAgentAdministrationSRStorage,
                PerformedImagingAgentAdministrationSRStorage,
                WaveformAnnotationSRStorage);
    }

    private SopClasses() {}

    private static void put(ScanType type, Uid... sopClasses) {
        for (Uid sopClass : sopClasses) {
            TYPES.put(sopClass.value(), type);
        }
    }

    /// [ScanType#OTHER] for a class not named here: presentation states, documents, private ones.
    static ScanType scanType(String sopClass) {
        return TYPES.getOrDefault(sopClass, ScanType.OTHER);
    }
}
