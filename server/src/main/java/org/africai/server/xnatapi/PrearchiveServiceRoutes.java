package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.server.archive.Submission.Assignment;
import org.africai.server.http.Refusal;
import org.africai.server.http.ResultTable;
import org.africai.server.intake.ArchiveOrder;
import org.africai.server.intake.ArchiveValidation;
import org.africai.server.intake.Prearchive;
import org.africai.server.intake.Prearchive.Place;
import org.africai.server.intake.PrearchiveActions;
import org.africai.server.intake.Waiting;
import org.africai.server.intake.Work;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Services that treat one or several waiting sessions: archive, validate, move, delete, rebuild.
///
/// Sessions are named by `src=`, as often as there are sessions, in the address or a form.
@RestController
final class PrearchiveServiceRoutes {
    private final PrearchiveActions actions;
    private final ArchiveValidation validation;
    private final ChangeRules rules;

    PrearchiveServiceRoutes(
            PrearchiveActions actions, ArchiveValidation validation, ChangeRules rules) {
        this.rules = rules;
        this.actions = actions;
        this.validation = validation;
    }

    /// One session is archived before the answer, several after it: the answer lists them.
    @RequestMapping(path = {"/data/services/archive", "/REST/services/archive"})
    void archive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = changing(request, response);
        QueryParameters sent = SentParameters.of(exchange);
        List<Place> places = places(sent);
        ArchiveOrder order = order(sent);
        if (places.size() > 1) {
            WaitingRows.write(exchange, actions.archiveLater(exchange.caller(), places, order));
            return;
        }
        String url =
                actions.archive(
                        exchange.caller(),
                        places.getFirst(),
                        order,
                        sent.first("http-session-listener").orElse(null));
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

    @RequestMapping(path = {"/data/services/validate-archive", "/REST/services/validate-archive"})
    void validate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = post(request, response);
        QueryParameters sent = SentParameters.of(exchange);
        List<Place> places = places(sent);
        if (places.size() > 1) {
            throw Refusal.invalid("Name one src= at a time.");
        }
        ArchiveOrder order = order(sent);
        TableAnswer.write(
                exchange,
                ResultTable.of(
                        "",
                        List.of("type", "code", "message"),
                        validation.validate(exchange.caller(), places.getFirst(), order).stream()
                                .map(notice ->
                                        List.of(
                                                notice.type().name(),
                                                Integer.toString(notice.code()),
                                                notice.message()))
                                .toList()));
    }

    private static ArchiveOrder order(QueryParameters sent) {
        ArchiveOrder order =
                ArchiveOrder.of(
                        sent.all().stream()
                                .map(one -> new Assignment(one.name(), one.value()))
                                .toList());
        return sent.values("src").isEmpty() ? order.withinProject() : order;
    }

    private static List<Place> places(QueryParameters sent) {
        List<String> sources = sent.values("src");
        if (!sources.isEmpty()) {
            return sources.stream().map(Prearchive::place).distinct().toList();
        }
        Optional<String> project = sent.first("project");
        Optional<String> timestamp = sent.first("PREARC_TIMESTAMP");
        Optional<String> folder = sent.first("PREARC_SESSION_FOLDER");
        if (project.isEmpty() || timestamp.isEmpty() || folder.isEmpty()) {
            throw Refusal.invalid("Say which session: src=/prearchive/projects/P/TIMESTAMP/FOLDER");
        }
        return List.of(new Place(project.get(), timestamp.get(), folder.get()));
    }

    @RequestMapping(path = {"/data/services/prearchive/move", "/REST/services/prearchive/move"})
    void move(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = changing(request, response);
        QueryParameters sent = SentParameters.of(exchange);
        List<Place> places = places(sent);
        String project =
                sent.first("newProject")
                        .filter(name -> !name.isBlank())
                        .orElseThrow(() -> Refusal.invalid("Say where to: newProject=P."));
        if (isLater(sent, places)) {
            WaitingRows.write(exchange, actions.moveLater(exchange.caller(), places, project));
            return;
        }
        List<Waiting> moved = new ArrayList<>();
        for (Place place : places) {
            moved.add(actions.move(exchange.caller(), place, project));
        }
        WaitingRows.write(exchange, moved);
    }

    @RequestMapping(path = {"/data/services/prearchive/delete", "/REST/services/prearchive/delete"})
    void delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = changing(request, response);
        QueryParameters sent = SentParameters.of(exchange);
        List<Place> places = places(sent);
        if (isLater(sent, places)) {
            WaitingRows.write(exchange, actions.later(exchange.caller(), places, Work.DELETING));
            return;
        }
        places.forEach(place -> actions.delete(exchange.caller(), place));
        WaitingRows.write(exchange, List.of());
    }

    @RequestMapping(
            path = {"/data/services/prearchive/rebuild", "/REST/services/prearchive/rebuild"})
    void rebuild(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = changing(request, response);
        QueryParameters sent = SentParameters.of(exchange);
        List<Place> places = places(sent);
        if (isLater(sent, places)) {
            WaitingRows.write(exchange, actions.later(exchange.caller(), places, Work.BUILDING));
            return;
        }
        List<Waiting> built = new ArrayList<>();
        for (Place place : places) {
            built.add(
                    sent.isSet("overrideLock")
                            ? actions.reset(exchange.caller(), place)
                            : actions.build(exchange.caller(), place));
        }
        WaitingRows.write(exchange, built);
    }

    /// One session is treated at once, several while the caller goes on, unless `async=` says
    /// otherwise.
    private static boolean isLater(QueryParameters sent, List<Place> places) {
        return sent.first("async").isPresent() ? sent.isSet("async") : places.size() > 1;
    }

    private Exchange changing(HttpServletRequest request, HttpServletResponse response) {
        return rules.watched(post(request, response));
    }

    private static Exchange post(HttpServletRequest request, HttpServletResponse response) {
        var exchange = new Exchange(request, response);
        if (exchange.method() != Exchange.Method.POST) {
            throw exchange.notAllowed();
        }
        return exchange;
    }
}
