package org.africai.server.deid;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.africai.deid.DeidentificationMethod;
import org.africai.deid.InvalidScript;
import org.africai.deid.profile.ConfidentialityProfile;

/// Reads the name of a profile of PS3.15 and its options, a line each:
///
/// ```
/// profile basic
/// with retain-modified-dates
/// with 113105
/// ```
///
/// `profile research` stands for the Basic Profile with the options that research usually needs.
/// Empty lines and lines that begin with `#` or `//` say nothing.
final class ProfileText {
    private static final Set<DeidentificationMethod> RESEARCH =
            EnumSet.of(
                    DeidentificationMethod.RETAIN_MODIFIED_DATES,
                    DeidentificationMethod.RETAIN_PATIENT_CHARACTERISTICS,
                    DeidentificationMethod.RETAIN_DEVICE_IDENTITY,
                    DeidentificationMethod.CLEAN_DESCRIPTORS,
                    DeidentificationMethod.CLEAN_STRUCTURED_CONTENT);

    private final Set<DeidentificationMethod> options =
            EnumSet.noneOf(DeidentificationMethod.class);
    private boolean isNamed;

    private ProfileText() {}

    static ParsedScript parse(String text) throws InvalidScript {
        var reader = new ProfileText();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            reader.read(lines.get(i), i + 1);
        }
        if (reader.options.contains(DeidentificationMethod.RETAIN_FULL_DATES)
                && reader.options.contains(DeidentificationMethod.RETAIN_MODIFIED_DATES)) {
            throw new InvalidScript(
                    "line " + lines.size() + ": dates are either full or modified, not both");
        }
        return new ParsedScript.Profile(reader.options);
    }

    private void read(String line, int number) throws InvalidScript {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith("//")) {
            return;
        }
        String[] words = line.toLowerCase(Locale.ROOT).split("\\s+");
        String value = words.length == 2 ? words[1].replace("\"", "") : "";
        if (words[0].equals("profile") && !isNamed) {
            name(value, number);
        } else if (words[0].equals("with") && isNamed) {
            options.add(option(value, number));
        } else {
            throw new InvalidScript(
                    "line " + number + ": expected profile NAME once, then lines of with OPTION");
        }
    }

    private void name(String value, int number) throws InvalidScript {
        isNamed = true;
        switch (value) {
            case "basic" -> {}
            case "research" -> options.addAll(RESEARCH);
            default ->
                    throw new InvalidScript(
                            "line " + number + ": the profiles are basic and research");
        }
    }

    private static DeidentificationMethod option(String value, int number) throws InvalidScript {
        return find(value)
                .orElseThrow(() ->
                        new InvalidScript(
                                "line "
                                        + number
                                        + ": the options are "
                                        + String.join(", ", all())));
    }

    private static Optional<DeidentificationMethod> find(String value) {
        return ConfidentialityProfile.CHOICES.stream()
                .filter(one -> word(one).equals(value) || one.code().equals(value))
                .findFirst();
    }

    private static List<String> all() {
        return Arrays.stream(DeidentificationMethod.values())
                .filter(ConfidentialityProfile.CHOICES::contains)
                .map(ProfileText::word)
                .collect(Collectors.toList());
    }

    private static String word(DeidentificationMethod one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
