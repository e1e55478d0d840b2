package org.africai.server.xnatapi;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.africai.server.files.Found;
import org.africai.server.files.ListedFile;
import org.africai.server.files.Resource;
import org.africai.server.files.StoredFile;

/// A resource as XNAT's catalogue document: its files with their sizes and digests.
///
/// xnatpy looks at the first characters, so the document begins exactly with the XML declaration, a
/// line's end and `<cat:Catalog`.
final class CatalogXml {
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();
    private static final String NAMESPACE = "http://nrg.wustl.edu/catalog";

    private CatalogXml() {}

    static void write(Exchange exchange, Resource resource, Found<ListedFile> files)
            throws IOException {
        exchange.response().setContentType("text/xml;charset=UTF-8");
        try (Writer out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                exchange.response().getOutputStream(), StandardCharsets.UTF_8))) {
            XMLStreamWriter xml = XML.createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            start(xml, "Catalog");
            xml.writeNamespace("cat", NAMESPACE);
            attribute(xml, "ID", resource.label());
            attribute(xml, "format", resource.format());
            attribute(xml, "content", resource.content());
            attribute(xml, "description", resource.description());
            start(xml, "entries");
            files.each(file -> entry(xml, file.file()));
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException failure) {
            throw new IOException("cannot write the catalogue", failure);
        }
    }

    private static void entry(XMLStreamWriter xml, StoredFile file) {
        try {
            start(xml, "entry");
            attribute(xml, "URI", file.path().path());
            attribute(xml, "ID", file.path().path());
            attribute(xml, "name", file.path().fileName());
            attribute(xml, "format", file.format());
            attribute(xml, "content", file.content());
            attribute(xml, "digest", file.digests().md5().hex());
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
