package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Caller;
import org.africai.server.access.Callers;
import org.africai.server.http.Refusal;
import org.africai.server.receivers.Receivers;
import org.africai.server.receivers.Setup;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `/xapi/dicomscp`: the site's DICOM receivers, for its administrators.
@RestController
@RequestMapping("/xapi/dicomscp")
final class ReceiverRoutes {
    private static final int MAX_BODY_BYTES = 256 * 1024;

    /// The ways of routing there are: XNAT's own.
    private static final Map<String, String> IDENTIFIERS =
            Map.of(Setup.IDENTIFIER, "Headers and routing expressions");

    private final Receivers receivers;
    private final JsonMapper json;

    ReceiverRoutes(Receivers receivers, JsonMapper json) {
        this.receivers = receivers;
        this.json = json;
    }

    @GetMapping
    ResponseEntity<List<Map<String, Object>>> list(HttpServletRequest request) {
        return JsonAnswer.of(
                receivers.list(Callers.of(request)).stream().map(ReceiverJson::write).toList());
    }

    @GetMapping("/identifiers")
    ResponseEntity<Map<String, String>> identifiers(HttpServletRequest request) {
        receivers.requireAdministrator(Callers.of(request));
        return JsonAnswer.of(IDENTIFIERS);
    }

    @GetMapping("/{id}")
    ResponseEntity<Map<String, Object>> one(HttpServletRequest request, @PathVariable String id) {
        return JsonAnswer.of(
                ReceiverJson.write(receivers.find(Callers.of(request), number(request, id))));
    }

    @GetMapping("/title/{title}/{port}")
    ResponseEntity<Map<String, Object>> named(
            HttpServletRequest request, @PathVariable String title, @PathVariable String port) {
        Caller caller = Callers.of(request);
        int number = Math.toIntExact(Math.min(number(request, port), Integer.MAX_VALUE));
        return JsonAnswer.of(ReceiverJson.write(receivers.find(caller, title, number)));
    }

    @PostMapping
    ResponseEntity<Map<String, Object>> create(HttpServletRequest request) throws IOException {
        Caller caller = Callers.of(request);
        receivers.requireAdministrator(caller);
        Setup setup = ReceiverJson.read(body(request), Setup.of("", 0));
        return JsonAnswer.of(ReceiverJson.write(receivers.create(caller, setup)));
    }

    /// What the body leaves out stays as it is.
    @PutMapping("/{id}")
    ResponseEntity<Map<String, Object>> change(HttpServletRequest request, @PathVariable String id)
            throws IOException {
        long key = number(request, id);
        JsonNode body = body(request);
        return JsonAnswer.of(
                ReceiverJson.write(
                        receivers.change(
                                Callers.of(request),
                                key,
                                setup -> ReceiverJson.read(body, setup))));
    }

    @DeleteMapping("/{id}")
    void delete(HttpServletRequest request, @PathVariable String id) {
        receivers.delete(Callers.of(request), number(request, id));
    }

    @GetMapping("/{id}/enabled")
    ResponseEntity<Boolean> isEnabled(HttpServletRequest request, @PathVariable String id) {
        return JsonAnswer.of(
                receivers
                        .find(Callers.of(request), number(request, id))
                        .receiver()
                        .setup()
                        .isEnabled());
    }

    @PutMapping("/{id}/enabled/{flag}")
    ResponseEntity<Map<String, Object>> enable(
            HttpServletRequest request, @PathVariable String id, @PathVariable String flag) {
        long key = number(request, id);
        boolean isOn =
                switch (flag) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Refusal.invalid("enabled is true or false.");
                };
        return JsonAnswer.of(ReceiverJson.write(receivers.enable(Callers.of(request), key, isOn)));
    }

    @PutMapping("/start")
    ResponseEntity<List<String>> start(HttpServletRequest request) {
        return JsonAnswer.of(receivers.start(Callers.of(request)));
    }

    @PutMapping("/stop")
    ResponseEntity<List<String>> stop(HttpServletRequest request) {
        return JsonAnswer.of(receivers.stop(Callers.of(request)));
    }

    /// Whoever may not know of receivers is not told which numbers are none.
    private long number(HttpServletRequest request, String text) {
        receivers.requireAdministrator(Callers.of(request));
        if (!text.matches("\\d{1,18}")) {
            throw Refusal.notFound("A DICOM receiver is named by a number.");
        }
        return Long.parseLong(text);
    }

    private JsonNode body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "A DICOM receiver has " + MAX_BODY_BYTES + " bytes at most.");
        }
        try {
            return json.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new Refusal(Refusal.Reason.INVALID, "The body is not JSON.", e);
        }
    }
}
