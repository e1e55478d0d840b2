package org.africai.server.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.schema.SafeXml;
import org.africai.server.schema.XmlElement;
import org.africai.server.search.SearchDocument.Allowed;
import org.africai.server.search.SearchDocument.Attribute;
import org.africai.server.search.SearchDocument.CriteriaSet;
import org.africai.server.search.SearchDocument.Criterion;
import org.africai.server.search.SearchDocument.Field;

/// Reads and writes the XML of searches.
public final class SearchXml {
    /// Longest text of a name or value, in UTF-16 units.
    static final int MAX_TEXT = 10_000;

    private static final String NAMESPACE = "http://nrg.wustl.edu/security";
    private static final Set<String> ROOTS = Set.of("bundle", "search", "stored_search");
    private static final List<String> KEPT = List.of("secure", "allow-diff-columns", "tag");
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

    private SearchXml() {}

    /// @throws Refusal when it is no XML ([SafeXml]) or no search
    public static SearchDocument read(InputStream in) throws IOException {
        try {
            return document(SafeXml.parse(in));
        } catch (Refusal refusal) {
            throw refusal.reason() == Reason.INVALID
                    ? new Refusal(Reason.UNPROCESSABLE, refusal.explanation(), refusal)
                    : refusal;
        }
    }

    /// Reads what [#write] has written.
    static SearchDocument read(String xml) {
        return document(SafeXml.parse(xml));
    }

    private static SearchDocument document(XmlElement root) {
        if (!ROOTS.contains(root.localName()) || !root.name().getNamespaceURI().equals(NAMESPACE)) {
            throw unusable(
                    "A search is an xdat:bundle or xdat:search of the namespace "
                            + NAMESPACE
                            + ", not "
                            + cut(root.localName()));
        }
        return new SearchDocument(
                attribute(root, "ID"),
                attribute(root, "brief-description"),
                attribute(root, "description"),
                KEPT.stream()
                        .flatMap(name ->
                                root.attribute(name).map(v -> new Attribute(name, v)).stream())
                        .toList(),
                text(root, "root_element_name")
                        .orElseThrow(() -> unusable("The search has no root_element_name.")),
                fields(root),
                root.children("search_where").stream().map(SearchXml::set).toList(),
                root.child("sort_by")
                        .filter(by -> text(by, "field_ID").isPresent())
                        .map(SearchXml::field)
                        .orElse(null),
                new Allowed(
                        names(root, "allowed_user", "login"),
                        names(root, "allowed_groups", "groupID")));
    }

