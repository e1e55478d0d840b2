package org.africai.server.variables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Scope;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.schema.SimpleType;
import org.jspecify.annotations.Nullable;

/// Rows of the definitions of custom variables.
final class DefinitionTable {
    private final Sql sql;

    DefinitionTable(Sql sql) {
        this.sql = sql;
    }

    void replace(long project, List<Definition> definitions) {
        sql.of("delete from variable_definition where project_key = :project")
                .bind("project", project)
                .update();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Definition definition : definitions) {
            Map<String, @Nullable Object> row = new HashMap<>();
            row.put("project", project);
            row.put("type", definition.of());
            row.put("set", definition.set());
            row.put("name", definition.name());
            row.put("datatype", definition.type().word());
            row.put("required", definition.required());
            row.put("values", definition.possibleValues().toArray(String[]::new));
            rows.add(row);
        }
        sql.batch(
                """
                insert into variable_definition (project_key, data_type, set_id, name, datatype,
                                                 required, possible_values)
                values (:project, :type, :set, :name, :datatype, :required, :values)\
                """,
                rows);
    }

    /// What a project defines for things of any of the types.
    List<Definition> find(long project, List<String> types) {
        return sql.of(
                        """
                        select data_type, set_id, name, datatype, required, possible_values
                          from variable_definition
                         where project_key = :project and data_type = any(:types)
                         order by data_type, set_id, name\
                        """)
                .bind("project", project)
                .bind("types", types.toArray(String[]::new))
                .list(DefinitionTable::definition);
    }

    /// The datatypes on which the projects of a scope agree, by variable.
    Map<String, SimpleType> datatypes(Scope scope, List<String> types) {
        record Named(String name, SimpleType type) {}
        List<Named> all =
                scope.bindTo(
                                sql.of(
                                        """
                                        select name, min(datatype) as datatype
                                          from variable_definition
                                         where data_type = any(:types)
                                           and (:everything or project_key = any(:projects))
                                         group by name
                                        having min(datatype) = max(datatype)\
                                        """))
                        .bind("types", types.toArray(String[]::new))
                        .list(row -> new Named(row.text("name"), type(row).type()));
        Map<String, SimpleType> datatypes = new LinkedHashMap<>();
        all.forEach(named -> datatypes.put(named.name(), named.type()));
        return datatypes;
    }

    private static VariableType type(Row row) {
        return VariableType.named(row.text("datatype")).orElseThrow();
    }

    private static Definition definition(Row row) {
        return new Definition(
                row.text("data_type"),
                row.text("set_id"),
                row.text("name"),
                type(row),
                row.flag("required"),
                row.texts("possible_values"));
    }
}
