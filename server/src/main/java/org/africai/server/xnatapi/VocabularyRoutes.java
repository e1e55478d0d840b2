package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Investigator;
import org.africai.server.archive.Vocabulary;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/data/scan_types`, `/data/scanners` and `/data/investigators`: words in use, for clients that
/// offer a choice.
@RestController
final class VocabularyRoutes {
    private static final List<String> INVESTIGATOR =
            List.of(
                    "title",
                    "firstname",
                    "lastname",
                    "institution",
                    "department",
                    "email",
                    "phone");

    private final Vocabulary vocabulary;

    VocabularyRoutes(Archive archive) {
        this.vocabulary = archive.vocabulary();
    }

    @GetMapping({
        "/data/scan_types",
        "/data/archive/scan_types",
        "/REST/scan_types",
        "/REST/archive/scan_types"
    })
    void scanTypes(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        words(exchange, "type", vocabulary.scanTypes(exchange.caller(), null));
    }

    @GetMapping({
        "/data/scanners",
        "/data/archive/scanners",
        "/REST/scanners",
        "/REST/archive/scanners"
    })
    void scanners(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        words(exchange, "scanner", vocabulary.scanners(exchange.caller()));
    }

    @GetMapping({
        "/data/investigators",
        "/data/archive/investigators",
        "/REST/investigators",
        "/REST/archive/investigators"
    })
    void investigators(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var exchange = new Exchange(request, response);
        List<Map<String, String>> rows =
                vocabulary.investigators(exchange.caller()).stream()
                        .map(VocabularyRoutes::row)
                        .toList();
        TableAnswer.write(exchange, SmallTable.of(exchange, "Investigators", INVESTIGATOR, rows));
    }

    private static void words(Exchange exchange, String column, List<String> words)
            throws IOException {
        List<Map<String, String>> rows = words.stream().map(word -> Map.of(column, word)).toList();
        TableAnswer.write(exchange, SmallTable.of(exchange, "", List.of(column), rows));
    }

    private static Map<String, String> row(Investigator investigator) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("title", investigator.title());
        row.put("firstname", investigator.firstName());
        row.put("lastname", investigator.lastName());
        row.put("institution", investigator.institution());
        row.put("department", investigator.department());
        row.put("email", investigator.email());
        row.put("phone", investigator.phone());
        return row;
    }
}
