package org.africai.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks a settings record key by key: its default, and that another value reaches the component
/// it is meant for.
///
/// ```java
/// SettingsCheck.of("intake", IntakeSettings.DEFAULTS)
///         .key("intake-idle-time", "10m", "30s", IntakeSettings::idleTime, Duration.ofSeconds(30))
///         .coversEveryKey();
/// ```
public final class SettingsCheck<R extends Record> {
    private final SettingsGroup<R> group;
    private final List<String> seen = new ArrayList<>();

    private SettingsCheck(SettingsGroup<R> group) {
        this.group = group;
    }

    public static <R extends Record> SettingsCheck<R> of(String prefix, R defaults) {
        return new SettingsCheck<>(new SettingsGroup<>(prefix, defaults));
    }

    /// @param byDefault the default as a person would write it, empty for none
    /// @param other a text to set instead
    /// @param component where the value must arrive
    /// @param expected the value it must have there
    public SettingsCheck<R> key(
            String name,
            String byDefault,
            String other,
            Function<R, @Nullable Object> component,
            Object expected) {
        var key = group.keys().stream().filter(each -> each.name().equals(name)).findFirst();
        assertThat(key).as(name).isPresent();
        assertThat(key.get().defaultText()).as("default of " + name).isEqualTo(byDefault);
        assertThat(key.get().meaning()).as("meaning of " + name).isNotEmpty();
        assertThat(component.apply(read(name, other))).as(name).isEqualTo(expected);
        seen.add(name);
        return this;
    }

    /// Fails when a key of the record was not checked.
    public void coversEveryKey() {
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        group.keys().stream().map(SettingsGroup.Key::name).toList());
    }

    private R read(String name, String text) {
        String variable = "AFRICAI_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        @SuppressWarnings("unchecked") // the class of R's own instance
        Class<R> type = (Class<R>) group.defaults().getClass();
        return Settings.read(List.of(group), Map.of(), Map.of(variable, text), Map.of(), List.of())
                .get(type);
    }
}
