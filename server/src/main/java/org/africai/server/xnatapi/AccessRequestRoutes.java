package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.africai.server.access.Role;
import org.africai.server.archive.AccessRequest;
import org.africai.server.archive.AccessRequests;
import org.africai.server.archive.Address;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Invitation;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `pars`, XNAT's project access requests: people ask for a role, owners invite, and the other side
/// says yes or no.
@RestController
final class AccessRequestRoutes {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final List<String> COLUMNS =
            List.of(
                    "par_id",
                    "proj_id",
                    "level",
                    "create_date",
                    "login",
                    "firstname",
                    "lastname",
                    "secondary_id",
                    "name",
                    "id",
                    "description",
                    "kind",
                    "approved");
    private static final List<String> COLUMNS_OF_PROJECT =
            List.of(
                    "par_id",
                    "proj_id",
                    "level",
                    "create_date",
                    "email",
                    "login",
                    "secondary_id",
                    "approved",
                    "approval_date",
                    "kind");

    private final AccessRequests requests;

    AccessRequestRoutes(Archive archive) {
        this.requests = archive.accessRequests();
    }

    /// What waits for the caller's answer.
    @RequestMapping({"/data/pars", "/data/archive/pars", "/REST/pars", "/REST/archive/pars"})
    void waiting(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        if (exchange.method() != Exchange.Method.GET) {
            throw exchange.notAllowed();
        }
        answer(exchange, requests.waiting(exchange.caller()));
    }

    /// One by its number, or an invitation by its code; `?accept=true` or `?decline=true` answers.
    @RequestMapping({
        "/data/pars/{id}",
        "/data/archive/pars/{id}",
        "/REST/pars/{id}",
        "/REST/archive/pars/{id}"
    })
    void one(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        String id = RequestPath.of(request.getRequestURI()).parts().getLast();
        AccessRequest found =
                switch (exchange.method()) {
                    case GET -> requests.find(exchange.caller(), id);
                    case PUT, POST -> requests.answer(exchange.caller(), id, accepts(exchange));
                    case DELETE -> throw exchange.notAllowed();
                };
        answer(exchange, List.of(found));
    }

    /// A project's; POST asks for a role (`level=`), or invites whom `email=` or `login=` names.
    @RequestMapping({
        "/data/projects/{project}/pars",
        "/data/archive/projects/{project}/pars",
        "/REST/projects/{project}/pars",
        "/REST/archive/projects/{project}/pars"
    })
    void ofProject(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        var project = new Address.OfProject(RequestPath.of(request.getRequestURI()).parts().get(1));
        switch (exchange.method()) {
            case GET -> answerProject(exchange, requests.ofProject(exchange.caller(), project));
            case POST, PUT -> add(exchange, project);
            case DELETE -> throw exchange.notAllowed();
        }
    }

    private void add(Exchange exchange, Address.OfProject project) throws IOException {
        String level = exchange.query().first("level").orElse(Role.COLLABORATOR.word());
        Role role =
                Role.named(level)
                        .orElseThrow(() ->
                                Refusal.invalid(
                                        "A level is owner, member or collaborator, not '"
                                                + level
                                                + "'."));
        String whom =
                exchange.query()
                        .first("email")
                        .or(() -> exchange.query().first("login"))
                        .orElse("")
                        .strip();
        if (whom.isEmpty()) {
            long number = requests.ask(exchange.caller(), project, role);
            exchange.answerText(201, Long.toString(number));
            return;
        }
        Invitation made = requests.invite(exchange.caller(), project, role, whom);
        exchange.answerText(201, made.code() == null ? Long.toString(made.number()) : made.code());
    }

    private static boolean accepts(Exchange exchange) {
        boolean accepts = exchange.query().isSet("accept");
        boolean declines = exchange.query().isSet("decline");
        if (accepts == declines) {
            throw Refusal.invalid("Say accept=true or decline=true.");
        }
        return accepts;
    }

    private static void answer(Exchange exchange, List<AccessRequest> found) throws IOException {
        List<Map<String, String>> rows = found.stream().map(AccessRequestRoutes::row).toList();
        TableAnswer.write(exchange, SmallTable.of(exchange, "", COLUMNS, rows));
    }

    private static Map<String, String> row(AccessRequest request) {
        Map<String, String> row = shared(request);
        row.put("login", request.createdBy().login());
        row.put("firstname", request.createdBy().firstName());
        row.put("lastname", request.createdBy().lastName());
        row.put("name", request.project().name());
        row.put("id", request.project().id());
        row.put("description", request.project().description());
        return row;
    }

    private static void answerProject(Exchange exchange, List<AccessRequest> found)
            throws IOException {
        List<Map<String, String>> rows =
                found.stream().map(AccessRequestRoutes::rowOfProject).toList();
        TableAnswer.write(exchange, SmallTable.of(exchange, "", COLUMNS_OF_PROJECT, rows));
    }

    private static Map<String, String> rowOfProject(AccessRequest request) {
        Map<String, String> row = shared(request);
        row.put("email", request.email());
        row.put("login", request.login());
        row.put("approval_date", time(request.answeredAt()));
        return row;
    }

    private static Map<String, String> shared(AccessRequest request) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("par_id", Long.toString(request.number()));
        row.put("proj_id", request.project().id());
        row.put("level", request.role().word());
        row.put("create_date", time(request.createdAt()));
        row.put("secondary_id", request.project().secondaryId());
        row.put("approved", request.approved() == null ? "" : request.approved().toString());
        row.put("kind", request.kind().name().toLowerCase(Locale.ROOT));
        return row;
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at);
    }
}
