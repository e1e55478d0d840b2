package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.africai.server.archive.Address;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.variables.CustomFields;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `/xapi/custom-fields/…/fields[/NAME]`, where `…` is the address of a project, subject,
/// experiment, assessor or scan as below `/data`.
@RestController
final class CustomFieldRoutes {
    private static final String FIELDS = "fields";

    private final CustomFields fields;
    private final JsonMapper json;
    private final ChangeRules rules;

    CustomFieldRoutes(CustomFields fields, JsonMapper json, ChangeRules rules) {
        this.rules = rules;
        this.fields = fields;
        this.json =
                json.rebuild().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    }

    @RequestMapping("/xapi/custom-fields/**")
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = rules.watched(new Exchange(request, response));
        List<String> path = RequestPath.of(request.getRequestURI()).parts();
        List<String> parts = path.subList(1, path.size());
        Optional<Address> ofAll = address(parts, 1);
        if (ofAll.isPresent()) {
            all(exchange, ofAll.get());
        } else {
            one(
                    exchange,
                    address(parts, 2).orElseThrow(CustomFieldRoutes::notServed),
                    parts.getLast());
        }
    }

    /// The address before `fields`, if that stands so many parts from the end; a thing and a field
    /// may be called `fields` as well.
    private static Optional<Address> address(List<String> parts, int fromEnd) {
        int at = parts.size() - fromEnd;
        if (at < 1 || !parts.get(at).equals(FIELDS)) {
            return Optional.empty();
        }
        return TargetParser.parse(parts.subList(0, at), false)
                .flatMap(target ->
                        switch (target) {
                            case Target.ProjectItem(var project) -> Optional.of(project);
                            case Target.SubjectItem(var subject) -> Optional.of(subject);
                            case Target.ExperimentItem(var experiment) -> Optional.of(experiment);
                            case Target.ScanItem(var scan) -> Optional.of(scan);
                            case Target.AssessorItem(var assessor) -> Optional.of(assessor);
                            default -> Optional.empty();
                        });
    }

    private static Refusal notServed() {
        return Refusal.notFound("This server has nothing at this address.");
    }

    private void all(Exchange exchange, Address address) throws IOException {
        switch (exchange.method()) {
            case GET -> answer(exchange, fields.read(exchange.caller(), address, names(exchange)));
            case PUT, POST -> {
                fields.requireChange(exchange.caller(), address);
                answer(exchange, fields.put(exchange.caller(), address, sent(exchange)));
            }
            case DELETE -> throw exchange.notAllowed();
        }
    }

    private static List<String> names(Exchange exchange) {
        return exchange.query().values("fieldNames").stream()
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// A text as it is, anything else as JSON.
    private void one(Exchange exchange, Address address, String name) throws IOException {
        switch (exchange.method()) {
            case GET -> {
                JsonNode value = fields.read(exchange.caller(), address, name);
                if (value.isString()) {
                    exchange.answerText(value.stringValue());
                } else {
                    answer(exchange, value);
                }
            }
            case DELETE -> answer(exchange, fields.delete(exchange.caller(), address, name));
            case PUT, POST -> throw exchange.notAllowed();
        }
    }

    private void answer(Exchange exchange, JsonNode value) throws IOException {
        byte[] body = json.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        exchange.answer(200, "application/json;charset=UTF-8", body);
    }

    private ObjectNode sent(Exchange exchange) throws IOException {
        try (InputStream in =
                new BoundedBody(
                        exchange.request().getInputStream(),
                        CustomFields.MAX_BYTES,
                        CustomFieldRoutes::tooLong)) {
            var body = new ByteArrayOutputStream();
            in.transferTo(body);
            if (json.readTree(body.toByteArray()) instanceof ObjectNode object) {
                return object;
            }
            throw Refusal.invalid("The body is an object in JSON: {\"name\": value}.");
        } catch (JacksonException none) {
            throw new Refusal(Reason.INVALID, "The body is not the JSON of an object.", none);
        }
    }

    private static Refusal tooLong() {
        return new Refusal(
                Reason.TOO_LARGE,
                "The body is longer than " + (CustomFields.MAX_BYTES >> 10) + " KiB.");
    }
}
