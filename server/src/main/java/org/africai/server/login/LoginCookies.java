package org.africai.server.login;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.africai.server.accounts.LoginId;
import org.africai.server.accounts.Logins;

/// The cookies of a login. `JSESSIONID` is the login; its name is the one that XNAT's clients look
/// for. `SESSION_EXPIRATION_TIME` tells them when it ends: `"MILLISECONDS_NOW,MILLISECONDS_IDLE"`,
/// the quotes being part of the value.
public final class LoginCookies {
    private static final String LOGIN = "JSESSIONID";
    private static final String EXPIRY = "SESSION_EXPIRATION_TIME";
    private static final String GONE = "; Max-Age=0";

    /// A browser may send one for each path it ever had one for; we set one path only.
    private static final int MAX_COOKIES_LOOKED_AT = 3;

    private final Logins logins;
    private final Clock clock;

    public LoginCookies(Logins logins, Clock clock) {
        this.logins = logins;
        this.clock = clock;
    }

    /// Whether the request has a login's cookie, whatever it holds.
    static boolean isIn(HttpServletRequest request) {
        return cookies(request).stream().anyMatch(cookie -> cookie.getName().equals(LOGIN));
    }

    /// The ids in the request's cookies that can be ours.
    static List<LoginId> sent(HttpServletRequest request) {
        return cookies(request).stream()
                .filter(cookie -> cookie.getName().equals(LOGIN))
                .limit(MAX_COOKIES_LOOKED_AT)
                .map(cookie -> LoginId.sent(cookie.getValue()))
                .flatMap(Optional::stream)
                .toList();
    }

    /// Gives the client the cookies of a login.
    public void give(HttpServletRequest request, HttpServletResponse response, LoginId id) {
        String https = request.isSecure() ? "; Secure" : "";
        response.addHeader(
                "Set-Cookie",
                LOGIN + "=" + id.value() + "; Path=/; HttpOnly; SameSite=Lax" + https);
        String expiry = "\"%s,%s\"".formatted(clock.millis(), logins.idleTimeout().toMillis());
        response.addHeader("Set-Cookie", EXPIRY + "=" + expiry + "; Path=/; SameSite=Lax" + https);
    }

    /// Takes them back.
    public void takeBack(HttpServletRequest request, HttpServletResponse response) {
        String https = request.isSecure() ? "; Secure" : "";
        response.addHeader(
                "Set-Cookie", LOGIN + "=; Path=/; HttpOnly; SameSite=Lax" + https + GONE);
        response.addHeader("Set-Cookie", EXPIRY + "=; Path=/; SameSite=Lax" + https + GONE);
    }

    private static List<Cookie> cookies(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? List.of() : Arrays.asList(cookies);
    }
}
