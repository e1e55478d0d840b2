package org.africai.server.xnatapi;

import java.util.Map;
import java.util.Optional;
import org.africai.server.http.Refusal;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `/xapi/plugins`: what is built in is no plugin, and there are no others.
@RestController
final class PluginRoutes {
    private final Map<String, Object> plugins = Map.of();

    @GetMapping({"/xapi/plugins", "/xapi/plugins/"})
    ResponseEntity<Map<String, Object>> plugins() {
        return JsonAnswer.of(plugins);
    }

    @GetMapping("/xapi/plugins/{id}")
    ResponseEntity<Object> plugin(@PathVariable String id) {
        return Optional.ofNullable(plugins.get(id))
                .map(JsonAnswer::of)
                .orElseThrow(() -> Refusal.notFound("There is no plugin '" + id + "'."));
    }
}
