package org.africai.server.archive;

import static org.africai.server.archive.ListedColumn.moment;
import static org.africai.server.archive.ListedColumn.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.africai.server.access.Scope;
import org.africai.server.schema.Shortcuts;
import org.jspecify.annotations.Nullable;

/// Where lists of experiments and assessors come from. Each experiment is one row, in the view of
/// one project (`shown_in`): its own or one that it is shared into, which gives the row its project
/// and label. What a row shows of the experiment's subject and session is also what that project
/// sees of them.
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

    private static final String PROJECT_ID = "(select o.id from project o where o.key = {v})";

    private static final String LABEL =
            """
            case when {x}.project_key = {v} then {x}.label
                 else (select h.label from experiment_share h
                        where h.experiment_key = {x}.key and h.project_key = {v}) end\
            """;

    private static final String SUBJECT_ID =
            "(select o.id from subject o where o.key = {x}.subject_key)";

    private static final String SUBJECT_LABEL =
            """
            (select case when o.project_key = {v} then o.label else h.label end
               from subject o
               left join subject_share h
                 on h.subject_key = o.key and h.project_key = {v}
              where o.key = {x}.subject_key)\
            """;

    private static final String SESSION_ID =
            "(select o.id from experiment o where o.key = {x}.session_key)";

    private static final String SESSION_LABEL =
            """
            (select case when o.project_key = {v} then o.label else h.label end
               from experiment o
               left join experiment_share h
                 on h.experiment_key = o.key and h.project_key = {v}
              where o.key = {x}.session_key)\
            """;

    private static final Map<String, ListedColumn> GIVEN =
            Map.ofEntries(
                    Map.entry("URI", text("'/data/experiments/' || {x}.id")),
                    Map.entry("xsiType", text("{x}.xsi_type")),
                    Map.entry("status", text("{x}.status")),
                    Map.entry("projects", text("',<' || " + PROJECT_ID + " || '>'")),
                    Map.entry("subject_ID", text(SUBJECT_ID)),
                    Map.entry("subject_label", text(SUBJECT_LABEL)),
                    Map.entry("subject_project", text(PROJECT_ID)),
                    Map.entry("session_ID", text(SESSION_ID)),
                    Map.entry("session_label", text(SESSION_LABEL)),
                    Map.entry("session_project", text(PROJECT_ID)),
                    Map.entry("insert_date", moment("{x}.created_at")),
                    Map.entry("insert_user", text("{x}.created_by")),
                    Map.entry("last_modified", moment("{x}.changed_at")));

    private static final Map<String, ListedColumn> COLUMNS =
            Map.of(
                    "ID", text("{x}.id"),
                    "project", text(PROJECT_ID),
                    "label", text(LABEL),
                    "subject_ID", text(SUBJECT_ID),
                    "imageSession_ID", text(SESSION_ID),
                    "date", ListedColumn.date("{x}.date"),
                    "time", ListedColumn.time("{x}.time"),
                    "UID", text("{x}.uid"),
                    "modality", text("{x}.modality"));

    private static final String VIEW = "e.shown_in";

    /// What a project sees of experiments: its own and those shared into it, and what is
    /// quarantined only by those with a role in it.
    private static final String SEEN =
            """
            ({x}.project_key = {v}
              or exists (select 1 from experiment_share h
                          where h.experiment_key = {x}.key and h.project_key = {v}))
             and \
            """
                    + ListingTable.shown("{x}", "{v}")
                    + " and "
                    + Scope.covers("{v}", "{x}.xsi_type");

    private static final ListedPart PART = own();

    /// The experiment's subject, where it lives in the project that the row is shown in and is read
    /// there.
    private static final ListedPart SUBJECT =
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
                            + SubjectTable.covered("e.shown_in"));

    /// The session that an assessor is about.
    private static final ListedPart SESSION =
            part(
                    "m",
                    VIEW,
                    ExperimentTable.IMAGE_SESSION,
                    "left join experiment m on m.key = e.session_key and m.xsi_type = any(:types)"
                            + " and "
                            + ListedColumn.under("m", VIEW, SEEN));

    /// One row for each of a session's scans.
    private static final ListedPart SCANS =
            ScanListTable.part(
                    "c", VIEW, "join scan c on c.session_key = e.key and c.xsi_type = any(:types)");

    private static final ListedPart PROJECT =
            ProjectListTable.part("join project p on p.key = e.shown_in");

    /// The assessors of a session, its scans, and what else was examined of its subject.
    private static final List<ListedBranch> BRANCHES =
            List.of(
                    branch(ExperimentTable.IMAGE_ASSESSOR, "{x}.session_key = e.key", VIEW),
                    ScanListTable.branch("{x}.session_key = coalesce(e.session_key, e.key)", VIEW),
                    branch(ExperimentTable.TYPE, "{x}.subject_key = e.subject_key", VIEW));

    /// Each part comes in the order of the whole, so that the first rows of many are found without
    /// reading the others.
    static final String IN_PROJECT =
            """
            from ((select e.*, e.label as shown_label, e.project_key as shown_in
                     from experiment e where e.project_key = :asked and {covered}
                    order by {own})
                  union all
                  (select e.*, h.label, h.project_key
                     from experiment_share h join experiment e on e.key = h.experiment_key
                    where h.project_key = :asked and {covered}
                    order by {shared})) e\
            """
                    .replace("{covered}", Scope.covers("cast(:asked as bigint)", "e.xsi_type"));

    static final String IN_SCOPE =
            """
            from ((select e.*, e.label as shown_label, e.project_key as shown_in
                     from experiment e
                    where (:everything or e.project_key = any(:projects)) and {own}
                    order by e.key)
                  union all
                  (select distinct on (h.experiment_key) e.*, h.label, h.project_key
                     from experiment_share h
                     join experiment e on e.key = h.experiment_key
                    where not :everything
                      and h.project_key = any(:projects) and {shared}
                      and (e.project_key <> all(:projects) or not {own})
                    order by h.experiment_key, h.project_key)) e\
            """
                    .replace("{own}", Scope.covers("e.project_key", "e.xsi_type"))
                    .replace("{shared}", Scope.covers("h.project_key", "e.xsi_type"));

    /// Those that hang on no session.
    private static final String NO_ASSESSORS = "e.session_key is null";

    /// What is quarantined is shown to those with a role in the project of the row.
    static final String SHOWN = ListingTable.shown("e", VIEW);

    private static final String OF_SUBJECT = "e.subject_key = :subject";
    private static final String OF_SESSION = "e.session_key = :session";

    private ExperimentListTable() {}

    private static ListedPart own() {
        Map<String, ListedColumn> columns = new HashMap<>(COLUMNS);
        columns.put("label", text("e.shown_label"));
        return new ListedPart(
                ExperimentTable.TYPE,
                ListedColumn.under("e", VIEW, GIVEN),
                ListedColumn.under("e", VIEW, columns),
                "e.item",
                "e.variables",
                "e.xsi_type",
                "");
    }

    /// Experiments as part of another list.
    ///
    /// @param view SQL of the key of the project in whose view a row is
    /// @param base which experiments
    static ListedPart part(String alias, String view, String base, String join) {
        return new ListedPart(
                base,
                ListedColumn.under(alias, view, GIVEN),
                ListedColumn.under(alias, view, COLUMNS),
                alias + ".item",
                alias + ".variables",
                alias + ".xsi_type",
                join);
    }

    /// Experiments of which a row of another list may have several.
    ///
    /// @param link SQL that finds those of a row, `{x}` being the experiment
    static ListedBranch branch(String base, String link, String view) {
        return new ListedBranch(
                base,
                alias -> part(alias, view, base, ""),
                "from experiment {x} where " + link + " and " + SEEN.replace("{v}", view),
                "{x}.date desc nulls last, {x}.key desc");
    }

    /// @param reviewed the projects whose quarantined experiments are shown
    /// @param project the project, with its limits
    static ListedSource inProject(Scope project, Scope reviewed) {
        return source(IN_PROJECT, List.of(), project, asked(project), reviewed);
    }

    static ListedSource inScope(Scope scope, Scope reviewed) {
        return source(IN_SCOPE, List.of(), scope, ListingTable.bounds(scope), reviewed);
    }

    static ListedSource ofSubjectInProject(Scope project, long subject, Scope reviewed) {
        Map<String, Object> parameters = asked(project);
        parameters.put("subject", subject);
        return source(IN_PROJECT, List.of(OF_SUBJECT), project, parameters, reviewed);
    }

    static ListedSource ofSubject(Scope scope, long subject, Scope reviewed) {
        Map<String, Object> parameters = new HashMap<>(ListingTable.bounds(scope));
        parameters.put("subject", subject);
        return source(IN_SCOPE, List.of(OF_SUBJECT), scope, parameters, reviewed);
    }

    static ListedSource ofSession(Scope scope, long session, Scope reviewed) {
        Map<String, Object> parameters = new HashMap<>(ListingTable.bounds(scope));
        parameters.put("session", session);
        ListedSource all = source(IN_SCOPE, List.of(OF_SESSION), scope, parameters, reviewed);
        return new ListedSource(
                "Assessors",
                all.shortcuts(),
                ASSESSOR_DEFAULTS,
                all.parts(),
                all.branches(),
                all.from(),
                all.where(),
                List.of(),
                all.key(),
                all.projects(),
                all.parameters());
    }

    /// The list as a search has it: one row for an experiment, however many scans it has.
    ///
    /// @param assessors whether it may hold assessors, which then know of their session
    static ListedSource searched(ListedSource list, boolean assessors) {
        return list.withParts(
                assessors
                        ? List.of(PART, SUBJECT, PROJECT, SESSION)
                        : List.of(PART, SUBJECT, PROJECT));
    }

    /// Parameters of what is in the view of the one project of a scope.
    static Map<String, Object> asked(Scope project) {
        Map<String, Object> parameters = new HashMap<>(ListingTable.bounds(project));
        parameters.put("asked", project.projects().getFirst());
        return parameters;
    }

    private static ListedSource source(
            String from,
            List<String> where,
            Scope projects,
            Map<String, ?> parameters,
            Scope reviewed) {
        Map<String, @Nullable Object> bound = new HashMap<>(parameters);
        bound.putAll(ListingTable.reviewed(reviewed));
        return new ListedSource(
                "Experiments",
                Shortcuts.EXPERIMENT,
                DEFAULTS,
                List.of(PART, SUBJECT, PROJECT, SCANS),
                BRANCHES,
                from,
                Stream.concat(Stream.of(SHOWN), where.stream()).toList(),
                List.of(NO_ASSESSORS),
                "e.key",
                projects,
                bound);
    }
}
