package org.africai.server.intake.mapping;

import java.util.Optional;
import org.africai.dicom.dict.Tag;
import org.jspecify.annotations.Nullable;

/// What one DICOM object says of itself.
///
/// @param studyUid StudyInstanceUID
/// @param seriesUid SeriesInstanceUID
/// @param sopUid SOPInstanceUID
/// @param sopClass SOPClassUID
/// @param transferSyntax how its data set is encoded
/// @param number InstanceNumber
/// @param frames NumberOfFrames
/// @param attributes what its session and scan are filled from
public record ObjectHeader(
        String studyUid,
        String seriesUid,
        String sopUid,
        String sopClass,
        String transferSyntax,
        @Nullable Integer number,
        @Nullable Integer frames,
        Attributes attributes) {
    public Optional<String> seriesNumber() {
        return attributes.text(Tag.SeriesNumber);
    }
}
