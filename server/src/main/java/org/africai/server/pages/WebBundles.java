package org.africai.server.pages;

import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What this server has for browsers to run; either part may be missing where it was built without
/// npm.
@Component
final class WebBundles {
    private final Optional<WebBundle> viewer;
    private final Optional<WebBundle> app;

    WebBundles(JsonMapper json) {
        this.viewer = WebBundle.find("viewer", json);
        this.app = WebBundle.find("app", json);
    }

    /// OHIF.
    Optional<WebBundle> viewer() {
        return viewer;
    }

    /// The scripts of our own pages.
    Optional<WebBundle> app() {
        return app;
    }
}
