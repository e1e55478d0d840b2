package org.africai.server.pages;

import java.util.List;
import org.africai.server.access.Caller;

/// What every page has around its content: title, style, the site's name, who is logged in.
final class PageFrame {
    private PageFrame() {}

    /// Begins a page; its content goes into `main`, which is open afterwards.
    static Html begin(String title, String site, Visitor visitor) {
        return begin(title, site, visitor, List.of());
    }

    /// Begins a page that has scripts.
    ///
    /// @param files addresses of its scripts and of styles that go with them
    static Html begin(String title, String site, Visitor visitor, List<String> files) {
        var html = new Html();
        html.open("html", "lang", "en").open("head");
        html.single("meta", "charset", "utf-8");
        html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.element("title", title);
        html.single("link", "rel", "stylesheet", "href", PageFiles.STYLE);
        html.single("link", "rel", "icon", "type", "image/svg+xml", "href", PageFiles.ICON);
        files.forEach(file -> file(html, file));
        html.close("head").open("body");
        html.comment(whoForXnatpy(visitor.caller()));
        html.element("a", "Skip to the content", "class", "skip", "href", "#content");
        header(html, site, visitor.caller());
        return html.open("main", "id", "content");
    }

    static String end(Html html) {
        html.close("main").open("footer");
        html.open("p")
                .text("AFRICAI, an open archive for medical images. It speaks the REST API of ");
        html.text("XNAT and DICOM. ");
        html.element("a", "Build information", "href", "/xapi/siteConfig/buildInfo").close("p");
        return html.close("footer").close("body").close("html").document();
    }

    private static void file(Html html, String address) {
        if (address.endsWith(".css")) {
            html.single("link", "rel", "stylesheet", "href", address);
        } else {
            html.open("script", "type", "module", "src", address).close("script");
        }
    }

    private static void header(Html html, String site, Caller caller) {
        html.open("header", "class", "top");
        html.open("a", "class", "brand", "href", "/");
        html.single("img", "src", PageFiles.ICON, "alt", "", "width", "32", "height", "32");
        html.element("span", site).close("a");
        html.open("nav", "aria-label", "Account");
        if (caller.isGuest()) {
            html.element("a", "Log in", "class", "button", "href", "/login");
        } else {
            html.open("span", "class", "who").text("Logged in as ");
            html.element("strong", caller.login()).close("span");
            html.open("form", "method", "post", "action", "/logout");
            html.element("button", "Log out", "type", "submit", "class", "quiet").close("form");
        }
        html.close("nav").close("header");
    }

    /// xnatpy reads from the front page whether it is a guest. It looks for this text, word for
    /// word; in a comment it is in nobody's way.
    private static String whoForXnatpy(Caller caller) {
        String who =
                caller.isGuest()
                        ? "<span style=\"color:red;\">Guest</span>"
                        : "&nbsp;<a id=\"user\" href=\"/\">"
                                + Html.escaped(caller.login())
                                + "</a>";
        return "<span id=\"user_info\">Logged in as: " + who + "</span>";
    }
}
