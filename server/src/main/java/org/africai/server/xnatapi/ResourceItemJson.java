package org.africai.server.xnatapi;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.africai.server.files.Resource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A resource in the form of an item, with the values that its listing has: xnatpy keeps them, all
/// as text.
final class ResourceItemJson {
    private static final JsonFactory JSON = new JsonFactory();

    /// As Java's `Date` prints, which xnatpy 0.5 reads.
    private static final DateTimeFormatter START_DATE =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private ResourceItemJson() {}

    /// @param columns the names of `values`
    static void write(
            Exchange exchange, Resource resource, List<String> columns, List<String> values)
            throws IOException {
        exchange.response().setContentType("application/json;charset=UTF-8");
        try (JsonGenerator json =
                JSON.createGenerator(
                        ObjectWriteContext.empty(), exchange.response().getOutputStream())) {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            json.writeStartObject();
            json.writeObjectPropertyStart("meta");
            json.writeStringProperty("xsi:type", resource.xsiType());
            json.writeBooleanProperty("isHistory", false);
            json.writeStringProperty("start_date", START_DATE.format(resource.createdAt()));
            json.writeEndObject();
            json.writeObjectPropertyStart("data_fields");
            for (int i = 0; i < columns.size(); i++) {
                json.writeStringProperty(columns.get(i), values.get(i));
            }
            json.writeStringProperty("description", resource.description());
            json.writeStringProperty("note", resource.note());
            json.writeEndObject();
            json.writeArrayPropertyStart("children");
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
