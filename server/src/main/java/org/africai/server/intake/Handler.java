package org.africai.server.intake;

import java.util.Optional;

/// How an upload is taken apart (`import-handler=`).
public enum Handler {
    /// An archive of a session: every file is kept, those that are no DICOM as leftovers.
    SI("SI"),
    /// An archive of DICOM objects and nothing else.
    DICOM_ZIP("DICOM-zip"),
    /// One DICOM object; its session waits for more of them.
    GRADUAL_DICOM("gradual-DICOM"),
    /// Files of a folder of the server that its administrator has opened for this.
    INBOX("inbox"),
    /// Documents of the archive with their files.
    XAR("XAR");

    private final String word;

    Handler(String word) {
        this.word = word;
    }

    /// The name as clients send it.
    public String word() {
        return word;
    }

    static Optional<Handler> named(String word) {
        for (Handler handler : values()) {
            if (handler.word.equalsIgnoreCase(word)) {
                return Optional.of(handler);
            }
        }
        return Optional.empty();
    }
}
