package org.africai.server.pages;

/// The form to log in with, alone on its page.
final class LoginPage {
    private LoginPage() {}

    /// @param message why the last attempt failed, empty before the first
    /// @param login what was typed as the name then
    static String write(String site, Visitor visitor, String message, String login) {
        Html html = PageFrame.begin("Log in · " + site, site, visitor);
        html.open("section", "class", "card narrow", "aria-labelledby", "login-title");
        html.element("h1", "Log in", "id", "login-title");
        if (!message.isEmpty()) {
            html.element("p", message, "class", "error", "role", "alert", "id", "login-error");
        }
        LoginForm.write(html, login, visitor.isMailed());
        return PageFrame.end(html.close("section"));
    }
}
