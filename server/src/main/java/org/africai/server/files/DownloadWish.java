package org.africai.server.files;

import java.util.List;

/// What somebody picked on a page to download: sessions, and which of their scans, resources and
/// assessors. An empty list picks none of its kind.
///
/// @param sessions where the files are
/// @param projects whose own resources are meant
/// @param scanTypes types of scans
/// @param untypedScans whether scans without a type are meant
/// @param scanFormats labels of the scans' resources
/// @param resources labels of the sessions' resources
/// @param subjectResources labels of the resources of the sessions' subjects
/// @param projectResources labels of the resources of `projects` and of the sessions' projects
/// @param reconstructions types of reconstructions
/// @param assessors data types of assessors
/// @param layout how it is laid out
public record DownloadWish(
        List<PickedSession> sessions,
        List<String> projects,
        List<String> scanTypes,
        boolean untypedScans,
        List<String> scanFormats,
        List<String> resources,
        List<String> subjectResources,
        List<String> projectResources,
        List<String> reconstructions,
        List<String> assessors,
        ArchiveLayout layout) {
    public DownloadWish {
        sessions = List.copyOf(sessions);
        projects = List.copyOf(projects);
        scanTypes = List.copyOf(scanTypes);
        scanFormats = List.copyOf(scanFormats);
        resources = List.copyOf(resources);
        subjectResources = List.copyOf(subjectResources);
        projectResources = List.copyOf(projectResources);
        reconstructions = List.copyOf(reconstructions);
        assessors = List.copyOf(assessors);
    }

    /// @param project in which it is asked
    /// @param id its accession ID
    public record PickedSession(String project, String id) {}
}
