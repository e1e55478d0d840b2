package org.africai.server.xnatapi;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.africai.server.http.Refusal;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What this server is and how long it has been up. Open to guests: clients ask before anything
/// else which XNAT they speak to.
@RestController
final class BuildInfoRoutes {
    /// The XNAT whose API this is. Clients choose their ways by it: xnatpy knows `1.7`, `1.8` and
    /// `1.9`.
    private static final String XNAT_VERSION = "1.8.10";

    private final Map<String, String> info = info();

    @GetMapping("/xapi/siteConfig/buildInfo")
    ResponseEntity<Map<String, String>> buildInfo() {
        return JsonAnswer.of(info);
    }

    @GetMapping("/xapi/siteConfig/buildInfo/{property}")
    String buildInfo(@PathVariable String property) {
        return Optional.ofNullable(info.get(property))
                .orElseThrow(
                        () -> Refusal.notFound("The build information has no '" + property + "'."));
    }

    @GetMapping("/xapi/siteConfig/uptime")
    ResponseEntity<Map<String, String>> uptime() {
        Duration up = up();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("days", Long.toString(up.toDaysPart()));
        parts.put("hours", Integer.toString(up.toHoursPart()));
        parts.put("minutes", Integer.toString(up.toMinutesPart()));
        parts.put("seconds", seconds(up));
        return JsonAnswer.of(parts);
    }

    /// The same in words: `0 days, 1 hours, 2 minutes, 3.456 seconds`.
    @GetMapping("/xapi/siteConfig/uptime/display")
    String uptimeInWords() {
        Duration up = up();
        return "%s days, %s hours, %s minutes, %s seconds"
                .formatted(up.toDaysPart(), up.toHoursPart(), up.toMinutesPart(), seconds(up));
    }

    private static String seconds(Duration up) {
        return String.format(Locale.ROOT, "%d.%03d", up.toSecondsPart(), up.toMillisPart());
    }

    private static Duration up() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    private static Map<String, String> info() {
        String ours =
                Optional.ofNullable(BuildInfoRoutes.class.getPackage().getImplementationVersion())
                        .orElse("development");
        Map<String, String> info = new LinkedHashMap<>();
        info.put("version", XNAT_VERSION);
        info.put("application", "AFRICAI");
        info.put("africaiVersion", ours);
        info.put("buildNumber", ours);
        info.put("commit", ours);
        return Collections.unmodifiableMap(info);
    }
}
