package org.africai.server.studies;

import java.util.List;

/// Which instances are wanted: those that are in one of the studies, in one of the series, and that
/// are one of the instances. An empty list sets no bound; all of them empty, nothing is wanted.
///
/// @param patients PatientIDs
/// @param studies StudyInstanceUIDs
/// @param series SeriesInstanceUIDs
/// @param instances SOPInstanceUIDs
public record Selection(
        List<String> patients, List<String> studies, List<String> series, List<String> instances) {
    public Selection {
        patients = List.copyOf(patients);
        studies = List.copyOf(studies);
        series = List.copyOf(series);
        instances = List.copyOf(instances);
    }

    public static Selection ofStudy(String study) {
        return new Selection(List.of(), List.of(study), List.of(), List.of());
    }

    public static Selection ofSeries(String study, String series) {
        return new Selection(List.of(), List.of(study), List.of(series), List.of());
    }

    public static Selection ofInstance(String study, String series, String instance) {
        return new Selection(List.of(), List.of(study), List.of(series), List.of(instance));
    }

    boolean isEmpty() {
        return patients.isEmpty() && studies.isEmpty() && series.isEmpty() && instances.isEmpty();
    }
}
