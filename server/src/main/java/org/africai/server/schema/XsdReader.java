package org.africai.server.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/// Builds the data types from the XSD texts. It knows the part of XML Schema that our schemas use
/// and refuses the rest, so that a schema never means less to the server than to its clients.
///
/// An element of a named complex type is a document of its own; an element of a nameless one is
/// part of its owner's document unless it repeats.
final class XsdReader {
    private static final String XS = "http://www.w3.org/2001/XMLSchema";
    private static final QName HINTS = new QName("http://nrg.wustl.edu/xdat", "element");

    /// A complex type as it stands in a file.
    private record Source(String schema, String prefix, String namespace, XmlElement type) {
        String wireName() {
            return prefix + ":" + type.attribute("name").orElseThrow();
        }
    }

    /// Where in a type the reader is.
    ///
    /// @param owner wire name that names nameless repeated structures
    /// @param path path of the enclosing structure with a trailing slash; empty at the top
    private record Place(Source source, String owner, String path) {
        Place in(String element) {
            return new Place(source, owner, path + element + "/");
        }
    }

    private final Map<String, String> prefixes = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, List<String>> elementsByType = new LinkedHashMap<>();
    private final Map<QName, String> typesByElement = new LinkedHashMap<>();
    private final Map<String, DataType> types = new LinkedHashMap<>();
    private final List<DataType> embedded = new ArrayList<>();

    /// @throws IllegalArgumentException when a schema is not one of the kind described above
    XsdReader(Map<String, String> texts) {
        Map<String, XmlElement> roots = new LinkedHashMap<>();
        texts.forEach((name, text) -> roots.put(name, SafeXml.parse(text)));
        roots.forEach(this::collectTypes);
        roots.values().forEach(this::collectElements);
        sources.keySet().forEach(this::type);
    }

    /// Declared types by wire name, in the order of the files.
    Map<String, DataType> types() {
        return types;
    }

    List<DataType> embedded() {
        return embedded;
    }

    Map<QName, String> typesByElement() {
        return typesByElement;
    }

    /// Namespace to prefix, of the schemas that declare types.
    Map<String, String> prefixes() {
        return prefixes;
    }

    private void collectTypes(String schema, XmlElement root) {
        String namespace = root.attribute("targetNamespace").orElse("");
        String prefix = prefixOf(schema, root, namespace);
        for (XmlElement type : root.children("complexType")) {
            Source source = new Source(schema, prefix, namespace, type);
            claimPrefix(source);
            if (sources.putIfAbsent(source.wireName(), source) != null) {
                throw new IllegalArgumentException(
                        "two schemas declare the type " + source.wireName());
            }
        }
    }

