package org.africai.server.deid;

/// The languages in which a script may be written. The script itself shows which it is.
public enum Language {
    DICOM_EDIT("a script of XNAT's DicomEdit 6"),
    CTP("a script of CTP's DicomAnonymizer"),
    PROFILE("a confidentiality profile of DICOM PS3.15"),
    UNREADABLE("a script that cannot be read");

    private final String words;

    Language(String words) {
        this.words = words;
    }

    /// For people, in a sentence.
    public String words() {
        return words;
    }
}
