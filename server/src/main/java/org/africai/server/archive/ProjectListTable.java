package org.africai.server.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Scope;
import org.africai.server.schema.Shortcuts;
import org.jspecify.annotations.Nullable;

/// Where lists of projects come from.
final class ProjectListTable {
    private static final List<String> DEFAULTS =
            List.of(
                    "ID",
                    "secondary_ID",
                    "name",
                    "description",
                    "pi_firstname",
                    "pi_lastname",
                    "URI");

    private static final Map<String, ListedColumn> GIVEN =
            Map.of(
                    "URI", ListedColumn.text("'/data/projects/' || p.id"),
                    "accessibility", ListedColumn.text("p.accessibility"),
                    "project_access", ListedColumn.text("p.accessibility"),
                    "insert_date", ListedColumn.moment("p.created_at"),
                    "insert_user", ListedColumn.text("p.created_by"),
                    "last_modified", ListedColumn.moment("p.changed_at"));

    private static final Map<String, ListedColumn> COLUMNS =
            Map.of(
                    "ID", ListedColumn.text("p.id"),
                    "secondary_ID", ListedColumn.text("p.secondary_id"),
                    "name", ListedColumn.text("p.name"),
                    "description", ListedColumn.text("p.description"),
                    "keywords", ListedColumn.text("p.keywords"),
                    "aliases/alias/alias",
                            ListedColumn.text(
                                    """
                                    (select string_agg(n.spelling, ', ' order by n.name)
                                       from project_name n
                                      where n.project_key = p.key and n.kind = 'alias')\
                                    """));

    /// The projects as part of another list: the one that a thing is shown in.
    static ListedPart part(String join) {
        return new ListedPart(ProjectTable.TYPE, COLUMNS, "p.item", "p.variables", null, join);
    }

    private ProjectListTable() {}

    static ListedSource of(Scope scope) {
        Map<String, @Nullable Object> parameters = new HashMap<>(ListingTable.bounds(scope));
        return new ListedSource(
                "Projects",
                Shortcuts.PROJECT,
                DEFAULTS,
                GIVEN,
                List.of(part("")),
                "from project p",
                List.of("(:everything or p.key = any(:projects))"),
                List.of(),
                "p.key",
                parameters);
    }
}
