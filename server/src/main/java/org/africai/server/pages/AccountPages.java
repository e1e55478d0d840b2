package org.africai.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.africai.server.accounts.AccountCodes;
import org.africai.server.http.FormBody;
import org.africai.server.http.Refusal;
import org.africai.server.login.LoginDesk;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where the links in the site's mails lead: to prove that an address is an account's, and to
/// choose another password; and where a link is asked for. Nothing happens before somebody presses
/// a button, as programs that look at mail open links, too.
///
/// The answer to who asks for a link is the same whether there is an account or not.
@RestController
final class AccountPages {
    private static final String ASKED =
            "If there is an account with this address, a mail with a link is on its way to it.";

    private final AccountCodes codes;
    private final SiteSettings settings;

    AccountPages(AccountCodes codes, SiteSettings settings) {
        this.codes = codes;
        this.settings = settings;
    }

    @GetMapping("/account/verify")
    void verifyPage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, 200, "Is this your address?", verifyForm(code(request)));
    }

    @PostMapping("/account/verify")
    void verify(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FormBody form = FormBody.read(request);
        String code = form.first("code").orElse("");
        try {
            codes.verify(code);
        } catch (Refusal refusal) {
            refuse(request, response, refusal, "Is this your address?", verifyForm(code));
            return;
        }
        write(request, response, 200, "Your address is known", said("You can log in now."));
    }

    @GetMapping("/account/password")
    void passwordPage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String code = code(request);
        write(
                request,
                response,
                200,
                "Choose a new password",
                code.isEmpty() ? askForm() : passwordForm(code));
    }

    /// With a code, chooses the password; without, asks for a mail with one.
    @PostMapping("/account/password")
    void password(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FormBody form = FormBody.read(request);
        Optional<String> code = form.first("code").filter(text -> !text.isEmpty());
        if (code.isPresent()) {
            choose(request, response, code.get(), form.first("password").orElse(""));
            return;
        }
        try {
            codes.forgotten(form.first("email").orElse(""), LoginDesk.address(request));
        } catch (Refusal refusal) {
            refuse(request, response, refusal, "Choose a new password", askForm());
            return;
        }
        write(request, response, 200, "Look into your mail", said(ASKED));
    }

    private void choose(
            HttpServletRequest request, HttpServletResponse response, String code, String password)
            throws IOException {
        try {
            codes.setPassword(code, password);
        } catch (Refusal refusal) {
            refuse(request, response, refusal, "Choose a new password", passwordForm(code));
            return;
        }
        write(
                request,
                response,
                200,
                "The password is changed",
                said("Log in with it. All logins and tokens from before have ended."));
    }

    private static String code(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("code")).orElse("");
    }

    /// What a page holds below its title.
    private interface Content {
        void write(Html html, String message);
    }

    private static Content said(String text) {
        return (html, _) -> {
            html.element("p", text).open("p").element("a", "Log in", "href", "/login").close("p");
        };
    }

    private static Content verifyForm(String code) {
        return (html, message) -> {
            form(html, "/account/verify", message);
            hidden(html, code);
            html.element("button", "Yes, this is my address", "type", "submit").close("form");
        };
    }

    private static Content passwordForm(String code) {
        return (html, message) -> {
            form(html, "/account/password", message);
            hidden(html, code);
            field(html, "password", "New password", "password", "new-password");
            html.element("button", "Choose it", "type", "submit").close("form");
        };
    }

    private static Content askForm() {
        return (html, message) -> {
            form(html, "/account/password", message);
            field(html, "email", "E-mail address of your account", "email", "email");
            html.element("button", "Send me a link", "type", "submit").close("form");
        };
    }

    private static void form(Html html, String action, String message) {
        if (!message.isEmpty()) {
            html.element("p", message, "class", "error", "role", "alert");
        }
        html.open("form", "method", "post", "action", action);
    }

    private static void hidden(Html html, String code) {
        html.single("input", "type", "hidden", "name", "code", "value", code);
    }

    private static void field(
            Html html, String name, String label, String type, String autocomplete) {
        html.open("p").element("label", label, "for", name);
        html.single(
                "input",
                "id",
                name,
                "name",
                name,
                "type",
                type,
                "autocomplete",
                autocomplete,
                "required",
                "");
        html.close("p");
    }

    private void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            Refusal refusal,
            String title,
            Content content)
            throws IOException {
        write(request, response, refusal.reason().status(), title, content, refusal.explanation());
    }

    private void write(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String title,
            Content content)
            throws IOException {
        write(request, response, status, title, content, "");
    }

    /// No other site learns the address of this page, which holds a code.
    private void write(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String title,
            Content content,
            String message)
            throws IOException {
        String site = settings.get(SiteProperties.SITE_NAME);
        Html html = PageFrame.begin(title + " · " + site, site, Visitor.of(request, settings));
        html.open("section", "class", "card narrow", "aria-labelledby", "account-title");
        html.element("h1", title, "id", "account-title");
        content.write(html, message);
        byte[] body = PageFrame.end(html.close("section")).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
