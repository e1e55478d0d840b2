package org.africai.server.intake;

import java.util.Locale;
import java.util.Optional;

/// What becomes of a study that holds PET and MR series: the setting `separatePETMR` of a project,
/// or the property `sitewidePetMr` of the site.
enum PetMr {
    /// As `petmr`.
    UNSAID(""),
    /// One session of XNAT's type for both.
    PETMR("petmr"),
    /// One PET session.
    PET("pet"),
    /// Two sessions: the MR series are one, everything else is the other.
    SEPARATE("separate");

    private final String word;

    PetMr(String word) {
        this.word = word;
    }

    /// The one that a setting names; empty when it names none.
    static Optional<PetMr> named(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        for (PetMr one : values()) {
            if (one.word.equals(word)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /// The label of one of the two sessions: `PETMR` in the study's label becomes the part's name,
    /// which otherwise follows it.
    ///
    /// @param part `PET` or `MR`
    static String label(String study, String part) {
        if (study.contains("PETMR")) {
            return study.replace("PETMR", part);
        }
        String lower = part.toLowerCase(Locale.ROOT);
        return study.contains("petmr") ? study.replace("petmr", lower) : study + "_" + part;
    }
}
