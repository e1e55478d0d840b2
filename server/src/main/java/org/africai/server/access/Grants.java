package org.africai.server.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the members of a custom group may do with a project's data, data type by data type.
///
/// All of them see the project and its own files and settings that every reader sees; nothing in a
/// group lets anybody change these. Who may do something with a type may also read it.
///
/// @param byType the rights by the name of the data type, `xnat:mrSessionData`; a type that is not
///   named is not read
public record Grants(Map<String, Set<Right>> byType) {
    /// Rights that a group can have; XNAT calls [Right#REVIEW] "activate".
    public static final Set<Right> GRANTABLE =
            Set.copyOf(
                    EnumSet.of(Right.READ, Right.REVIEW, Right.CREATE, Right.EDIT, Right.DELETE));

    /// No right to anything.
    public static final Grants NONE = new Grants(Map.of());

    public Grants {
        Map<String, Set<Right>> all = new TreeMap<>();
        byType.forEach((type, rights) -> {
            if (!rights.isEmpty()) {
                all.put(type, complete(rights));
            }
        });
        byType = Map.copyOf(all);
    }

    private static Set<Right> complete(Set<Right> rights) {
        if (!GRANTABLE.containsAll(rights)) {
            throw new IllegalArgumentException("a group cannot have all of " + rights);
        }
        Set<Right> all = EnumSet.copyOf(rights);
        all.add(Right.READ);
        return Set.copyOf(all);
    }

    public boolean may(Right right, String type) {
        return byType.getOrDefault(type, Set.of()).contains(right);
    }

    /// Whether there is a data type of which this is allowed.
    public boolean mayAny(Right right) {
        return byType.values().stream().anyMatch(rights -> rights.contains(right));
    }

    /// The data types of which this is allowed.
    public Set<String> types(Right right) {
        return byType.keySet().stream()
                .filter(type -> may(right, type))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The same, with these rights in place of those to the types named.
    public Grants with(Map<String, Set<Right>> changed) {
        Map<String, Set<Right>> all = new HashMap<>(byType);
        all.putAll(changed);
        return new Grants(all);
    }

    /// As stored: `xnat:mrSessionData read`, one for each right to each type.
    List<String> stored() {
        return new TreeMap<>(byType)
                .entrySet().stream()
                        .flatMap(entry ->
                                entry.getValue().stream()
                                        .sorted()
                                        .map(right -> entry.getKey() + " " + word(right)))
                        .toList();
    }

    /// @throws IllegalArgumentException when they were not stored by [#stored]
    static Grants of(Collection<String> stored) {
        Map<String, Set<Right>> byType = new HashMap<>();
        for (String entry : stored) {
            int space = entry.indexOf(' ');
            byType.computeIfAbsent(entry.substring(0, space), _ -> EnumSet.noneOf(Right.class))
                    .add(Right.valueOf(entry.substring(space + 1).toUpperCase(Locale.ROOT)));
        }
        return new Grants(byType);
    }

    private static String word(Right right) {
        return right.name().toLowerCase(Locale.ROOT);
    }
}
