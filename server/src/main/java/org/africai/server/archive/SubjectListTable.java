package org.africai.server.archive;

import static org.africai.server.archive.ListedColumn.moment;
import static org.africai.server.archive.ListedColumn.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Scope;
import org.africai.server.schema.Shortcuts;
import org.jspecify.annotations.Nullable;

/// Where lists of subjects come from. Each subject is one row, in the view of one project
/// (`shown_in`): its own or one that it is shared into, which gives the row its project and label.
/// What a row shows of the subject's experiments and scans is what that project sees of them.
final class SubjectListTable {
    private static final List<String> DEFAULTS =
            List.of("ID", "project", "label", "insert_date", "insert_user", "URI");

    private static final Map<String, ListedColumn> GIVEN =
            Map.of(
                    "URI", text("'/data/subjects/' || {x}.id"),
                    "projects",
                            text("',<' || (select o.id from project o where o.key = {v}) || '>'"),
                    "status", text("'active'"),
                    "insert_date", moment("{x}.created_at"),
                    "insert_user", text("{x}.created_by"),
                    "last_modified", moment("{x}.changed_at"));

    private static final Map<String, ListedColumn> COLUMNS =
            Map.of(
                    "ID", text("{x}.id"),
                    "project", text("(select o.id from project o where o.key = {v})"),
                    "label",
                            text(
                                    """
                                    case when {x}.project_key = {v} then {x}.label
                                         else (select h.label from subject_share h
                                                where h.subject_key = {x}.key
                                                  and h.project_key = {v}) end\
                                    """));

    /// Each part comes in the order of the whole, so that the first rows of many are found without
    /// reading the others.
    private static final String IN_PROJECT =
            """
            from ((select s.*, s.label as shown_label, s.project_key as shown_in
                     from subject s where s.project_key = :asked and {covered}
                    order by {own})
                  union all
                  (select s.*, h.label, h.project_key
                     from subject_share h join subject s on s.key = h.subject_key
                    where h.project_key = :asked and {covered}
                    order by {shared})) s\
            """
                    .replace("{covered}", SubjectTable.covered("cast(:asked as bigint)"));

    private static final String IN_SCOPE =
            """
            from ((select s.*, s.label as shown_label, s.project_key as shown_in
                     from subject s
                    where (:everything or s.project_key = any(:projects)) and {own}
                    order by s.key)
                  union all
                  (select distinct on (h.subject_key) s.*, h.label, h.project_key
                     from subject_share h
                     join subject s on s.key = h.subject_key
                    where not :everything
                      and h.project_key = any(:projects) and {shared}
                      and (s.project_key <> all(:projects) or not {own})
                    order by h.subject_key, h.project_key)) s\
            """
                    .replace("{own}", SubjectTable.covered("s.project_key"))
                    .replace("{shared}", SubjectTable.covered("h.project_key"));

    private static final String VIEW = "s.shown_in";

    private static final ListedPart PART = own();

    private static final ListedBranch EXPERIMENTS =
            ExperimentListTable.branch(ExperimentTable.TYPE, "{x}.subject_key = s.key", VIEW);

    private static final ListedBranch SCANS =
            ScanListTable.branch("{x}e.subject_key = s.key", VIEW);

    private SubjectListTable() {}

    private static ListedPart own() {
        Map<String, ListedColumn> columns = new HashMap<>(COLUMNS);
        columns.put("label", text("s.shown_label"));
        return new ListedPart(
                SubjectTable.TYPE,
                ListedColumn.under("s", VIEW, GIVEN),
                ListedColumn.under("s", VIEW, columns),
                "s.item",
                "s.variables",
                null,
                "");
    }

    /// The subject as part of another list.
    ///
    /// @param view SQL of the key of the project in whose view a row is
    static ListedPart part(String alias, String view, String join) {
        return new ListedPart(
                SubjectTable.TYPE,
                ListedColumn.under(alias, view, GIVEN),
                ListedColumn.under(alias, view, COLUMNS),
                alias + ".item",
                alias + ".variables",
                null,
                join);
    }

    /// @param project the project, with its limits
    static ListedSource inProject(Scope project, Scope reviewed) {
        return source(IN_PROJECT, project, ExperimentListTable.asked(project), reviewed);
    }

    static ListedSource inScope(Scope scope, Scope reviewed) {
        return source(IN_SCOPE, scope, ListingTable.bounds(scope), reviewed);
    }

    private static ListedSource source(
            String from, Scope projects, Map<String, ?> parameters, Scope reviewed) {
        Map<String, @Nullable Object> bound = new HashMap<>(parameters);
        bound.putAll(ListingTable.reviewed(reviewed));
        return new ListedSource(
                "Subjects",
                Shortcuts.SUBJECT,
                DEFAULTS,
                List.of(PART, ProjectListTable.part("join project p on p.key = s.shown_in")),
                List.of(EXPERIMENTS, SCANS),
                from,
                List.of(),
                List.of(),
                "s.key",
                projects,
                bound);
    }
}
