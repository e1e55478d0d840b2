package org.africai.server.xnatapi;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.africai.server.files.Found;
import org.africai.server.files.ListedFile;
import org.africai.server.files.ListedObject;
import org.africai.server.files.Resource;
import org.africai.server.files.StoredFile;
import org.springframework.web.util.UriUtils;

/// XNAT's catalogue documents: files with their sizes and digests.
///
/// xnatpy looks at the first characters, so the document begins exactly with the XML declaration, a
/// line's end and `<cat:Catalog` or `<cat:DCMCatalog`.
final class CatalogXml {
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();
    private static final String NAMESPACE = "http://nrg.wustl.edu/catalog";
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private CatalogXml() {}

    /// One resource. Where it is a scan's and holds DICOM, its catalogue and entries are of XNAT's
    /// types for that.
    ///
    /// @param series SeriesInstanceUID of the scan that has it; empty when none has
    static void write(Exchange exchange, Resource resource, String series, Found<ListedObject> all)
            throws IOException {
        boolean isDicom = !series.isEmpty() && resource.format().equalsIgnoreCase("DICOM");
        document(
                exchange,
                isDicom ? "DCMCatalog" : "Catalog",
                xml -> {
                    if (isDicom) {
                        attribute(xml, "UID", series);
                    }
                    attribute(xml, "ID", resource.label());
                    attribute(xml, "format", resource.format());
                    attribute(xml, "content", resource.content());
                    attribute(xml, "description", resource.description());
                    start(xml, "entries");
                    all.each(one ->
                            entry(
                                    xml,
                                    one,
                                    one.file().file().path().path(),
                                    one.file().file().path().path()));
                });
    }

    /// Files of several resources, by their whole addresses.
    ///
    /// @param id what it is called
    static void write(Exchange exchange, String id, Consumer<BiConsumer<String, ListedFile>> files)
            throws IOException {
        String server = ArchiveAnswers.server(exchange);
        document(
                exchange,
                "Catalog",
                xml -> {
                    attribute(xml, "ID", id);
                    start(xml, "entries");
                    files.accept((name, file) ->
                            entry(
                                    xml,
                                    new ListedObject(file, null, null),
                                    name,
                                    server + encoded(file.address())));
                });
    }

    private static String encoded(String address) {
        return UriUtils.encodePath(address, StandardCharsets.UTF_8);
    }

    private interface Body {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private static void document(Exchange exchange, String root, Body body) throws IOException {
        exchange.response().setContentType("text/xml;charset=UTF-8");
        try (Writer out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                exchange.response().getOutputStream(), StandardCharsets.UTF_8))) {
            XMLStreamWriter xml = XML.createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            start(xml, root);
            xml.writeNamespace("cat", NAMESPACE);
            xml.writeNamespace("xsi", SCHEMA_INSTANCE);
            body.write(xml);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException failure) {
            throw new IOException("cannot write the catalogue", failure);
        }
    }

    private static void entry(
            XMLStreamWriter xml, ListedObject object, String name, String address) {
        StoredFile file = object.file().file();
        try {
            start(xml, "entry");
            if (object.sopUid() != null) {
                xml.writeAttribute("xsi", SCHEMA_INSTANCE, "type", "cat:dcmEntry");
                attribute(xml, "UID", object.sopUid());
                attribute(
                        xml,
                        "instanceNumber",
                        object.number() == null ? "" : object.number().toString());
            }
            attribute(xml, "URI", address);
            attribute(xml, "ID", name);
            attribute(xml, "name", file.path().fileName());
            attribute(xml, "format", file.format());
            attribute(xml, "content", file.content());
            attribute(xml, "digest", file.md5());
            attribute(xml, "createdTime", file.createdAt().toString());
            start(xml, "metaFields");
            metaField(xml, "RELATIVE_PATH", file.path().path());
            metaField(xml, "SIZE", Long.toString(file.digests().size()));
            xml.writeEndElement();
            xml.writeEndElement();
        } catch (XMLStreamException failure) {
            throw new UncheckedIOException(new IOException("cannot write an entry", failure));
        }
    }

    private static void metaField(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        start(xml, "metaField");
        attribute(xml, "name", name);
        xml.writeCharacters(legal(value));
        xml.writeEndElement();
    }

    private static void start(XMLStreamWriter xml, String name) throws XMLStreamException {
        xml.writeStartElement("cat", name, NAMESPACE);
    }

    private static void attribute(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        if (!value.isEmpty()) {
            xml.writeAttribute(name, legal(value));
        }
    }

    /// What XML 1.0 cannot hold becomes the replacement character.
    private static String legal(String text) {
        return text.codePoints()
                .map(c -> isLegal(c) ? c : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c < 0xD800)
                || (c >= 0xE000 && c < 0xFFFE)
                || c > 0xFFFF;
    }
}
