package org.africai.deid.ctp;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Looks for what a rule names and nothing defines.
final class ScriptChecks {
    private ScriptChecks() {}

    static void check(
            ElementRule rule, Set<String> parameters, Set<String> labels, Set<String> problems) {
        check(rule.template(), parameters, labels, problems);
    }

    private static void check(
            Template template, Set<String> parameters, Set<String> labels, Set<String> problems) {
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Part.Call call) {
                call.arguments().forEach(argument -> parameter(argument, parameters, problems));
                elements(call).forEach(address -> element(address, labels, problems));
                call.clauses().forEach(one -> check(one, parameters, labels, problems));
            }
        }
    }

    private static void parameter(String argument, Set<String> known, Set<String> problems) {
        boolean isParameter = argument.startsWith("@") || argument.startsWith("$");
        if (isParameter && !known.contains(argument.substring(1))) {
            problems.add("nothing sets the parameter " + argument);
        }
    }

    /// The arguments of a call that name elements.
    private static List<Address> elements(Template.Part.Call call) {
        List<Address> all = call.addresses();
        List<Integer> places =
                switch (call.function()) {
                    case CONTENTS, DECRYPT, ENCRYPT, HASH, HASHNAME, IF, INITIALS -> List.of(0);
                    case INTEGER, LOWERCASE, MODIFYDATE, PATHELEMENT, REQUIRE -> List.of(0);
                    case ROUND, TRUNCATE, UPPERCASE, VALUE -> List.of(0);
                    case INCREMENTDATE -> all.size() > 2 ? List.of(0, 1) : List.of(0);
                    case HASHDATE -> List.of(0, 1);
                    case HASHPTID -> List.of(1);
                    case HASHUID -> List.of(1, 2);
                    case DATEINTERVAL -> List.of(0, 2);
                    case ALWAYS, APPEND, CALL, DATE, LOOKUP, PARAM -> List.of();
                    case PROCESS, QUARANTINE, SELECT, SKIP, TIME -> List.of();
                };
        return places.stream().filter(place -> place < all.size()).map(all::get).toList();
    }

    private static void element(Address address, Set<String> labels, Set<String> problems) {
        for (Address.Step step : address.steps()) {
            switch (step) {
                case Address.Step.Label(String name) -> {
                    if (!labels.contains(name.toLowerCase(Locale.ROOT))) {
                        problems.add("no element is called '" + name + "'");
                    }
                }
                case Address.Step.Known known -> {
                    if (!known.isOldName()) {
                        problems.add(
                                "CTP does not know the name in '"
                                        + address.text()
                                        + "', which counts as absent there");
                    }
                }
                case Address.Step.OfCreator _ -> {}
            }
        }
    }
}
