package org.africai.server.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The XML content of a type or of a nested structure, in the schema's order.
///
/// @param attributes its attributes
/// @param text the text between its tags, if it is not made of elements
/// @param parts its child elements
record Shape(List<Field.Value> attributes, Field.@Nullable Value text, List<Part> parts) {
    static final Shape EMPTY = new Shape(List.of(), null, List.of());

    Shape {
        attributes = List.copyOf(attributes);
        parts = List.copyOf(parts);
    }

    /// A child element.
    sealed interface Part {
        String element();

        String namespace();
    }

    /// An element that holds nothing but a value.
    record Leaf(String element, String namespace, Field.Value field) implements Part {}

    /// An element whose content is part of its owner's document.
    record Struct(String element, String namespace, Shape shape) implements Part {}

    /// An element that is a document of its own: a [Field.Reference] or [Field.Repeated].
    record Child(String element, String namespace, Field field) implements Part {}

    /// Its own content after that of its base (XML Schema Part 1 §3.4.2, extension). An element of
    /// its own takes the place of an inherited attribute of the same name, because paths do not
    /// tell the two apart.
    Shape extending(Shape base) {
        Set<String> own = fields().stream().map(Field::path).collect(Collectors.toSet());
        return new Shape(
                concat(
                        base.attributes.stream().filter(a -> !own.contains(a.path())).toList(),
                        attributes),
                text == null ? base.text : text,
                concat(base.parts, parts));
    }

    /// All fields, nested structures included, in the order XML writes them.
    List<Field> fields() {
        List<Field> fields = new ArrayList<>(attributes);
        if (text != null) {
            fields.add(text);
        }
        for (Part part : parts) {
            switch (part) {
                case Leaf leaf -> fields.add(leaf.field());
                case Struct struct -> fields.addAll(struct.shape().fields());
                case Child child -> fields.add(child.field());
            }
        }
        return fields;
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
