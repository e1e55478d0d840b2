package org.africai.server.config;

import java.util.regex.Pattern;
import org.africai.server.http.Refusal;

/// What a setting is called: the tool it is of, and a path of the tool's own.
///
/// @param tool 1 to 128 letters, digits, `.`, `_`, `:` and `-`
/// @param path parts joined by `/`, 1 to 1 024 characters, none of them a control character
public record ConfigName(String tool, String path) {
    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
    private static final int MAX_PATH = 1_024;

    /// @throws Refusal when it is no such name
    public ConfigName {
        requireTool(tool);
        boolean isPlain = path.chars().noneMatch(Character::isISOControl);
        if (path.isBlank() || path.length() > MAX_PATH || !isPlain) {
            throw Refusal.invalid(
                    "A setting's path has 1 to "
                            + MAX_PATH
                            + " characters, no control characters among them.");
        }
    }

    static void requireTool(String tool) {
        if (!TOOL.matcher(tool).matches()) {
            throw Refusal.invalid(
                    "A tool's name has 1 to 128 letters, digits, '.', '_', ':' or '-', and begins"
                            + " with a letter or digit.");
        }
    }
}
