package org.africai.cli.send;

/// A file of the owner, which may lie in a ZIP.
///
/// @param number from 1, in the order they were found; what reports call it, for its name may tell
///   of a patient
/// @param place path below the folder with `/`; of a file in a ZIP the ZIP's, `!/` and its name
///   there
/// @param bytes its length
/// @param modified when it was changed, in milliseconds since 1970; of a file in a ZIP when the ZIP
///   was
/// @param study Study Instance UID as it is there; empty when the file has none
/// @param modality (0008,0060); empty when the file has none
record Source(int number, String place, long bytes, long modified, String study, String modality) {
    /// Between a ZIP and a name in it.
    static final String IN = "!/";

    Source {
        if (number < 1 || place.isEmpty()) {
            throw new IllegalArgumentException("a source has a number and a place");
        }
    }

    /// Whether this is still the file that was seen as `other`.
    boolean isSameFile(Source other) {
        return bytes == other.bytes && modified == other.modified;
    }

    Source withNumber(int other) {
        return new Source(other, place, bytes, modified, study, modality);
    }
}
