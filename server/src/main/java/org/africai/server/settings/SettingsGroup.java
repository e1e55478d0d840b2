package org.africai.server.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One settings record with its defaults, and the prefix its keys share. The component `poolSize`
/// of the group `database` is the key `database-pool-size`; a group without prefix uses the
/// component's name alone.
///
/// @param prefix the first word of every key, or empty
/// @param defaults the record as it is when nothing is set
public record SettingsGroup<R extends Record>(String prefix, R defaults) {

    /// One key of a group.
    ///
    /// @param name lower-case words joined by dashes
    /// @param meaning one line for `--help`
    /// @param type what the value is read as
    /// @param defaultText the default as a person would write it; empty when there is none
    public record Key(String name, String meaning, Class<?> type, String defaultText) {
        public boolean isSecret() {
            return type == Secret.class;
        }

        /// What stands for the value in help: `NUMBER`, `PATH`, ….
        public String label() {
            return SettingValue.labelOf(type);
        }
    }

    /// The keys in the order of the record.
    public List<Key> keys() {
        var keys = new ArrayList<Key>();
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            Object byDefault = read(component);
            var meaning = component.getAnnotation(Setting.class);
            keys.add(
                    new Key(
                            keyOf(component),
                            meaning == null ? "" : meaning.value(),
                            component.getType(),
                            byDefault == null ? "" : SettingValue.show(byDefault)));
        }
        return List.copyOf(keys);
    }

    /// The record with the given texts read into it and the defaults elsewhere.
    ///
    /// @throws StartRefused when a text is not a value of its key, or the record refuses it
    R bind(Map<String, String> texts) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = keyOf(components[i]);
            String text = texts.get(key);
            values[i] =
                    text == null
                            ? read(components[i])
                            : SettingValue.parse(key, text, components[i].getType());
        }
        return create(components, values);
    }

    private String keyOf(RecordComponent component) {
        String dashed =
                component
                        .getName()
                        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                        .toLowerCase(Locale.ROOT);
        return prefix.isEmpty() ? dashed : prefix + "-" + dashed;
    }

    private @Nullable Object read(RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(defaults);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a settings record must be readable: " + defaults, e);
        }
    }

    private R create(RecordComponent[] components, @Nullable Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = defaults.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            @SuppressWarnings("unchecked") // the class of R's own instance
            R record = (R) constructor.newInstance(values);
            return record;
        } catch (InvocationTargetException e) {
            Throwable refusal = e.getCause() == null ? e : e.getCause();
            throw new StartRefused(String.valueOf(refusal.getMessage()), refusal);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a settings record must be constructible", e);
        }
    }
}
