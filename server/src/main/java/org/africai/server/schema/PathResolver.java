package org.africai.server.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.africai.server.schema.Resolution.Hop;
import org.africai.server.schema.Resolution.Resolved;
import org.africai.server.schema.Resolution.Unknown;

/// Finds the field that one [XnatPath] means; good for one path.
///
/// Besides the plain way it accepts what clients are known to send: a step `UNKNOWN` that only says
/// the type of the nested document (xnatpy 0.5); a path that begins with the type of a nested
/// document (`xnat:demographicData/gender` for a subject); conditions on the structure around a
/// repeated element (`definitions[ID=x]/fields/…`); and a subtype's field named by a base type.
final class PathResolver {
    private static final String ANY_NAME = "UNKNOWN";

    private final TypeRegistry registry;
    private final Map<Place, Optional<Found>> walked = new HashMap<>();

    PathResolver(TypeRegistry registry) {
        this.registry = registry;
    }

    Resolution resolve(DataType context, XnatPath path) {
        if (path.type() == null) {
            return fromRoot(context, path);
        }
        Optional<DataType> named = registry.find(path.type());
        if (named.isEmpty()) {
            return new Unknown("unknown data type " + path.type());
        }
        DataType type = named.get();
        if (context.isA(type)) {
            return fromRoot(context, path);
        }
        return type.isA(context) ? fromRoot(type, path) : fromNested(context, type, path);
    }

    private Resolution fromRoot(DataType root, XnatPath path) {
        return Stream.concat(Stream.of(root), registry.concrete(root).stream())
                .flatMap(t -> walk(t, path, 0).stream().map(r -> r.at(t)))
                .findFirst()
                .map(Resolution.class::cast)
                .orElseGet(() -> new Unknown(root.name() + " has no field " + shown(path)));
    }

    private static String shown(XnatPath path) {
        return String.join("/", path.steps().stream().map(XnatPath.Step::name).toList());
    }

    /// A path that begins with the type of a document nested in the context.
    private Resolution fromNested(DataType context, DataType nested, XnatPath path) {
        return holder(context, nested)
                .flatMap(field ->
                        walk(nested, path, 0).map(r -> r.via(hop(field, nested)).at(context)))
                .map(Resolution.class::cast)
                .orElseGet(() -> new Unknown(context.name() + " is not a " + nested.name()));
    }

    private static Hop hop(Field field, DataType type) {
        return new Hop(field, Map.of(type.name(), type), type.name(), null, Map.of());
    }

    /// The first single reference of a type that may hold a document of another.
    private Optional<Field> holder(DataType type, DataType nested) {
        return type.fields().values().stream()
                .filter(f -> f instanceof Field.Reference r && nested.isA(r.type()))
                .findFirst();
    }

    /// Hops and field, while they are found from the inside out.
    private record Found(List<Hop> hops, Field field) {
        Found via(Hop hop) {
            List<Hop> all = new ArrayList<>(List.of(hop));
            all.addAll(hops);
            return new Found(all, field);
        }

        Resolved at(DataType type) {
            return new Resolved(type, hops, field);
        }
    }

    /// Where a walk begins. Each place is walked once, however many ways lead to it.
    private record Place(String type, int from) {}

    private Optional<Found> walk(DataType type, XnatPath path, int from) {
        Place place = new Place(type.name(), from);
        Optional<Found> known = walked.get(place);
        if (known == null) {
            known = walkAnew(type, path, from);
            walked.put(place, known);
        }
        return known;
    }

    private Optional<Found> walkAnew(DataType type, XnatPath path, int from) {
        StringBuilder name = new StringBuilder();
        for (int i = from; i < path.steps().size(); i++) {
            XnatPath.Step step = path.steps().get(i);
            name.append(i == from ? "" : "/").append(step.name());
            boolean last = i == path.steps().size() - 1;
            Optional<Field> field = type.field(name.toString());
            if (last && field.isPresent()) {
                return field.flatMap(f -> end(f, step));
            }
            if (field.filter(f -> !(f instanceof Field.Value)).isPresent()) {
                return into(field.get(), step, path, i + 1);
            }
            if (step.hasConditions() || !type.hasStructure(name.toString())) {
                return unnamed(type, name.toString(), path, i);
            }
        }
        return Optional.empty();
    }

    /// The field a path ends at; a nested document keeps the conditions of its step.
    private Optional<Found> end(Field field, XnatPath.Step step) {
        if (field instanceof Field.Value || !step.hasConditions()) {
            return Optional.of(new Found(List.of(), field));
        }
        return Optional.empty();
    }

    private Optional<Found> into(Field field, XnatPath.Step step, XnatPath path, int next) {
        if (next == path.steps().size()) {
            return Optional.empty();
        }
        Map<String, DataType> types = new LinkedHashMap<>();
        for (DataType type : candidates(registry.known(typeOf(field)), step)) {
            if (walk(type, path, next).isPresent() && where(type, step).isPresent()) {
                types.put(type.name(), type);
            }
        }
        return types.values().stream()
                .findFirst()
                .flatMap(type ->
                        walk(type, path, next)
                                .map(found -> found.via(hop(field, types, type, step))));
    }

    private Hop hop(Field field, Map<String, DataType> types, DataType type, XnatPath.Step step) {
        String named = step.xsiType() == null ? null : registry.known(step.xsiType()).name();
        return new Hop(field, types, named, step.index(), where(type, step).orElseThrow());
    }

    private static String typeOf(Field field) {
        return switch (field) {
            case Field.Reference reference -> reference.type();
            case Field.Repeated repeated -> repeated.type();
            case Field.Value value ->
                    throw new IllegalStateException(value.path() + " holds no document");
        };
    }

    /// The types a nested document may have, the usual one first.
    private Collection<DataType> candidates(DataType declared, XnatPath.Step step) {
        Optional<DataType> named =
                step.xsiType() == null ? Optional.of(declared) : registry.find(step.xsiType());
        Set<DataType> types = new LinkedHashSet<>();
        named.filter(t -> t.isA(declared)).ifPresent(t -> addConcrete(types, t));
        return types;
    }

    private void addConcrete(Set<DataType> types, DataType type) {
        if (type.isEmbedded()) {
            types.add(type);
        } else if (!registry.concrete(type).isEmpty()) {
            types.add(registry.instance(type));
            types.addAll(registry.concrete(type));
        }
    }

    /// The values a step demands, by canonical path; none when the type lacks one of the fields.
    private static Optional<Map<String, String>> where(DataType type, XnatPath.Step step) {
        Map<String, String> where = new LinkedHashMap<>();
        for (Map.Entry<String, String> condition : step.where().entrySet()) {
            Optional<Field.Value> value = type.value(condition.getKey());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            where.put(value.get().path(), condition.getValue());
        }
        return Optional.of(where);
    }

    /// A step that is no field and no plain structure: one of the known oddities, or nothing.
    private Optional<Found> unnamed(DataType type, String name, XnatPath path, int at) {
        XnatPath.Step step = path.steps().get(at);
        if (step.name().equalsIgnoreCase(ANY_NAME) && step.xsiType() != null) {
            return registry.find(step.xsiType())
                    .flatMap(nested -> holder(type, nested))
                    .flatMap(field -> into(field, step, path, at + 1));
        }
        Collection<Field.Repeated> inside = type.repeatedUnder(name);
        if (inside.size() == 1) {
            return into(inside.iterator().next(), step, path, at + 1);
        }
        return Optional.empty();
    }
}
