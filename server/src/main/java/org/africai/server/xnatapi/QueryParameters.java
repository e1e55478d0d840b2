package org.africai.server.xnatapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// The parameters of a query string in the order they were sent.
///
/// Names are XPath-like (`xnat:subjectData/fields/field[name=age]/field`) and so are decoded by us:
/// a name may hold `=` inside brackets, which ends no name when it is percent-encoded.
record QueryParameters(List<Parameter> all) {
    /// @param name decoded
    /// @param value decoded, empty when there is no `=`
    record Parameter(String name, String value) {}

    private static final int MAX_PARAMETERS = 1_000;

    public QueryParameters {
        all = List.copyOf(all);
    }

    static QueryParameters parse(@Nullable String queryString) {
        List<Parameter> parameters = new ArrayList<>();
        if (queryString != null) {
            for (String pair : queryString.split("&")) {
                if (!pair.isEmpty()) {
                    parameters.add(parameter(pair));
                }
            }
        }
        if (parameters.size() > MAX_PARAMETERS) {
            throw Refusal.invalid("The query has more than " + MAX_PARAMETERS + " parameters.");
        }
        return new QueryParameters(parameters);
    }

    private static Parameter parameter(String pair) {
        int equals = endOfName(pair);
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        return new Parameter(decode(name), decode(value));
    }

    /// The `=` between name and value: the first outside of brackets, for those who do not encode.
    private static int endOfName(String pair) {
        int depth = 0;
        for (int i = 0; i < pair.length(); i++) {
            char c = pair.charAt(i);
            if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            } else if (c == '=' && depth <= 0) {
                return i;
            }
        }
        return pair.indexOf('=');
    }

    /// In a query, unlike in a path, a `+` is a space.
    private static String decode(String raw) {
        return RequestPath.decode(raw.replace('+', ' '));
    }

    /// The value of the first parameter with this name.
    Optional<String> first(String name) {
        return all.stream().filter(p -> p.name().equals(name)).map(Parameter::value).findFirst();
    }

    /// The values of every parameter with this name.
    List<String> values(String name) {
        return all.stream().filter(p -> p.name().equals(name)).map(Parameter::value).toList();
    }

    /// XNAT's way with yes and no: there, and neither `false` nor `0`.
    boolean isSet(String name) {
        Predicate<String> no = value -> value.equalsIgnoreCase("false") || value.equals("0");
        return first(name).filter(Predicate.not(no)).isPresent();
    }
}
