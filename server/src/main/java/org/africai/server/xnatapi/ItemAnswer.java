package org.africai.server.xnatapi;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.africai.server.archive.Address;
import org.africai.server.archive.Archive;
import org.africai.server.archive.EarlierVersion;
import org.africai.server.archive.Histories;
import org.africai.server.archive.Snapshot;
import org.africai.server.http.Refusal;
import org.africai.server.http.ResultTable;
import org.africai.server.schema.Item;
import org.africai.server.schema.ItemJson;
import org.africai.server.schema.ItemXml;
import org.africai.server.schema.TypeRegistry;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes the document of one thing in the form that the client asked for.
@Component
final class ItemAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private final ItemJson json;
    private final ItemXml xml;
    private final Histories histories;

    ItemAnswer(TypeRegistry registry, Archive archive) {
        this.histories = archive.histories();
        this.json = new ItemJson(registry);
        this.xml = new ItemXml(registry);
    }

    /// Answers 200 with the whole document.
    void write(Exchange exchange, Snapshot snapshot) throws IOException {
        write(exchange, snapshot, List.of());
    }

    /// Answers 200 with the whole document; in JSON also with what it was before, where
    /// `includeHistory=true` asks for that.
    ///
    /// @param address of the thing
    void write(Exchange exchange, Snapshot snapshot, Address address) throws IOException {
        boolean isAsked = exchange.query().isSet("includeHistory");
        write(
                exchange,
                snapshot,
                isAsked ? histories.versions(exchange.caller(), address) : List.of());
    }

    private void write(Exchange exchange, Snapshot snapshot, List<EarlierVersion> earlier)
            throws IOException {
        switch (exchange.format()) {
            case JSON -> json(exchange, snapshot, earlier);
            case XML -> xml(exchange, snapshot);
            case HTML, CSV -> TableAnswer.write(exchange, fields(snapshot.item()));
            case ZIP, TAR, TGZ -> throw Refusal.invalid("An object is json, xml, csv or html.");
        }
    }

    /// Answers 200 with the document, as XML where the client does not ask for another form.
    void writeXml(Exchange exchange, Snapshot snapshot) throws IOException {
        if (exchange.query().first("format").isPresent()) {
            write(exchange, snapshot);
        } else {
            xml(exchange, snapshot);
        }
    }

    private void json(Exchange exchange, Snapshot snapshot, List<EarlierVersion> earlier)
            throws IOException {
        List<ItemJson.Earlier> versions =
                earlier.stream()
                        .map(one ->
                                new ItemJson.Earlier(
                                        one.item(), one.beganAt(), one.endedAt(), one.endedBy()))
                        .toList();
        exchange.response().setContentType("application/json;charset=UTF-8");
        try (JsonGenerator out =
                JSON.createGenerator(
                        ObjectWriteContext.empty(), exchange.response().getOutputStream())) {
            json.write(out, snapshot.item(), snapshot.changedAt(), versions);
        }
    }

    private void xml(Exchange exchange, Snapshot snapshot) throws IOException {
        exchange.response().setContentType("text/xml;charset=UTF-8");
        try (Writer out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                exchange.response().getOutputStream(), StandardCharsets.UTF_8))) {
            xml.write(out, snapshot.item());
        }
    }

    /// The values of the document itself as a table of two columns.
    private static ResultTable fields(Item item) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("xsi:type", item.xsiType()));
        item.fields().forEach((path, value) -> rows.add(List.of(path, value)));
        return ResultTable.of("", List.of("field", "value"), rows);
    }
}
