package org.africai.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The settings file: one `key=value` a line, UTF-8, `#` starts a comment line. No escapes, so a
/// Windows path or a password is written as it is.
final class SettingsFile {
    private static final long MAX_BYTES = 1024 * 1024;

    private SettingsFile() {}

    static Map<String, String> read(Path file) {
        var values = new LinkedHashMap<String, String>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                readLine(file + " line " + number, text, values);
            }
        }
        return values;
    }

    private static void readLine(String where, String text, Map<String, String> values) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new StartRefused(where + ": not of the form key=value");
        }
        String key = text.substring(0, equals).strip();
        if (values.put(key, text.substring(equals + 1).strip()) != null) {
            throw new StartRefused("%s: '%s' is set twice".formatted(where, key));
        }
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new StartRefused(file + " is too large for a settings file");
            }
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new StartRefused("cannot read the settings file " + file + ": " + e, e);
        }
    }
}
