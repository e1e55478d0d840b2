package org.africai.server.intake.mapping;

import java.util.Optional;
import java.util.Set;
import org.africai.dicom.dict.Tag;

/// A series of a study, as a whole.
///
/// @param uid SeriesInstanceUID
/// @param attributes those of its leading object
/// @param sopClasses the SOP classes of its objects
/// @param frames how many frames its objects have together; an object without frames counts as one
public record SeriesSummary(
        String uid, Attributes attributes, Set<String> sopClasses, long frames) {
    public SeriesSummary {
        sopClasses = Set.copyOf(sopClasses);
    }

    public ScanType type() {
        return ScanType.of(sopClasses);
    }

    public SessionKind kind() {
        return type().sessionKind(modality());
    }

    public Optional<String> modality() {
        return attributes.text(Tag.Modality);
    }

    public Optional<String> number() {
        return attributes.text(Tag.SeriesNumber);
    }
}
