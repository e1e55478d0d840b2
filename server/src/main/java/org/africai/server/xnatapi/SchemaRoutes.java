package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.africai.server.http.Refusal;
import org.africai.server.schema.DataType;
import org.africai.server.schema.TypeRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/xapi/schemas`: the XSD files, and the data types that the server has read from them. Open to
/// guests: xnatpy builds its classes from them before anything else, and they hold no data.
@RestController
@RequestMapping("/xapi/schemas")
final class SchemaRoutes {
    private static final MediaType XML =
            new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8);

    private static final int MAX_FORM_BYTES = 64 << 10;

    private final TypeRegistry registry;
    private final Map<String, DataType> bySqlName;

    SchemaRoutes(TypeRegistry registry) {
        this.registry = registry;
        this.bySqlName =
                registry.types().stream()
                        .collect(Collectors.toMap(SchemaRoutes::sqlName, Function.identity()));
    }

    /// What asks for several data types at once.
    record Asked(@Nullable List<String> dataTypes, @Nullable String dataType) {
        List<String> names() {
            List<String> names = new ArrayList<>(dataTypes == null ? List.of() : dataTypes);
            if (dataType != null) {
                names.add(dataType);
            }
            return names;
        }
    }

    /// What is said about a data type.
    ///
    /// @param properName what its documents are called (`MRSession`), as XNAT calls the type itself
    record Element(
            String name,
            String properName,
            String namespacePrefix,
            String schema,
            @Nullable String extensionOf,
            boolean isAbstract,
            List<String> elements,
            String singular,
            String plural,
            String documentation,
            List<String> fields) {
        static Element of(DataType type) {
            String[] name = type.name().split(":", 2);
            return new Element(
                    type.name(),
                    type.element().orElse(name[1]),
                    name[0],
                    type.schema(),
                    type.base().map(DataType::name).orElse(null),
                    type.isAbstract(),
                    type.elements(),
                    type.singular(),
                    type.plural(),
                    type.documentation(),
                    List.copyOf(type.fields().keySet()));
        }
    }

    @GetMapping
    ResponseEntity<List<String>> schemas() {
        return json(registry.schemas().names());
    }

    @GetMapping("/{name}")
    ResponseEntity<byte[]> schema(@PathVariable String name) {
        String text =
                registry.schemas()
                        .text(name)
                        .orElseThrow(() -> Refusal.notFound("There is no schema '" + name + "'."));
        return ResponseEntity.ok().contentType(XML).body(text.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/{folder}/{name}")
    ResponseEntity<byte[]> schema(@PathVariable String folder, @PathVariable String name) {
        return schema(folder + "/" + name);
    }

    @GetMapping("/datatypes")
    ResponseEntity<List<String>> dataTypes() {
        return json(registry.names());
    }

    /// The types whose objects can be searched for: those that stand alone in a document.
    @GetMapping("/datatypes/searchable")
    ResponseEntity<List<String>> searchable() {
        return json(
                names(
                        registry.types().stream()
                                .filter(t -> !t.isAbstract() && t.element().isPresent())));
    }

    private static List<String> names(Stream<DataType> types) {
        return types.map(DataType::name).sorted().toList();
    }

    @GetMapping({"/datatypes/names", "/datatypes/names/all"})
    ResponseEntity<Map<String, Collection<String>>> allNames() {
        return json(byName(registry.types(), this::spellings));
    }

    @GetMapping("/datatypes/names/{type}")
    ResponseEntity<Map<String, Collection<String>>> names(@PathVariable String type) {
        return json(byName(find(List.of(type)), this::spellings));
    }

    @PostMapping(path = "/datatypes/names", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Collection<String>>> names(@RequestBody Asked asked) {
        return json(byName(find(asked.names()), this::spellings));
    }

    @PostMapping(path = "/datatypes/names", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Map<String, Collection<String>>> names(HttpServletRequest request)
            throws IOException {
        return names(form(request));
    }

    @GetMapping({"/datatypes/elements", "/datatypes/elements/all"})
    ResponseEntity<Map<String, Element>> allElements() {
        return json(byName(registry.types(), Element::of));
    }

    @GetMapping("/datatypes/elements/{type}")
    ResponseEntity<Map<String, Element>> elements(@PathVariable String type) {
        return json(byName(find(List.of(type)), Element::of));
    }

    @PostMapping(path = "/datatypes/elements", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Element>> elements(@RequestBody Asked asked) {
        return json(byName(find(asked.names()), Element::of));
    }

    @PostMapping(
            path = "/datatypes/elements",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Map<String, Element>> elements(HttpServletRequest request) throws IOException {
        return elements(form(request));
    }

    private static Asked form(HttpServletRequest request) throws IOException {
        byte[] form = request.getInputStream().readNBytes(MAX_FORM_BYTES + 1);
        if (form.length > MAX_FORM_BYTES) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "The form is longer than " + MAX_FORM_BYTES + " bytes.");
        }
        QueryParameters asked = QueryParameters.parse(new String(form, StandardCharsets.UTF_8));
        return new Asked(
                asked.all().stream()
                        .filter(p -> p.name().equals("dataTypes") || p.name().equals("dataType"))
                        .flatMap(p -> Stream.of(p.value().split(",")))
                        .filter(name -> !name.isBlank())
                        .toList(),
                null);
    }

    private static <T> Map<String, T> byName(
            Collection<DataType> types, Function<DataType, T> what) {
        Map<String, T> byName = new TreeMap<>();
        types.forEach(t -> byName.put(sqlName(t), what.apply(t)));
        return byName;
    }

    /// XNAT's table name, by which it keys what it says about types.
    private static String sqlName(DataType type) {
        return type.name().replace(':', '_');
    }

    /// The names a type goes by: prefix or namespace, and type or root element.
    private Collection<String> spellings(DataType type) {
        String prefix = type.name().substring(0, type.name().indexOf(':'));
        Collection<String> spellings = new TreeSet<>();
        for (String space : List.of(prefix, registry.namespaces().getOrDefault(prefix, prefix))) {
            spellings.add(space + ":" + type.localName());
            type.elements().forEach(e -> spellings.add(space + ":" + e));
        }
        return spellings;
    }

    private List<DataType> find(List<String> names) {
        if (names.isEmpty()) {
            throw Refusal.invalid("Say which data types, as dataTypes.");
        }
        return names.stream().map(this::find).toList();
    }

    private DataType find(String name) {
        return Optional.ofNullable(bySqlName.get(name))
                .or(() -> registry.find(name).filter(t -> !t.isEmbedded()))
                .orElseThrow(() -> Refusal.notFound("There is no data type '" + name + "'."));
    }

    private static <T> ResponseEntity<T> json(T body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }
}
