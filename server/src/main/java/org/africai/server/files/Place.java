package org.africai.server.files;

import org.africai.server.db.Row;
import org.jspecify.annotations.Nullable;

/// Where in the archive a resource is: the things above it, from the project down.
///
/// @param project the ID of the project that owns it
/// @param subject accession ID and label of the subject it is under
/// @param session of the session, or of the experiment, it is under
/// @param assessor of the session's assessor that has it
/// @param scan ID of the scan that has it
/// @param scanType that scan's type
/// @param reconstruction ID of the reconstruction that has it
public record Place(
        String project,
        @Nullable Named subject,
        @Nullable Named session,
        @Nullable Named assessor,
        @Nullable String scan,
        @Nullable String scanType,
        @Nullable String reconstruction) {
    /// @param id accession ID
    /// @param label in the project that was asked
    public record Named(String id, String label) {}

    static Place of(Row row) {
        return new Place(
                row.text("project_id"),
                named(row, "subject"),
                named(row, "session"),
                named(row, "assessor"),
                row.textOrNull("scan_id"),
                row.textOrNull("scan_type"),
                row.textOrNull("reconstruction_id"));
    }

    private static @Nullable Named named(Row row, String thing) {
        String id = row.textOrNull(thing + "_id");
        return id == null ? null : new Named(id, row.text(thing + "_label"));
    }

    /// The address of the thing that has the resource, the same whatever address was asked:
    /// `/data/experiments/XNAT_E00001/scans/1`.
    public String address() {
        if (assessor != null) {
            return "/data/experiments/" + assessor.id();
        }
        if (session != null) {
            return "/data/experiments/" + session.id() + belowSession();
        }
        return subject != null ? "/data/subjects/" + subject.id() : "/data/projects/" + project;
    }

    private String belowSession() {
        if (scan != null) {
            return "/scans/" + inAddress(scan);
        }
        return reconstruction != null ? "/reconstructions/" + inAddress(reconstruction) : "";
    }

    /// XNAT's way to write what would end a name in an address.
    private static String inAddress(String name) {
        return name.replace("/", "[SLASH]").replace(",", "[COMMA]");
    }

    /// XNAT's word for what has the resource.
    public String category() {
        if (assessor != null) {
            return "assessors";
        }
        if (scan != null) {
            return "scans";
        }
        return reconstruction != null ? "reconstructions" : "resources";
    }

    /// The ID of the scan, reconstruction or assessor that has the resource; else empty.
    public String categoryId() {
        if (assessor != null) {
            return assessor.id();
        }
        if (scan != null) {
            return scan;
        }
        return reconstruction != null ? reconstruction : "";
    }

    /// What people call it: a scan's type, an assessor's label.
    public String categoryDescription() {
        if (assessor != null) {
            return assessor.label();
        }
        return scanType != null ? scanType : "";
    }
}
