package org.africai.server.boot;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/health/live`: the process answers. `/health/ready`: it can do work; else 503, naming what is
/// wrong. Open to everyone, for load balancers and orchestrators have no account here.
@RestController
final class HealthRoutes {
    private static final int SECONDS_TO_COME_BACK = 5;

    /// The body of both answers.
    record Health(String status, Map<String, String> checks) {}

    private final Readiness readiness;

    HealthRoutes(Readiness readiness) {
        this.readiness = readiness;
    }

    @GetMapping("/health/live")
    ResponseEntity<Health> live() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Health("live", Map.of()));
    }

    @GetMapping("/health/ready")
    ResponseEntity<Health> ready() {
        var answer = readiness.ask();
        var checks = new TreeMap<>(answer.checks());
        if (answer.ready()) {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .body(new Health("ready", checks));
        }
        return ResponseEntity.status(503)
                .cacheControl(CacheControl.noStore())
                .header("Retry-After", Integer.toString(SECONDS_TO_COME_BACK))
                .body(new Health("not ready", checks));
    }
}
