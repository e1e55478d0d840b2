package org.africai.server.pages;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What this server has for browsers to run; either part may be missing where it was built without
/// npm.
@Component
final class WebBundles {
    private final @Nullable WebBundle viewer;
    private final @Nullable WebBundle app;

    WebBundles(JsonMapper json) {
        this.viewer = WebBundle.find("viewer", json).orElse(null);
        this.app = WebBundle.find("app", json).orElse(null);
    }

    /// OHIF.
    Optional<WebBundle> viewer() {
        return Optional.ofNullable(viewer);
    }

    /// The scripts of our own pages.
    Optional<WebBundle> app() {
        return Optional.ofNullable(app);
    }
}
