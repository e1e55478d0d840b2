package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.africai.server.archive.Snapshot;
import org.africai.server.http.Refusal;
import org.africai.server.http.ResultTable;
import org.africai.server.intake.ImportAnswer;
import org.africai.server.intake.Prearchive;
import org.africai.server.intake.Prearchive.Place;
import org.africai.server.intake.PrearchiveActions;
import org.africai.server.intake.PrearchiveQueue;
import org.africai.server.intake.Waiting;
import org.africai.server.intake.WaitingFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The prearchive: `/data/prearchive[/projects[/P[,P2]]]`, `/data/prearchive/experiments`, and
/// `/data/prearchive/projects/P/TIMESTAMP/FOLDER` with what lies below it.
@RestController
final class PrearchiveRoutes {
    /// Where a session's address ends.
    private static final int SESSION_PARTS = 5;

    /// Days that `recent=` looks back when it says none.
    private static final int RECENT_DAYS = 30;

    private final Prearchive prearchive;
    private final PrearchiveActions actions;
    private final WaitingFiles files;
    private final PrearchiveQueue queue;
    private final WaitingFileRoutes fileRoutes;
    private final ItemAnswer items;
    private final ChangeRules rules;

    PrearchiveRoutes(
            Prearchive prearchive,
            PrearchiveActions actions,
            WaitingFiles files,
            PrearchiveQueue queue,
            WaitingFileRoutes fileRoutes,
            ItemAnswer items,
            ChangeRules rules) {
        this.rules = rules;
        this.prearchive = prearchive;
        this.actions = actions;
        this.files = files;
        this.queue = queue;
        this.fileRoutes = fileRoutes;
        this.items = items;
    }

