package org.africai.dimse;

import java.util.Arrays;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.KnownUid;

/// The tree that a query or a retrieval walks down (PS3.4 §C.3).
public enum QueryModel {
    /// Patient, study, series, image.
    PATIENT_ROOT,
    /// Study, series, image; what is of the patient belongs to the study.
    STUDY_ROOT;

    /// The SOP class of C-FIND.
    public Uid find() {
        return switch (this) {
            case PATIENT_ROOT -> KnownUid.PatientRootQueryRetrieveInformationModelFind;
            case STUDY_ROOT -> KnownUid.StudyRootQueryRetrieveInformationModelFind;
        };
    }

    /// The SOP class of C-MOVE.
    public Uid move() {
        return switch (this) {
            case PATIENT_ROOT -> KnownUid.PatientRootQueryRetrieveInformationModelMove;
            case STUDY_ROOT -> KnownUid.StudyRootQueryRetrieveInformationModelMove;
        };
    }

    /// The SOP class of C-GET.
    public Uid get() {
        return switch (this) {
            case PATIENT_ROOT -> KnownUid.PatientRootQueryRetrieveInformationModelGet;
            case STUDY_ROOT -> KnownUid.StudyRootQueryRetrieveInformationModelGet;
        };
    }

    static Optional<QueryModel> ofFind(Uid sopClass) {
        return Arrays.stream(values()).filter(m -> m.find().equals(sopClass)).findFirst();
    }

    static Optional<QueryModel> ofMove(Uid sopClass) {
        return Arrays.stream(values()).filter(m -> m.move().equals(sopClass)).findFirst();
    }

    static Optional<QueryModel> ofGet(Uid sopClass) {
        return Arrays.stream(values()).filter(m -> m.get().equals(sopClass)).findFirst();
    }
}
