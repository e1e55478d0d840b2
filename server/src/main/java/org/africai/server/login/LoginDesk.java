package org.africai.server.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.africai.server.accounts.Account;
import org.africai.server.accounts.Authentication;
import org.africai.server.accounts.LoginId;
import org.africai.server.accounts.Logins;
import org.africai.server.accounts.Verdict;
import org.africai.server.http.Refusal;

/// Where routes log people in and out.
public final class LoginDesk {
    private final Authentication authentication;
    private final Logins logins;
    private final LoginCookies cookies;

    public LoginDesk(Authentication authentication, Logins logins, LoginCookies cookies) {
        this.authentication = authentication;
        this.logins = logins;
        this.cookies = cookies;
    }

    /// Logs in with a name and a secret, and gives the cookies. The login that the request came
    /// with, if any, ends: an id that somebody planted beforehand is worth nothing.
    ///
    /// @throws Refusal with UNAUTHENTICATED when they are wrong, TOO_MANY_REQUESTS when it is too
    ///   soon to try again
    public LoginId logIn(
            HttpServletRequest request, HttpServletResponse response, String name, String secret) {
        Verdict.Right who = require(authentication.check(name, secret, address(request)));
        LoginCookies.sent(request).forEach(logins::close);
        LoginId id = logins.open(who);
        cookies.give(request, response, id);
        return id;
    }

    /// The login of this request. One that has only a name and a password gets a login now, and so
    /// does a guest. Gives the cookies, with a new time of expiry.
    public LoginId keepOrOpen(HttpServletRequest request, HttpServletResponse response) {
        Presented presented = Presented.by(request);
        LoginId id = presented.login();
        if (id == null) {
            id =
                    presented.proof() == null
                            ? logins.openForGuest()
                            : keepOrOpen(request, presented.proof());
        }
        cookies.give(request, response, id);
        return id;
    }

    /// Ends the login of this request, if it has one, and takes the cookies back.
    public void logOut(HttpServletRequest request, HttpServletResponse response) {
        LoginCookies.sent(request).forEach(logins::close);
        cookies.takeBack(request, response);
    }

    /// pyxnat sends name, password and cookie with every request.
    private LoginId keepOrOpen(HttpServletRequest request, Verdict.Right proof) {
        return LoginCookies.sent(request).stream()
                .filter(id -> isOf(proof.account(), id))
                .findFirst()
                .orElseGet(() -> logins.open(proof));
    }

    private boolean isOf(Account account, LoginId id) {
        return logins.find(id)
                .flatMap(active -> Optional.ofNullable(active.account()))
                .filter(owner -> owner.key() == account.key())
                .isPresent();
    }

    /// The proof, if it is one.
    static Verdict.Right require(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Right right -> right;
            case Verdict.Wrong _ ->
                    throw new Refusal(
                            Refusal.Reason.UNAUTHENTICATED, "Login or password is wrong.");
            case Verdict.TooSoon(Duration wait) ->
                    throw Refusal.tooSoon(
                            "Too many attempts to log in. Wait a little before the next.", wait);
        };
    }

    /// The address that the request came from.
    public static InetAddress address(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a connection has no address", e);
        }
    }
}
