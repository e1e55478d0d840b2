package org.africai.server.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.africai.server.http.Refusal;

/// All data types the archive knows, read once from the XSD files. Immutable.
public final class TypeRegistry {
    private final Schemas schemas;
    private final Map<String, DataType> declared;
    private final Map<String, List<DataType>> concrete;
    private final Map<String, DataType> byName = new LinkedHashMap<>();
    private final Map<QName, DataType> byElement = new LinkedHashMap<>();
    private final Map<String, String> namespaces = new LinkedHashMap<>();

    private TypeRegistry(Schemas schemas) {
        this.schemas = schemas;
        XsdReader xsd = new XsdReader(schemas.texts());
        declared = Collections.unmodifiableMap(xsd.types());
        concrete = concreteByBase();
        xsd.prefixes().forEach((namespace, prefix) -> namespaces.put(prefix, namespace));
        xsd.embedded().forEach(t -> byName.put(key(t.name()), t));
        declared.values().forEach(t -> byName.put(key(t.name()), t));
        xsd.typesByElement().forEach((e, t) -> byElement.put(e, declared(t)));
        byElement.forEach((e, t) -> byName.putIfAbsent(key(prefixed(e)), t));
        declared.values().forEach(this::checkDefault);
    }

    /// Builds the types of the schemas; takes tens of milliseconds.
    ///
    /// @throws IllegalArgumentException when a schema is not one we understand, naming it
    public static TypeRegistry of(Schemas schemas) {
        return new TypeRegistry(schemas);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private String prefixed(QName element) {
        return namespaces.entrySet().stream()
                        .filter(e -> e.getValue().equals(element.getNamespaceURI()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("")
                + ":"
                + element.getLocalPart();
    }

    private DataType declared(String name) {
        DataType type = declared.get(name);
        if (type == null) {
            throw new IllegalArgumentException("no schema declares the type " + name);
        }
        return type;
    }

    private void checkDefault(DataType type) {
        if (type.defaultType().map(this::declared).filter(t -> !t.isA(type)).isPresent()) {
            throw new IllegalArgumentException(
                    "the default of " + type.name() + " is not a subtype");
        }
    }

    /// The schemas the types were read from.
    public Schemas schemas() {
        return schemas;
    }

    /// All types that have a name in a schema, abstract ones included, in the order of the files.
    public Collection<DataType> types() {
        return declared.values();
    }

    /// The names of all types, also of those without a name in a schema, which are called after
    /// where they are: `xnat:subjectData_field`.
    public List<String> names() {
        return byName.values().stream().map(DataType::name).distinct().sorted().toList();
    }

    /// A type by wire name (`xnat:mrSessionData`) or by root element (`xnat:MRSession`); case is
    /// ignored.
    public Optional<DataType> find(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    /// A type by name as in [#find].
    ///
    /// @throws Refusal when there is none
    public DataType get(String name) {
        return find(name).orElseThrow(() -> Refusal.invalid("Unknown data type: " + name));
    }

    /// Whether the type of the first name is that of the second or extends it; false when either
    /// name is unknown.
    public boolean isA(String type, String base) {
        return find(type).flatMap(t -> find(base).map(t::isA)).orElse(false);
    }

    /// The types that can have objects among a type and its subtypes, in the order of the files.
    public List<DataType> concrete(DataType type) {
        return concrete.getOrDefault(type.name(), List.of());
    }

    private Map<String, List<DataType>> concreteByBase() {
        Map<String, List<DataType>> concrete = new HashMap<>();
        for (DataType type : declared.values()) {
            for (DataType base = type; base != null; base = base.base().orElse(null)) {
                List<DataType> types =
                        concrete.computeIfAbsent(base.name(), _ -> new ArrayList<>());
                if (!type.isAbstract()) {
                    types.add(type);
                }
            }
        }
        concrete.replaceAll((_, types) -> List.copyOf(types));
        return concrete;
    }

    /// The type an object gets when only `type` is named: itself or, if it is abstract, the default
    /// its schema names, or its first concrete subtype.
    ///
    /// @throws Refusal when it is abstract and has no subtype
    public DataType instance(DataType type) {
        if (!type.isAbstract()) {
            return type;
        }
        return type.defaultType()
                .map(this::declared)
                .or(() -> concrete(type).stream().findFirst())
                .orElseThrow(() -> Refusal.invalid(type.name() + " has no objects"));
    }

    /// Prefix to namespace of all schemas that declare types.
    public Map<String, String> namespaces() {
        return Collections.unmodifiableMap(namespaces);
    }

    /// What a path means for objects of a type; see [XnatPath].
    public Resolution resolve(DataType context, String path) {
        return XnatPath.parse(path)
                .map(p -> new PathResolver(this).resolve(context, p))
                .orElseGet(() -> new Resolution.Unknown("not a path: '" + path + "'"));
    }

    /// The type a root element means.
    Optional<DataType> byElement(QName element) {
        return Optional.ofNullable(byElement.get(element))
                .or(() -> find(prefixed(element)).filter(t -> !t.isEmbedded()));
    }

    /// A type that a field of this registry names.
    DataType known(String name) {
        DataType type = byName.get(key(name));
        if (type == null) {
            throw new IllegalStateException("a field names the unknown type " + name);
        }
        return type;
    }
}
