package org.africai.server.studies;

/// The levels of DICOM's query model (PS3.4 §C.6).
public enum Level {
    PATIENT,
    STUDY,
    SERIES,
    INSTANCE
}
