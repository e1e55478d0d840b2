package org.africai.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `--name value` pairs.
record Options(Map<String, String> values) {
    private static final Set<String> KNOWN =
            Set.of(
                    "files",
                    "series",
                    "slices",
                    "heap",
                    "subjects",
                    "sessions",
                    "scans",
                    "ctp",
                    "rounds",
                    "instances");

    Options {
        values = Map.copyOf(values);
    }

    static Options parse(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i).replaceFirst("^--", "");
            if (!KNOWN.contains(name) || i + 1 >= arguments.size()) {
                throw new IllegalArgumentException("not understood: " + arguments.get(i));
            }
            values.put(name, arguments.get(i + 1));
        }
        return new Options(values);
    }

    int number(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
