package org.africai.server.schema;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// The one way XML from outside is read: no document type declaration, hence no entities but the
/// five built-in ones and nothing fetched from elsewhere; and no more bytes, elements, attributes
/// or depth than the limits below.
public final class SafeXml {
    /// Longest document in bytes: a session with thousands of scans takes a tenth of it.
    public static final int MAX_BYTES = 32 << 20;

    /// Most elements of a document.
    public static final int MAX_ELEMENTS = 200_000;

    /// Most attributes and namespace declarations of an element.
    public static final int MAX_ATTRIBUTES = 200;

    /// Deepest nesting of elements.
    public static final int MAX_DEPTH = 64;

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private int elements;

    private SafeXml(XMLStreamReader reader) {
        this.reader = reader;
    }

    /// Reads a document whole. The stream is not closed.
    ///
    /// @throws Refusal when it is not well-formed, has a document type declaration, or exceeds a
    ///   limit
    /// @throws IOException when the stream cannot be read
    public static XmlElement parse(InputStream in) throws IOException {
        Bounded bounded = new Bounded(in);
        try {
            Reader text = XmlEncoding.reader(bounded);
            return new SafeXml(FACTORY.createXMLStreamReader(text)).document();
        } catch (XMLStreamException e) {
            bounded.rethrowFailure();
            throw malformed(e);
        }
    }

    /// Reads a document whole from memory, as [#parse(InputStream)] does.
    public static XmlElement parse(String text) {
        try {
            return parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail to be read", e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver(SafeXml::refuseToFetch);
        return factory;
    }

    private static Object refuseToFetch(
            String publicId, String systemId, String baseUri, String namespace) {
        throw doctype();
    }

    private static Refusal doctype() {
        return Refusal.invalid("DOCTYPE is disallowed in XML documents sent to this archive.");
    }

    private static Refusal malformed(XMLStreamException e) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
        String reason = String.valueOf(e.getMessage()).replaceFirst("(?s)^.*Message: ", "");
        return new Refusal(
                Refusal.Reason.INVALID, "not well-formed XML at line " + line + ": " + reason, e);
    }

    private static Refusal tooLarge(String what, int limit) {
        return new Refusal(
                Refusal.Reason.TOO_LARGE,
                "the XML document has more than " + limit + " " + what + ".");
    }

    private XmlElement document() throws XMLStreamException {
        try {
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                refuseDoctype();
            }
            XmlElement root = element(Map.of(), 1);
            while (reader.hasNext()) {
                reader.next();
            }
            return root;
        } finally {
            reader.close();
        }
    }

    private void refuseDoctype() {
        if (reader.getEventType() == XMLStreamConstants.DTD) {
            throw doctype();
        }
    }

    private XmlElement element(Map<String, String> outer, int depth) throws XMLStreamException {
        if (++elements > MAX_ELEMENTS) {
            throw tooLarge("elements", MAX_ELEMENTS);
        }
        if (depth > MAX_DEPTH) {
            throw tooLarge("levels of nesting", MAX_DEPTH);
        }
        QName name = reader.getName();
        int line = reader.getLocation().getLineNumber();
        Map<QName, String> attributes = attributes();
        Map<String, String> namespaces = namespaces(outer);
        List<XmlElement> children = new ArrayList<>();
        String text = content(children, namespaces, depth);
        return new XmlElement(name, attributes, namespaces, children, text, line);
    }

    private Map<QName, String> attributes() {
        int count = reader.getAttributeCount();
        if (count + reader.getNamespaceCount() > MAX_ATTRIBUTES) {
            throw tooLarge("attributes on one element", MAX_ATTRIBUTES);
        }
        Map<QName, String> attributes = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            attributes.put(reader.getAttributeName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    private Map<String, String> namespaces(Map<String, String> outer) {
        if (reader.getNamespaceCount() == 0) {
            return outer;
        }
        Map<String, String> inner = new LinkedHashMap<>(outer);
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            inner.put(orEmpty(reader.getNamespacePrefix(i)), orEmpty(reader.getNamespaceURI(i)));
        }
        return inner;
    }

    /// StAX says null where there is no prefix and where a namespace is undeclared.
    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private String content(List<XmlElement> children, Map<String, String> namespaces, int depth)
            throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT ->
                        children.add(element(namespaces, depth + 1));
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString();
                }
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE ->
                        text.append(reader.getText());
                case XMLStreamConstants.COMMENT -> dropLayout(text);
                case XMLStreamConstants.ENTITY_REFERENCE -> throw doctype();
                default -> {} // processing instructions say nothing to us
            }
        }
    }

    private static void dropLayout(StringBuilder text) {
        if (text.toString().isBlank()) {
            text.setLength(0);
        }
    }

    /// Counts bytes, and remembers a failure of the stream that the parser would wrap.
    private static final class Bounded extends FilterInputStream {
        private long left = MAX_BYTES;
        private @Nullable IOException failure;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int count = super.read(buffer, offset, length);
                left -= Math.max(count, 0);
                if (left < 0) {
                    throw tooLarge("bytes", MAX_BYTES);
                }
                return count;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        void rethrowFailure() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
