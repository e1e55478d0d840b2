package org.africai.server.archive;

import java.util.List;
import org.africai.server.access.Scope;
import org.africai.server.db.Sql;

/// Words in use.
final class VocabularyTable {
    private static final String COVERED = Scope.covers("e.project_key", "e.xsi_type");

    private final Sql sql;

    VocabularyTable(Sql sql) {
        this.sql = sql;
    }

    List<String> scanTypes(Scope scope) {
        return scope.bindTo(
                        sql.of(
                                """
                                select distinct c.type
                                  from scan c
                                  join experiment e on e.key = c.session_key
                                 where c.type is not null
                                   and (:everything or e.project_key = any(:projects))
                                   and {covered}
                                 order by c.type
                                 limit 10000\
                                """
                                        .replace("{covered}", COVERED)))
                .list(row -> row.text("type"));
    }

    List<String> scanners(Scope scope) {
        return scope.bindTo(
                        sql.of(
                                """
                                select distinct e.item #>> '{fields,scanner}' as scanner
                                  from experiment e
                                 where e.item #>> '{fields,scanner}' is not null
                                   and (:everything or e.project_key = any(:projects))
                                   and {covered}
                                 order by scanner
                                 limit 10000\
                                """
                                        .replace("{covered}", COVERED)))
                .list(row -> row.text("scanner"));
    }

    List<Investigator> investigators(Scope scope) {
        return scope.bindTo(
                        sql.of(
                                """
                                select distinct i ->> 'title' as title,
                                       i ->> 'firstname' as firstname,
                                       i ->> 'lastname' as lastname,
                                       i ->> 'institution' as institution,
                                       i ->> 'department' as department,
                                       i ->> 'email' as email,
                                       i ->> 'phone' as phone
                                  from project p
                                 cross join lateral (
                                       select jsonb_path_query(
                                           p.item, '$.children."PI"[*].fields') as i
                                       union all
                                       select jsonb_path_query(
                                           p.item,
                                           '$.children."investigators/investigator"[*].fields')
                                       ) f
                                 where :everything or p.key = any(:projects)
                                 order by lastname, firstname
                                 limit 10000\
                                """))
                .list(row ->
                        new Investigator(
                                row.textOrEmpty("title"),
                                row.textOrEmpty("firstname"),
                                row.textOrEmpty("lastname"),
                                row.textOrEmpty("institution"),
                                row.textOrEmpty("department"),
                                row.textOrEmpty("email"),
                                row.textOrEmpty("phone")));
    }
}
