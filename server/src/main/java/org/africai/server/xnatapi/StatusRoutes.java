package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.http.ResultTable;
import org.africai.server.intake.Progress;
import org.africai.server.intake.Progress.Message;
import org.africai.server.intake.Progress.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// How an import gets on that was sent with `http-session-listener=ID`: `/data/status/ID` as XNAT's
/// pages ask for it, and `/xapi/event_tracking/ID`.
@RestController
final class StatusRoutes {
    private static final String JSON_TYPE = "application/json;charset=UTF-8";
    private static final JsonMapper JSON = new JsonMapper();

    private final Progress progress;

    StatusRoutes(Progress progress) {
        this.progress = progress;
    }

    /// `{"msgs":[[{"status":"COMPLETED","msg":"Archive:/…","terminal":true}]]}`. An unknown ID has
    /// no messages: pages ask before their import has begun.
    @RequestMapping(path = {"/data/status/{id}", "/REST/status/{id}"})
    void status(HttpServletRequest request, HttpServletResponse response, @PathVariable String id)
            throws IOException {
        var exchange = new Exchange(request, response);
        switch (exchange.method()) {
            case GET -> show(exchange, id);
            case DELETE -> {
                progress.forget(exchange.caller(), id);
                exchange.answerEmpty();
            }
            case PUT, POST -> throw exchange.notAllowed();
        }
    }

    private void show(Exchange exchange, String id) throws IOException {
        List<Message> messages = progress.messages(exchange.caller(), id).orElse(List.of());
        if (exchange.format() != Exchange.Format.JSON) {
            TableAnswer.write(exchange, table(messages));
            return;
        }
        List<Map<String, Object>> said = messages.stream().map(StatusRoutes::said).toList();
        exchange.answer(200, JSON_TYPE, JSON.writeValueAsBytes(Map.of("msgs", List.of(said))));
    }

    /// `terminal` says that nothing more comes.
    private static Map<String, Object> said(Message message) {
        return Map.of(
                "status", message.stage().name(),
                "msg", message.text(),
                "terminal", message.stage().isLast());
    }

    private static ResultTable table(List<Message> messages) {
        return ResultTable.of(
                "",
                List.of("status", "msg"),
                messages.stream().map(one -> List.of(one.stage().name(), one.text())).toList());
    }

    /// Whether the import has ended well, and what was said of it, as text that holds JSON.
    @RequestMapping(path = "/xapi/event_tracking/{id}")
    void tracking(HttpServletRequest request, HttpServletResponse response, @PathVariable String id)
            throws IOException {
        var exchange = new Exchange(request, response);
        PrearchiveRoutes.requireGet(exchange);
        List<Message> messages =
                progress.messages(exchange.caller(), id)
                        .orElseThrow(
                                () -> Access.missing(exchange.caller(), "import '" + id + "'"));
        exchange.answer(200, JSON_TYPE, JSON.writeValueAsBytes(tracked(id, messages)));
    }

    private static Map<String, @Nullable Object> tracked(String id, List<Message> messages) {
        Optional<Message> end =
                messages.stream().filter(message -> message.stage().isLast()).findFirst();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("key", id);
        answer.put("succeeded", end.map(said -> said.stage() == Stage.COMPLETED).orElse(null));
        answer.put("payload", JSON.writeValueAsString(Map.of("entryList", entries(messages))));
        answer.put("finalMessage", end.map(Message::text).orElse(null));
        return answer;
    }

    private static List<Map<String, Object>> entries(List<Message> messages) {
        return messages.stream()
                .map(one ->
                        Map.<String, Object>of(
                                "status", word(one.stage()),
                                "eventTime", one.at().toEpochMilli(),
                                "message", one.text()))
                .toList();
    }

    private static String word(Stage stage) {
        return switch (stage) {
            case PROCESSING -> "InProgress";
            case WARNING -> "Warning";
            case COMPLETED -> "Completed";
            case FAILED -> "Failed";
        };
    }
}
