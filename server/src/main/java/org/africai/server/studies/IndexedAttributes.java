package org.africai.server.studies;

import static org.africai.dicom.dict.Tag.*;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/// Which attributes of headers are in the index, and at which level of the query model (PS3.4
/// §C.6.2.1) they stand.
final class IndexedAttributes {
    /// Of the patient.
    static final Set<Integer> PATIENT =
            setOf(
                    PatientName,
                    PatientID,
                    IssuerOfPatientID,
                    PatientBirthDate,
                    PatientBirthTime,
                    PatientSex,
                    OtherPatientNames,
                    EthnicGroup,
                    PatientComments,
                    PatientIdentityRemoved,
                    DeidentificationMethod);

    /// Of the study, and of the patient at its time.
    static final Set<Integer> STUDY =
            setOf(
                    StudyDate,
                    StudyTime,
                    AccessionNumber,
                    TimezoneOffsetFromUTC,
                    ReferringPhysicianName,
                    StudyDescription,
                    ProcedureCodeSequence,
                    NameOfPhysiciansReadingStudy,
                    AdmittingDiagnosesDescription,
                    PatientAge,
                    PatientSize,
                    PatientWeight,
                    AdditionalPatientHistory,
                    StudyInstanceUID,
                    StudyID);

    static final Set<Integer> SERIES =
            setOf(
                    SeriesDate,
                    SeriesTime,
                    Modality,
                    Manufacturer,
                    InstitutionName,
                    StationName,
                    SeriesDescription,
                    InstitutionalDepartmentName,
                    PerformingPhysicianName,
                    OperatorsName,
                    ManufacturerModelName,
                    BodyPartExamined,
                    ScanningSequence,
                    SequenceVariant,
                    MagneticFieldStrength,
                    DeviceSerialNumber,
                    SoftwareVersions,
                    ProtocolName,
                    PatientPosition,
                    SeriesInstanceUID,
                    SeriesNumber,
                    Laterality,
                    FrameOfReferenceUID,
                    PerformedProcedureStepStartDate,
                    PerformedProcedureStepStartTime,
                    PerformedProcedureStepID,
                    PerformedProcedureStepDescription,
                    RequestAttributesSequence);

    /// Of the object; these are columns.
    static final Set<Integer> INSTANCE =
            setOf(
                    SOPClassUID,
                    SOPInstanceUID,
                    AvailableTransferSyntaxUID,
                    InstanceNumber,
                    NumberOfFrames,
                    Rows,
                    Columns,
                    BitsAllocated);

    private IndexedAttributes() {}

    /// Whether a key of a query can match it.
    static boolean isSearchable(int tag) {
        return isKept(tag)
                || INSTANCE.contains(tag)
                || tag == ModalitiesInStudy
                || tag == SOPClassesInStudy;
    }

    /// Whether a series' row keeps it.
    static boolean isKept(int tag) {
        return PATIENT.contains(tag) || STUDY.contains(tag) || SERIES.contains(tag);
    }

    private static Set<Integer> setOf(int... tags) {
        var set = new LinkedHashSet<Integer>();
        Arrays.stream(tags).forEach(set::add);
        return Set.copyOf(set);
    }
}
