package org.africai.server.pages;

import java.util.List;

/// What the pages around a viewer have in common.
///
/// @param site the site's name
/// @param bundles what was built for browsers
record ViewFrame(String site, Visitor visitor, WebBundles bundles) {
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
        return bundles.app().isPresent();
    }

    boolean hasViewer() {
        return bundles.viewer().isPresent();
    }

    private List<String> files(String script) {
        return bundles.app().map(app -> app.entry(script)).orElse(List.of());
    }
}
