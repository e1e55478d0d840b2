package org.africai.server.pages;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.africai.server.archive.Overview.Contents;
import org.africai.server.archive.Overview.ProjectCard;
import org.africai.server.archive.Overview.SessionCard;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// The page at `/`: what this is, the projects there are for the visitor, what came in lately, and
/// how to connect.
///
/// @param site the site's name
/// @param description one line about the site
/// @param projects the first projects by name
/// @param projectCount how many there are in all
/// @param viewable the IDs of those sessions that have images to look at
record FrontPage(
        String site,
        String description,
        Visitor visitor,
        List<ProjectCard> projects,
        long projectCount,
        List<SessionCard> sessions,
        Set<String> viewable) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ISO_INSTANT;

    FrontPage {
        projects = List.copyOf(projects);
        sessions = List.copyOf(sessions);
        viewable = Set.copyOf(viewable);
    }

    String write() {
        Html html = PageFrame.begin(site, site, visitor);
        writeIntroduction(html);
        writeProjects(html);
        writeSessions(html);
        writeConnect(html);
        return PageFrame.end(html);
    }

    private void writeIntroduction(Html html) {
        html.open("div", "class", "intro").open("div");
        html.element("h1", site);
        html.element("p", description, "class", "lead").close("div");
        if (visitor.caller().isGuest()) {
            html.open("section", "class", "card login", "aria-labelledby", "login");
            html.element("h2", "Log in", "id", "login");
            LoginForm.write(html, "", visitor.isMailed());
            html.close("section");
        }
        html.close("div");
    }

    private void writeProjects(Html html) {
        html.open("section", "aria-labelledby", "projects");
        html.element("h2", "Projects", "id", "projects");
        if (projects.isEmpty()) {
            html.element("p", nothingThere("There is no project"), "class", "empty");
        } else {
            html.open("ul", "class", "cards");
            projects.forEach(project -> writeProject(html, project));
            html.close("ul");
        }
        if (projectCount > projects.size()) {
            html.open("p", "class", "hint");
            html.text(projects.size() + " of " + projectCount + " projects. ");
            html.element("a", "All of them", "href", "/data/projects?format=html").close("p");
        }
        html.close("section");
    }

    private static void writeProject(Html html, ProjectCard project) {
        html.open("li", "class", "card").open("h3");
        html.element(
                "a",
                project.name().isBlank() ? project.id() : project.name(),
                "href",
                "/data/projects/" + inPath(project.id()) + "/experiments?format=html");
        html.close("h3").open("p", "class", "meta");
        html.element("code", project.id()).text(" ");
        String word = project.accessibility().word();
        html.element("span", word, "class", "chip " + word).close("p");
        if (!project.description().isBlank()) {
            html.element("p", project.description(), "class", "description");
        }
        html.element("p", contents(project.contents()), "class", "count").close("li");
    }

    private static String contents(@Nullable Contents contents) {
        if (contents == null) {
            return "Its data are for members.";
        }
        return count(contents.subjects(), "subject")
                + " · "
                + count(contents.sessions(), "session");
    }

    private static String count(long number, String what) {
        return "%s %s%s".formatted(number, what, number == 1 ? "" : "s");
    }

    private void writeSessions(Html html) {
        html.open("section", "aria-labelledby", "sessions");
        html.element("h2", "Recent sessions", "id", "sessions");
        if (sessions.isEmpty()) {
            html.element("p", nothingThere("There is no session"), "class", "empty");
        } else {
            html.open("table").open("thead").open("tr");
            for (String column :
                    List.of("Session", "Project", "Modality", "Acquired", "Added", "Images")) {
                html.element("th", column, "scope", "col");
            }
            html.close("tr").close("thead").open("tbody");
            sessions.forEach(session -> writeSession(html, session));
            html.close("tbody").close("table");
        }
        html.close("section");
    }

    private void writeSession(Html html, SessionCard session) {
        html.open("tr").open("th", "scope", "row");
        html.element(
                "a",
                session.label(),
                "href",
                "/data/experiments/" + inPath(session.id()) + "/scans?format=html");
        html.close("th");
        html.element("td", session.project(), "data-label", "Project");
        html.element("td", orDash(session.modality()), "data-label", "Modality");
        html.element("td", orDash(session.date()), "data-label", "Acquired");
        html.open("td", "data-label", "Added");
        html.element(
                "time",
                MINUTE.format(session.archivedAt()),
                "datetime",
                INSTANT.format(session.archivedAt()));
        html.close("td").open("td", "data-label", "Images");
        if (viewable.contains(session.id())) {
            html.element("a", "View images", "href", ViewAddresses.page(session.id()));
        }
        html.close("td").close("tr");
    }

    private String nothingThere(String there) {
        return visitor.caller().isGuest()
                ? there + " that is open to guests. Log in to see yours."
                : there + " for you yet.";
    }

    private void writeConnect(Html html) {
        boolean isGuest = visitor.caller().isGuest();
        String login = isGuest ? "NAME" : visitor.caller().login();
        html.open("section", "aria-labelledby", "connect");
        html.element("h2", "Connect with your own programs", "id", "connect");
        html.open("p").text("Programs written for XNAT work here unchanged. In Python, with ");
        html.element("a", "xnatpy", "href", "https://xnat.readthedocs.io/").text(" (");
        html.element("code", "pip install xnat").text("):").close("p");
        code(html, "Python example", python(login));
        html.open("p").text("On the command line, with ").element("code", "curl").text(":");
        html.close("p");
        code(html, "curl example", curl(login));
        html.close("section");
    }

    private static void code(Html html, String label, String code) {
        html.open("pre", "tabindex", "0", "role", "region", "aria-label", label);
        html.element("code", code).close("pre");
    }

    private String python(String login) {
        return """
        import xnat

        with xnat.connect("%s", user="%s") as session:
            for project in session.projects.values():
                print(project.id, project.name, len(project.subjects))\
        """
                .formatted(visitor.address(), login);
    }

    private String curl(String login) {
        return "curl -u %s '%s/data/projects?format=csv'".formatted(login, visitor.address());
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "–" : value.toString();
    }

    private static String inPath(String id) {
        return UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
    }
}
