package org.africai.server.xnatapi;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// How a project treats arriving data, in the words of XNAT's `arc` schema.
final class ArchiveSpecXml {
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();
    private static final String NAMESPACE = "http://nrg.wustl.edu/arc";

    private ArchiveSpecXml() {}

    static void write(Exchange exchange, String id, String arc, int prearchive, int quarantine)
            throws IOException {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("arc", "Project", NAMESPACE);
            xml.writeNamespace("arc", NAMESPACE);
            xml.writeAttribute("id", id);
            xml.writeAttribute("current_arc", arc);
            element(xml, "prearchive_code", prearchive);
            element(xml, "quarantine_code", quarantine);
            xml.writeEndDocument();
        } catch (XMLStreamException failure) {
            throw new IOException("cannot write the specification", failure);
        }
        exchange.answer(
                200, "text/xml;charset=UTF-8", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void element(XMLStreamWriter xml, String name, int value)
            throws XMLStreamException {
        xml.writeStartElement("arc", name, NAMESPACE);
        xml.writeCharacters(Integer.toString(value));
        xml.writeEndElement();
    }
}
