package org.africai.phantom;

import java.util.List;

/// One visit to a scanner.
///
/// @param label what the session is called: `AFR-001_MR1`
/// @param identity what its headers say
/// @param series its series; their numbers are 1, 2, …
public record PhantomSession(String label, StudyIdentity identity, List<ImageSeries> series) {
    public PhantomSession {
        series = List.copyOf(series);
    }

    /// Writes the objects of the series at a place in [#series].
    public DicomExport dicom(int index) {
        return new DicomExport(identity, index + 1, series.get(index));
    }

    /// Writes a segmentation of the lesion over the series at a place in [#series].
    public SegmentationExport segmentation(int index) {
        return new SegmentationExport(identity, index + 1, series.get(index));
    }

    /// Writes the lesion's contours over the series at a place in [#series].
    public ContourExport contours(int index) {
        return new ContourExport(identity, index + 1, series.get(index));
    }
}
