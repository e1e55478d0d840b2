package org.africai.server.archive;

import org.jspecify.annotations.Nullable;

/// A thing that was found in the archive and that the caller may treat as they asked.
///
/// @param kind which table its key belongs to
/// @param key its database key
/// @param id its XNAT identifier: project ID, accession ID, scan ID
/// @param xsiType its data type, `xnat:subjectData`
/// @param label what it is called in the project it was asked in; the ID of a scan
/// @param project the project that owns it
/// @param asked the project it was asked in: its own, or one that it is shared into
/// @param session the session that a scan, reconstruction or assessor belongs to
public record Located(
        Kind kind,
        long key,
        String id,
        String xsiType,
        String label,
        ProjectRef project,
        ProjectRef asked,
        @Nullable SessionRef session) {
    public enum Kind {
        PROJECT,
        SUBJECT,
        EXPERIMENT,
        SCAN,
        RECONSTRUCTION
    }

    /// @param key the project's database key
    /// @param id its ID
    public record ProjectRef(long key, String id) {}

    /// @param key the session's database key
    /// @param id its accession ID
    /// @param label its label in the project that was asked
    /// @param xsiType its data type
    public record SessionRef(long key, String id, String label, String xsiType) {}

    /// The data type by which rights are judged: a part of a session has its session's.
    public String ruledBy() {
        boolean isPart = kind == Kind.SCAN || kind == Kind.RECONSTRUCTION;
        return isPart && session != null ? session.xsiType() : xsiType;
    }

    /// The thing in words, for messages: `session 'MR1'`.
    public String inWords() {
        String noun =
                switch (kind) {
                    case PROJECT -> "project";
                    case SUBJECT -> "subject";
                    case EXPERIMENT -> "experiment";
                    case SCAN -> "scan";
                    case RECONSTRUCTION -> "reconstruction";
                };
        return noun + " '" + label + "'";
    }

    /// Whether it was asked in a project that only has a share of it.
    public boolean isShared() {
        return project.key() != asked.key();
    }
}
