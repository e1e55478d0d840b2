package org.africai.server.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the pages around a viewer have in common.
///
/// @param site the site's name
/// @param viewer OHIF, absent when the server was built without it
/// @param app the scripts of our own pages, likewise
record ViewFrame(
        String site, Visitor visitor, @Nullable WebBundle viewer, @Nullable WebBundle app) {
    /// Begins a page.
    ///
    /// @param script the name of its script
    Html begin(String title, String script) {
        return PageFrame.begin(title + " · " + site, site, visitor, files(script));
    }

    /// Where the page's script takes over.
    ///
    /// @param model what it needs to know, as JSON
    static void stage(Html html, String model) {
        html.open("div", "id", "view", "data-model", model);
        html.element("noscript", "This page needs JavaScript.").close("div");
    }

    boolean hasScripts() {
        return app != null;
    }

    boolean hasViewer() {
        return viewer != null;
    }

    private List<String> files(String script) {
        return app == null ? List.of() : app.entry(script);
    }
}
