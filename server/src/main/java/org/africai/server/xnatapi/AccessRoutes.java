package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Callers;
import org.africai.server.access.Role;
import org.africai.server.archive.Archive;
import org.africai.server.archive.ProjectProperties;
import org.africai.server.archive.ProjectRole;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/xapi/access/projects`: the projects that the caller reads, and what they are in each.
@RestController
final class AccessRoutes {
    private final ProjectProperties properties;

    AccessRoutes(Archive archive) {
        this.properties = archive.properties();
    }

    @GetMapping("/xapi/access/projects")
    List<Map<String, String>> projects(HttpServletRequest request) {
        return properties.roles(Callers.of(request)).stream().map(AccessRoutes::row).toList();
    }

    private static Map<String, String> row(ProjectRole project) {
        Role role = project.role();
        return Map.of(
                "ID",
                project.id(),
                "name",
                project.name(),
                "role",
                role == null ? "" : role.displayName());
    }
}
