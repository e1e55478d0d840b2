package org.africai.server.studies;

import org.africai.dicom.data.Dataset;
import org.jspecify.annotations.Nullable;

/// A result of a query.
///
/// @param attributes in UTF-8, without what a level's answer always has and the index lacks
/// @param studyUid absent of patients
/// @param seriesUid absent of patients and studies
/// @param sopUid present of instances only
public record Found(
        Dataset attributes,
        @Nullable String studyUid,
        @Nullable String seriesUid,
        @Nullable String sopUid) {}
