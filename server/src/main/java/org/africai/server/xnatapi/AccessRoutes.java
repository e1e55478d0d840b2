package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Caller;
import org.africai.server.access.Callers;
import org.africai.server.accounts.Accounts;
import org.africai.server.archive.Archive;
import org.africai.server.archive.ProjectProperties;
import org.africai.server.archive.ProjectRole;
import org.africai.server.http.Refusal;
import org.africai.server.schema.DataType;
import org.africai.server.search.SearchElements;
import org.africai.server.search.SearchElements.Display;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `/xapi/access`: the projects that the caller reads, what they are in each, and the data types
/// that pages offer to them. Open to guests. Administrators see them for others, too.
@RestController
final class AccessRoutes {
    private static final Map<String, Display> DISPLAYS = displays();

    private final ProjectProperties properties;
    private final SearchElements elements;
    private final Accounts accounts;
    private final Clock clock;

    AccessRoutes(Archive archive, SearchElements elements, Accounts accounts, Clock clock) {
        this.properties = archive.properties();
        this.elements = elements;
        this.accounts = accounts;
        this.clock = clock;
    }

    private static Map<String, Display> displays() {
        Map<String, Display> displays = new LinkedHashMap<>();
        displays.put("browseable", Display.BROWSEABLE);
        displays.put("browseableCreateable", Display.BROWSEABLE_CREATEABLE);
        displays.put("createable", Display.CREATEABLE);
        displays.put("searchable", Display.SEARCHABLE);
        displays.put("searchableByDesc", Display.SEARCHABLE_BY_DESC);
        displays.put("searchableByPluralDesc", Display.SEARCHABLE_BY_PLURAL_DESC);
        return displays;
    }

    @GetMapping("/xapi/access/projects")
    List<Map<String, String>> projects(HttpServletRequest request) {
        return projects(Callers.of(request));
    }

    @GetMapping("/xapi/access/{login}/projects")
    List<Map<String, String>> projectsOf(HttpServletRequest request, @PathVariable String login) {
        return projects(user(request, login));
    }

    private List<Map<String, String>> projects(Caller caller) {
        return properties.roles(caller).stream().map(AccessRoutes::row).toList();
    }

    /// Somebody, for themselves and for administrators.
    private Caller user(HttpServletRequest request, String login) {
        Caller asker = Callers.of(request);
        if (!asker.login().equalsIgnoreCase(login)) {
            accounts.requireAdministrator(asker);
        }
        return accounts.find(asker, login).caller();
    }

    private static Map<String, String> row(ProjectRole project) {
        return Map.of("ID", project.id(), "name", project.name(), "role", project.group());
    }

    @GetMapping("/xapi/access/displays")
    List<String> names() {
        return List.copyOf(DISPLAYS.keySet());
    }

    /// Pages keep displays until this changes. Here they are made anew each time, so it is always
    /// now, in milliseconds.
    @GetMapping("/xapi/access/displays/modified")
    long modified() {
        return clock.millis();
    }

    @GetMapping("/xapi/access/displays/{name}")
    List<Map<String, Object>> display(HttpServletRequest request, @PathVariable String name) {
        return display(Callers.of(request), name);
    }

    @GetMapping("/xapi/access/{login}/displays/modified")
    long modifiedOf(HttpServletRequest request, @PathVariable String login) {
        var _ = user(request, login);
        return modified();
    }

    @GetMapping("/xapi/access/{login}/displays/{name}")
    List<Map<String, Object>> displayOf(
            HttpServletRequest request, @PathVariable String login, @PathVariable String name) {
        return display(user(request, login), name);
    }

    private List<Map<String, Object>> display(Caller caller, String name) {
        Display display = DISPLAYS.get(name);
        if (display == null) {
            throw Refusal.invalid("The displays are " + String.join(", ", DISPLAYS.keySet()) + ".");
        }
        return elements.displayed(caller, display).stream().map(AccessRoutes::element).toList();
    }

    /// XNAT's own pages read these; a type has no colours or actions of its own here.
    private static Map<String, Object> element(DataType type) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("elementName", type.name());
        element.put("properName", type.singular());
        element.put("singular", type.singular());
        element.put("plural", type.plural());
        element.put("supportsBrief", false);
        element.put("supportsDetailed", false);
        element.put("experiment", type.isA("xnat:experimentData"));
        element.put("subjectAssessor", type.isA("xnat:subjectAssessorData"));
        element.put("imageAssessor", type.isA("xnat:imageAssessorData"));
        element.put("imageSession", type.isA("xnat:imageSessionData"));
        element.put("imageScan", type.isA("xnat:imageScanData"));
        element.put("actions", Map.of());
        return element;
    }
}
