package org.africai.server.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Scope;
import org.africai.server.schema.Shortcuts;
import org.jspecify.annotations.Nullable;

/// Where lists of subjects come from. Each subject is one row, in the view `v` of one project: its
/// own or one that it is shared into, which gives the row its project and label.
final class SubjectListTable {
    private static final List<String> DEFAULTS =
            List.of("ID", "project", "label", "insert_date", "insert_user", "URI");

    private static final Map<String, ListedColumn> GIVEN =
            Map.of(
                    "URI", ListedColumn.text("'/data/subjects/' || s.id"),
                    "insert_date", ListedColumn.moment("s.created_at"),
                    "insert_user", ListedColumn.text("s.created_by"),
                    "last_modified", ListedColumn.moment("s.changed_at"));

    private static final Map<String, ListedColumn> COLUMNS =
            Map.of(
                    "ID", ListedColumn.text("s.id"),
                    "project",
                            ListedColumn.text(
                                    "(select o.id from project o where o.key = v.project_key)"),
                    "label", ListedColumn.text("v.label"));

    private static final String IN_PROJECT =
            """
            from (select key, label, project_key from subject where project_key = :asked
                  union all
                  select subject_key, label, project_key from subject_share
                   where project_key = :asked) v
            join subject s on s.key = v.key\
            """;

    private static final String IN_SCOPE =
            """
            from (select key, label, project_key from subject
                   where :everything or project_key = any(:projects)
                  union all
                  (select distinct on (h.subject_key) h.subject_key, h.label, h.project_key
                     from subject_share h
                     join subject o on o.key = h.subject_key
                    where not :everything
                      and h.project_key = any(:projects)
                      and o.project_key <> all(:projects)
                    order by h.subject_key, h.project_key)) v
            join subject s on s.key = v.key\
            """;

    private static final ListedPart PART =
            new ListedPart(SubjectTable.TYPE, COLUMNS, "s.item", "s.variables", null, "");

    private SubjectListTable() {}

    static ListedSource inProject(long project) {
        return source(IN_PROJECT, Map.of("asked", project));
    }

    static ListedSource inScope(Scope scope) {
        return source(IN_SCOPE, ListingTable.bounds(scope));
    }

    private static ListedSource source(String from, Map<String, ?> parameters) {
        Map<String, @Nullable Object> bound = new HashMap<>(parameters);
        return new ListedSource(
                "Subjects",
                Shortcuts.SUBJECT,
                DEFAULTS,
                GIVEN,
                List.of(PART, ProjectListTable.part("join project p on p.key = v.project_key")),
                from,
                List.of(),
                List.of(),
                "s.key",
                bound);
    }
}
