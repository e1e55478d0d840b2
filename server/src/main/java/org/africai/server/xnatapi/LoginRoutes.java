package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.africai.server.accounts.LoginId;
import org.africai.server.http.FormBody;
import org.africai.server.http.PlainAnswer;
import org.africai.server.http.Refusal;
import org.africai.server.login.LoginDesk;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// How programs log in and out: `JSESSION`, `services/auth` and `auth`, under `/data` and `/REST`.
@RestController
final class LoginRoutes {
    private static final String OWN_ACCOUNTS = "localdb";

    private final LoginDesk desk;

    LoginRoutes(LoginDesk desk) {
        this.desk = desk;
    }

    /// The id of the login as the whole body, to be sent back as the cookie; a guest gets one too.
    /// DELETE ends the login.
    @RequestMapping({"/data/JSESSION", "/REST/JSESSION"})
    void session(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        switch (exchange.method()) {
            case GET, POST -> exchange.answerText(desk.keepOrOpen(request, response).value());
            case DELETE -> {
                desk.logOut(request, response);
                exchange.answerEmpty();
            }
            case PUT -> throw exchange.notAllowed();
        }
    }

    /// Logs in with the form fields `username` and `password`. The answer is the new login's id,
    /// with no line end after it; a failure is a page, of which xnatpy shows the heading.
    @RequestMapping({"/data/services/auth", "/REST/services/auth"})
    void authenticate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        switch (exchange.method()) {
            case PUT, POST -> logIn(exchange);
            case GET, DELETE -> throw exchange.notAllowed();
        }
    }

    /// `User 'NAME' is logged in`; 401 for a guest. Gives a cookie to who has none, which makes
    /// this the first request of many scripts.
    @RequestMapping({"/data/auth", "/REST/auth"})
    void whoIsLoggedIn(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var exchange = new Exchange(request, response);
        if (exchange.method() != Exchange.Method.GET) {
            throw exchange.notAllowed();
        }
        if (exchange.caller().isGuest()) {
            throw new Refusal(Refusal.Reason.UNAUTHENTICATED, "Nobody is logged in.");
        }
        desk.keepOrOpen(request, response);
        exchange.answerText("User '" + exchange.caller().login() + "' is logged in");
    }

    private void logIn(Exchange exchange) throws IOException {
        try {
            FormBody form = FormBody.read(exchange.request());
            requireOwnAccounts(form.first("provider"));
            LoginId id =
                    desk.logIn(
                            exchange.request(),
                            exchange.response(),
                            required(form, "username"),
                            required(form, "password"));
            exchange.answerText(id.value());
        } catch (Refusal refusal) {
            PlainAnswer.announce(exchange.response(), refusal);
            exchange.answer(
                    refusal.reason().status(),
                    "text/html;charset=UTF-8",
                    page(refusal.explanation()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String required(FormBody form, String field) {
        return form.first(field)
                .orElseThrow(() -> Refusal.invalid("The form has no field '" + field + "'."));
    }

    private static void requireOwnAccounts(Optional<String> provider) {
        if (provider.filter(name -> !name.isEmpty() && !name.equals(OWN_ACCOUNTS)).isPresent()) {
            throw Refusal.invalid("There is no provider of accounts but '" + OWN_ACCOUNTS + "'.");
        }
    }

    private static String page(String message) {
        return "<html><head><title>Login failed</title></head><body><h3>"
                + HtmlUtils.htmlEscape(message)
                + "</h3></body></html>\n";
    }
}
