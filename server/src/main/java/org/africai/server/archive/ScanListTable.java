package org.africai.server.archive;

import static org.africai.server.archive.ListedColumn.moment;
import static org.africai.server.archive.ListedColumn.number;
import static org.africai.server.archive.ListedColumn.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Scope;
import org.africai.server.schema.Shortcuts;
import org.jspecify.annotations.Nullable;

/// Where lists of scans and of a session's reconstructions come from. A scan is seen where its
/// session is.
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

    private static final String SESSION_ID =
            "(select o.id from experiment o where o.key = {x}.session_key)";

    private static final Map<String, ListedColumn> GIVEN =
            Map.of(
                    "URI",
                            text(
                                    """
                                    '/data/experiments/' || %s || '/scans/' || {x}.id\
                                    """
                                            .formatted(SESSION_ID)),
                    "xsiType", text("{x}.xsi_type"),
                    "xnat_imagescandata_id", number("{x}.key"),
                    "insert_date", moment("{x}.created_at"),
                    "insert_user", text("{x}.created_by"),
                    "last_modified", moment("{x}.changed_at"));

    private static final Map<String, ListedColumn> COLUMNS =
            Map.of(
                    "xnat_imagescandata_id", number("{x}.key"),
                    "image_session_ID", text(SESSION_ID),
                    "ID", text("{x}.id"),
                    "type", text("{x}.type"),
                    "quality", text("{x}.quality"),
                    "series_description", text("{x}.series_description"),
                    "modality", text("{x}.modality"),
                    "UID", text("{x}.uid"),
                    "frames", number("{x}.frames"));

    private static final List<String> RECONSTRUCTION_DEFAULTS =
            List.of("xnat_reconstructedimagedata_id", "ID", "type", "baseScanType", "URI");

    private static final Map<String, ListedColumn> RECONSTRUCTION_GIVEN =
            Map.of(
                    "URI",
                            text(
                                    """
                                    '/data/experiments/' || e.id || '/reconstructions/' || r.id\
                                    """),
                    "xsiType", text("'xnat:reconstructedImageData'"),
                    "xnat_reconstructedimagedata_id", number("r.key"),
                    "insert_date", moment("r.created_at"),
                    "insert_user", text("r.created_by"));

    private static final Map<String, ListedColumn> RECONSTRUCTION_COLUMNS =
            Map.of(
                    "xnat_reconstructedimagedata_id", number("r.key"),
                    "image_session_ID", text("e.id"),
                    "ID", text("r.id"),
                    "type", text("r.type"),
                    "baseScanType", text("r.base_scan_type"));

    private static final String VIEW = "e.shown_in";

    private static final List<ListedPart> PARTS =
            List.of(
                    own(),
                    ExperimentListTable.part("e", VIEW, ExperimentTable.IMAGE_SESSION, ""),
                    SubjectListTable.part(
                            "s",
                            VIEW,
                            """
                            left join subject s
                              on s.key = e.subject_key
                             and (s.project_key = e.shown_in
                                  or exists (select 1 from subject_share o
                                              where o.subject_key = s.key
                                                and o.project_key = e.shown_in))
                             and \
                            """
                                    + SubjectTable.covered("e.shown_in")),
                    ProjectListTable.part("join project p on p.key = e.shown_in"));

    private ScanListTable() {}

    /// The scans of a list of their own, which shows where their sessions are seen.
    private static ListedPart own() {
        Map<String, ListedColumn> given = new HashMap<>(GIVEN);
        given.put("project", text("(select o.id from project o where o.key = {v})"));
        given.put("session_ID", text("e.id"));
        given.put("session_label", text("e.shown_label"));
        return new ListedPart(
                ScanTable.TYPE,
                ListedColumn.under("c", VIEW, given),
                ListedColumn.under("c", VIEW, COLUMNS),
                "c.item",
                "c.variables",
                "c.xsi_type",
                "");
    }

    /// The scans as part of another list.
    ///
    /// @param view SQL of the key of the project in whose view a row is
    static ListedPart part(String alias, String view, String join) {
        return new ListedPart(
                ScanTable.TYPE,
                ListedColumn.under(alias, view, GIVEN),
                ListedColumn.under(alias, view, COLUMNS),
                alias + ".item",
                alias + ".variables",
                alias + ".xsi_type",
                join);
    }

    /// Scans of which a row of another list may have several.
    ///
    /// @param link SQL that finds those of a row, `{x}` being the scan and `{x}e` its session
    static ListedBranch branch(String link, String view) {
        return new ListedBranch(
                ScanTable.TYPE,
                alias -> part(alias, view, ""),
                """
                from scan {x} join experiment {x}e on {x}e.key = {x}.session_key
                where {link}
                  and ({x}e.project_key = {v}
                       or exists (select 1 from experiment_share h
                                   where h.experiment_key = {x}e.key and h.project_key = {v}))
                  and {shown} and {covered}\
                """
                        .replace("{shown}", ListingTable.shown("{x}e", "{v}"))
                        .replace("{covered}", Scope.covers("{v}", "{x}e.xsi_type"))
                        .replace("{link}", link)
                        .replace("{v}", view),
                "{x}e.date desc nulls last, {x}.key desc");
    }

    static ListedSource ofSession(long session) {
        return source(
                "Scans",
                Shortcuts.SCAN,
                DEFAULTS,
                part("c", "e.project_key", ""),
                """
                from scan c
                join experiment e on e.key = c.session_key and c.session_key = :session\
                """,
                "c.key",
                session);
    }

    /// All scans of the sessions that live in one of the scope's projects.
    ///
    /// @param reviewed the projects whose quarantined sessions are shown
    static ListedSource inScope(Scope scope, Scope reviewed) {
        return ofSessions(
                ExperimentListTable.IN_SCOPE, scope, ListingTable.bounds(scope), reviewed);
    }

    /// All scans of a project's sessions, and of those shared into it.
    ///
    /// @param project the project, with its limits
    static ListedSource inProject(Scope project, Scope reviewed) {
        return ofSessions(
                ExperimentListTable.IN_PROJECT
                        .replace("{own}", "e.key")
                        .replace("{shared}", "e.key"),
                project,
                ExperimentListTable.asked(project),
                reviewed);
    }

    private static ListedSource ofSessions(
            String sessions, Scope projects, Map<String, ?> parameters, Scope reviewed) {
        Map<String, @Nullable Object> bound = new HashMap<>(parameters);
        bound.putAll(ListingTable.reviewed(reviewed));
        return new ListedSource(
                "Scans",
                Shortcuts.SCAN,
                DEFAULTS,
                PARTS,
                List.of(
                        ExperimentListTable.branch(
                                ExperimentTable.IMAGE_ASSESSOR, "{x}.session_key = e.key", VIEW)),
                sessions + "\njoin scan c on c.session_key = e.key",
                List.of(ExperimentListTable.SHOWN),
                List.of(),
                "e.key, c.key",
                projects,
                bound);
    }

    static ListedSource reconstructionsOfSession(long session) {
        return source(
                "Reconstructions",
                Shortcuts.RECONSTRUCTION,
                RECONSTRUCTION_DEFAULTS,
                new ListedPart(
                        ReconstructionTable.TYPE,
                        RECONSTRUCTION_GIVEN,
                        RECONSTRUCTION_COLUMNS,
                        "r.item",
                        null,
                        null,
                        ""),
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
            ListedPart part,
            String from,
            String key,
            long session) {
        Map<String, @Nullable Object> parameters = new HashMap<>(Map.of("session", session));
        return new ListedSource(
                title,
                shortcuts,
                defaults,
                List.of(part),
                List.of(),
                from,
                List.of(),
                List.of(),
                key,
                Scope.EVERYTHING,
                parameters);
    }
}
