package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.africai.server.archive.Address;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Histories;
import org.africai.server.audit.AuditEntry;
import org.africai.server.http.Refusal;
import org.africai.server.schema.TypeRegistry;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who did what: `…/history` below a subject or experiment, and `/data/services/audit/TYPE/ID`,
/// where administrators also find what is gone.
@RestController
final class HistoryRoutes {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final List<String> COLUMNS =
            List.of(
                    "event_id",
                    "event_date",
                    "event_user",
                    "event_type",
                    "event_action",
                    "event_reason",
                    "event_comment",
                    "element",
                    "ID");

    private final Histories histories;
    private final TypeRegistry registry;

    HistoryRoutes(Archive archive, TypeRegistry registry) {
        this.histories = archive.histories();
        this.registry = registry;
    }

    void history(Exchange exchange, Target.History target) throws IOException {
        requireGet(exchange);
        answer(exchange, histories.deeds(exchange.caller(), target.address()));
    }

    @RequestMapping({"/data/services/audit/{type}/{key}", "/REST/services/audit/{type}/{key}"})
    void audit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        requireGet(exchange);
        List<String> parts = RequestPath.of(request.getRequestURI()).parts();
        String type = registry.get(parts.get(2)).name();
        String key = parts.get(3);
        List<AuditEntry> deeds =
                exchange.caller().isSiteAdmin()
                        ? histories.deeds(exchange.caller(), kind(type), key)
                        : histories.deeds(exchange.caller(), address(type, key));
        answer(exchange, deeds);
    }

    private String kind(String type) {
        return switch (address(type, "")) {
            case Address.OfProject _ -> "project";
            case Address.OfSubject _ -> "subject";
            default -> "experiment";
        };
    }

    private Address address(String type, String id) {
        if (registry.isA(type, "xnat:projectData")) {
            return new Address.OfProject(id);
        }
        if (registry.isA(type, "xnat:subjectData")) {
            return new Address.OfSubject(null, id);
        }
        if (registry.isA(type, "xnat:experimentData")) {
            return new Address.OfExperiment(null, null, id);
        }
        throw Refusal.invalid("Projects, subjects and experiments have a record, not a " + type);
    }

    private static void requireGet(Exchange exchange) {
        if (exchange.method() != Exchange.Method.GET) {
            throw exchange.notAllowed();
        }
    }

    private static void answer(Exchange exchange, List<AuditEntry> deeds) throws IOException {
        List<Map<String, String>> rows = deeds.stream().map(HistoryRoutes::row).toList();
        TableAnswer.write(exchange, SmallTable.of(exchange, "History", COLUMNS, rows));
    }

    private static Map<String, String> row(AuditEntry deed) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("event_id", Long.toString(deed.number()));
        row.put("event_date", TIME.format(deed.at()));
        row.put("event_user", deed.login());
        row.put("event_type", deed.action());
        row.put("event_action", deed.motive().event());
        row.put("event_reason", deed.motive().reason());
        row.put("event_comment", deed.motive().comment());
        row.put("element", deed.kind());
        row.put("ID", deed.id());
        return row;
    }
}