    private static String prefixOf(String schema, XmlElement root, String namespace) {
        return root.namespaces().entrySet().stream()
                .filter(e -> e.getValue().equals(namespace) && !e.getKey().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "schema " + schema + " has no prefix for its namespace"));
    }

    private void claimPrefix(Source source) {
        String claimed = prefixes.putIfAbsent(source.namespace(), source.prefix());
        boolean taken =
                prefixes.entrySet().stream()
                        .anyMatch(e ->
                                e.getValue().equals(source.prefix())
                                        && !e.getKey().equals(source.namespace()));
        if (taken || (claimed != null && !claimed.equals(source.prefix()))) {
            throw new IllegalArgumentException(
                    "schema " + source.schema() + " needs a prefix of its own");
        }
    }

    private void collectElements(XmlElement root) {
        String namespace = root.attribute("targetNamespace").orElse("");
        for (XmlElement element : root.children("element")) {
            element.attribute("type").ifPresent(t -> collectElement(namespace, element, t));
        }
    }

    private void collectElement(String namespace, XmlElement element, String typeName) {
        String name = element.attribute("name").orElseThrow();
        String type = wireName(element, typeName);
        elementsByType.computeIfAbsent(type, _ -> new ArrayList<>()).add(name);
        typesByElement.put(new QName(namespace, name), type);
    }

    private DataType type(String name) {
        DataType known = types.get(name);
        if (known != null) {
            return known;
        }
        Source source = sources.get(name);
        if (source == null) {
            throw new IllegalArgumentException("no schema declares the type " + name);
        }
        DataType built = build(source);
        types.put(name, built);
        return built;
    }

    private DataType build(Source source) {
        XmlElement type = source.type();
        Optional<XmlElement> extension =
                type.child("complexContent").flatMap(c -> c.child("extension"));
        DataType base =
                extension
                        .flatMap(e -> e.attribute("base"))
                        .map(b -> type(wireName(type, b)))
                        .orElse(null);
        Place place = new Place(source, source.wireName(), "");
        String local = type.attribute("name").orElseThrow();
        Shape shape = shape(extension.orElse(type), place, local);
        return new DataType(declaration(source, place.owner(), type, false), base, shape);
    }

    private DataType.Declaration declaration(
            Source source, String name, XmlElement declared, boolean nameless) {
        Map<QName, String> hints = hints(declared);
        return new DataType.Declaration(
                name,
                source.namespace(),
                source.schema(),
                declared.attribute("abstract").map(Boolean::parseBoolean).orElse(false),
                nameless,
                List.copyOf(elementsByType.getOrDefault(name, List.of())),
                hints.get(new QName("singular")),
                hints.get(new QName("plural")),
                hints.get(new QName("displayIdentifiers")),
                hints.get(new QName("hiddenKey")),
                hints.get(new QName("defaultType")),
                documentation(declared));
    }

    private static Map<QName, String> hints(XmlElement declared) {
        return annotations(declared, "appinfo")
                .flatMap(a -> a.children().stream())
                .filter(e -> e.name().equals(HINTS))
                .findFirst()
                .map(XmlElement::attributes)
                .orElse(Map.of());
    }

    private static String documentation(XmlElement declared) {
        return annotations(declared, "documentation")
                .findFirst()
                .map(d -> d.text().strip())
                .orElse("");
    }

    private static Stream<XmlElement> annotations(XmlElement declared, String kind) {
        return declared.child("annotation").stream().flatMap(a -> a.children(kind).stream());
    }

    /// @param text path of the text between the tags, when there is any
    private Shape shape(XmlElement content, Place place, String text) {
        List<Field.Value> attributes = new ArrayList<>();
        List<Shape.Part> parts = new ArrayList<>();
        Field.Value value = null;
        for (XmlElement child : content.children()) {
            switch (child.localName()) {
                case "annotation", "complexContent" -> {}
                case "attribute" -> attributes.add(attribute(child, place));
                case "sequence" ->
                        child.children("element").forEach(e -> parts.add(part(e, place)));
                case "simpleContent" -> {
                    XmlElement extension = child.child("extension").orElseThrow();
                    value = text(extension, text);
                    extension
                            .children("attribute")
                            .forEach(a -> attributes.add(attribute(a, place)));
                }
                default -> throw unsupported(child, place);
            }
        }
        return new Shape(attributes, value, parts);
    }

    private static IllegalArgumentException unsupported(XmlElement element, Place place) {
        return new IllegalArgumentException(
                "schema "
                        + place.source().schema()
                        + ", line "
                        + element.line()
                        + ": xs:"
                        + element.localName()
                        + " is not understood here");
    }

    private Field.Value text(XmlElement extension, String path) {
        SimpleType datatype = datatype(extension, extension.attribute("base").orElseThrow());
        return new Field.Value(path, datatype, Facets.LONG, false, false, false, "");
    }

    private Field.Value attribute(XmlElement attribute, Place place) {
        boolean required = attribute.attribute("use").filter("required"::equals).isPresent();
        return value(attribute, place, true, required);
    }

    private Field.Value value(
            XmlElement declared, Place place, boolean attribute, boolean required) {
        String path = place.path() + name(declared);
        Optional<XmlElement> restriction =
                declared.child("simpleType").flatMap(t -> t.child("restriction"));
        String xsd =
                restriction
                        .flatMap(r -> r.attribute("base"))
                        .or(() -> declared.attribute("type"))
                        .orElseThrow(() -> unsupported(declared, place));
        Facets facets = restriction.map(XsdReader::facets).orElse(Facets.SHORT);
        return new Field.Value(
                path,
                datatype(declared, xsd),
                facets,
                attribute,
                false,
                required,
                documentation(declared));
    }

    private static Facets facets(XmlElement restriction) {
        return new Facets(
                facet(restriction, "maxLength").map(Long::intValue).orElse(Facets.COLUMN),
                restriction.children("enumeration").stream()
                        .flatMap(e -> e.attribute("value").stream())
                        .toList(),
                facet(restriction, "minInclusive").orElse(null),
                facet(restriction, "maxInclusive").orElse(null));
    }

    private static Optional<Long> facet(XmlElement restriction, String name) {
        return restriction.child(name).flatMap(f -> f.attribute("value")).map(Long::valueOf);
    }

    private Shape.Part part(XmlElement element, Place place) {
        String name = name(element);
        String namespace = place.source().namespace();
        boolean required = !element.attribute("minOccurs").orElse("1").equals("0");
        if (!element.attribute("maxOccurs").orElse("1").equals("1")) {
            return new Shape.Child(name, namespace, repeated(element, place, required));
        }
        Optional<XmlElement> nameless = element.child("complexType");
        if (nameless.isPresent()) {
            Shape shape = shape(nameless.get(), place.in(name), place.path() + name);
            return new Shape.Struct(name, namespace, shape);
        }
        String type = element.attribute("type").orElse("");
        if (type.isEmpty() || isXs(element, type)) {
            return new Shape.Leaf(name, namespace, value(element, place, false, required));
        }
        Field reference =
                new Field.Reference(
                        place.path() + name,
                        declaredType(element, type),
                        required,
                        documentation(element));
        return new Shape.Child(name, namespace, reference);
    }

    private Field.Repeated repeated(XmlElement element, Place place, boolean required) {
        String path = place.path() + name(element);
        String declared = element.attribute("type").orElse("");
        String type =
                declared.isEmpty() || isXs(element, declared)
                        ? embed(element, place)
                        : declaredType(element, declared);
        String key = hints(element).get(new QName("displayIdentifiers"));
        return new Field.Repeated(
                path, type, key == null ? keyOf(type) : key, required, documentation(element));
    }

    /// Declares the type of a nameless repeated structure.
    private String embed(XmlElement element, Place outer) {
        String name = name(element);
        Place place = new Place(outer.source(), outer.owner() + "_" + name, "");
        Shape shape =
                element.child("complexType")
                        .map(t -> shape(t, place, name))
                        .orElseGet(() ->
                                new Shape(
                                        List.of(), value(element, place, false, true), List.of()));
        DataType.Declaration declaration =
                declaration(place.source(), place.owner(), element, true);
        embedded.add(new DataType(declaration, null, shape));
        return place.owner();
    }

    /// The key of a declared type, found in its file because the type itself may not be built yet:
    /// types refer to each other in circles.
    private @Nullable String keyOf(String type) {
        Source source = sources.get(type);
        while (source != null) {
            String key = hints(source.type()).get(new QName("displayIdentifiers"));
            if (key != null) {
                return key;
            }
            source = baseOf(source);
        }
        return null;
    }

    private @Nullable Source baseOf(Source source) {
        return source.type()
                .child("complexContent")
                .flatMap(c -> c.child("extension"))
                .flatMap(e -> e.attribute("base"))
                .map(b -> sources.get(wireName(source.type(), b)))
                .orElse(null);
    }

    private String declaredType(XmlElement element, String qualified) {
        String name = wireName(element, qualified);
        if (!sources.containsKey(name)) {
            throw new IllegalArgumentException("no schema declares the type " + name);
        }
        return name;
    }

    private static String name(XmlElement declared) {
        return declared.attribute("name")
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "line " + declared.line() + ": a name is missing"));
    }

    private static SimpleType datatype(XmlElement at, String xsd) {
        return SimpleType.of(xsd)
                .filter(_ -> isXs(at, xsd))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "line " + at.line() + ": unknown datatype " + xsd));
    }

    private static boolean isXs(XmlElement at, String qualified) {
        return namespace(at, qualified).equals(XS);
    }

    private String wireName(XmlElement at, String qualified) {
        String prefix = prefixes.get(namespace(at, qualified));
        if (prefix == null) {
            throw new IllegalArgumentException("no schema declares the type " + qualified);
        }
        return prefix + qualified.substring(qualified.indexOf(':'));
    }

    private static String namespace(XmlElement at, String qualified) {
        int colon = qualified.indexOf(':');
        return at.namespaces().getOrDefault(qualified.substring(0, Math.max(colon, 0)), "");
    }
}
