package org.africai.server.xnatapi;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.africai.server.http.Refusal;
import org.africai.server.http.ResultTable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;

/// Writes a listing as XNAT does, row by row, in the form the client asked for.
///
/// Every value is text, also counts and sizes: clients strip them.
final class TableAnswer {
    /// A listing that fails half-way is not rounded off to look whole.
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

    private TableAnswer() {}

    /// Answers 200 with the whole listing.
    static void write(Exchange exchange, ResultTable table) throws IOException {
        write(exchange, table, _ -> {});
    }

    /// Answers 200 with the whole listing; in JSON also with more about it.
    ///
    /// @param more writes properties of the result set, before its rows
    static void write(Exchange exchange, ResultTable table, Consumer<JsonGenerator> more)
            throws IOException {
        switch (exchange.format()) {
            case JSON -> json(exchange, table, more);
            case CSV -> csv(exchange, table);
            case XML -> xml(exchange, table);
            case HTML -> html(exchange, table);
            case ZIP, TAR, TGZ -> throw Refusal.invalid("A listing is json, csv, xml or html.");
        }
    }

    /// `{"ResultSet":{"Result":[{…}],"totalRecords":"2","title":"Subjects"}}`
    private static void json(Exchange exchange, ResultTable table, Consumer<JsonGenerator> more)
            throws IOException {
        exchange.response().setContentType("application/json;charset=UTF-8");
        try (JsonGenerator json =
                JSON.createGenerator(
                        ObjectWriteContext.empty(), exchange.response().getOutputStream())) {
            json.writeStartObject();
            json.writeObjectPropertyStart("ResultSet");
            more.accept(json);
            json.writeArrayPropertyStart("Result");
            var count = new Counter();
            List<SerializedString> names =
                    table.columns().stream().map(SerializedString::new).toList();
            table.rows().each(row -> jsonRow(json, names, row, count));
            json.writeEndArray();
            json.writeStringProperty("totalRecords", Long.toString(count.rows));
            if (!table.title().isEmpty()) {
                json.writeStringProperty("title", table.title());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static void jsonRow(
            JsonGenerator json, List<SerializedString> names, List<String> row, Counter count) {
        count.rows++;
        json.writeStartObject();
        for (int i = 0; i < names.size(); i++) {
            json.writeName(names.get(i));
            json.writeString(row.get(i));
        }
        json.writeEndObject();
    }

    private static void csv(Exchange exchange, ResultTable table) throws IOException {
        try (Writer out = writer(exchange, "text/csv;charset=UTF-8")) {
            var line = new StringBuilder();
            csvRow(out, line, table.columns());
            table.rows().each(unchecked(row -> csvRow(out, line, row)));
        }
    }

    /// @param line room for a line, used again for each
    private static void csvRow(Writer out, StringBuilder line, List<String> cells)
            throws IOException {
        line.setLength(0);
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            csvCell(line, cells.get(i));
        }
        out.append(line.append('\n'));
    }

    /// Quoted where RFC 4180 needs it.
    private static void csvCell(StringBuilder line, String value) {
        if (isPlain(value)) {
            line.append(value);
        } else {
            line.append('"').append(value.replace("\"", "\"\"")).append('"');
        }
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return true;
    }

    private static void xml(Exchange exchange, ResultTable table) throws IOException {
        try (Writer out = writer(exchange, "text/xml;charset=UTF-8")) {
            XMLStreamWriter xml = XML.createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("ResultSet");
            xml.writeAttribute("title", table.title());
            xml.writeStartElement("results");
            xml.writeStartElement("columns");
            for (String column : table.columns()) {
                element(xml, "column", column);
            }
            xml.writeEndElement();
            xml.writeStartElement("rows");
            table.rows().each(row -> xmlRow(xml, row));
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException failure) {
            throw new IOException("cannot write the listing", failure);
        }
    }

    private static void xmlRow(XMLStreamWriter xml, List<String> row) {
        try {
            xml.writeStartElement("row");
            for (String cell : row) {
                element(xml, "cell", cell);
            }
            xml.writeEndElement();
        } catch (XMLStreamException failure) {
            throw new UncheckedIOException(new IOException("cannot write a row", failure));
        }
    }

    private static void element(XMLStreamWriter xml, String name, String text)
            throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    /// XNAT's table; without `<html>` around it, which its clients take for an error.
    private static void html(Exchange exchange, ResultTable table) throws IOException {
        try (Writer out = writer(exchange, "text/html;charset=UTF-8")) {
            out.write("<table class=\"x_rs_t\"><thead><tr>");
            for (String column : table.columns()) {
                out.write("<th>" + escaped(column) + "</th>");
            }
            out.write("</tr></thead><tbody id=\"dataRows\">\n");
            table.rows().each(unchecked(row -> htmlRow(out, row)));
            out.write("</tbody></table>\n");
        }
    }

    private static void htmlRow(Writer out, List<String> row) throws IOException {
        out.write("<tr>");
        for (String cell : row) {
            out.write("<td>" + escaped(cell) + "</td>");
        }
        out.write("</tr>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static Writer writer(Exchange exchange, String contentType) throws IOException {
        exchange.response().setContentType(contentType);
        return new BufferedWriter(
                new OutputStreamWriter(
                        exchange.response().getOutputStream(), StandardCharsets.UTF_8));
    }

    private static Consumer<List<String>> unchecked(RowWriter writer) {
        return row -> {
            try {
                writer.write(row);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        };
    }

    private interface RowWriter {
        void write(List<String> row) throws IOException;
    }

    private static final class Counter {
        private long rows;
    }
}
