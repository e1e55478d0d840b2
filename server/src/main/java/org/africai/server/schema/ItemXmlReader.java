package org.africai.server.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.africai.server.http.Refusal;

/// Reads one [Item] from XML. The order of elements does not matter; their names do.
final class ItemXmlReader {
    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
    private static final QName XSI_TYPE = new QName(XSI, "type");

    private final TypeRegistry registry;

    ItemXmlReader(TypeRegistry registry) {
        this.registry = registry;
    }

    Item document(XmlElement root) {
        DataType declared =
                registry.byElement(root.name())
                        .orElseThrow(() ->
                                refusal(root, "is not the root of a document this archive knows"));
        return item(root, declared);
    }

    private Item item(XmlElement element, DataType declared) {
        DataType type = type(element, declared);
        Content content = new Content(new LinkedHashMap<>(), new LinkedHashMap<>());
        read(element, type.shape(), content);
        return new Item(type.name(), content.fields, content.children);
    }

    /// What was read so far of one document.
    private record Content(Map<String, String> fields, Map<String, List<Item>> children) {}

    private DataType type(XmlElement element, DataType declared) {
        String named = element.attributes().get(XSI_TYPE);
        if (named == null) {
            return instance(element, declared);
        }
        return registry.find(wireName(element, named.strip()))
                .filter(t -> t.isA(declared) && !t.isAbstract())
                .orElseThrow(() -> refusal(element, "cannot be of the type " + named));
    }

    private DataType instance(XmlElement element, DataType declared) {
        if (declared.isAbstract()) {
            throw refusal(element, "needs an xsi:type that extends " + declared.name());
        }
        return declared;
    }

    /// The prefix a document uses is its own affair; its namespace says which schema it means.
    private String wireName(XmlElement element, String qualified) {
        int colon = Math.max(qualified.indexOf(':'), 0);
        String prefix = qualified.substring(0, colon);
        String namespace = element.namespaces().get(prefix);
        return registry.namespaces().entrySet().stream()
                        .filter(e -> e.getValue().equals(namespace))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(prefix)
                + ":"
                + qualified.substring(colon == 0 ? 0 : colon + 1);
    }

    private void read(XmlElement element, Shape shape, Content into) {
        element.attributes().forEach((name, value) -> attribute(element, shape, name, value, into));
        if (shape.text() != null) {
            value(element, shape.text(), element.text(), into);
        } else if (!element.text().isBlank()) {
            throw refusal(element, "holds text between its elements");
        }
        for (XmlElement child : element.children()) {
            part(child, shape, into);
        }
    }

    private void attribute(
            XmlElement element, Shape shape, QName name, String value, Content into) {
        if (name.getNamespaceURI().equals(XSI)) {
            return;
        }
        Field.Value field =
                shape.attributes().stream()
                        .filter(f -> name(f).equals(name.getLocalPart()))
                        .filter(_ -> name.getNamespaceURI().isEmpty())
                        .findFirst()
                        .orElseThrow(() -> refusal(element, "has an unknown attribute: " + name));
        value(element, field, value, into);
    }

    private static String name(Field field) {
        return field.path().substring(field.path().lastIndexOf('/') + 1);
    }

    private static void value(XmlElement element, Field.Value field, String text, Content into) {
        if (text.isBlank()) {
            return;
        }
        String value;
        try {
            value = field.canonical(text);
        } catch (Refusal e) {
            throw new Refusal(e.reason(), "line " + element.line() + ": " + e.getMessage(), e);
        }
        if (into.fields.putIfAbsent(field.path(), value) != null) {
            throw refusal(element, "occurs more than once");
        }
    }

    private void part(XmlElement child, Shape shape, Content into) {
        Shape.Part part =
                find(shape, child.name()).orElseThrow(() -> refusal(child, "is not expected here"));
        switch (part) {
            case Shape.Leaf leaf -> leaf(child, leaf.field(), into);
            case Shape.Struct struct -> read(child, struct.shape(), into);
            case Shape.Child nested -> nested(child, nested.field(), into);
        }
    }

    private static Optional<Shape.Part> find(Shape shape, QName name) {
        return shape.parts().stream()
                .filter(p -> p.element().equals(name.getLocalPart()))
                .filter(p -> p.namespace().equals(name.getNamespaceURI()))
                .findFirst();
    }

    private static void leaf(XmlElement element, Field.Value field, Content into) {
        if (!element.children().isEmpty()) {
            throw refusal(element.children().getFirst(), "is not expected here");
        }
        value(element, field, element.text(), into);
    }

    private void nested(XmlElement element, Field field, Content into) {
        switch (field) {
            case Field.Reference reference -> {
                if (into.children.containsKey(field.path())) {
                    throw refusal(element, "occurs more than once");
                }
                add(element, field, reference.type(), into);
            }
            case Field.Repeated repeated -> add(element, field, repeated.type(), into);
            case Field.Value value ->
                    throw new IllegalStateException(value.path() + " holds no document");
        }
    }

    private void add(XmlElement element, Field field, String type, Content into) {
        Item item = item(element, registry.known(type));
        into.children.computeIfAbsent(field.path(), _ -> new ArrayList<>()).add(item);
    }

    private static Refusal refusal(XmlElement element, String what) {
        return Refusal.invalid(
                "line " + element.line() + ": the element " + element.localName() + " " + what);
    }
}
