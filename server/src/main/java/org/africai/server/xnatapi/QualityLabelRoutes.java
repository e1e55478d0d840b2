package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.africai.server.config.QualityLabels;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// `/data/services/scan-quality-labels[/P]`: `{"site":["usable","questionable","unusable"]}`, by
/// the project's ID for a project.
@RestController
final class QualityLabelRoutes {
    private final QualityLabels labels;
    private final JsonMapper json;

    QualityLabelRoutes(QualityLabels labels, JsonMapper json) {
        this.labels = labels;
        this.json = json;
    }

    @GetMapping({"/data/services/scan-quality-labels", "/REST/services/scan-quality-labels"})
    void ofSite(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        answer(exchange, "site", labels.of(exchange.caller(), null));
    }

    @GetMapping({
        "/data/services/scan-quality-labels/{project}",
        "/REST/services/scan-quality-labels/{project}"
    })
    void ofProject(
            @PathVariable String project, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var exchange = new Exchange(request, response);
        answer(exchange, project, labels.of(exchange.caller(), project));
    }

    private void answer(Exchange exchange, String whose, List<String> words) throws IOException {
        exchange.answer(
                200,
                "application/json;charset=UTF-8",
                json.writeValueAsBytes(Map.of(whose, words)));
    }
}
