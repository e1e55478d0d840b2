package org.africai.server.archive;

import static org.africai.server.archive.ListedColumn.moment;
import static org.africai.server.archive.ListedColumn.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Scope;
import org.africai.server.schema.Shortcuts;
import org.jspecify.annotations.Nullable;

/// Where lists of projects come from. What hangs on a project is shown where its data may be read,
/// which is in fewer projects than may be seen.
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
            Map.ofEntries(
                    Map.entry("URI", text("'/data/projects/' || p.id")),
                    Map.entry("prearc_code", ListedColumn.number("p.prearchive_code")),
                    Map.entry("proj_prearchive_code", ListedColumn.number("p.prearchive_code")),
                    Map.entry("proj_quarantine", ListedColumn.number("p.quarantine_code")),
                    Map.entry("accessibility", text("p.accessibility")),
                    Map.entry("project_access", text("p.accessibility")),
                    Map.entry("project_owners", text(people("owner"))),
                    Map.entry("project_members", text(people("member"))),
                    Map.entry("project_collaborators", text(people("collaborator"))),
                    Map.entry("subject_count", ListedColumn.number(subjects())),
                    Map.entry("mr_count", ListedColumn.number(sessions("xnat:mrSessionData"))),
                    Map.entry("ct_count", ListedColumn.number(sessions("xnat:ctSessionData"))),
                    Map.entry("pet_count", ListedColumn.number(sessions("xnat:petSessionData"))),
                    Map.entry("us_count", ListedColumn.number(sessions("xnat:usSessionData"))),
                    Map.entry("insert_date", moment("p.created_at")),
                    Map.entry("insert_user", text("p.created_by")),
                    Map.entry("last_modified", moment("p.changed_at")));

    private static final Map<String, ListedColumn> COLUMNS =
            Map.of(
                    "ID", text("p.id"),
                    "secondary_ID", text("p.secondary_id"),
                    "name", text("p.name"),
                    "description", text("p.description"),
                    "keywords", text("p.keywords"),
                    "aliases/alias/alias",
                            text(
                                    """
                                    (select string_agg(n.spelling, ', ' order by n.name)
                                       from project_name n
                                      where n.project_key = p.key and n.kind = 'alias')\
                                    """));

    private static final String READ = "(:readsAll or p.key = any(:read))";

    /// What a project says of its data is shown with them.
    private static final String ITEM =
            "(case when " + READ + " then p.item else p.item #- '{children,studyProtocol}' end)";

    private static final String VARIABLES = "(case when " + READ + " then p.variables end)";

    private static final List<ListedBranch> BRANCHES =
            List.of(
                    new ListedBranch(
                            SubjectTable.TYPE,
                            alias -> SubjectListTable.part(alias, "p.key", ""),
                            """
                            from subject {x}
                            where ({x}.project_key = p.key
                                   or exists (select 1 from subject_share h
                                               where h.subject_key = {x}.key
                                                 and h.project_key = p.key))
                              and \
                            """
                                    + READ
                                    + " and "
                                    + SubjectTable.covered("p.key"),
                            "{x}.key desc"),
                    ExperimentListTable.branch(ExperimentTable.TYPE, READ, "p.key"));

    private ProjectListTable() {}

    private static String people(String role) {
        return """
        (select string_agg(a.login, ', ' order by a.login)
           from membership m join account a on a.key = m.account_key
          where m.project_key = p.key and m.role = '%s'
            and (:readsAll or p.key = any(:read)))\
        """
                .formatted(role);
    }

    private static String subjects() {
        return """
        (select nullif(count(*), 0) from subject o
          where o.project_key = p.key and (:readsAll or p.key = any(:read)) and %s)\
        """
                .formatted(SubjectTable.covered("p.key"));
    }

    private static String sessions(String type) {
        return """
        (select nullif(count(*), 0) from experiment o
          where o.project_key = p.key and o.xsi_type = '%s'
            and (:readsAll or p.key = any(:read)) and %s)\
        """
                .formatted(type, Scope.covers("p.key", "'" + type + "'"));
    }

    /// The projects as part of another list: the one that a thing is shown in.
    static ListedPart part(String join) {
        return new ListedPart(
                ProjectTable.TYPE, Map.of(), COLUMNS, "p.item", "p.variables", null, join);
    }

    /// @param scope the projects listed
    /// @param read the projects whose data are shown as well
    /// @param reviewed the projects whose quarantined data are
    static ListedSource of(Scope scope, Scope read, Scope reviewed) {
        Map<String, @Nullable Object> parameters = new HashMap<>(ListingTable.bounds(scope));
        parameters.putAll(ListingTable.reviewed(reviewed));
        parameters.put("readsAll", read.everything());
        parameters.put("read", read.keys());
        parameters.put("limited", read.limited());
        parameters.put("typed", read.typed());
        ListedPart own =
                new ListedPart(ProjectTable.TYPE, GIVEN, COLUMNS, ITEM, VARIABLES, null, "");
        return new ListedSource(
                "Projects",
                Shortcuts.PROJECT,
                DEFAULTS,
                List.of(own),
                BRANCHES,
                "from project p",
                List.of("(:everything or p.key = any(:projects))"),
                List.of(),
                "p.key",
                read,
                parameters);
    }
}
