package org.africai.server.schema;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes one [Item] as XML, indented by one blank a level.
final class ItemXmlWriter {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String NAMED_VALUE = "xnat:addField";

    private final TypeRegistry registry;
    private final Map<String, String> prefixes;
    private final Writer out;

    ItemXmlWriter(TypeRegistry registry, Writer out) {
        this.registry = registry;
        this.prefixes =
                registry.namespaces().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        this.out = out;
    }

    void document(Item item) throws IOException {
        DataType type = registry.get(item.xsiType());
        String name = element(type.namespace(), type.element().orElse(type.localName()));
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + name);
        attributes(type.shape(), item);
        for (Map.Entry<String, String> namespace : registry.namespaces().entrySet()) {
            attribute("xmlns:" + namespace.getKey(), namespace.getValue());
        }
        attribute("xmlns:xsi", XSI);
        content(name, type.shape(), item, 0);
    }

    private String element(String namespace, String local) {
        return prefixes.get(namespace) + ":" + local;
    }

    private void attributes(Shape shape, Item item) throws IOException {
        for (Field.Value field : shape.attributes()) {
            String value = item.fields().get(field.path());
            if (value != null) {
                attribute(field.path().substring(field.path().lastIndexOf('/') + 1), value);
            }
        }
    }

    private void attribute(String name, String value) throws IOException {
        out.write(' ');
        out.write(name);
        out.write("=\"");
        escape(value, true);
        out.write('"');
    }

    /// Closes the start tag that is open and writes what follows up to the end tag.
    private void content(String name, Shape shape, Item item, int depth) throws IOException {
        String text = shape.text() == null ? null : item.fields().get(shape.text().path());
        List<Shape.Part> parts = shape.parts().stream().filter(p -> isThere(p, item)).toList();
        if (text == null && parts.isEmpty()) {
            out.write("/>\n");
            return;
        }
        out.write('>');
        if (text != null) {
            text(text, item.xsiType().equals(NAMED_VALUE));
        } else {
            out.write('\n');
            parts(parts, item, depth + 1);
            indent(depth);
        }
        out.write("</" + name + ">\n");
    }

    /// pyxnat takes every second text node of the named values, as XNAT's own XML has a line break
    /// and a comment before each.
    private void text(String value, boolean named) throws IOException {
        if (named) {
            out.write("\n<!--value-->");
        }
        escape(value, false);
    }

    private static boolean isThere(Shape.Part part, Item item) {
        return switch (part) {
            case Shape.Leaf leaf -> item.fields().containsKey(leaf.field().path());
            case Shape.Child child -> item.children().containsKey(child.field().path());
            case Shape.Struct struct -> isThere(struct.shape(), item);
        };
    }

    private static boolean isThere(Shape shape, Item item) {
        return shape.attributes().stream().anyMatch(a -> item.fields().containsKey(a.path()))
                || (shape.text() != null && item.fields().containsKey(shape.text().path()))
                || shape.parts().stream().anyMatch(p -> isThere(p, item));
    }

    private void parts(List<Shape.Part> parts, Item item, int depth) throws IOException {
        for (Shape.Part part : parts) {
            String name = element(part.namespace(), part.element());
            switch (part) {
                case Shape.Leaf leaf ->
                        leaf(name, item.field(leaf.field().path()).orElseThrow(), depth);
                case Shape.Struct struct -> {
                    open(name, depth);
                    attributes(struct.shape(), item);
                    content(name, struct.shape(), item, depth);
                }
                case Shape.Child child -> children(name, child.field(), item, depth);
            }
        }
    }

    private void leaf(String name, String value, int depth) throws IOException {
        open(name, depth);
        out.write('>');
        escape(value, false);
        out.write("</" + name + ">\n");
    }

    private void children(String name, Field field, Item item, int depth) throws IOException {
        String declared =
                switch (field) {
                    case Field.Reference reference -> reference.type();
                    case Field.Repeated repeated -> repeated.type();
                    case Field.Value value ->
                            throw new IllegalStateException(value.path() + " holds no document");
                };
        for (Item child : item.children(field.path())) {
            child(name, declared, child, depth);
        }
    }

    private void child(String name, String declared, Item child, int depth) throws IOException {
        Shape shape = registry.get(child.xsiType()).shape();
        open(name, depth);
        attributes(shape, child);
        if (!child.xsiType().equals(declared)) {
            attribute("xsi:type", child.xsiType());
        }
        content(name, shape, child, depth);
    }

    private void open(String name, int depth) throws IOException {
        indent(depth);
        out.write('<');
        out.write(name);
    }

    private void indent(int depth) throws IOException {
        out.write(" ".repeat(depth));
    }

    /// XML 1.0 §2.4, and §2.11 and §3.3.3: white space a parser would otherwise change.
    private void escape(String text, boolean attribute) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '\r' -> out.write("&#13;");
                case '"' -> out.write(attribute ? "&quot;" : "\"");
                case '\n' -> out.write(attribute ? "&#10;" : "\n");
                case '\t' -> out.write(attribute ? "&#9;" : "\t");
                default -> out.write(c);
            }
        }
    }
}
