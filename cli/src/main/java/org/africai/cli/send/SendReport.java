package org.africai.cli.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.africai.cli.Exit;

/// Writes a summary as a page that needs nothing beside it, and as JSON.
final class SendReport {
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;"
                    + "color:#1b1b1b;background:#fff}table{border-collapse:collapse;width:100%}"
                    + "td,th{border-bottom:1px solid #ccc;padding:.3rem .5rem;text-align:left;"
                    + "vertical-align:top}td:first-child{white-space:nowrap}";

    private SendReport() {}

    /// @param page where to; the JSON goes beside it, with `.json` for its ending
    static void write(Path page, Summary summary, Exit exit, Instant at) throws IOException {
        Files.writeString(page, html(summary, exit, at));
        String name = page.getFileName().toString().replaceFirst("\\.html?$", "");
        Files.writeString(page.resolveSibling(name + ".json"), json(summary, exit, at));
    }

    static String html(Summary summary, Exit exit, Instant at) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>");
        page.append("<meta charset=\"utf-8\"><title>What was sent</title><style>");
        page.append(STYLE).append("</style></head>\n<body>\n<h1>What was sent</h1>\n<p>");
        page.append(escaped("To " + summary.target() + ", project " + summary.project()));
        page.append(escaped(", until " + at + ". Result " + exit.status() + ": "));
        page.append(escaped(exit.meaning())).append(".</p>\n");
        table(page, "In numbers", counts(summary));
        table(page, "Set aside on this machine, not sent", numbered(summary.aside()));
        table(page, "Refused by the archive", numbered(summary.refused()));
        table(
                page,
                "Changed after they were sent; what was sent stays",
                summary.changed().stream().map(one -> List.of("file " + one, "")).toList());
        table(
                page,
                "Waiting in the archive for a person",
                summary.waiting().stream().map(one -> List.of("session", one)).toList());
        table(page, "What the rules did in this run", strings(summary.rules().rules()));
        page.append("<p>Files are numbered: this page holds no names. The list of names is in the");
        page.append(" work folder (set-aside.tsv), for the owner of the data only.</p>\n");
        return page.append("</body>\n</html>\n").toString();
    }

    private static List<List<String>> counts(Summary summary) {
        Summary.Counts counts = summary.counts();
        return List.of(
                List.of("studies", Integer.toString(summary.studies())),
                List.of("files", Integer.toString(counts.files())),
                List.of("arrived and compared", Integer.toString(counts.verified())),
                List.of("acknowledged only", Integer.toString(counts.acknowledged())),
                List.of("not sent yet", Integer.toString(counts.left())),
                List.of("bytes that arrived", Long.toString(summary.bytes())),
                List.of("files that are no images", Integer.toString(summary.others())),
                List.of("named by a DICOMDIR, not there", Integer.toString(summary.missing())),
                List.of("could not be looked into", Integer.toString(summary.problems())));
    }

    private static List<List<String>> numbered(Map<Integer, String> some) {
        return some.entrySet().stream()
                .map(one -> List.of("file " + one.getKey(), one.getValue()))
                .toList();
    }

    private static List<List<String>> strings(Map<String, Integer> some) {
        return some.entrySet().stream()
                .map(one -> List.of(one.getValue().toString(), one.getKey()))
                .toList();
    }

    private static void table(StringBuilder page, String title, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        page.append("<h2>").append(escaped(title)).append("</h2>\n<table>\n");
        for (List<String> row : rows) {
            page.append("<tr>");
            row.forEach(cell -> page.append("<td>").append(escaped(cell)).append("</td>"));
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String json(Summary summary, Exit exit, Instant at) {
        Summary.Counts counts = summary.counts();
        StringBuilder json = new StringBuilder("{");
        json.append("\"exit\":").append(exit.status());
        json.append(",\"meaning\":").append(quoted(exit.meaning()));
        json.append(",\"at\":").append(quoted(at.toString()));
        json.append(",\"target\":").append(quoted(summary.target()));
        json.append(",\"project\":").append(quoted(summary.project()));
        json.append(",\"studies\":").append(summary.studies());
        json.append(",\"files\":").append(counts.files());
        json.append(",\"verified\":").append(counts.verified());
        json.append(",\"acknowledged\":").append(counts.acknowledged());
        json.append(",\"left\":").append(counts.left());
        json.append(",\"bytes\":").append(summary.bytes());
        json.append(",\"notImages\":").append(summary.others());
        json.append(",\"missing\":").append(summary.missing());
        json.append(",\"problems\":").append(summary.problems());
        json.append(",\"setAside\":").append(object(summary.aside()));
        json.append(",\"refused\":").append(object(summary.refused()));
        json.append(",\"changed\":").append(summary.changed());
        json.append(",\"waiting\":[");
        json.append(String.join(",", summary.waiting().stream().map(SendReport::quoted).toList()));
        json.append("],\"rules\":{");
        json.append(
                String.join(
                        ",",
                        summary.rules().rules().entrySet().stream()
                                .map(one -> quoted(one.getKey()) + ":" + one.getValue())
                                .toList()));
        return json.append("}}\n").toString();
    }

    private static String object(Map<Integer, String> some) {
        return "{"
                + String.join(
                        ",",
                        some.entrySet().stream()
                                .map(one -> "\"" + one.getKey() + "\":" + quoted(one.getValue()))
                                .toList())
                + "}";
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u").append(HexFormat.of().toHexDigits((short) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
