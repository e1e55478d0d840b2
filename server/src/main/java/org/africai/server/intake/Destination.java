package org.africai.server.intake;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// Where an import is to end, as its sender put it (`dest=`).
sealed interface Destination {
    /// The nouns of an address that names a session by its accession ID.
    List<String> BY_ID = List.of("experiments");

    /// The nouns of addresses in the archive, in their order.
    Set<List<String>> ARCHIVE_FORMS =
            Set.of(
                    List.of(),
                    BY_ID,
                    List.of("projects"),
                    List.of("projects", "subjects"),
                    List.of("projects", "experiments"),
                    List.of("projects", "subjects", "experiments"));

    /// Not said: the project's own setting decides.
    record Unsaid() implements Destination {}

    /// `/archive[/projects/P[/subjects/S][/experiments/E]]`, or `/archive/experiments/ID`
    ///
    /// @param experiment the accession ID of a session that is there, else absent
    record Archive(Names names, @Nullable String experiment) implements Destination {}

    /// `/prearchive[/projects/P[/TIMESTAMP/FOLDER]]`
    ///
    /// @param at which waiting session, absent for a new one
    record Prearchive(Names names, @Nullable Spot at) implements Destination {}

    /// A place in the prearchive below a project.
    ///
    /// @param timestamp digits and `_`
    /// @param folder the session's folder
    record Spot(String timestamp, String folder) {
        /// @throws Refusal when either could not be part of an address
        public Spot {
            if (!timestamp.matches("[0-9_]{1,32}")) {
                throw Refusal.invalid(
                        "'" + timestamp + "' is no timestamp of the prearchive: digits and '_'.");
            }
            if (!folder.matches("[\\w.-]{1,255}") || folder.matches("\\.+")) {
                throw Refusal.invalid("'" + folder + "' is no folder of the prearchive.");
            }
        }
    }

    /// The names that a sender or a header gives.
    record Names(@Nullable String project, @Nullable String subject, @Nullable String session) {
        static final Names NONE = new Names(null, null, null);
    }

    /// @throws Refusal when `dest` is no destination
    static Destination parse(String dest) {
        List<String> parts =
                Arrays.stream(dest.split("/")).filter(part -> !part.isEmpty()).toList();
        if (!parts.isEmpty()
                && (parts.getFirst().equals("data") || parts.getFirst().equals("REST"))) {
            parts = parts.subList(1, parts.size());
        }
        if (parts.isEmpty()) {
            throw unknown(dest);
        }
        List<String> rest = parts.subList(1, parts.size());
        return switch (parts.getFirst()) {
            case "archive" -> archive(dest, rest);
            case "prearchive" -> prearchive(dest, rest);
            default -> throw unknown(dest);
        };
    }

    private static Destination archive(String dest, List<String> parts) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i + 1 < parts.size(); i += 2) {
            names.put(parts.get(i), parts.get(i + 1));
        }
        List<String> nouns = List.copyOf(names.keySet());
        if (nouns.size() * 2 != parts.size() || !ARCHIVE_FORMS.contains(nouns)) {
            throw unknown(dest);
        }
        if (nouns.equals(BY_ID)) {
            return new Archive(Names.NONE, names.get("experiments"));
        }
        return new Archive(
                new Names(names.get("projects"), names.get("subjects"), names.get("experiments")),
                null);
    }

    private static Destination prearchive(String dest, List<String> parts) {
        if (parts.isEmpty()) {
            return new Prearchive(Names.NONE, null);
        }
        if (!parts.getFirst().equals("projects") || (parts.size() != 2 && parts.size() != 4)) {
            throw unknown(dest);
        }
        Spot at = parts.size() == 4 ? new Spot(parts.get(2), parts.get(3)) : null;
        return new Prearchive(new Names(parts.get(1), null, null), at);
    }

    private static Refusal unknown(String dest) {
        return Refusal.invalid(
                "dest='"
                        + dest
                        + "' is none of /archive[/projects/P[/subjects/S][/experiments/E]],"
                        + " /archive/experiments/ID and"
                        + " /prearchive[/projects/P[/TIMESTAMP/FOLDER]].");
    }
}
