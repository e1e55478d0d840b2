package org.africai.server.config;

import org.africai.server.http.Refusal;

/// Looks at settings before they are made, for the feature that acts on them.
@FunctionalInterface
public interface ConfigCheck {
    /// @param isSite whether the setting is the site's and not a project's
    /// @throws Refusal when the contents are none that the setting can have
    void check(boolean isSite, ConfigName name, String contents);

    /// Whether each change of the setting is a version of its own, even when its sender wants the
    /// one in force written over.
    default boolean keepsVersions(ConfigName name) {
        return false;
    }

    /// Hears that a setting has been changed, after that is durable.
    default void changed(ConfigName name) {}
}
