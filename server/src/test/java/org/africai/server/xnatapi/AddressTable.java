package org.africai.server.xnatapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The addresses of XNAT's API that are served, from `addresses.txt`.
final class AddressTable {
    private static final Pattern NAME = Pattern.compile("\\{([A-Z0-9]+)}");

    private AddressTable() {}

    /// One of them.
    ///
    /// @param methods that it takes
    /// @param address with names in braces
    record Row(Set<String> methods, String address, Set<String> marks) {
        boolean is(String mark) {
            return marks.contains(mark);
        }

        /// The names in the address, in order.
        List<String> names() {
            List<String> names = new ArrayList<>();
            Matcher found = NAME.matcher(address);
            while (found.find()) {
                names.add(found.group(1));
            }
            return names;
        }

        /// The address with values in place of the names.
        String with(Map<String, String> values) {
            return NAME.matcher(address)
                    .replaceAll(found ->
                            Matcher.quoteReplacement(
                                    values.getOrDefault(found.group(1), found.group(1))));
        }

        @Override
        public String toString() {
            return String.join(",", methods) + " " + address;
        }
    }

    static List<Row> rows() {
        return text().lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(AddressTable::row)
                .toList();
    }

    private static Row row(String line) {
        String[] parts = line.strip().split("\\s+");
        return new Row(
                Set.copyOf(Arrays.asList(parts[0].split(","))),
                parts[1],
                parts.length > 2 ? Set.copyOf(Arrays.asList(parts[2].split(","))) : Set.of());
    }

    private static String text() {
        try (InputStream in = AddressTable.class.getResourceAsStream("addresses.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
