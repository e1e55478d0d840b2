package org.africai.server.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Scope;
import org.africai.server.db.Sql;

/// How many things there are of each data type.
final class ElementTable {
    private final Sql sql;

    ElementTable(Sql sql) {
        this.sql = sql;
    }

    /// Counts by data type what belongs to the projects of a scope.
    ///
    /// @param seen the projects that are counted themselves
    Map<String, Long> counts(Scope seen, Scope read) {
        record Counted(String type, long n) {}
        List<Counted> all =
                read.bindTo(
                                sql.of(
                                        """
                                        select 'xnat:projectData' as type, count(*) as n
                                          from project
                                         where :seesAll or key = any(:seen)
                                        union all
                                        select 'xnat:subjectData', count(*)
                                          from subject
                                         where (:everything or project_key = any(:projects))
                                           and {subjects}
                                        union all
                                        select xsi_type, count(*)
                                          from experiment
                                         where (:everything or project_key = any(:projects))
                                           and {experiments}
                                         group by xsi_type
                                         order by 1\
                                        """
                                                .replace(
                                                        "{subjects}",
                                                        Scope.covers(
                                                                "project_key",
                                                                "'xnat:subjectData'"))
                                                .replace(
                                                        "{experiments}",
                                                        Scope.covers("project_key", "xsi_type"))))
                        .bind("seesAll", seen.everything())
                        .bind("seen", seen.keys())
                        .list(row -> new Counted(row.text("type"), row.number("n")));
        Map<String, Long> counts = new LinkedHashMap<>();
        all.forEach(counted -> counts.put(counted.type(), counted.n()));
        return counts;
    }
}
