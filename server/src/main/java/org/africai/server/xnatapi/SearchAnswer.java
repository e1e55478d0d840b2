package org.africai.server.xnatapi;

import java.io.IOException;
import org.africai.server.search.SearchColumn;
import org.africai.server.search.SearchResult;
import tools.jackson.core.JsonGenerator;

/// Writes what a search found; in JSON with what XNAT says of the columns.
final class SearchAnswer {
    private SearchAnswer() {}

    static void write(Exchange exchange, SearchResult result) throws IOException {
        TableAnswer.write(exchange, result.table(), json -> properties(json, result));
    }

    private static void properties(JsonGenerator json, SearchResult result) {
        if (!result.id().isEmpty()) {
            json.writeStringProperty("ID", result.id());
        }
        json.writeStringProperty("rootElementName", result.root());
        json.writeArrayPropertyStart("Columns");
        for (SearchColumn column : result.columns()) {
            json.writeStartObject();
            json.writeStringProperty("key", column.key());
            json.writeStringProperty("element_name", column.element());
            json.writeStringProperty("id", column.id());
            json.writeStringProperty("xPATH", column.path());
            json.writeStringProperty("header", column.header());
            json.writeStringProperty("type", column.type());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
