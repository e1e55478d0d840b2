package org.africai.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.africai.server.access.Caller;
import org.africai.server.archive.Overview;
import org.africai.server.archive.Overview.SessionCard;
import org.africai.server.files.Viewing;
import org.africai.server.http.FormBody;
import org.africai.server.http.Refusal;
import org.africai.server.login.LoginDesk;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The front page, and logging in and out for people with a browser.
@RestController
final class PageRoutes {
    private static final int PROJECTS_SHOWN = 60;
    private static final int SESSIONS_SHOWN = 10;
    private final Overview overview;
    private final Viewing viewing;
    private final SiteSettings settings;
    private final LoginDesk desk;

    PageRoutes(Overview overview, Viewing viewing, SiteSettings settings, LoginDesk desk) {
        this.overview = overview;
        this.viewing = viewing;
        this.settings = settings;
        this.desk = desk;
    }

    /// Status 200 for everybody, without a redirect: xnatpy takes the address it ends up at for the
    /// server's. Who comes with name and password gets a login: xnatpy fetches this page for one.
    @GetMapping("/")
    void front(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visitor visitor = Visitor.of(request, settings);
        if (!visitor.caller().isGuest()) {
            desk.keepOrOpen(request, response);
        }
        Page.answer(response, 200, frontPage(visitor).write());
    }

    @GetMapping("/login")
    void loginPage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visitor visitor = Visitor.of(request, settings);
        Page.answer(response, 200, LoginPage.write(siteName(), visitor, "", ""));
    }

    @PostMapping("/login")
    void logIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FormBody form = FormBody.read(request);
        String login = form.first("username").orElse("");
        try {
            desk.logIn(request, response, login, form.first("password").orElse(""));
        } catch (Refusal refusal) {
            Visitor visitor = Visitor.of(request, settings);
            Page.answer(
                    response,
                    refusal.reason().status(),
                    LoginPage.write(siteName(), visitor, refusal.explanation(), login));
            return;
        }
        goTo(response, "/");
    }

    @PostMapping("/logout")
    void logOut(HttpServletRequest request, HttpServletResponse response) {
        desk.logOut(request, response);
        goTo(response, "/");
    }

    /// A site that is closed to guests shows them nothing but the way in.
    private FrontPage frontPage(Visitor visitor) {
        Caller caller = visitor.caller();
        String description = settings.get(SiteProperties.SITE_DESCRIPTION);
        if (caller.isGuest() && settings.get(SiteProperties.REQUIRE_LOGIN)) {
            return new FrontPage(
                    siteName(), description, visitor, List.of(), 0, List.of(), Set.of());
        }
        List<SessionCard> sessions = overview.recentSessions(caller, SESSIONS_SHOWN);
        return new FrontPage(
                siteName(),
                description,
                visitor,
                overview.projects(caller, PROJECTS_SHOWN),
                overview.projectCount(caller),
                sessions,
                viewing.viewable(sessions.stream().map(SessionCard::id).toList()));
    }

    private String siteName() {
        return settings.get(SiteProperties.SITE_NAME);
    }

    /// 303: the browser fetches the next page with GET.
    private static void goTo(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }
}
