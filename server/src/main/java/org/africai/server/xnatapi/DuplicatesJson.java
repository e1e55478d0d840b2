package org.africai.server.xnatapi;

import java.io.IOException;
import java.util.List;
import org.africai.store.EntryName;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The answer to an upload of names that are taken: XNAT's body, with a status that says that
/// nothing was stored.
final class DuplicatesJson {
    private static final JsonFactory JSON = new JsonFactory();

    private DuplicatesJson() {}

    /// Answers 409 with `{"duplicates":["/a/b.txt"]}`.
    static void write(Exchange exchange, List<EntryName> paths) throws IOException {
        exchange.response().setStatus(409);
        exchange.response().setContentType("application/json;charset=UTF-8");
        try (JsonGenerator json =
                JSON.createGenerator(
                        ObjectWriteContext.empty(), exchange.response().getOutputStream())) {
            json.writeStartObject();
            json.writeArrayPropertyStart("duplicates");
            for (EntryName path : paths) {
                json.writeString("/" + path);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
