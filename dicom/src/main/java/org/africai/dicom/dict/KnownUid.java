package org.africai.dicom.dict;

import org.africai.dicom.Uid;

/// The identifiers registered in PS3.6 Annex A, under their keywords; [UidDictionary] has their
/// names and types. The block of constants is written by `ConstantsGenerator` from `uids.tsv`.
public final class KnownUid {
    private KnownUid() {}

    // generated constants

    public static final Uid Verification = new Uid("1.2.840.10008.1.1");
    public static final Uid ImplicitVRLittleEndian = new Uid("1.2.840.10008.1.2");
    public static final Uid ExplicitVRLittleEndian = new Uid("1.2.840.10008.1.2.1");
    public static final Uid EncapsulatedUncompressedExplicitVRLittleEndian =
            new Uid("1.2.840.10008.1.2.1.98");
    public static final Uid DeflatedExplicitVRLittleEndian = new Uid("1.2.840.10008.1.2.1.99");
    public static final Uid ExplicitVRBigEndian = new Uid("1.2.840.10008.1.2.2");
    public static final Uid MPEG2MPML = new Uid("1.2.840.10008.1.2.4.100");
    public static final Uid MPEG2MPMLF = new Uid("1.2.840.10008.1.2.4.100.1");
    public static final Uid MPEG2MPHL = new Uid("1.2.840.10008.1.2.4.101");
    public static final Uid MPEG2MPHLF = new Uid("1.2.840.10008.1.2.4.101.1");
    public static final Uid MPEG4HP41 = new Uid("1.2.840.10008.1.2.4.102");
    public static final Uid MPEG4HP41F = new Uid("1.2.840.10008.1.2.4.102.1");
    public static final Uid MPEG4HP41BD = new Uid("1.2.840.10008.1.2.4.103");
    public static final Uid MPEG4HP41BDF = new Uid("1.2.840.10008.1.2.4.103.1");
    public static final Uid MPEG4HP422D = new Uid("1.2.840.10008.1.2.4.104");
    public static final Uid MPEG4HP422DF = new Uid("1.2.840.10008.1.2.4.104.1");
    public static final Uid MPEG4HP423D = new Uid("1.2.840.10008.1.2.4.105");
    public static final Uid MPEG4HP423DF = new Uid("1.2.840.10008.1.2.4.105.1");
    public static final Uid MPEG4HP42STEREO = new Uid("1.2.840.10008.1.2.4.106");
    public static final Uid MPEG4HP42STEREOF = new Uid("1.2.840.10008.1.2.4.106.1");
    public static final Uid HEVCMP51 = new Uid("1.2.840.10008.1.2.4.107");
    public static final Uid HEVCM10P51 = new Uid("1.2.840.10008.1.2.4.108");
    public static final Uid JPEGXLLossless = new Uid("1.2.840.10008.1.2.4.110");
    public static final Uid JPEGXLJPEGRecompression = new Uid("1.2.840.10008.1.2.4.111");
    public static final Uid JPEGXL = new Uid("1.2.840.10008.1.2.4.112");
    public static final Uid HTJ2KLossless = new Uid("1.2.840.10008.1.2.4.201");
    public static final Uid HTJ2KLosslessRPCL = new Uid("1.2.840.10008.1.2.4.202");
    public static final Uid HTJ2K = new Uid("1.2.840.10008.1.2.4.203");
    public static final Uid JPIPHTJ2KReferenced = new Uid("1.2.840.10008.1.2.4.204");
    public static final Uid JPIPHTJ2KReferencedDeflate = new Uid("1.2.840.10008.1.2.4.205");
    public static final Uid JPEGBaseline8Bit = new Uid("1.2.840.10008.1.2.4.50");
    public static final Uid JPEGExtended12Bit = new Uid("1.2.840.10008.1.2.4.51");
    public static final Uid JPEGExtended35 = new Uid("1.2.840.10008.1.2.4.52");
    public static final Uid JPEGSpectralSelectionNonHierarchical68 =
            new Uid("1.2.840.10008.1.2.4.53");
    public static final Uid JPEGSpectralSelectionNonHierarchical79 =
            new Uid("1.2.840.10008.1.2.4.54");
    public static final Uid JPEGFullProgressionNonHierarchical1012 =
            new Uid("1.2.840.10008.1.2.4.55");
    public static final Uid JPEGFullProgressionNonHierarchical1113 =
            new Uid("1.2.840.10008.1.2.4.56");
    public static final Uid JPEGLossless = new Uid("1.2.840.10008.1.2.4.57");
    public static final Uid JPEGLosslessNonHierarchical15 = new Uid("1.2.840.10008.1.2.4.58");
    public static final Uid JPEGExtendedHierarchical1618 = new Uid("1.2.840.10008.1.2.4.59");
    public static final Uid JPEGExtendedHierarchical1719 = new Uid("1.2.840.10008.1.2.4.60");
    public static final Uid JPEGSpectralSelectionHierarchical2022 =
            new Uid("1.2.840.10008.1.2.4.61");
    public static final Uid JPEGSpectralSelectionHierarchical2123 =
            new Uid("1.2.840.10008.1.2.4.62");
    public static final Uid JPEGFullProgressionHierarchical2426 = new Uid("1.2.840.10008.1.2.4.63");
    public static final Uid JPEGFullProgressionHierarchical2527 = new Uid("1.2.840.10008.1.2.4.64");
    public static final Uid JPEGLosslessHierarchical28 = new Uid("1.2.840.10008.1.2.4.65");
    public static final Uid JPEGLosslessHierarchical29 = new Uid("1.2.840.10008.1.2.4.66");
    public static final Uid JPEGLosslessSV1 = new Uid("1.2.840.10008.1.2.4.70");
    public static final Uid JPEGLSLossless = new Uid("1.2.840.10008.1.2.4.80");
    public static final Uid JPEGLSNearLossless = new Uid("1.2.840.10008.1.2.4.81");
    public static final Uid JPEG2000Lossless = new Uid("1.2.840.10008.1.2.4.90");
    public static final Uid JPEG2000 = new Uid("1.2.840.10008.1.2.4.91");
    public static final Uid JPEG2000MCLossless = new Uid("1.2.840.10008.1.2.4.92");
    public static final Uid JPEG2000MC = new Uid("1.2.840.10008.1.2.4.93");
    public static final Uid JPIPReferenced = new Uid("1.2.840.10008.1.2.4.94");
    public static final Uid JPIPReferencedDeflate = new Uid("1.2.840.10008.1.2.4.95");
    public static final Uid RLELossless = new Uid("1.2.840.10008.1.2.5");
    public static final Uid RFC2557MIMEEncapsulation = new Uid("1.2.840.10008.1.2.6.1");
    public static final Uid XMLEncoding = new Uid("1.2.840.10008.1.2.6.2");
    public static final Uid SMPTEST211020UncompressedProgressiveActiveVideo =
            new Uid("1.2.840.10008.1.2.7.1");
    public static final Uid SMPTEST211020UncompressedInterlacedActiveVideo =
            new Uid("1.2.840.10008.1.2.7.2");
    public static final Uid SMPTEST211030PCMDigitalAudio = new Uid("1.2.840.10008.1.2.7.3");
    public static final Uid DeflatedImageFrameCompression = new Uid("1.2.840.10008.1.2.8.1");
    public static final Uid Papyrus3ImplicitVRLittleEndian = new Uid("1.2.840.10008.1.20");
    public static final Uid StorageCommitmentPushModel = new Uid("1.2.840.10008.1.20.1");
    public static final Uid StorageCommitmentPushModelInstance = new Uid("1.2.840.10008.1.20.1.1");
    public static final Uid StorageCommitmentPullModel = new Uid("1.2.840.10008.1.20.2");
    public static final Uid StorageCommitmentPullModelInstance = new Uid("1.2.840.10008.1.20.2.1");
    public static final Uid MediaStorageDirectoryStorage = new Uid("1.2.840.10008.1.3.10");
    public static final Uid TalairachBrainAtlas = new Uid("1.2.840.10008.1.4.1.1");
    public static final Uid SPM2GRAY = new Uid("1.2.840.10008.1.4.1.10");
    public static final Uid SPM2WHITE = new Uid("1.2.840.10008.1.4.1.11");
    public static final Uid SPM2CSF = new Uid("1.2.840.10008.1.4.1.12");
    public static final Uid SPM2BRAINMASK = new Uid("1.2.840.10008.1.4.1.13");
    public static final Uid SPM2AVG305T1 = new Uid("1.2.840.10008.1.4.1.14");
    public static final Uid SPM2AVG152T1 = new Uid("1.2.840.10008.1.4.1.15");
    public static final Uid SPM2AVG152T2 = new Uid("1.2.840.10008.1.4.1.16");
    public static final Uid SPM2AVG152PD = new Uid("1.2.840.10008.1.4.1.17");
    public static final Uid SPM2SINGLESUBJT1 = new Uid("1.2.840.10008.1.4.1.18");
    public static final Uid SPM2T1 = new Uid("1.2.840.10008.1.4.1.2");
    public static final Uid SPM2T2 = new Uid("1.2.840.10008.1.4.1.3");
    public static final Uid SPM2PD = new Uid("1.2.840.10008.1.4.1.4");
    public static final Uid SPM2EPI = new Uid("1.2.840.10008.1.4.1.5");
    public static final Uid SPM2FILT1 = new Uid("1.2.840.10008.1.4.1.6");
    public static final Uid SPM2PET = new Uid("1.2.840.10008.1.4.1.7");
    public static final Uid SPM2TRANSM = new Uid("1.2.840.10008.1.4.1.8");
    public static final Uid SPM2SPECT = new Uid("1.2.840.10008.1.4.1.9");
    public static final Uid ICBM452T1 = new Uid("1.2.840.10008.1.4.2.1");
    public static final Uid ICBMSingleSubjectMRI = new Uid("1.2.840.10008.1.4.2.2");
    public static final Uid IEC61217FixedCoordinateSystem = new Uid("1.2.840.10008.1.4.3.1");
    public static final Uid StandardRoboticArmCoordinateSystem = new Uid("1.2.840.10008.1.4.3.2");
    public static final Uid IEC61217TableTopCoordinateSystem = new Uid("1.2.840.10008.1.4.3.3");
    public static final Uid SRI24 = new Uid("1.2.840.10008.1.4.4.1");
    public static final Uid Colin27 = new Uid("1.2.840.10008.1.4.5.1");
    public static final Uid LPBA40AIR = new Uid("1.2.840.10008.1.4.6.1");
    public static final Uid LPBA40FLIRT = new Uid("1.2.840.10008.1.4.6.2");
    public static final Uid LPBA40SPM5 = new Uid("1.2.840.10008.1.4.6.3");
    public static final Uid ProceduralEventLogging = new Uid("1.2.840.10008.1.40");
    public static final Uid ProceduralEventLoggingInstance = new Uid("1.2.840.10008.1.40.1");
    public static final Uid SubstanceAdministrationLogging = new Uid("1.2.840.10008.1.42");
    public static final Uid SubstanceAdministrationLoggingInstance =
            new Uid("1.2.840.10008.1.42.1");
    public static final Uid HotIronPalette = new Uid("1.2.840.10008.1.5.1");
    public static final Uid PETPalette = new Uid("1.2.840.10008.1.5.2");
    public static final Uid HotMetalBluePalette = new Uid("1.2.840.10008.1.5.3");
    public static final Uid PET20StepPalette = new Uid("1.2.840.10008.1.5.4");
    public static final Uid SpringPalette = new Uid("1.2.840.10008.1.5.5");
    public static final Uid SummerPalette = new Uid("1.2.840.10008.1.5.6");
    public static final Uid FallPalette = new Uid("1.2.840.10008.1.5.7");
    public static final Uid WinterPalette = new Uid("1.2.840.10008.1.5.8");
    public static final Uid BasicStudyContentNotification = new Uid("1.2.840.10008.1.9");
    public static final Uid VideoEndoscopicImageRealTimeCommunication =
            new Uid("1.2.840.10008.10.1");
    public static final Uid VideoPhotographicImageRealTimeCommunication =
            new Uid("1.2.840.10008.10.2");
    public static final Uid AudioWaveformRealTimeCommunication = new Uid("1.2.840.10008.10.3");
    public static final Uid RenditionSelectionDocumentRealTimeCommunication =
            new Uid("1.2.840.10008.10.4");
    public static final Uid dicomDeviceName = new Uid("1.2.840.10008.15.0.3.1");
    public static final Uid dicomAssociationInitiator = new Uid("1.2.840.10008.15.0.3.10");
    public static final Uid dicomAssociationAcceptor = new Uid("1.2.840.10008.15.0.3.11");
    public static final Uid dicomHostname = new Uid("1.2.840.10008.15.0.3.12");
    public static final Uid dicomPort = new Uid("1.2.840.10008.15.0.3.13");
    public static final Uid dicomSOPClass = new Uid("1.2.840.10008.15.0.3.14");
    public static final Uid dicomTransferRole = new Uid("1.2.840.10008.15.0.3.15");
    public static final Uid dicomTransferSyntax = new Uid("1.2.840.10008.15.0.3.16");
    public static final Uid dicomPrimaryDeviceType = new Uid("1.2.840.10008.15.0.3.17");
    public static final Uid dicomRelatedDeviceReference = new Uid("1.2.840.10008.15.0.3.18");
    public static final Uid dicomPreferredCalledAETitle = new Uid("1.2.840.10008.15.0.3.19");
    public static final Uid dicomDescription = new Uid("1.2.840.10008.15.0.3.2");
    public static final Uid dicomTLSCyphersuite = new Uid("1.2.840.10008.15.0.3.20");
    public static final Uid dicomAuthorizedNodeCertificateReference =
            new Uid("1.2.840.10008.15.0.3.21");
    public static final Uid dicomThisNodeCertificateReference = new Uid("1.2.840.10008.15.0.3.22");
    public static final Uid dicomInstalled = new Uid("1.2.840.10008.15.0.3.23");
    public static final Uid dicomStationName = new Uid("1.2.840.10008.15.0.3.24");
    public static final Uid dicomDeviceSerialNumber = new Uid("1.2.840.10008.15.0.3.25");
    public static final Uid dicomInstitutionName = new Uid("1.2.840.10008.15.0.3.26");
    public static final Uid dicomInstitutionAddress = new Uid("1.2.840.10008.15.0.3.27");
    public static final Uid dicomInstitutionDepartmentName = new Uid("1.2.840.10008.15.0.3.28");
    public static final Uid dicomIssuerOfPatientID = new Uid("1.2.840.10008.15.0.3.29");
    public static final Uid dicomManufacturer = new Uid("1.2.840.10008.15.0.3.3");
    public static final Uid dicomPreferredCallingAETitle = new Uid("1.2.840.10008.15.0.3.30");
    public static final Uid dicomSupportedCharacterSet = new Uid("1.2.840.10008.15.0.3.31");
    public static final Uid dicomManufacturerModelName = new Uid("1.2.840.10008.15.0.3.4");
    public static final Uid dicomSoftwareVersion = new Uid("1.2.840.10008.15.0.3.5");
    public static final Uid dicomVendorData = new Uid("1.2.840.10008.15.0.3.6");
    public static final Uid dicomAETitle = new Uid("1.2.840.10008.15.0.3.7");
    public static final Uid dicomNetworkConnectionReference = new Uid("1.2.840.10008.15.0.3.8");
    public static final Uid dicomApplicationCluster = new Uid("1.2.840.10008.15.0.3.9");
    public static final Uid dicomConfigurationRoot = new Uid("1.2.840.10008.15.0.4.1");
    public static final Uid dicomDevicesRoot = new Uid("1.2.840.10008.15.0.4.2");
    public static final Uid dicomUniqueAETitlesRegistryRoot = new Uid("1.2.840.10008.15.0.4.3");
    public static final Uid dicomDevice = new Uid("1.2.840.10008.15.0.4.4");
    public static final Uid dicomNetworkAE = new Uid("1.2.840.10008.15.0.4.5");
    public static final Uid dicomNetworkConnection = new Uid("1.2.840.10008.15.0.4.6");
    public static final Uid dicomUniqueAETitle = new Uid("1.2.840.10008.15.0.4.7");
    public static final Uid dicomTransferCapability = new Uid("1.2.840.10008.15.0.4.8");
    public static final Uid UTC = new Uid("1.2.840.10008.15.1.1");
    public static final Uid DC = new Uid("1.2.840.10008.2.16.10");
    public static final Uid NYUMCCG = new Uid("1.2.840.10008.2.16.11");
    public static final Uid MAYONRISBSASRG = new Uid("1.2.840.10008.2.16.12");
    public static final Uid IBSI = new Uid("1.2.840.10008.2.16.13");
    public static final Uid RO = new Uid("1.2.840.10008.2.16.14");
    public static final Uid RADELEMENT = new Uid("1.2.840.10008.2.16.15");
    public static final Uid I11 = new Uid("1.2.840.10008.2.16.16");
    public static final Uid UNS = new Uid("1.2.840.10008.2.16.17");
    public static final Uid RRID = new Uid("1.2.840.10008.2.16.18");
    public static final Uid DCM = new Uid("1.2.840.10008.2.16.4");
    public static final Uid MA = new Uid("1.2.840.10008.2.16.5");
    public static final Uid UBERON = new Uid("1.2.840.10008.2.16.6");
    public static final Uid ITIS_TSN = new Uid("1.2.840.10008.2.16.7");
    public static final Uid MGI = new Uid("1.2.840.10008.2.16.8");
    public static final Uid PUBCHEM_CID = new Uid("1.2.840.10008.2.16.9");
    public static final Uid DCMUID = new Uid("1.2.840.10008.2.6.1");
    public static final Uid DICOMApplicationContext = new Uid("1.2.840.10008.3.1.1.1");
    public static final Uid DetachedPatientManagement = new Uid("1.2.840.10008.3.1.2.1.1");
    public static final Uid DetachedPatientManagementMeta = new Uid("1.2.840.10008.3.1.2.1.4");
    public static final Uid DetachedVisitManagement = new Uid("1.2.840.10008.3.1.2.2.1");
    public static final Uid DetachedStudyManagement = new Uid("1.2.840.10008.3.1.2.3.1");
    public static final Uid StudyComponentManagement = new Uid("1.2.840.10008.3.1.2.3.2");
    public static final Uid ModalityPerformedProcedureStep = new Uid("1.2.840.10008.3.1.2.3.3");
    public static final Uid ModalityPerformedProcedureStepRetrieve =
            new Uid("1.2.840.10008.3.1.2.3.4");
    public static final Uid ModalityPerformedProcedureStepNotification =
            new Uid("1.2.840.10008.3.1.2.3.5");
    public static final Uid DetachedResultsManagement = new Uid("1.2.840.10008.3.1.2.5.1");
    public static final Uid DetachedResultsManagementMeta = new Uid("1.2.840.10008.3.1.2.5.4");
    public static final Uid DetachedStudyManagementMeta = new Uid("1.2.840.10008.3.1.2.5.5");
    public static final Uid DetachedInterpretationManagement = new Uid("1.2.840.10008.3.1.2.6.1");
    public static final Uid Storage = new Uid("1.2.840.10008.4.2");
    public static final Uid BasicFilmSession = new Uid("1.2.840.10008.5.1.1.1");
    public static final Uid PrintJob = new Uid("1.2.840.10008.5.1.1.14");
    public static final Uid BasicAnnotationBox = new Uid("1.2.840.10008.5.1.1.15");
    public static final Uid Printer = new Uid("1.2.840.10008.5.1.1.16");
    public static final Uid PrinterConfigurationRetrieval = new Uid("1.2.840.10008.5.1.1.16.376");
    public static final Uid PrinterInstance = new Uid("1.2.840.10008.5.1.1.17");
    public static final Uid PrinterConfigurationRetrievalInstance =
            new Uid("1.2.840.10008.5.1.1.17.376");
    public static final Uid BasicColorPrintManagementMeta = new Uid("1.2.840.10008.5.1.1.18");
    public static final Uid ReferencedColorPrintManagementMeta =
            new Uid("1.2.840.10008.5.1.1.18.1");
    public static final Uid BasicFilmBox = new Uid("1.2.840.10008.5.1.1.2");
    public static final Uid VOILUTBox = new Uid("1.2.840.10008.5.1.1.22");
    public static final Uid PresentationLUT = new Uid("1.2.840.10008.5.1.1.23");
    public static final Uid ImageOverlayBox = new Uid("1.2.840.10008.5.1.1.24");
    public static final Uid BasicPrintImageOverlayBox = new Uid("1.2.840.10008.5.1.1.24.1");
    public static final Uid PrintQueueInstance = new Uid("1.2.840.10008.5.1.1.25");
    public static final Uid PrintQueueManagement = new Uid("1.2.840.10008.5.1.1.26");
    public static final Uid StoredPrintStorage = new Uid("1.2.840.10008.5.1.1.27");
    public static final Uid HardcopyGrayscaleImageStorage = new Uid("1.2.840.10008.5.1.1.29");
    public static final Uid HardcopyColorImageStorage = new Uid("1.2.840.10008.5.1.1.30");
    public static final Uid PullPrintRequest = new Uid("1.2.840.10008.5.1.1.31");
    public static final Uid PullStoredPrintManagementMeta = new Uid("1.2.840.10008.5.1.1.32");
    public static final Uid MediaCreationManagement = new Uid("1.2.840.10008.5.1.1.33");
    public static final Uid BasicGrayscaleImageBox = new Uid("1.2.840.10008.5.1.1.4");
    public static final Uid BasicColorImageBox = new Uid("1.2.840.10008.5.1.1.4.1");
    public static final Uid ReferencedImageBox = new Uid("1.2.840.10008.5.1.1.4.2");
    public static final Uid DisplaySystem = new Uid("1.2.840.10008.5.1.1.40");
    public static final Uid DisplaySystemInstance = new Uid("1.2.840.10008.5.1.1.40.1");
    public static final Uid BasicGrayscalePrintManagementMeta = new Uid("1.2.840.10008.5.1.1.9");
    public static final Uid ReferencedGrayscalePrintManagementMeta =
            new Uid("1.2.840.10008.5.1.1.9.1");
    public static final Uid ComputedRadiographyImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.1");
    public static final Uid DigitalXRayImageStorageForPresentation =
            new Uid("1.2.840.10008.5.1.4.1.1.1.1");
    public static final Uid DigitalXRayImageStorageForProcessing =
            new Uid("1.2.840.10008.5.1.4.1.1.1.1.1");
    public static final Uid DigitalMammographyXRayImageStorageForPresentation =
            new Uid("1.2.840.10008.5.1.4.1.1.1.2");
    public static final Uid DigitalMammographyXRayImageStorageForProcessing =
            new Uid("1.2.840.10008.5.1.4.1.1.1.2.1");
    public static final Uid DigitalIntraOralXRayImageStorageForPresentation =
            new Uid("1.2.840.10008.5.1.4.1.1.1.3");
    public static final Uid DigitalIntraOralXRayImageStorageForProcessing =
            new Uid("1.2.840.10008.5.1.4.1.1.1.3.1");
    public static final Uid StandaloneModalityLUTStorage = new Uid("1.2.840.10008.5.1.4.1.1.10");
    public static final Uid EncapsulatedPDFStorage = new Uid("1.2.840.10008.5.1.4.1.1.104.1");
    public static final Uid EncapsulatedCDAStorage = new Uid("1.2.840.10008.5.1.4.1.1.104.2");
    public static final Uid EncapsulatedSTLStorage = new Uid("1.2.840.10008.5.1.4.1.1.104.3");
    public static final Uid EncapsulatedOBJStorage = new Uid("1.2.840.10008.5.1.4.1.1.104.4");
    public static final Uid EncapsulatedMTLStorage = new Uid("1.2.840.10008.5.1.4.1.1.104.5");
    public static final Uid StandaloneVOILUTStorage = new Uid("1.2.840.10008.5.1.4.1.1.11");
    public static final Uid GrayscaleSoftcopyPresentationStateStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.11.1");
    public static final Uid SegmentedVolumeRenderingVolumetricPresentationStateStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.11.10");
    public static final Uid MultipleVolumeRenderingVolumetricPresentationStateStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.11.11");
    public static final Uid VariableModalityLUTSoftcopyPresentationStateStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.11.12");
    public static final Uid ColorSoftcopyPresentationStateStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.11.2");
    public static final Uid PseudoColorSoftcopyPresentationStateStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.11.3");
    public static final Uid BlendingSoftcopyPresentationStateStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.11.4");
    public static final Uid XAXRFGrayscaleSoftcopyPresentationStateStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.11.5");
    public static final Uid GrayscalePlanarMPRVolumetricPresentationStateStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.11.6");
    public static final Uid CompositingPlanarMPRVolumetricPresentationStateStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.11.7");
    public static final Uid AdvancedBlendingPresentationStateStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.11.8");
    public static final Uid VolumeRenderingVolumetricPresentationStateStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.11.9");
    public static final Uid XRayAngiographicImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.12.1");
    public static final Uid EnhancedXAImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.12.1.1");
    public static final Uid XRayRadiofluoroscopicImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.12.2");
    public static final Uid EnhancedXRFImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.12.2.1");
    public static final Uid XRayAngiographicBiPlaneImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.12.3");
    public static final Uid PositronEmissionTomographyImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.128");
    public static final Uid LegacyConvertedEnhancedPETImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.128.1");
    public static final Uid StandalonePETCurveStorage = new Uid("1.2.840.10008.5.1.4.1.1.129");
    public static final Uid XRay3DAngiographicImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.13.1.1");
    public static final Uid XRay3DCraniofacialImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.13.1.2");
    public static final Uid BreastTomosynthesisImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.13.1.3");
    public static final Uid BreastProjectionXRayImageStorageForPresentation =
            new Uid("1.2.840.10008.5.1.4.1.1.13.1.4");
    public static final Uid BreastProjectionXRayImageStorageForProcessing =
            new Uid("1.2.840.10008.5.1.4.1.1.13.1.5");
    public static final Uid EnhancedPETImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.130");
    public static final Uid BasicStructuredDisplayStorage = new Uid("1.2.840.10008.5.1.4.1.1.131");
    public static final Uid IntravascularOpticalCoherenceTomographyImageStorageForPresentation =
            new Uid("1.2.840.10008.5.1.4.1.1.14.1");
    public static final Uid IntravascularOpticalCoherenceTomographyImageStorageForProcessing =
            new Uid("1.2.840.10008.5.1.4.1.1.14.2");
    public static final Uid CTImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.2");
    public static final Uid EnhancedCTImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.2.1");
    public static final Uid LegacyConvertedEnhancedCTImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.2.2");
    public static final Uid NuclearMedicineImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.20");
    public static final Uid CTDefinedProcedureProtocolStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.200.1");
    public static final Uid CTPerformedProcedureProtocolStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.200.2");
    public static final Uid ProtocolApprovalStorage = new Uid("1.2.840.10008.5.1.4.1.1.200.3");
    public static final Uid ProtocolApprovalInformationModelFind =
            new Uid("1.2.840.10008.5.1.4.1.1.200.4");
    public static final Uid ProtocolApprovalInformationModelMove =
            new Uid("1.2.840.10008.5.1.4.1.1.200.5");
    public static final Uid ProtocolApprovalInformationModelGet =
            new Uid("1.2.840.10008.5.1.4.1.1.200.6");
    public static final Uid XADefinedProcedureProtocolStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.200.7");
    public static final Uid XAPerformedProcedureProtocolStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.200.8");
    public static final Uid InventoryStorage = new Uid("1.2.840.10008.5.1.4.1.1.201.1");
    public static final Uid StorageManagementInstance = new Uid("1.2.840.10008.5.1.4.1.1.201.1.1");
    public static final Uid InventoryFind = new Uid("1.2.840.10008.5.1.4.1.1.201.2");
    public static final Uid InventoryMove = new Uid("1.2.840.10008.5.1.4.1.1.201.3");
    public static final Uid InventoryGet = new Uid("1.2.840.10008.5.1.4.1.1.201.4");
    public static final Uid InventoryCreation = new Uid("1.2.840.10008.5.1.4.1.1.201.5");
    public static final Uid RepositoryQuery = new Uid("1.2.840.10008.5.1.4.1.1.201.6");
    public static final Uid UltrasoundMultiFrameImageStorageRetired =
            new Uid("1.2.840.10008.5.1.4.1.1.3");
    public static final Uid UltrasoundMultiFrameImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.3.1");
    public static final Uid ParametricMapStorage = new Uid("1.2.840.10008.5.1.4.1.1.30");
    public static final Uid MRImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.4");
    public static final Uid EnhancedMRImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.4.1");
    public static final Uid MRSpectroscopyStorage = new Uid("1.2.840.10008.5.1.4.1.1.4.2");
    public static final Uid EnhancedMRColorImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.4.3");
    public static final Uid LegacyConvertedEnhancedMRImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.4.4");
    public static final Uid RTImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.481.1");
    public static final Uid RTPhysicianIntentStorage = new Uid("1.2.840.10008.5.1.4.1.1.481.10");
    public static final Uid RTSegmentAnnotationStorage = new Uid("1.2.840.10008.5.1.4.1.1.481.11");
    public static final Uid RTRadiationSetStorage = new Uid("1.2.840.10008.5.1.4.1.1.481.12");
    public static final Uid CArmPhotonElectronRadiationStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.13");
    public static final Uid TomotherapeuticRadiationStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.14");
    public static final Uid RoboticArmRadiationStorage = new Uid("1.2.840.10008.5.1.4.1.1.481.15");
    public static final Uid RTRadiationRecordSetStorage = new Uid("1.2.840.10008.5.1.4.1.1.481.16");
    public static final Uid RTRadiationSalvageRecordStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.17");
    public static final Uid TomotherapeuticRadiationRecordStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.18");
    public static final Uid CArmPhotonElectronRadiationRecordStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.19");
    public static final Uid RTDoseStorage = new Uid("1.2.840.10008.5.1.4.1.1.481.2");
    public static final Uid RoboticRadiationRecordStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.20");
    public static final Uid RTRadiationSetDeliveryInstructionStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.21");
    public static final Uid RTTreatmentPreparationStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.22");
    public static final Uid EnhancedRTImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.481.23");
    public static final Uid EnhancedContinuousRTImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.24");
    public static final Uid RTPatientPositionAcquisitionInstructionStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.25");
    public static final Uid RTStructureSetStorage = new Uid("1.2.840.10008.5.1.4.1.1.481.3");
    public static final Uid RTBeamsTreatmentRecordStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.4");
    public static final Uid RTPlanStorage = new Uid("1.2.840.10008.5.1.4.1.1.481.5");
    public static final Uid RTBrachyTreatmentRecordStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.6");
    public static final Uid RTTreatmentSummaryRecordStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.7");
    public static final Uid RTIonPlanStorage = new Uid("1.2.840.10008.5.1.4.1.1.481.8");
    public static final Uid RTIonBeamsTreatmentRecordStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.481.9");
    public static final Uid NuclearMedicineImageStorageRetired =
            new Uid("1.2.840.10008.5.1.4.1.1.5");
    public static final Uid DICOSCTImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.501.1");
    public static final Uid DICOSDigitalXRayImageStorageForPresentation =
            new Uid("1.2.840.10008.5.1.4.1.1.501.2.1");
    public static final Uid DICOSDigitalXRayImageStorageForProcessing =
            new Uid("1.2.840.10008.5.1.4.1.1.501.2.2");
    public static final Uid DICOSThreatDetectionReportStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.501.3");
    public static final Uid DICOS2DAITStorage = new Uid("1.2.840.10008.5.1.4.1.1.501.4");
    public static final Uid DICOS3DAITStorage = new Uid("1.2.840.10008.5.1.4.1.1.501.5");
    public static final Uid DICOSQuadrupoleResonanceStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.501.6");
    public static final Uid UltrasoundImageStorageRetired = new Uid("1.2.840.10008.5.1.4.1.1.6");
    public static final Uid UltrasoundImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.6.1");
    public static final Uid EnhancedUSVolumeStorage = new Uid("1.2.840.10008.5.1.4.1.1.6.2");
    public static final Uid PhotoacousticImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.6.3");
    public static final Uid EddyCurrentImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.601.1");
    public static final Uid EddyCurrentMultiFrameImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.601.2");
    public static final Uid ThermographyImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.601.3");
    public static final Uid ThermographyMultiFrameImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.601.4");
    public static final Uid RawDataStorage = new Uid("1.2.840.10008.5.1.4.1.1.66");
    public static final Uid SpatialRegistrationStorage = new Uid("1.2.840.10008.5.1.4.1.1.66.1");
    public static final Uid SpatialFiducialsStorage = new Uid("1.2.840.10008.5.1.4.1.1.66.2");
    public static final Uid DeformableSpatialRegistrationStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.66.3");
    public static final Uid SegmentationStorage = new Uid("1.2.840.10008.5.1.4.1.1.66.4");
    public static final Uid SurfaceSegmentationStorage = new Uid("1.2.840.10008.5.1.4.1.1.66.5");
    public static final Uid TractographyResultsStorage = new Uid("1.2.840.10008.5.1.4.1.1.66.6");
    public static final Uid LabelMapSegmentationStorage = new Uid("1.2.840.10008.5.1.4.1.1.66.7");
    public static final Uid HeightMapSegmentationStorage = new Uid("1.2.840.10008.5.1.4.1.1.66.8");
    public static final Uid RealWorldValueMappingStorage = new Uid("1.2.840.10008.5.1.4.1.1.67");
    public static final Uid SurfaceScanMeshStorage = new Uid("1.2.840.10008.5.1.4.1.1.68.1");
    public static final Uid SurfaceScanPointCloudStorage = new Uid("1.2.840.10008.5.1.4.1.1.68.2");
    public static final Uid SecondaryCaptureImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.7");
    public static final Uid MultiFrameSingleBitSecondaryCaptureImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.7.1");
    public static final Uid MultiFrameGrayscaleByteSecondaryCaptureImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.7.2");
    public static final Uid MultiFrameGrayscaleWordSecondaryCaptureImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.7.3");
    public static final Uid MultiFrameTrueColorSecondaryCaptureImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.7.4");
    public static final Uid VLImageStorageTrial = new Uid("1.2.840.10008.5.1.4.1.1.77.1");
    public static final Uid VLEndoscopicImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.77.1.1");
    public static final Uid VideoEndoscopicImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.1.1");
    public static final Uid VLMicroscopicImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.77.1.2");
    public static final Uid VideoMicroscopicImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.2.1");
    public static final Uid VLSlideCoordinatesMicroscopicImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.3");
    public static final Uid VLPhotographicImageStorage = new Uid("1.2.840.10008.5.1.4.1.1.77.1.4");
    public static final Uid VideoPhotographicImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.4.1");
    public static final Uid OphthalmicPhotography8BitImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.5.1");
    public static final Uid OphthalmicPhotography16BitImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.5.2");
    public static final Uid StereometricRelationshipStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.5.3");
    public static final Uid OphthalmicTomographyImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.5.4");
    public static final Uid WideFieldOphthalmicPhotographyStereographicProjectionImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.5.5");
    public static final Uid WideFieldOphthalmicPhotography3DCoordinatesImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.5.6");
    public static final Uid OphthalmicOpticalCoherenceTomographyEnFaceImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.5.7");
    public static final Uid OphthalmicOpticalCoherenceTomographyBscanVolumeAnalysisStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.5.8");
    public static final Uid VLWholeSlideMicroscopyImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.6");
    public static final Uid DermoscopicPhotographyImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.7");
    public static final Uid ConfocalMicroscopyImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.8");
    public static final Uid ConfocalMicroscopyTiledPyramidalImageStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.77.1.9");
    public static final Uid VLMultiFrameImageStorageTrial = new Uid("1.2.840.10008.5.1.4.1.1.77.2");
    public static final Uid LensometryMeasurementsStorage = new Uid("1.2.840.10008.5.1.4.1.1.78.1");
    public static final Uid AutorefractionMeasurementsStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.78.2");
    public static final Uid KeratometryMeasurementsStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.78.3");
    public static final Uid SubjectiveRefractionMeasurementsStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.78.4");
    public static final Uid VisualAcuityMeasurementsStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.78.5");
    public static final Uid SpectaclePrescriptionReportStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.78.6");
    public static final Uid OphthalmicAxialMeasurementsStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.78.7");
    public static final Uid IntraocularLensCalculationsStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.78.8");
    public static final Uid MacularGridThicknessAndVolumeReportStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.79.1");
    public static final Uid StandaloneOverlayStorage = new Uid("1.2.840.10008.5.1.4.1.1.8");
    public static final Uid OphthalmicVisualFieldStaticPerimetryMeasurementsStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.80.1");
    public static final Uid OphthalmicThicknessMapStorage = new Uid("1.2.840.10008.5.1.4.1.1.81.1");
    public static final Uid CornealTopographyMapStorage = new Uid("1.2.840.10008.5.1.4.1.1.82.1");
    public static final Uid TextSRStorageTrial = new Uid("1.2.840.10008.5.1.4.1.1.88.1");
    public static final Uid BasicTextSRStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.11");
    public static final Uid AudioSRStorageTrial = new Uid("1.2.840.10008.5.1.4.1.1.88.2");
    public static final Uid EnhancedSRStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.22");
    public static final Uid DetailSRStorageTrial = new Uid("1.2.840.10008.5.1.4.1.1.88.3");
    public static final Uid ComprehensiveSRStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.33");
    public static final Uid Comprehensive3DSRStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.34");
    public static final Uid ExtensibleSRStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.35");
    public static final Uid ComprehensiveSRStorageTrial = new Uid("1.2.840.10008.5.1.4.1.1.88.4");
    public static final Uid ProcedureLogStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.40");
    public static final Uid MammographyCADSRStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.50");
    public static final Uid KeyObjectSelectionDocumentStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.88.59");
    public static final Uid ChestCADSRStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.65");
    public static final Uid XRayRadiationDoseSRStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.67");
    public static final Uid RadiopharmaceuticalRadiationDoseSRStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.88.68");
    public static final Uid ColonCADSRStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.69");
    public static final Uid ImplantationPlanSRStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.70");
    public static final Uid AcquisitionContextSRStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.71");
    public static final Uid SimplifiedAdultEchoSRStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.72");
    public static final Uid PatientRadiationDoseSRStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.88.73");
    public static final Uid PlannedImagingAgentAdministrationSRStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.88.74");
    public static final Uid PerformedImagingAgentAdministrationSRStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.88.75");
    public static final Uid EnhancedXRayRadiationDoseSRStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.88.76");
    public static final Uid WaveformAnnotationSRStorage = new Uid("1.2.840.10008.5.1.4.1.1.88.77");
    public static final Uid StandaloneCurveStorage = new Uid("1.2.840.10008.5.1.4.1.1.9");
    public static final Uid WaveformStorageTrial = new Uid("1.2.840.10008.5.1.4.1.1.9.1");
    public static final Uid TwelveLeadECGWaveformStorage = new Uid("1.2.840.10008.5.1.4.1.1.9.1.1");
    public static final Uid GeneralECGWaveformStorage = new Uid("1.2.840.10008.5.1.4.1.1.9.1.2");
    public static final Uid AmbulatoryECGWaveformStorage = new Uid("1.2.840.10008.5.1.4.1.1.9.1.3");
    public static final Uid General32bitECGWaveformStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.9.1.4");
    public static final Uid HemodynamicWaveformStorage = new Uid("1.2.840.10008.5.1.4.1.1.9.2.1");
    public static final Uid CardiacElectrophysiologyWaveformStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.9.3.1");
    public static final Uid BasicVoiceAudioWaveformStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.9.4.1");
    public static final Uid GeneralAudioWaveformStorage = new Uid("1.2.840.10008.5.1.4.1.1.9.4.2");
    public static final Uid ArterialPulseWaveformStorage = new Uid("1.2.840.10008.5.1.4.1.1.9.5.1");
    public static final Uid RespiratoryWaveformStorage = new Uid("1.2.840.10008.5.1.4.1.1.9.6.1");
    public static final Uid MultichannelRespiratoryWaveformStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.9.6.2");
    public static final Uid RoutineScalpElectroencephalogramWaveformStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.9.7.1");
    public static final Uid ElectromyogramWaveformStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.9.7.2");
    public static final Uid ElectrooculogramWaveformStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.9.7.3");
    public static final Uid SleepElectroencephalogramWaveformStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.9.7.4");
    public static final Uid BodyPositionWaveformStorage = new Uid("1.2.840.10008.5.1.4.1.1.9.8.1");
    public static final Uid ContentAssessmentResultsStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.90.1");
    public static final Uid MicroscopyBulkSimpleAnnotationsStorage =
            new Uid("1.2.840.10008.5.1.4.1.1.91.1");
    public static final Uid PatientRootQueryRetrieveInformationModelFind =
            new Uid("1.2.840.10008.5.1.4.1.2.1.1");
    public static final Uid PatientRootQueryRetrieveInformationModelMove =
            new Uid("1.2.840.10008.5.1.4.1.2.1.2");
    public static final Uid PatientRootQueryRetrieveInformationModelGet =
            new Uid("1.2.840.10008.5.1.4.1.2.1.3");
    public static final Uid StudyRootQueryRetrieveInformationModelFind =
            new Uid("1.2.840.10008.5.1.4.1.2.2.1");
    public static final Uid StudyRootQueryRetrieveInformationModelMove =
            new Uid("1.2.840.10008.5.1.4.1.2.2.2");
    public static final Uid StudyRootQueryRetrieveInformationModelGet =
            new Uid("1.2.840.10008.5.1.4.1.2.2.3");
    public static final Uid PatientStudyOnlyQueryRetrieveInformationModelFind =
            new Uid("1.2.840.10008.5.1.4.1.2.3.1");
    public static final Uid PatientStudyOnlyQueryRetrieveInformationModelMove =
            new Uid("1.2.840.10008.5.1.4.1.2.3.2");
    public static final Uid PatientStudyOnlyQueryRetrieveInformationModelGet =
            new Uid("1.2.840.10008.5.1.4.1.2.3.3");
    public static final Uid CompositeInstanceRootRetrieveMove =
            new Uid("1.2.840.10008.5.1.4.1.2.4.2");
    public static final Uid CompositeInstanceRootRetrieveGet =
            new Uid("1.2.840.10008.5.1.4.1.2.4.3");
    public static final Uid CompositeInstanceRetrieveWithoutBulkDataGet =
            new Uid("1.2.840.10008.5.1.4.1.2.5.3");
    public static final Uid DefinedProcedureProtocolInformationModelFind =
            new Uid("1.2.840.10008.5.1.4.20.1");
    public static final Uid DefinedProcedureProtocolInformationModelMove =
            new Uid("1.2.840.10008.5.1.4.20.2");
    public static final Uid DefinedProcedureProtocolInformationModelGet =
            new Uid("1.2.840.10008.5.1.4.20.3");
    public static final Uid ModalityWorklistInformationModelFind =
            new Uid("1.2.840.10008.5.1.4.31");
    public static final Uid GeneralPurposeWorklistManagementMeta =
            new Uid("1.2.840.10008.5.1.4.32");
    public static final Uid GeneralPurposeWorklistInformationModelFind =
            new Uid("1.2.840.10008.5.1.4.32.1");
    public static final Uid GeneralPurposeScheduledProcedureStep =
            new Uid("1.2.840.10008.5.1.4.32.2");
    public static final Uid GeneralPurposePerformedProcedureStep =
            new Uid("1.2.840.10008.5.1.4.32.3");
    public static final Uid InstanceAvailabilityNotification = new Uid("1.2.840.10008.5.1.4.33");
    public static final Uid RTBeamsDeliveryInstructionStorageTrial =
            new Uid("1.2.840.10008.5.1.4.34.1");
    public static final Uid RTBrachyApplicationSetupDeliveryInstructionStorage =
            new Uid("1.2.840.10008.5.1.4.34.10");
    public static final Uid RTConventionalMachineVerificationTrial =
            new Uid("1.2.840.10008.5.1.4.34.2");
    public static final Uid RTIonMachineVerificationTrial = new Uid("1.2.840.10008.5.1.4.34.3");
    public static final Uid UnifiedWorklistAndProcedureStepTrial =
            new Uid("1.2.840.10008.5.1.4.34.4");
    public static final Uid UnifiedProcedureStepPushTrial = new Uid("1.2.840.10008.5.1.4.34.4.1");
    public static final Uid UnifiedProcedureStepWatchTrial = new Uid("1.2.840.10008.5.1.4.34.4.2");
    public static final Uid UnifiedProcedureStepPullTrial = new Uid("1.2.840.10008.5.1.4.34.4.3");
    public static final Uid UnifiedProcedureStepEventTrial = new Uid("1.2.840.10008.5.1.4.34.4.4");
    public static final Uid UPSGlobalSubscriptionInstance = new Uid("1.2.840.10008.5.1.4.34.5");
    public static final Uid UPSFilteredGlobalSubscriptionInstance =
            new Uid("1.2.840.10008.5.1.4.34.5.1");
    public static final Uid UnifiedWorklistAndProcedureStep = new Uid("1.2.840.10008.5.1.4.34.6");
    public static final Uid UnifiedProcedureStepPush = new Uid("1.2.840.10008.5.1.4.34.6.1");
    public static final Uid UnifiedProcedureStepWatch = new Uid("1.2.840.10008.5.1.4.34.6.2");
    public static final Uid UnifiedProcedureStepPull = new Uid("1.2.840.10008.5.1.4.34.6.3");
    public static final Uid UnifiedProcedureStepEvent = new Uid("1.2.840.10008.5.1.4.34.6.4");
    public static final Uid UnifiedProcedureStepQuery = new Uid("1.2.840.10008.5.1.4.34.6.5");
    public static final Uid RTBeamsDeliveryInstructionStorage = new Uid("1.2.840.10008.5.1.4.34.7");
    public static final Uid RTConventionalMachineVerification = new Uid("1.2.840.10008.5.1.4.34.8");
    public static final Uid RTIonMachineVerification = new Uid("1.2.840.10008.5.1.4.34.9");
    public static final Uid GeneralRelevantPatientInformationQuery =
            new Uid("1.2.840.10008.5.1.4.37.1");
    public static final Uid BreastImagingRelevantPatientInformationQuery =
            new Uid("1.2.840.10008.5.1.4.37.2");
    public static final Uid CardiacRelevantPatientInformationQuery =
            new Uid("1.2.840.10008.5.1.4.37.3");
    public static final Uid HangingProtocolStorage = new Uid("1.2.840.10008.5.1.4.38.1");
    public static final Uid HangingProtocolInformationModelFind =
            new Uid("1.2.840.10008.5.1.4.38.2");
    public static final Uid HangingProtocolInformationModelMove =
            new Uid("1.2.840.10008.5.1.4.38.3");
    public static final Uid HangingProtocolInformationModelGet =
            new Uid("1.2.840.10008.5.1.4.38.4");
    public static final Uid ColorPaletteStorage = new Uid("1.2.840.10008.5.1.4.39.1");
    public static final Uid ColorPaletteQueryRetrieveInformationModelFind =
            new Uid("1.2.840.10008.5.1.4.39.2");
    public static final Uid ColorPaletteQueryRetrieveInformationModelMove =
            new Uid("1.2.840.10008.5.1.4.39.3");
    public static final Uid ColorPaletteQueryRetrieveInformationModelGet =
            new Uid("1.2.840.10008.5.1.4.39.4");
    public static final Uid ProductCharacteristicsQuery = new Uid("1.2.840.10008.5.1.4.41");
    public static final Uid SubstanceApprovalQuery = new Uid("1.2.840.10008.5.1.4.42");
    public static final Uid GenericImplantTemplateStorage = new Uid("1.2.840.10008.5.1.4.43.1");
    public static final Uid GenericImplantTemplateInformationModelFind =
            new Uid("1.2.840.10008.5.1.4.43.2");
    public static final Uid GenericImplantTemplateInformationModelMove =
            new Uid("1.2.840.10008.5.1.4.43.3");
    public static final Uid GenericImplantTemplateInformationModelGet =
            new Uid("1.2.840.10008.5.1.4.43.4");
    public static final Uid ImplantAssemblyTemplateStorage = new Uid("1.2.840.10008.5.1.4.44.1");
    public static final Uid ImplantAssemblyTemplateInformationModelFind =
            new Uid("1.2.840.10008.5.1.4.44.2");
    public static final Uid ImplantAssemblyTemplateInformationModelMove =
            new Uid("1.2.840.10008.5.1.4.44.3");
    public static final Uid ImplantAssemblyTemplateInformationModelGet =
            new Uid("1.2.840.10008.5.1.4.44.4");
    public static final Uid ImplantTemplateGroupStorage = new Uid("1.2.840.10008.5.1.4.45.1");
    public static final Uid ImplantTemplateGroupInformationModelFind =
            new Uid("1.2.840.10008.5.1.4.45.2");
    public static final Uid ImplantTemplateGroupInformationModelMove =
            new Uid("1.2.840.10008.5.1.4.45.3");
    public static final Uid ImplantTemplateGroupInformationModelGet =
            new Uid("1.2.840.10008.5.1.4.45.4");
    public static final Uid NativeDICOMModel = new Uid("1.2.840.10008.7.1.1");
    public static final Uid AbstractMultiDimensionalImageModel = new Uid("1.2.840.10008.7.1.2");
    public static final Uid DICOMContentMappingResource = new Uid("1.2.840.10008.8.1.1");

    // end of generated constants
}
