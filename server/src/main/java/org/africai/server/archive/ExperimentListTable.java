package org.africai.server.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.africai.server.access.Scope;
import org.africai.server.schema.Shortcuts;
import org.jspecify.annotations.Nullable;

/// Where lists of experiments and assessors come from. Each experiment is one row, in the view `v`
/// of one project: its own or one that it is shared into, which gives the row its project and
/// label. What a row shows of the experiment's subject and session is also what that project sees
/// of them.
final class ExperimentListTable {
    private static final List<String> DEFAULTS =
            List.of("ID", "project", "date", "xsiType", "label", "insert_date", "URI");

    private static final List<String> ASSESSOR_DEFAULTS =
            List.of(
                    "ID",
                    "project",
                    "label",
                    "date",
                    "xsiType",
                    "insert_date",
                    "session_ID",
                    "session_label",
                    "URI");

    private static final String PROJECT_ID =
            "(select o.id from project o where o.key = v.project_key)";

    private static final String SUBJECT_LABEL =
            """
            (select case when o.project_key = v.project_key then o.label else h.label end
               from subject o
               left join subject_share h
                 on h.subject_key = o.key and h.project_key = v.project_key
              where o.key = e.subject_key)\
            """;

    private static final String SESSION_LABEL =
            """
            (select case when o.project_key = v.project_key then o.label else h.label end
               from experiment o
               left join experiment_share h
                 on h.experiment_key = o.key and h.project_key = v.project_key
              where o.key = e.session_key)\
            """;

    private static final Map<String, ListedColumn> GIVEN =
            Map.ofEntries(
                    Map.entry("URI", ListedColumn.text("'/data/experiments/' || e.id")),
                    Map.entry("xsiType", ListedColumn.text("e.xsi_type")),
                    Map.entry("status", ListedColumn.text("e.status")),
                    Map.entry("subject_label", ListedColumn.text(SUBJECT_LABEL)),
                    Map.entry("subject_project", ListedColumn.text(PROJECT_ID)),
                    Map.entry(
                            "session_ID",
                            ListedColumn.text(
                                    "(select o.id from experiment o where o.key = e.session_key)")),
                    Map.entry("session_label", ListedColumn.text(SESSION_LABEL)),
                    Map.entry("session_project", ListedColumn.text(PROJECT_ID)),
                    Map.entry("insert_date", ListedColumn.moment("e.created_at")),
                    Map.entry("insert_user", ListedColumn.text("e.created_by")),
                    Map.entry("last_modified", ListedColumn.moment("e.changed_at")));

    private static final Map<String, ListedColumn> COLUMNS =
            Map.of(
                    "ID", ListedColumn.text("e.id"),
                    "project", ListedColumn.text(PROJECT_ID),
                    "label", ListedColumn.text("v.label"),
                    "subject_ID",
                            ListedColumn.text(
                                    "(select o.id from subject o where o.key = e.subject_key)"),
                    "imageSession_ID",
                            ListedColumn.text(
                                    "(select o.id from experiment o where o.key = e.session_key)"),
                    "date", ListedColumn.date("e.date"),
                    "time", ListedColumn.time("e.time"),
                    "UID", ListedColumn.text("e.uid"),
                    "modality", ListedColumn.text("e.modality"));

    private static final ListedPart PART =
            new ListedPart(
                    ExperimentTable.TYPE, COLUMNS, "e.item", "e.variables", "e.xsi_type", "");

    /// The experiment's subject, where it lives in the project that the row is shown in.
    private static final ListedPart SUBJECT =
            new ListedPart(
                    SubjectTable.TYPE,
                    Map.of(
                            "ID", ListedColumn.text("s.id"),
                            "project", ListedColumn.text(PROJECT_ID),
                            "label", ListedColumn.text(SUBJECT_LABEL)),
                    "s.item",
                    "s.variables",
                    null,
                    """
                    left join subject s
                      on s.key = e.subject_key
                     and (s.project_key = v.project_key
                          or exists (select 1 from subject_share o
                                      where o.subject_key = s.key
                                        and o.project_key = v.project_key))\
                    """);

