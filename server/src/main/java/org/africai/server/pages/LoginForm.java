package org.africai.server.pages;

/// The form to log in with.
final class LoginForm {
    private LoginForm() {}

    /// @param login what to fill in as the name
    /// @param isMailed whether who has forgotten the password can have a link mailed
    static void write(Html html, String login, boolean isMailed) {
        html.open("form", "method", "post", "action", "/login");
        field(html, "username", "Login name", "text", login);
        field(html, "password", "Password", "password", "");
        html.element("button", "Log in", "type", "submit").close("form");
        if (isMailed) {
            html.open("p");
            html.element("a", "Forgotten your password?", "href", "/account/password").close("p");
        }
        html.element("p", "No account yet? Ask the people who run this site.", "class", "hint");
    }

    private static void field(Html html, String name, String label, String type, String value) {
        String complete = type.equals("password") ? "current-password" : "username";
        html.open("p");
        html.element("label", label, "for", name);
        html.single(
                "input",
                "id",
                name,
                "name",
                name,
                "type",
                type,
                "autocomplete",
                complete,
                "autocapitalize",
                "none",
                "spellcheck",
                "false",
                "value",
                value,
                "required",
                "");
        html.close("p");
    }
}
