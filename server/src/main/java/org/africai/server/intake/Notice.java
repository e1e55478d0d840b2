package org.africai.server.intake;

/// Something that whoever archives a waiting session should know before.
///
/// @param type how much it matters
/// @param code what it is, by XNAT's numbers
/// @param message for the person
public record Notice(Type type, int code, String message) {
    static final int EXISTS = 1;
    static final int OTHER_EXPERIMENT = 2;
    static final int OTHER_SUBJECT = 4;
    static final int OTHER_STUDY = 5;
    static final int NO_PROJECT = 6;
    static final int NO_LABEL = 8;
    static final int UNDER_WAY = 10;
    static final int NO_SUBJECT = 11;
    static final int NEW_SUBJECT = 12;
    static final int EMPTY = 13;
    static final int OBJECT_THERE = 14;
    static final int SCAN_THERE = 16;
    static final int SCAN_NUMBER_TAKEN = 17;
    static final int SCAN_RENUMBERED = 18;
    static final int OTHER_MODALITY = 19;
    static final int NO_DICOM = 20;

    /// How much a notice matters.
    public enum Type {
        /// Archiving goes on.
        WARN,
        /// Archiving needs `overwrite=append` or `overwrite=delete`.
        CONFLICT,
        /// The session cannot be archived so.
        FAIL
    }

    static Notice warn(int code, String message) {
        return new Notice(Type.WARN, code, message);
    }

    static Notice conflict(int code, String message) {
        return new Notice(Type.CONFLICT, code, message);
    }

    static Notice fail(int code, String message) {
        return new Notice(Type.FAIL, code, message);
    }
}
