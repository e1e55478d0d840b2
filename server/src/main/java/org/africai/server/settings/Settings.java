package org.africai.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// All settings of one start, read once and then fixed. A value is looked for in this order:
/// command line, environment, file, and last the default in its record.
///
/// The key `database-pool-size` is the option `--database-pool-size`, the environment variable
/// `AFRICAI_DATABASE_POOL_SIZE` and the line `database-pool-size=16` of the file. A secret is never
/// an option; beside its own variable or line it may be named by file:
/// `AFRICAI_ADMIN_PASSWORD_FILE` or `admin-password-file=/run/secrets/admin`.
public final class Settings {
    private static final String ENVIRONMENT_PREFIX = "AFRICAI_";
    private static final String FILE_SUFFIX = "-file";

    /// A longer secret file is a mistake, such as a log or an image.
    private static final int MAX_SECRET_FILE_BYTES = 64 * 1024;

    private final Map<Class<?>, Record> records;

    private Settings(Map<Class<?>, Record> records) {
        this.records = records;
    }

    /// Reads every group.
    ///
    /// @param groups all groups there are; a key outside them is refused
    /// @param options key to value from the command line
    /// @param environment the process environment; variables without our prefix are passed over,
    ///   and so are those in `ignored`
    /// @param file key to value from the settings file
    /// @param ignored environment variables with our prefix that are meant for others
    /// @throws StartRefused when a key is unknown, naming the nearest known one, or a value is
    ///   wrong
    public static Settings read(
            List<SettingsGroup<?>> groups,
            Map<String, String> options,
            Map<String, String> environment,
            Map<String, String> file,
            List<String> ignored) {
        var known = new LinkedHashMap<String, SettingsGroup.Key>();
        groups.forEach(group -> group.keys().forEach(key -> known.put(key.name(), key)));
        var texts = new HashMap<String, String>();
        collect(known, file, "in the settings file", texts);
        collect(known, fromEnvironment(environment, ignored), "in the environment", texts);
        collect(known, options, "on the command line", texts);
        var records = new LinkedHashMap<Class<?>, Record>();
        groups.forEach(group -> records.put(group.defaults().getClass(), group.bind(texts)));
        return new Settings(records);
    }

    /// The settings record of a package.
    public <R extends Record> R get(Class<R> type) {
        Record found = records.get(type);
        if (found == null) {
            throw new IllegalStateException("no settings group for " + type.getName());
        }
        return type.cast(found);
    }

    /// Every settings record, in the order of the groups.
    public List<Record> all() {
        return List.copyOf(records.values());
    }

    private static Map<String, String> fromEnvironment(
            Map<String, String> environment, List<String> ignored) {
        var keys = new HashMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX) && !ignored.contains(name)) {
                String key = name.substring(ENVIRONMENT_PREFIX.length());
                keys.put(key.toLowerCase(Locale.ROOT).replace('_', '-'), value);
            }
        });
        return keys;
    }

    private static void collect(
            Map<String, SettingsGroup.Key> known,
            Map<String, String> source,
            String where,
            Map<String, String> texts) {
        source.forEach((name, value) -> {
            String secret = secretNamedByFile(known, name);
            if (known.containsKey(name)) {
                texts.put(name, value);
            } else if (secret.isEmpty()) {
                throw unknown(known, name, where);
            } else if (source.containsKey(secret)) {
                throw new StartRefused(
                        "both '%s' and '%s' are set %s".formatted(secret, name, where));
            } else {
                texts.put(secret, readSecretFile(name, value));
            }
        });
    }

    private static String secretNamedByFile(Map<String, SettingsGroup.Key> known, String name) {
        if (!name.endsWith(FILE_SUFFIX)) {
            return "";
        }
        String secret = name.substring(0, name.length() - FILE_SUFFIX.length());
        var key = known.get(secret);
        return key != null && key.isSecret() ? secret : "";
    }

    private static StartRefused unknown(
            Map<String, SettingsGroup.Key> known, String name, String where) {
        String nearest = NearestName.of(name, known.keySet());
        return new StartRefused(
                "unknown setting '%s' %s; did you mean '%s'?".formatted(name, where, nearest));
    }

    private static String readSecretFile(String name, String path) {
        try {
            Path file = Path.of(path);
            if (Files.size(file) > MAX_SECRET_FILE_BYTES) {
                throw new StartRefused(
                        "setting %s: %s is too large for a secret".formatted(name, file));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartRefused(
                    "setting %s: cannot read %s (%s)"
                            .formatted(name, path, e.getClass().getSimpleName()),
                    e);
        }
    }

    /// Key to value of a `key=value` settings file.
    ///
    /// @throws StartRefused when the file cannot be read, is too large or a key stands twice
    public static Map<String, String> readFile(Path file) {
        return SettingsFile.read(file);
    }
}