    @RequestMapping(
            path = {
                "/data/prearchive",
                "/data/prearchive/**",
                "/REST/prearchive",
                "/REST/prearchive/**"
            })
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = rules.watched(new Exchange(request, response));
        List<String> parts = RequestPath.of(request.getRequestURI()).parts();
        boolean isOfProjects = parts.size() > 1 && parts.get(1).equals("projects");
        if (parts.size() == 1) {
            root(exchange);
        } else if (parts.size() == 2 && parts.get(1).equals("experiments")) {
            recent(exchange);
        } else if (isOfProjects && parts.size() <= 3) {
            list(exchange, parts);
        } else if (isOfProjects && parts.size() >= SESSION_PARTS) {
            var place = new Place(parts.get(2), parts.get(3), parts.get(4));
            below(exchange, place, parts.subList(SESSION_PARTS, parts.size()));
        } else {
            throw notServed();
        }
    }

    static Refusal notServed() {
        return Refusal.notFound("This server has nothing at this address.");
    }

    /// `PUT` is XNAT's order to read its folders again; here it takes up what was interrupted.
    private void root(Exchange exchange) throws IOException {
        if (exchange.method() == Exchange.Method.PUT) {
            queue.refresh(exchange.caller());
            exchange.answerEmpty();
            return;
        }
        requireGet(exchange);
        WaitingRows.write(exchange, prearchive.list(exchange.caller(), tag(exchange)));
    }

    private void list(Exchange exchange, List<String> parts) throws IOException {
        requireGet(exchange);
        List<Waiting> sessions =
                parts.size() < 3
                        ? prearchive.list(exchange.caller(), tag(exchange))
                        : prearchive.list(
                                exchange.caller(), List.of(parts.get(2).split(",")), tag(exchange));
        WaitingRows.write(exchange, sessions);
    }

    private static @Nullable String tag(Exchange exchange) {
        return exchange.query().first("tag").filter(tag -> !tag.isBlank()).orElse(null);
    }

    private void recent(Exchange exchange) throws IOException {
        requireGet(exchange);
        String days = exchange.query().first("recent").orElse("");
        if (!days.matches("[0-9]{0,5}")) {
            throw Refusal.invalid("recent= is a number of days, not '" + days + "'.");
        }
        WaitingRows.write(
                exchange,
                prearchive.recent(
                        exchange.caller(), days.isEmpty() ? RECENT_DAYS : Integer.parseInt(days)));
    }

    private void below(Exchange exchange, Place place, List<String> rest) throws IOException {
        if (rest.isEmpty()) {
            session(exchange, place);
            return;
        }
        List<String> further = rest.subList(1, rest.size());
        switch (rest.getFirst()) {
            case "scans" -> scans(exchange, place, further);
            case "resources" -> fileRoutes.serve(exchange, place, null, further);
            case "logs" -> logs(exchange, place, further);
            default -> throw notServed();
        }
    }

    private void session(Exchange exchange, Place place) throws IOException {
        switch (exchange.method()) {
            case GET -> show(exchange, place);
            case POST -> act(exchange, place);
            case DELETE -> {
                actions.delete(exchange.caller(), place);
                exchange.answerEmpty();
            }
            case PUT -> throw exchange.notAllowed();
        }
    }

    private void show(Exchange exchange, Place place) throws IOException {
        switch (exchange.format()) {
            case ZIP -> fileRoutes.zip(exchange, place, null);
            case XML -> {
                Waiting session = prearchive.find(exchange.caller(), place);
                items.write(
                        exchange,
                        new Snapshot(
                                files.document(exchange.caller(), place), session.changedAt()));
            }
            default ->
                    WaitingRows.write(exchange, List.of(prearchive.find(exchange.caller(), place)));
        }
    }

    private void act(Exchange exchange, Place place) throws IOException {
        QueryParameters sent = SentParameters.of(exchange);
        String action = sent.first("action").orElse("");
        var _ = prearchive.find(exchange.asker(), place);
        switch (action) {
            case "build" -> answer(exchange, 200, actions.build(exchange.caller(), place).url());
            case "reset-status" ->
                    answer(exchange, 200, actions.reset(exchange.caller(), place).url());
            case "set-status" -> {
                actions.setStatus(exchange.caller(), place, sent.first("status").orElse(""));
                answer(exchange, 200, prearchive.find(exchange.caller(), place).url());
            }
            case "move" -> {
                String project =
                        sent.first("newProject")
                                .orElseThrow(() -> Refusal.invalid("Say where to: newProject=P."));
                answer(exchange, 301, actions.move(exchange.caller(), place, project).url());
            }
            case "commit" -> {
                ImportAnswer.Session session =
                        actions.commit(exchange.caller(), place, autoArchive(sent));
                answer(exchange, session.archived() ? 301 : 200, session.url());
            }
            default ->
                    throw Refusal.invalid(
                            "action is build, reset-status, set-status, move or commit, not '"
                                    + action
                                    + "'.");
        }
    }

    private static @Nullable Boolean autoArchive(QueryParameters sent) {
        Optional<String> said = sent.first("AA").or(() -> sent.first("auto-archive"));
        return said.map(word -> !word.equalsIgnoreCase("false") && !word.equals("0")).orElse(null);
    }

    /// XNAT answers a session that has another address now with 301 and no `Location`: its clients
    /// take the address from the body and must not follow.
    private static void answer(Exchange exchange, int status, String url) throws IOException {
        exchange.answer(
                status,
                "text/uri-list;charset=UTF-8",
                ("/data" + url + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private void scans(Exchange exchange, Place place, List<String> rest) throws IOException {
        if (rest.isEmpty()) {
            requireGet(exchange);
            writeScans(exchange, prearchive.scans(prearchive.find(exchange.caller(), place)));
        } else if (rest.size() == 1) {
            scan(exchange, place, rest.getFirst());
        } else if (rest.get(1).equals("resources")) {
            fileRoutes.serve(exchange, place, rest.getFirst(), rest.subList(2, rest.size()));
        } else {
            throw notServed();
        }
    }

    private void scan(Exchange exchange, Place place, String id) throws IOException {
        switch (exchange.method()) {
            case DELETE -> {
                actions.deleteScan(exchange.caller(), place, id);
                exchange.answerEmpty();
            }
            case GET -> {
                if (exchange.format() == Exchange.Format.ZIP) {
                    fileRoutes.zip(exchange, place, id);
                    return;
                }
                List<Prearchive.WaitingScan> found =
                        prearchive.scans(prearchive.find(exchange.caller(), place)).stream()
                                .filter(scan -> scan.id().equals(id))
                                .toList();
                if (found.isEmpty()) {
                    throw Refusal.notFound(
                            "There is no scan '" + id + "' in this prearchive session.");
                }
                writeScans(exchange, found);
            }
            case PUT, POST -> throw exchange.notAllowed();
        }
    }

    private static void writeScans(Exchange exchange, List<Prearchive.WaitingScan> scans)
            throws IOException {
        TableAnswer.write(
                exchange,
                ResultTable.of(
                        "Scans",
                        List.of("ID", "xsiType", "series_description"),
                        scans.stream()
                                .map(scan ->
                                        List.of(
                                                scan.id(),
                                                scan.xsiType(),
                                                scan.seriesDescription()))
                                .toList()));
    }

    private void logs(Exchange exchange, Place place, List<String> rest) throws IOException {
        requireGet(exchange);
        Waiting session = prearchive.find(exchange.caller(), place);
        if (rest.size() == 1) {
            Prearchive.LogEntry entry = prearchive.logEntry(session, rest.getFirst());
            exchange.answerText(WaitingRows.moment(entry.at()) + " " + entry.text());
            return;
        }
        if (!rest.isEmpty()) {
            throw notServed();
        }
        TableAnswer.write(
                exchange,
                ResultTable.of(
                        "logs",
                        List.of("id", "date", "entry"),
                        prearchive.log(session).stream()
                                .map(entry ->
                                        List.of(
                                                Long.toString(entry.id()),
                                                WaitingRows.moment(entry.at()),
                                                entry.text()))
                                .toList()));
    }

    static void requireGet(Exchange exchange) {
        if (exchange.method() != Exchange.Method.GET) {
            throw exchange.notAllowed();
        }
    }
}
