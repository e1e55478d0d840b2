package org.africai.server.intake;

import org.jspecify.annotations.Nullable;

/// What became of one object of a delivery.
public sealed interface Delivered {
    /// What the object says it is.
    ///
    /// @param studyUid StudyInstanceUID
    /// @param seriesUid SeriesInstanceUID
    record Ids(String studyUid, String seriesUid, String sopClass, String sopUid) {}

    /// It is in the archive, now or since it was sent before with the same bytes.
    ///
    /// @param project that has it
    record Archived(Ids ids, String project) implements Delivered {}

    /// It waits in the prearchive, as its project wants it.
    ///
    /// @param url where, below `/data`
    record Waits(Ids ids, String url) implements Delivered {}

    /// It was not taken in.
    ///
    /// @param ids absent when it is no object
    record Failed(@Nullable Ids ids, Why why, String explanation) implements Delivered {}

    /// Why an object was not taken in.
    enum Why {
        /// It cannot be read, or lacks what every object has.
        NOT_UNDERSTOOD,
        /// It is none of the study that it was sent to.
        OTHER_STUDY,
        /// The archive has an object of this UID with other bytes.
        DUPLICATE,
        /// Its session contradicts the archive; a person has to decide.
        CONFLICT,
        /// The caller may not add it.
        NOT_ALLOWED
    }
}
