package org.africai.server.dicomweb;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// The parameters of an address in the order they were sent.
record Query(List<Parameter> all) {
    private static final int MAX_PARAMETERS = 1_000;

    /// @param name decoded
    /// @param value decoded, empty when there is no `=`
    record Parameter(String name, String value) {}

    Query {
        all = List.copyOf(all);
    }

    /// @throws Refusal when it cannot be decoded, or there are too many
    static Query parse(@Nullable String queryString) {
        List<Parameter> all = new ArrayList<>();
        for (String pair : (queryString == null ? "" : queryString).split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                all.add(
                        new Parameter(
                                decoded(equals < 0 ? pair : pair.substring(0, equals)),
                                equals < 0 ? "" : decoded(pair.substring(equals + 1))));
            }
        }
        if (all.size() > MAX_PARAMETERS) {
            throw Refusal.invalid("The query has more than " + MAX_PARAMETERS + " parameters.");
        }
        return new Query(all);
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid("The query is not properly percent-encoded.");
        }
    }

    /// The value of the first parameter of this name, in any case.
    Optional<String> first(String name) {
        return all.stream()
                .filter(parameter -> parameter.name().equalsIgnoreCase(name))
                .map(Parameter::value)
                .findFirst();
    }
}
