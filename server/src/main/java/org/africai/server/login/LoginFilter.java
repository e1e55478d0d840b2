package org.africai.server.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.africai.server.access.Callers;
import org.africai.server.accounts.ActiveLogin;
import org.africai.server.accounts.Authentication;
import org.africai.server.accounts.LoginId;
import org.africai.server.accounts.Logins;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.Verdict;
import org.africai.server.db.DatabaseDown;
import org.africai.server.http.PlainAnswer;
import org.africai.server.http.Refusal;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;

/// Says who sends a request: by `Authorization: Basic` (login and password, or an alias token),
/// else by the cookie of a login, else a guest. Wrong proof is 401 everywhere, never a guest's view
/// and never a page. A cookie whose login has ended is 401 for programs; people who look at pages
/// become guests.
///
/// What a request says about why it changes something goes with its caller, to be recorded.
///
/// Answers to programs depend on who asks, so nobody may keep them, unless a route that knows
/// better sets another `Cache-Control`.
public final class LoginFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient Authentication authentication;
    private final transient Logins logins;
    private final transient LoginCookies cookies;
    private final transient SiteSettings settings;
    private final transient CrossSite crossSite;

    public LoginFilter(
            Authentication authentication,
            Logins logins,
            LoginCookies cookies,
            SiteSettings settings) {
        this.authentication = authentication;
        this.logins = logins;
        this.cookies = cookies;
        this.settings = settings;
        this.crossSite = new CrossSite(settings);
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Surface.of(request) != Surface.PAGES) {
            response.setHeader("Cache-Control", "private, no-store");
        }
        try {
            admit(request, response);
        } catch (Refusal refusal) {
            PlainAnswer.refuse(response, refusal);
            return;
        } catch (RuntimeException failure) {
            PlainAnswer.refuse(response, DatabaseDown.in(failure).orElseThrow(() -> failure));
            return;
        }
        chain.doFilter(request, response);
    }

    private void admit(HttpServletRequest request, HttpServletResponse response) {
        crossSite.check(request);
        Presented presented = presented(request, response);
        requireLoginOfClosedSite(request, presented);
        presented.attachTo(request);
        Callers.set(request, presented.caller().because(StatedMotive.of(request)));
    }

    private Presented presented(HttpServletRequest request, HttpServletResponse response) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return Presented.proof(check(BasicHeader.parse(authorization), request));
        }
        return LoginCookies.isIn(request) ? byCookie(request, response) : Presented.NOTHING;
    }

    private Verdict.Right check(BasicHeader header, HttpServletRequest request) {
        return LoginDesk.require(
                authentication.check(header.name(), header.secret(), LoginDesk.address(request)));
    }

    private Presented byCookie(HttpServletRequest request, HttpServletResponse response) {
        for (LoginId id : LoginCookies.sent(request)) {
            Optional<ActiveLogin> active = logins.find(id);
            if (active.isPresent()) {
                return new Presented(null, id, active.get().caller(), means(active.get()));
            }
        }
        if (Surface.of(request) == Surface.PROGRAMS) {
            throw new Refusal(Refusal.Reason.UNAUTHENTICATED, "The login has ended. Log in again.");
        }
        if (Surface.of(request) == Surface.PAGES) {
            cookies.takeBack(request, response);
        }
        return Presented.NOTHING;
    }

    private static Means means(ActiveLogin active) {
        if (active.account() == null) {
            return Means.NONE;
        }
        return active.alias() == null ? Means.PASSWORD : Means.TOKEN;
    }

    private void requireLoginOfClosedSite(HttpServletRequest request, Presented presented) {
        if (presented.caller().isGuest()
                && Surface.of(request) == Surface.PROGRAMS
                && settings.get(SiteProperties.REQUIRE_LOGIN)
                && !isRegistration(request)) {
            throw new Refusal(
                    Refusal.Reason.UNAUTHENTICATED, "This site is closed to guests. Log in first.");
        }
    }

    /// Where people may make themselves an account, a closed site lets them do so.
    private boolean isRegistration(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && request.getServletPath().equals("/xapi/users")
                && settings.get(SiteProperties.USER_REGISTRATION);
    }
}
