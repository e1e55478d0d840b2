package org.africai.server.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Locator;
import org.jspecify.annotations.Nullable;

/// The words that people choose from for a scan's quality: the setting `labels` of the tool
/// `scan-quality`, of a project or else of the site, separated by commas.
public final class QualityLabels {
    private static final ConfigName LABELS = new ConfigName("scan-quality", "labels");
    private static final List<String> USUAL = List.of("usable", "questionable", "unusable");

    private final Access access;
    private final Locator locator;
    private final Configs configs;

    public QualityLabels(Access access, Locator locator, Configs configs) {
        this.access = access;
        this.locator = locator;
        this.configs = configs;
    }

    /// @param project the project's ID or alias, `null` for the site's
    /// @throws org.africai.server.http.Refusal when the caller does not read the project, or is a
    ///   guest who asks for the site's
    public List<String> of(Caller caller, @Nullable String project) {
        if (project == null) {
            access.requireLogin(caller);
            return found(null).orElse(USUAL);
        }
        long key = locator.project(caller, Right.READ, project).key();
        return found(key).or(() -> found(null)).orElse(USUAL);
    }

    private Optional<List<String>> found(@Nullable Long project) {
        return configs.inForce(project, LABELS)
                .map(ConfigVersion::contents)
                .map(text ->
                        Arrays.stream(text.split(","))
                                .map(String::strip)
                                .filter(word -> !word.isEmpty())
                                .toList())
                .filter(words -> !words.isEmpty());
    }
}
