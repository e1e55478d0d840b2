package org.africai.server.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.africai.server.settings.Settings;
import org.africai.server.settings.SettingsGroup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The command line's half of the settings: an option for each key, but for secrets, whose option
/// names a file.
final class ServeOptions {
    private static final String CONFIG = "--config";
    private static final String SETTINGS_FILE = "africai.properties";

    private ServeOptions() {}

    static void addTo(CommandSpec command) {
        command.usageMessage().abbreviateSynopsis(true).sortOptions(false);
        command.addOption(
                OptionSpec.builder(CONFIG)
                        .type(Path.class)
                        .paramLabel("FILE")
                        .description(
                                "settings file, lines of key=value; by default "
                                        + SETTINGS_FILE
                                        + " in the data folder, if there")
                        .build());
        KnownSettings.GROUPS.forEach(
                group -> group.keys().forEach(key -> command.addOption(optionOf(key))));
    }

    /// The settings of one start.
    ///
    /// @param given values that take the place of options not on the command line
    static Settings read(
            ParseResult parsed, Map<String, String> environment, Map<String, String> given) {
        Map<String, String> options = new LinkedHashMap<>(given);
        parsed.matchedOptions().stream()
                .filter(option -> !option.longestName().equals(CONFIG) && !option.usageHelp())
                .forEach(option ->
                        options.put(option.longestName().substring(2), option.getValue()));
        return Settings.read(
                KnownSettings.GROUPS,
                options,
                environment,
                file(parsed, options, environment),
                KnownSettings.NOT_OURS);
    }

    private static Map<String, String> file(
            ParseResult parsed, Map<String, String> options, Map<String, String> environment) {
        @Nullable Path named = parsed.matchedOptionValue(CONFIG, null);
        if (named != null) {
            return Settings.readFile(named);
        }
        @Nullable String data = options.getOrDefault("data", environment.get("AFRICAI_DATA"));
        Path usual = Path.of(data == null ? "" : data).resolve(SETTINGS_FILE);
        return data != null && Files.exists(usual) ? Settings.readFile(usual) : Map.of();
    }

    private static OptionSpec optionOf(SettingsGroup.Key key) {
        String name = "--" + key.name() + (key.isSecret() ? "-file" : "");
        String byDefault = key.defaultText().isEmpty() ? "" : " (" + key.defaultText() + ")";
        String meaning = (key.isSecret() ? "file that holds the " : "") + key.meaning() + byDefault;
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(key.isSecret() ? "FILE" : key.label())
                .description(meaning.replace("%", "%%"))
                .build();
    }
}
