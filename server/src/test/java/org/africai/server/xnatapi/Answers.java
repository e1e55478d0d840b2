package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what the server answered.
final class Answers {
    private static final JsonMapper JSON = new JsonMapper();

    private Answers() {}

    /// The rows of a list, each by column.
    static List<Map<String, String>> rows(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode row : JSON.readTree(answer.body()).at("/ResultSet/Result")) {
            Map<String, String> cells = new LinkedHashMap<>();
            row.properties()
                    .forEach(cell -> {
                        assertThat(cell.getValue().isString()).as(cell.getKey()).isTrue();
                        cells.put(cell.getKey(), cell.getValue().stringValue());
                    });
            rows.add(cells);
        }
        return rows;
    }

    /// One column of a list.
    static List<String> column(HttpResponse<String> answer, String name) {
        return rows(answer).stream().map(row -> row.get(name)).toList();
    }

    /// The document in an answer.
    static JsonNode item(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).at("/items/0");
    }

    /// A field of the document in an answer; empty when it is not there.
    static String field(HttpResponse<String> answer, String path) {
        return item(answer).path("data_fields").path(path).asString("");
    }

    /// The nested documents under a path.
    static List<JsonNode> children(JsonNode item, String path) {
        List<JsonNode> children = new ArrayList<>();
        for (JsonNode child : item.path("children")) {
            if (child.path("field").asString("").equals(path)) {
                child.path("items").forEach(children::add);
            }
        }
        return children;
    }

    /// The custom variables of a document.
    static Map<String, String> variables(JsonNode item) {
        Map<String, String> variables = new LinkedHashMap<>();
        children(item, "fields/field")
                .forEach(v ->
                        variables.put(
                                v.at("/data_fields/name").asString(""),
                                v.at("/data_fields/field").asString("")));
        return variables;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
