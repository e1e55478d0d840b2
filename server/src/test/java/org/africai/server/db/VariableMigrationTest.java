package org.africai.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Definitions of custom variables that were in documents before there was a table for them.
class VariableMigrationTest {
    @RegisterExtension static final TestDatabase database = new TestDatabase();

    private static final String PROJECT =
            """
            {"xsiType": "xnat:projectData", "children": {"studyProtocol": [{
              "xsiType": "xnat:datatypeProtocol",
              "fields": {"ID": "P_xnat_subjectData", "data-type": "xnat:subjectData"},
              "children": {"definitions/definition": [{
                "xsiType": "xnat:fieldDefinitionGroup", "fields": {"ID": "clin"},
                "children": {"fields/field": [
                  {"xsiType": "x", "fields": {"name": "nodes", "datatype": "int", "required": "true"},
                   "children": {"possibleValues/possibleValue": [
                     {"xsiType": "y", "fields": {"possibleValue": "1"}},
                     {"xsiType": "y", "fields": {"possibleValue": "2"}}]}},
                  {"xsiType": "x", "fields": {"name": "odd", "datatype": "colour"}},
                  {"xsiType": "x", "fields": {"name": "xnats", "type": "standard"}},
                  {"xsiType": "x", "fields": {"datatype": "string"}}]}}]}}]}}
            """;

    @Test
    void they_are_taken_over() throws IOException {
        Sql sql = database.sql();
        sql.of("insert into project (id, name, item, created_by) values ('A', 'A', '{}', 'x')")
                .update();
        sql.of(
                        """
                        insert into project (id, name, item, created_by)
                        values ('P', 'P', cast(:item as jsonb), 'x')\
                        """)
                .bind("item", PROJECT)
                .update();

        sql.of(takeover()).update();

        assertThat(
                        sql.of(
                                        """
                                        select concat_ws(' ', data_type, set_id, name, datatype,
                                                         required, possible_values) as line
                                          from variable_definition
                                         order by name\
                                        """)
                                .list(row -> row.text("line")))
                .containsExactly(
                        "xnat:subjectData clin nodes integer t {1,2}",
                        "xnat:subjectData clin odd string f {}");
    }

    /// The statement of the script.
    private static String takeover() throws IOException {
        var script = VariableMigrationTest.class.getResource("/db/migration/V4__variables.sql");
        try (var in = Objects.requireNonNull(script).openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int begin = text.indexOf("insert into variable_definition");
            return text.substring(begin, text.indexOf(';', begin));
        }
    }
}
