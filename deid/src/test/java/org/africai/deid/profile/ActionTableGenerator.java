package org.africai.deid.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Writes `attribute-actions.tsv` from a table of PS3.15 Table E.1-1 with a column for each option.
///
/// `java … ActionTableGenerator ps3.15-table-e.1-1.tsv attribute-actions.tsv`
final class ActionTableGenerator {
    static final String HEAD =
            """
            # PS3.15 Table E.1-1 (January 2025): what the Basic Application Level Confidentiality Profile does with each attribute.
            # Columns: tag (x repeats), action, exceptions by option, each a letter and K (keep) or C (clean):
            # U UIDs, D device identity, I institution identity, C patient characteristics, F full dates, M modified dates,
            # T clean descriptors, S clean structured content, G clean graphics. Private attributes are removed and not listed.
            # Written by ActionTableGenerator.
            """;

    private static final String OPTIONS = "PUDICFMTSG";
    private static final int FIRST_OPTION = 4;

    private ActionTableGenerator() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(
                Path.of(arguments[1]), generated(Files.readAllLines(Path.of(arguments[0]))));
    }

    static String generated(List<String> lines) {
        StringBuilder text = new StringBuilder(HEAD);
        lines.stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(columns -> !columns[0].startsWith("(GGGG"))
                .map(ActionTableGenerator::row)
                .sorted()
                .forEach(row -> text.append(row).append('\n'));
        return text.toString();
    }

    private static String row(String[] columns) {
        String tag = columns[0].replaceAll("[(),]", "").toLowerCase(Locale.ROOT);
        StringBuilder row = new StringBuilder(tag + "\t" + columns[3] + "\t");
        for (int i = 0; i < OPTIONS.length() && FIRST_OPTION + i < columns.length; i++) {
            String action = columns[FIRST_OPTION + i].strip();
            if (!action.isEmpty()) {
                row.append(OPTIONS.charAt(i)).append(action).append(' ');
            }
        }
        return row.toString().strip();
    }
}
