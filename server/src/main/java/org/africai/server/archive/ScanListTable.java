package org.africai.server.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.schema.Shortcuts;
import org.jspecify.annotations.Nullable;

/// Where lists of a session's scans and reconstructions come from.
final class ScanListTable {
    private static final List<String> DEFAULTS =
            List.of(
                    "xnat_imagescandata_id",
                    "ID",
                    "type",
                    "quality",
                    "xsiType",
                    "note",
                    "series_description",
                    "URI");

    private static final Map<String, ListedColumn> GIVEN =
            Map.of(
                    "URI",
                            ListedColumn.text(
                                    """
                                    '/data/experiments/' || e.id || '/scans/' || c.id\
                                    """),
                    "xsiType", ListedColumn.text("c.xsi_type"),
                    "xnat_imagescandata_id", ListedColumn.number("c.key"),
                    "insert_date", ListedColumn.moment("c.created_at"),
                    "insert_user", ListedColumn.text("c.created_by"),
                    "last_modified", ListedColumn.moment("c.changed_at"));

    private static final Map<String, ListedColumn> COLUMNS =
            Map.of(
                    "xnat_imagescandata_id", ListedColumn.number("c.key"),
                    "image_session_ID", ListedColumn.text("e.id"),
                    "ID", ListedColumn.text("c.id"),
                    "type", ListedColumn.text("c.type"),
                    "quality", ListedColumn.text("c.quality"),
                    "series_description", ListedColumn.text("c.series_description"),
                    "modality", ListedColumn.text("c.modality"),
                    "UID", ListedColumn.text("c.uid"),
                    "frames", ListedColumn.number("c.frames"));

    private static final List<String> RECONSTRUCTION_DEFAULTS =
            List.of("xnat_reconstructedimagedata_id", "ID", "type", "baseScanType", "URI");

    private static final Map<String, ListedColumn> RECONSTRUCTION_GIVEN =
            Map.of(
                    "URI",
                            ListedColumn.text(
                                    """
                                    '/data/experiments/' || e.id || '/reconstructions/' || r.id\
                                    """),
                    "xsiType", ListedColumn.text("'xnat:reconstructedImageData'"),
                    "xnat_reconstructedimagedata_id", ListedColumn.number("r.key"),
                    "insert_date", ListedColumn.moment("r.created_at"),
                    "insert_user", ListedColumn.text("r.created_by"));

    private static final Map<String, ListedColumn> RECONSTRUCTION_COLUMNS =
            Map.of(
                    "xnat_reconstructedimagedata_id", ListedColumn.number("r.key"),
                    "image_session_ID", ListedColumn.text("e.id"),
                    "ID", ListedColumn.text("r.id"),
                    "type", ListedColumn.text("r.type"),
                    "baseScanType", ListedColumn.text("r.base_scan_type"));

    private ScanListTable() {}

    /// The scans as part of another list.
    static ListedPart part(String join) {
        return new ListedPart(ScanTable.TYPE, COLUMNS, "c.item", "c.variables", "c.xsi_type", join);
    }

    static ListedSource ofSession(long session) {
        return source(
                "Scans",
                Shortcuts.SCAN,
                DEFAULTS,
                GIVEN,
                part(""),
                """
                from scan c
                join experiment e on e.key = c.session_key and c.session_key = :session\
                """,
                "c.key",
                session);
    }

    static ListedSource reconstructionsOfSession(long session) {
        return source(
                "Reconstructions",
                Shortcuts.RECONSTRUCTION,
                RECONSTRUCTION_DEFAULTS,
                RECONSTRUCTION_GIVEN,
                new ListedPart(
                        ReconstructionTable.TYPE, RECONSTRUCTION_COLUMNS, "r.item", null, null, ""),
                """
                from reconstruction r
                join experiment e on e.key = r.session_key and r.session_key = :session\
                """,
                "r.key",
                session);
    }

    private static ListedSource source(
            String title,
            Shortcuts shortcuts,
            List<String> defaults,
            Map<String, ListedColumn> given,
            ListedPart part,
            String from,
            String key,
            long session) {
        Map<String, @Nullable Object> parameters = new HashMap<>(Map.of("session", session));
        return new ListedSource(
                title,
                shortcuts,
                defaults,
                given,
                List.of(part),
                from,
                List.of(),
                List.of(),
                key,
                parameters);
    }
}
