package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.africai.server.http.Refusal;
import org.africai.server.http.ResultTable;
import org.africai.server.intake.Overwrite;
import org.africai.server.intake.Prearchive;
import org.africai.server.intake.Waiting;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The prearchive: `/data/prearchive/projects[/P[/TIMESTAMP/FOLDER[/scans]]]`, and `POST
/// /data/services/archive`.
@RestController
final class PrearchiveRoutes {
    private static final List<String> COLUMNS =
            List.of(
                    "project",
                    "timestamp",
                    "lastmod",
                    "uploaded",
                    "scan_date",
                    "scan_time",
                    "subject",
                    "folderName",
                    "name",
                    "tag",
                    "status",
                    "url",
                    "autoarchive",
                    "prevent_anon",
                    "prevent_auto_commit",
                    "SOURCE",
                    "VISIT",
                    "PROTOCOL",
                    "TIMEZONE",
                    "message");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Prearchive prearchive;

    PrearchiveRoutes(Prearchive prearchive) {
        this.prearchive = prearchive;
    }

    @RequestMapping(
            path = {
                "/data/prearchive",
                "/data/prearchive/**",
                "/REST/prearchive",
                "/REST/prearchive/**"
            })
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        List<String> parts = RequestPath.of(request.getRequestURI()).parts();
        boolean isList =
                parts.size() <= 3 && (parts.size() == 1 || parts.get(1).equals("projects"));
        boolean isSession = parts.size() >= 5 && parts.get(1).equals("projects");
        if (isList) {
            list(exchange, parts);
        } else if (isSession && parts.size() == 5) {
            session(exchange, parts.get(2), parts.get(3), parts.get(4));
        } else if (isSession && parts.size() == 6 && parts.get(5).equals("scans")) {
            scans(exchange, parts.get(2), parts.get(3), parts.get(4));
        } else {
            throw Refusal.notFound("This server has nothing at this address.");
        }
    }

    private void list(Exchange exchange, List<String> parts) throws IOException {
        requireGet(exchange);
        if (parts.size() < 3) {
            table(exchange, prearchive.list(exchange.caller()));
            return;
        }
        List<Waiting> sessions = new ArrayList<>();
        for (String project : parts.get(2).split(",")) {
            sessions.addAll(prearchive.list(exchange.caller(), project));
        }
        table(exchange, sessions);
    }

    private void session(Exchange exchange, String project, String timestamp, String folder)
            throws IOException {
        switch (exchange.method()) {
            case GET ->
                    table(
                            exchange,
                            List.of(
                                    prearchive.find(
                                            exchange.caller(), project, timestamp, folder)));
            case DELETE -> {
                prearchive.delete(exchange.caller(), project, timestamp, folder);
                exchange.answerEmpty();
            }
            case PUT, POST -> throw exchange.notAllowed();
        }
    }

    private void scans(Exchange exchange, String project, String timestamp, String folder)
            throws IOException {
        requireGet(exchange);
        Waiting session = prearchive.find(exchange.caller(), project, timestamp, folder);
        TableAnswer.write(
                exchange,
                ResultTable.of(
                        "Scans",
                        List.of("ID", "xsiType", "series_description"),
                        prearchive.scans(session).stream()
                                .map(scan ->
                                        List.of(
                                                scan.id(),
                                                scan.xsiType(),
                                                scan.seriesDescription()))
                                .toList()));
    }

    /// Archives one waiting session. Only one: for several at a time, ask several times.
    @RequestMapping(path = {"/data/services/archive", "/REST/services/archive"})
    void archive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        if (exchange.method() != Exchange.Method.POST) {
            throw exchange.notAllowed();
        }
        QueryParameters sent = exchange.query();
        Prearchive.Place place = place(sent);
        var order =
                new Prearchive.Order(
                        sent.first("subject").orElse(null),
                        sent.first("session").or(() -> sent.first("label")).orElse(null),
                        Overwrite.named(sent.first("overwrite").orElse("")),
                        sent.isSet("overwrite_files"));
        String url =
                prearchive.archive(
                        exchange.caller(),
                        place.project(),
                        place.timestamp(),
                        place.folder(),
                        order);
        if (sent.isSet("redirect")) {
            response.setHeader("Location", "/data" + url);
            exchange.answerText(303, "/data" + url);
            return;
        }
        exchange.answer(
                200,
                "text/uri-list;charset=UTF-8",
                ("/data" + url + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Prearchive.Place place(QueryParameters sent) {
        List<String> sources = sent.values("src");
        if (sources.size() > 1) {
            throw Refusal.invalid("Name one src= at a time.");
        }
        if (sources.size() == 1) {
            return Prearchive.place(sources.getFirst());
        }
        Optional<String> project = sent.first("project");
        Optional<String> timestamp = sent.first("PREARC_TIMESTAMP");
        Optional<String> folder = sent.first("PREARC_SESSION_FOLDER");
        if (project.isEmpty() || timestamp.isEmpty() || folder.isEmpty()) {
            throw Refusal.invalid("Say which session: src=/prearchive/projects/P/TIMESTAMP/FOLDER");
        }
        return new Prearchive.Place(project.get(), timestamp.get(), folder.get());
    }

    private static void table(Exchange exchange, List<Waiting> sessions) throws IOException {
        TableAnswer.write(
                exchange,
                ResultTable.of(
                        "prearchive",
                        COLUMNS,
                        sessions.stream().map(PrearchiveRoutes::row).toList()));
    }

    private static List<String> row(Waiting session) {
        return List.of(
                session.projectName(),
                session.timestamp(),
                moment(session.changedAt()),
                moment(session.uploadedAt()),
                Objects.toString(session.date(), ""),
                Objects.toString(session.time(), ""),
                session.subject(),
                session.folder(),
                session.label(),
                Objects.toString(session.studyUid(), ""),
                session.status().name(),
                session.url(),
                "",
                "false",
                "false",
                "",
                "",
                "",
                "",
                session.message());
    }

    private static String moment(Instant at) {
        return MOMENT.format(at);
    }

    private static void requireGet(Exchange exchange) {
        if (exchange.method() != Exchange.Method.GET) {
            throw exchange.notAllowed();
        }
    }
}
