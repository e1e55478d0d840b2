package org.africai.dimse;

import java.util.Optional;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;

/// What the answers of a query are, or what is retrieved: (0008,0052).
public enum QueryLevel {
    PATIENT,
    STUDY,
    SERIES,
    IMAGE;

    /// The level that an identifier names; empty when it names none.
    public static Optional<QueryLevel> of(Dataset identifier) {
        return identifier.string(Tag.QueryRetrieveLevel).flatMap(QueryLevel::of);
    }

    private static Optional<QueryLevel> of(String name) {
        for (QueryLevel level : values()) {
            if (level.name().equals(name)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
