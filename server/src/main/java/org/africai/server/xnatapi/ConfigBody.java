package org.africai.server.xnatapi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.africai.server.config.ConfigChange;
import org.africai.server.config.Configs;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what a request says that a setting shall be: the body is the contents, `status`,
/// `unversioned` and `reason` are parameters. A JSON object with no other fields than these four is
/// taken apart instead; any other JSON is contents like any text.
final class ConfigBody {
    private static final int MAX_BYTES = 4 * Configs.MAX_CHARACTERS;
    private static final Set<String> FIELDS = Set.of("contents", "status", "unversioned", "reason");

    private final JsonMapper json;

    ConfigBody(JsonMapper json) {
        this.json = json;
    }

    /// @throws Refusal when the body is too long or no UTF-8, or the status is none
    ConfigChange read(Exchange exchange) throws IOException {
        QueryParameters query = exchange.query();
        String body = body(exchange);
        Optional<JsonNode> fields = isJson(exchange) ? fields(body) : Optional.empty();
        String reason = query.first("reason").or(() -> query.first("event_reason")).orElse("");
        boolean unversioned = query.isSet("unversioned");
        if (fields.isPresent()) {
            JsonNode sent = fields.get();
            return new ConfigChange(
                    contents(sent.path("contents")),
                    status(text(sent, "status").or(() -> query.first("status"))),
                    unversioned || sent.path("unversioned").asString("").equals("true"),
                    text(sent, "reason").orElse(reason));
        }
        return new ConfigChange(
                body.isEmpty() ? null : body, status(query.first("status")), unversioned, reason);
    }

    private static String body(Exchange exchange) throws IOException {
        String type = type(exchange);
        if (type.equals("multipart/form-data")
                || type.equals("application/x-www-form-urlencoded")) {
            throw new Refusal(
                    Refusal.Reason.UNSUPPORTED_MEDIA_TYPE,
                    "Send the contents as the body itself, as text/plain or application/json.");
        }
        byte[] bytes = exchange.request().getInputStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE, "A setting has " + MAX_BYTES + " bytes at most.");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            throw new Refusal(Refusal.Reason.INVALID, "A setting is text in UTF-8.", notText);
        }
    }

    private static boolean isJson(Exchange exchange) {
        return type(exchange).equals("application/json");
    }

    private static String type(Exchange exchange) {
        String type = exchange.request().getContentType();
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private Optional<JsonNode> fields(String body) {
        if (body.isBlank()) {
            return Optional.empty();
        }
        JsonNode sent = parse(body);
        var names = new TreeSet<String>();
        sent.properties().forEach(field -> names.add(field.getKey()));
        boolean isChange = sent.isObject() && !names.isEmpty() && FIELDS.containsAll(names);
        return isChange ? Optional.of(sent) : Optional.empty();
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException malformed) {
            throw new Refusal(Refusal.Reason.INVALID, "The body is not JSON.", malformed);
        }
    }

    /// A text as it is, anything else as JSON.
    private @Nullable String contents(JsonNode sent) {
        if (sent.isMissingNode() || sent.isNull()) {
            return null;
        }
        return sent.isString() ? sent.stringValue() : json.writeValueAsString(sent);
    }

    private static Optional<String> text(JsonNode sent, String field) {
        return Optional.of(sent.path(field)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private static @Nullable Boolean status(Optional<String> status) {
        if (status.isEmpty()) {
            return null;
        }
        return switch (status.get()) {
            case "enabled" -> true;
            case "disabled" -> false;
            default ->
                    throw Refusal.invalid(
                            "A status is enabled or disabled, not '" + status.get() + "'.");
        };
    }
}
