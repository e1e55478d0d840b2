package org.africai.server.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A data type of the archive: a complex type of one of the schemas, or a nameless structure that
/// repeats within one (`xnat:subjectData_field`).
public final class DataType {
    /// What the schema says about a type besides its content.
    ///
    /// @param elements root elements of the type, the preferred one first
    /// @param key field that names an object among its siblings
    /// @param hiddenKey name of the number that the archive gives each object
    /// @param defaultType wire name of the subtype meant where this abstract type is named
    record Declaration(
            String name,
            String namespace,
            String schema,
            boolean isAbstract,
            boolean embedded,
            List<String> elements,
            @Nullable String singular,
            @Nullable String plural,
            @Nullable String key,
            @Nullable String hiddenKey,
            @Nullable String defaultType,
            String documentation) {}

    private final Declaration declaration;
    private final @Nullable DataType base;
    private final Shape shape;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, Field> ignoringCase = new LinkedHashMap<>();
    private final Set<String> structures = new HashSet<>();

    DataType(Declaration declaration, @Nullable DataType base, Shape ownShape) {
        this.declaration = declaration;
        this.base = base;
        this.shape = base == null ? ownShape : ownShape.extending(base.shape);
        hiddenKey().map(DataType::hidden).ifPresent(this::add);
        shape.fields().forEach(this::add);
    }

    private static Field hidden(String name) {
        return new Field.Value(
                name, SimpleType.LONG, Facets.SHORT, true, true, false, "The archive's number.");
    }

    private void add(Field field) {
        if (fields.putIfAbsent(field.path(), field) != null) {
            throw new IllegalStateException(name() + " declares " + field.path() + " twice");
        }
        String lower = field.path().toLowerCase(Locale.ROOT);
        ignoringCase.putIfAbsent(lower, field);
        for (int slash = lower.indexOf('/'); slash > 0; slash = lower.indexOf('/', slash + 1)) {
            structures.add(lower.substring(0, slash));
        }
    }

    /// Wire name: prefix, colon, name of the complex type (`xnat:mrSessionData`).
    public String name() {
        return declaration.name;
    }

    /// The name without its prefix.
    public String localName() {
        return name().substring(name().indexOf(':') + 1);
    }

    /// Name of the schema it stands in (`pipeline/workflow`).
    public String schema() {
        return declaration.schema;
    }

    /// What the schema says about it; empty when nothing.
    public String documentation() {
        return declaration.documentation;
    }

    /// Whether only subtypes have objects.
    public boolean isAbstract() {
        return declaration.isAbstract;
    }

    /// Whether it is a nameless structure within another type, not a type clients may ask for.
    public boolean isEmbedded() {
        return declaration.embedded;
    }

    public Optional<DataType> base() {
        return Optional.ofNullable(base);
    }

    /// Whether it is `other` or extends it.
    public boolean isA(DataType other) {
        return isA(other.name());
    }

    /// Whether it is the type of that wire name (case matters) or extends it.
    public boolean isA(String other) {
        return name().equals(other) || (base != null && base.isA(other));
    }

    /// Local name of its root element in XML (`MRSession`), if documents of the type can stand
    /// alone.
    public Optional<String> element() {
        return declaration.elements.stream().findFirst();
    }

    /// All root elements that mean this type.
    public List<String> elements() {
        return declaration.elements;
    }

    /// What people call one object (`MR Session`).
    public String singular() {
        return Optional.ofNullable(declaration.singular).orElseGet(this::fallbackName);
    }

    /// What people call several objects (`MR Sessions`).
    public String plural() {
        return Optional.ofNullable(declaration.plural).orElseGet(this::fallbackName);
    }

    private String fallbackName() {
        return element().orElseGet(this::localName);
    }

    /// Path of the field that names an object among its siblings, own or inherited.
    public Optional<String> key() {
        return declaration.key != null
                ? Optional.of(declaration.key)
                : base().flatMap(DataType::key);
    }

    /// Name of the number the archive gives each object (`xnat_imagescandata_id`), own or
    /// inherited.
    public Optional<String> hiddenKey() {
        return declaration.hiddenKey != null
                ? Optional.of(declaration.hiddenKey)
                : base().flatMap(DataType::hiddenKey);
    }

    /// All fields by path, inherited ones first, in the order XML writes them.
    public Map<String, Field> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /// The field at a path; case is ignored when no path is spelled exactly so.
    public Optional<Field> field(String path) {
        Field exact = fields.get(path);
        return Optional.ofNullable(
                exact != null ? exact : ignoringCase.get(path.toLowerCase(Locale.ROOT)));
    }

    /// The value at a path, case ignored as in [#field].
    public Optional<Field.Value> value(String path) {
        return field(path).filter(Field.Value.class::isInstance).map(Field.Value.class::cast);
    }

    /// Whether fields are nested under a path.
    boolean hasStructure(String path) {
        return structures.contains(path.toLowerCase(Locale.ROOT));
    }

    /// The repeated fields directly under a path.
    Collection<Field.Repeated> repeatedUnder(String path) {
        if (!hasStructure(path)) {
            return List.of();
        }
        String prefix = path.toLowerCase(Locale.ROOT) + "/";
        return fields.values().stream()
                .filter(Field.Repeated.class::isInstance)
                .map(Field.Repeated.class::cast)
                .filter(f -> f.path().toLowerCase(Locale.ROOT).startsWith(prefix))
                .filter(f -> f.path().indexOf('/', prefix.length()) < 0)
                .toList();
    }

    String namespace() {
        return declaration.namespace;
    }

    Optional<String> defaultType() {
        return Optional.ofNullable(declaration.defaultType);
    }

    Shape shape() {
        return shape;
    }

    @Override
    public String toString() {
        return name();
    }
}
