package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.africai.server.access.Callers;
import org.africai.server.http.Refusal;
import org.africai.server.site.SiteSettings;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// `/xapi/siteConfig`: the site's properties, as many as the caller may read; administrators set
/// them.
@RestController
@RequestMapping("/xapi/siteConfig")
final class SiteConfigRoutes {
    private static final int MAX_VALUE_BYTES = 256 * 1024;
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final SiteSettings settings;
    private final JsonMapper json;

    SiteConfigRoutes(SiteSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    @GetMapping
    ResponseEntity<Map<String, JsonNode>> all(HttpServletRequest request) {
        return JsonAnswer.of(settings.readable(Callers.of(request)));
    }

    /// The named ones of them: `/values/siteId,siteUrl`.
    @GetMapping("/values/{names}")
    ResponseEntity<Map<String, JsonNode>> some(
            HttpServletRequest request, @PathVariable String names) {
        Map<String, JsonNode> readable = new TreeMap<>(settings.readable(Callers.of(request)));
        readable.keySet().retainAll(List.of(names.split(",")));
        return JsonAnswer.of(readable);
    }

    /// One property: a text as it is, anything else as JSON.
    @GetMapping("/{name}")
    ResponseEntity<byte[]> one(HttpServletRequest request, @PathVariable String name) {
        JsonNode value =
                settings.read(Callers.of(request), name)
                        .orElseThrow(() ->
                                Refusal.notFound("There is no site property '" + name + "'."));
        return value.isString()
                ? bytes(TEXT, value.stringValue())
                : bytes(JsonAnswer.TYPE, json.writeValueAsString(value));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    void set(HttpServletRequest request, @RequestBody Map<String, JsonNode> values) {
        settings.set(Callers.of(request), values);
    }

    /// The body is the value: JSON when it says so, a text otherwise.
    @PostMapping("/{name}")
    void set(HttpServletRequest request, @PathVariable String name) throws IOException {
        settings.set(Callers.of(request), Map.of(name, value(request)));
    }

    private JsonNode value(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_VALUE_BYTES + 1);
        if (body.length > MAX_VALUE_BYTES) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "A site property has " + MAX_VALUE_BYTES + " bytes at most.");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        String type = request.getContentType();
        return type != null && type.startsWith(MediaType.APPLICATION_JSON_VALUE)
                ? parse(text)
                : JsonNodeFactory.instance.stringNode(text);
    }

    /// XNAT takes any text, whatever the client calls it.
    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JacksonException noJson) {
            return JsonNodeFactory.instance.stringNode(text);
        }
    }

    private static ResponseEntity<byte[]> bytes(MediaType type, String text) {
        return ResponseEntity.ok().contentType(type).body(text.getBytes(StandardCharsets.UTF_8));
    }
}