    /// One row for each of a session's scans.
    private static final ListedPart SCANS =
            ScanListTable.part("join scan c on c.session_key = e.key and c.xsi_type = any(:types)");

    private static final List<ListedPart> PARTS =
            List.of(
                    PART,
                    SUBJECT,
                    ProjectListTable.part("join project p on p.key = v.project_key"),
                    SCANS);

    private static final String IN_PROJECT =
            """
            from (select key, label, project_key from experiment where project_key = :asked
                  union all
                  select experiment_key, label, project_key from experiment_share
                   where project_key = :asked) v
            join experiment e on e.key = v.key\
            """;

    private static final String IN_SCOPE =
            """
            from (select key, label, project_key from experiment
                   where :everything or project_key = any(:projects)
                  union all
                  (select distinct on (h.experiment_key) h.experiment_key, h.label, h.project_key
                     from experiment_share h
                     join experiment o on o.key = h.experiment_key
                    where not :everything
                      and h.project_key = any(:projects)
                      and o.project_key <> all(:projects)
                    order by h.experiment_key, h.project_key)) v
            join experiment e on e.key = v.key\
            """;

    /// Those that hang on no session.
    private static final String NO_ASSESSORS = "e.session_key is null";

    /// What is quarantined is shown to those with a role in the project of the row.
    private static final String SHOWN =
            """
            (e.status <> 'quarantine' or :reviewsAll or v.project_key = any(:reviewed))\
            """;

    private static final String OF_SUBJECT = "e.subject_key = :subject";
    private static final String OF_SESSION = "e.session_key = :session";

    private ExperimentListTable() {}

    /// @param reviewed the projects whose quarantined experiments are shown
    static ListedSource inProject(long project, Scope reviewed) {
        return source(IN_PROJECT, List.of(), Map.of("asked", project), reviewed);
    }

    static ListedSource inScope(Scope scope, Scope reviewed) {
        return source(IN_SCOPE, List.of(), ListingTable.bounds(scope), reviewed);
    }

    static ListedSource ofSubject(long project, long subject, Scope reviewed) {
        Map<String, Object> parameters = Map.of("asked", project, "subject", subject);
        return source(IN_PROJECT, List.of(OF_SUBJECT), parameters, reviewed);
    }

    static ListedSource ofSubject(Scope scope, long subject, Scope reviewed) {
        Map<String, Object> parameters = new HashMap<>(ListingTable.bounds(scope));
        parameters.put("subject", subject);
        return source(IN_SCOPE, List.of(OF_SUBJECT), parameters, reviewed);
    }

    static ListedSource ofSession(Scope scope, long session, Scope reviewed) {
        Map<String, Object> parameters = new HashMap<>(ListingTable.bounds(scope));
        parameters.put("session", session);
        ListedSource all = source(IN_SCOPE, List.of(OF_SESSION), parameters, reviewed);
        return new ListedSource(
                "Assessors",
                all.shortcuts(),
                ASSESSOR_DEFAULTS,
                all.given(),
                all.parts(),
                all.from(),
                all.where(),
                List.of(),
                all.key(),
                all.parameters());
    }

    private static ListedSource source(
            String from, List<String> where, Map<String, ?> parameters, Scope reviewed) {
        Map<String, @Nullable Object> bound = new HashMap<>(parameters);
        bound.put("reviewsAll", reviewed.everything());
        bound.put("reviewed", ListingTable.keys(reviewed));
        return new ListedSource(
                "Experiments",
                Shortcuts.EXPERIMENT,
                DEFAULTS,
                GIVEN,
                PARTS,
                from,
                Stream.concat(Stream.of(SHOWN), where.stream()).toList(),
                List.of(NO_ASSESSORS),
                "e.key",
                bound);
    }
}
