package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.http.ResultTable;
import org.africai.server.intake.StudyRoutings;
import org.africai.server.intake.StudyRoutings.StudyRouting;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/data/routing[/STUDYUID]`: which project a study goes to that has not come yet.
@RestController
final class StudyRoutingRoutes {
    private static final List<String> COLUMNS =
            List.of(
                    "studyInstanceUID",
                    "project",
                    "subject",
                    "user",
                    "created",
                    "accessed",
                    "label");
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final StudyRoutings routings;

    StudyRoutingRoutes(StudyRoutings routings) {
        this.routings = routings;
    }

    @RequestMapping({"/data/routing", "/REST/routing"})
    void all(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        PrearchiveRoutes.requireGet(exchange);
        answer(exchange, routings.list(exchange.caller()));
    }

    @RequestMapping({"/data/routing/{study}", "/REST/routing/{study}"})
    void one(@PathVariable String study, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var exchange = new Exchange(request, response);
        switch (exchange.method()) {
            case GET -> answer(exchange, List.of(routings.find(exchange.caller(), study)));
            case PUT, POST -> put(exchange, study);
            case DELETE -> {
                routings.delete(exchange.caller(), study);
                exchange.answerEmpty();
            }
        }
    }

    private void put(Exchange exchange, String study) throws IOException {
        if (!SentParameters.isForm(exchange)) {
            throw new Refusal(
                    Reason.UNSUPPORTED_MEDIA_TYPE,
                    "Send project=P as application/x-www-form-urlencoded.");
        }
        QueryParameters sent = SentParameters.of(exchange);
        if (sent.first("subject").isPresent() || sent.first("label").isPresent()) {
            throw Refusal.invalid("Routing currently only supports assigning to project.");
        }
        String project =
                sent.first("project")
                        .filter(name -> !name.isBlank())
                        .orElseThrow(() -> Refusal.invalid("Say which project: project=P"));
        routings.put(exchange.caller(), study, project);
        exchange.answerEmpty();
    }

    private static void answer(Exchange exchange, List<StudyRouting> found) throws IOException {
        TableAnswer.write(
                exchange,
                ResultTable.of("", COLUMNS, found.stream().map(StudyRoutingRoutes::row).toList()));
    }

    private static List<String> row(StudyRouting routing) {
        return List.of(
                routing.studyUid(),
                routing.project(),
                "",
                routing.login(),
                at(routing.createdAt()),
                at(routing.accessedAt()),
                "");
    }

    private static String at(Instant moment) {
        return AT.format(moment);
    }
}