    private static List<String> names(XmlElement root, String list, String name) {
        return root.child(list).stream()
                .flatMap(names -> names.children(name).stream())
                .map(one -> limited(one.text().strip()))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static List<Field> fields(XmlElement root) {
        record Numbered(int number, Field field) {}
        List<Numbered> fields = new ArrayList<>();
        for (XmlElement element : root.children("search_field")) {
            fields.add(new Numbered(number(element), field(element)));
        }
        fields.sort(Comparator.comparingInt(Numbered::number));
        return fields.stream().map(Numbered::field).toList();
    }

    private static int number(XmlElement field) {
        String number = text(field, "sequence").orElse("0");
        if (!number.matches("-?\\d{1,9}")) {
            throw unusable("The sequence of a search_field is a whole number.");
        }
        return Integer.parseInt(number);
    }

    private static Field field(XmlElement field) {
        String id =
                text(field, "field_ID")
                        .orElseThrow(() -> unusable("A search_field has no field_ID."));
        return new Field(
                text(field, "element_name").orElse(""),
                id,
                text(field, "type").orElse("string"),
                text(field, "header").orElse(""),
                text(field, "value").orElse(""));
    }

    private static CriteriaSet set(XmlElement set) {
        String method = set.attribute("method").orElse("AND").strip();
        if (!method.equalsIgnoreCase("AND") && !method.equalsIgnoreCase("OR")) {
            throw unusable("Criteria are joined by AND or OR, not by '" + cut(method) + "'.");
        }
        return new CriteriaSet(
                method.equalsIgnoreCase("AND"),
                set.children("criteria").stream().map(SearchXml::criterion).toList(),
                set.children("child_set").stream().map(SearchXml::set).toList());
    }

    private static Criterion criterion(XmlElement criterion) {
        return new Criterion(
                text(criterion, "schema_field")
                        .orElseThrow(() -> unusable("A criterion has no schema_field.")),
                text(criterion, "comparison_type").orElse("="),
                text(criterion, "value").orElse(""));
    }

    private static Optional<String> text(XmlElement parent, String name) {
        return parent.child(name)
                .map(child -> limited(child.text().strip()))
                .filter(text -> !text.isEmpty());
    }

    private static String attribute(XmlElement element, String name) {
        return limited(element.attribute(name).orElse("").strip());
    }

    private static String limited(String text) {
        if (text.length() > MAX_TEXT) {
            throw unusable("A name or value has more than " + MAX_TEXT + " characters.");
        }
        return text;
    }

    private static String cut(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static Refusal unusable(String message) {
        return new Refusal(Reason.UNPROCESSABLE, message);
    }

    /// The search as an `xdat:bundle`.
    public static String write(SearchDocument search) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("xdat", "bundle", NAMESPACE);
            xml.writeNamespace("xdat", NAMESPACE);
            xml.writeAttribute("ID", search.id());
            xml.writeAttribute("brief-description", search.briefDescription());
            xml.writeAttribute("description", search.description());
            for (Attribute attribute : search.attributes()) {
                xml.writeAttribute(attribute.name(), attribute.value());
            }
            content(xml, search);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("memory cannot fail to be written", impossible);
        }
        return text.toString();
    }

    private static void content(XMLStreamWriter xml, SearchDocument search)
            throws XMLStreamException {
        leaf(xml, "root_element_name", search.root());
        for (int i = 0; i < search.fields().size(); i++) {
            start(xml, "search_field");
            field(xml, search.fields().get(i), Integer.toString(i));
            xml.writeEndElement();
        }
        for (CriteriaSet set : search.where()) {
            set(xml, "search_where", set);
        }
        Field sortBy = search.sortBy();
        if (sortBy != null) {
            start(xml, "sort_by");
            leaf(xml, "element_name", sortBy.element());
            leaf(xml, "field_ID", sortBy.id());
            xml.writeEndElement();
        }
        names(xml, "allowed_user", "login", search.allowed().users());
        names(xml, "allowed_groups", "groupID", search.allowed().groups());
    }

    private static void names(XMLStreamWriter xml, String list, String name, List<String> names)
            throws XMLStreamException {
        if (names.isEmpty()) {
            return;
        }
        start(xml, list);
        for (String one : names) {
            leaf(xml, name, one);
        }
        xml.writeEndElement();
    }

    private static void field(XMLStreamWriter xml, Field field, String sequence)
            throws XMLStreamException {
        leaf(xml, "element_name", field.element());
        leaf(xml, "field_ID", field.id());
        leaf(xml, "sequence", sequence);
        leaf(xml, "type", field.type());
        leaf(xml, "header", field.header());
        if (!field.value().isEmpty()) {
            leaf(xml, "value", field.value());
        }
    }

    private static void set(XMLStreamWriter xml, String name, CriteriaSet set)
            throws XMLStreamException {
        start(xml, name);
        xml.writeAttribute("method", set.all() ? "AND" : "OR");
        for (Criterion criterion : set.criteria()) {
            start(xml, "criteria");
            leaf(xml, "schema_field", criterion.field());
            leaf(xml, "comparison_type", criterion.comparison());
            leaf(xml, "value", criterion.value());
            xml.writeEndElement();
        }
        for (CriteriaSet child : set.sets()) {
            set(xml, "child_set", child);
        }
        xml.writeEndElement();
    }

    private static void start(XMLStreamWriter xml, String name) throws XMLStreamException {
        xml.writeStartElement("xdat", name, NAMESPACE);
    }

    private static void leaf(XMLStreamWriter xml, String name, String text)
            throws XMLStreamException {
        start(xml, name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
