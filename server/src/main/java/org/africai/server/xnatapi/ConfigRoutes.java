package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.config.ConfigName;
import org.africai.server.config.ConfigVersion;
import org.africai.server.config.Configs;
import org.africai.server.deid.Scripts;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// XNAT's config service: `/data/config[/TOOL[/PATH…]]` for the site, the same below
/// `/data/projects/P` for a project.
@RestController
final class ConfigRoutes {
    private final Configs configs;
    private final ConfigBody bodies;
    private final ChangeRules rules;

    ConfigRoutes(Configs configs, JsonMapper json, ChangeRules rules) {
        this.configs = configs;
        this.rules = rules;
        this.bodies = new ConfigBody(json);
    }

    @RequestMapping({
        "/data/config/**",
        "/data/archive/config/**",
        "/REST/config/**",
        "/REST/archive/config/**"
    })
    void ofSite(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> parts = RequestPath.of(request.getRequestURI()).parts();
        serve(rules.watched(new Exchange(request, response)), null, parts.subList(1, parts.size()));
    }

    @RequestMapping({
        "/data/projects/{project}/config/**",
        "/data/archive/projects/{project}/config/**",
        "/REST/projects/{project}/config/**",
        "/REST/archive/projects/{project}/config/**"
    })
    void ofProject(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> parts = RequestPath.of(request.getRequestURI()).parts();
        serve(
                rules.watched(new Exchange(request, response)),
                parts.get(1),
                parts.subList(3, parts.size()));
    }

    /// @param rest tool and path
    private void serve(Exchange exchange, @Nullable String project, List<String> rest)
            throws IOException {
        switch (exchange.method()) {
            case GET -> get(exchange, project, rest);
            case PUT, POST -> set(exchange, project, name(project, rest));
            case DELETE -> throw exchange.notAllowed();
        }
    }

    private void get(Exchange exchange, @Nullable String project, List<String> rest)
            throws IOException {
        if (rest.isEmpty()) {
            List<Map<String, String>> rows =
                    configs.tools(exchange.caller(), project).stream()
                            .map(tool -> Map.of("tool", tool))
                            .toList();
            TableAnswer.write(exchange, SmallTable.of(exchange, "", List.of("tool"), rows));
        } else if (rest.size() == 1) {
            list(exchange, configs.ofTool(exchange.caller(), project, rest.getFirst()));
        } else if (isHistory(exchange)) {
            list(exchange, configs.history(exchange.caller(), project, name(project, rest)));
        } else {
            one(exchange, find(exchange, project, name(project, rest)));
        }
    }

    private static boolean isHistory(Exchange exchange) {
        return exchange.query().first("action").filter("getHistory"::equals).isPresent();
    }

    private Optional<ConfigVersion> find(
            Exchange exchange, @Nullable String project, ConfigName name) {
        Optional<String> version = exchange.query().first("version");
        if (version.isEmpty()) {
            return configs.find(exchange.caller(), project, name);
        }
        if (!version.get().matches("\\d{1,9}")) {
            throw Refusal.invalid("A version is a number, not '" + version.get() + "'.");
        }
        return configs.find(exchange.caller(), project, name, Integer.parseInt(version.get()));
    }

    /// As a row, or with `contents=true` the contents alone; those that are disabled have none.
    private static void one(Exchange exchange, Optional<ConfigVersion> found) throws IOException {
        boolean isRaw = exchange.query().isSet("contents");
        Optional<ConfigVersion> shown = found.filter(one -> !isRaw || one.isEnabled());
        if (shown.isEmpty()) {
            missing(exchange);
        } else if (isRaw) {
            exchange.answerText(shown.get().contents());
        } else {
            list(exchange, List.of(shown.get()));
        }
    }

    private static void list(Exchange exchange, List<ConfigVersion> found) throws IOException {
        if (found.isEmpty()) {
            missing(exchange);
            return;
        }
        boolean isMeta = exchange.query().isSet("meta");
        List<Map<String, String>> rows =
                found.stream().map(one -> ConfigRow.of(one, isMeta)).toList();
        TableAnswer.write(exchange, SmallTable.of(exchange, "", ConfigRow.columns(isMeta), rows));
    }

    private static void missing(Exchange exchange) {
        if (!exchange.query().isSet("accept-not-found")) {
            throw Refusal.notFound("There is no such setting.");
        }
        exchange.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private void set(Exchange exchange, @Nullable String project, ConfigName name)
            throws IOException {
        boolean isNew = configs.set(exchange.caller(), project, name, bodies.read(exchange));
        exchange.answerText(isNew ? 201 : 200, "");
    }

    /// XNAT's older clients call a project's script after the project.
    private static ConfigName name(@Nullable String project, List<String> rest) {
        if (rest.size() < 2) {
            throw Refusal.invalid("The address of a setting is …/config/TOOL/PATH.");
        }
        String path = String.join("/", rest.subList(1, rest.size()));
        boolean isOldName =
                project != null
                        && rest.getFirst().equals(Scripts.SCRIPT.tool())
                        && path.startsWith("projects/");
        return isOldName ? Scripts.SCRIPT : new ConfigName(rest.getFirst(), path);
    }
}
