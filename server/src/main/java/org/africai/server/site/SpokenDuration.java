package org.africai.server.site;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.server.http.Refusal;

/// A length of time as PostgreSQL and XNAT write it: a number and `seconds`, `minutes`, `hours` or
/// `days`; between a second and ten years.
final class SpokenDuration {
    private static final Pattern SYNTAX =
            Pattern.compile("\\s*([0-9]{1,9})\\s+(second|minute|hour|day)s?\\s*");
    private static final Duration LONGEST = Duration.ofDays(3_653);

    private SpokenDuration() {}

    /// @param property the property it is read for, to be named in the refusal
    static Duration parse(String property, String text) {
        Matcher spoken = SYNTAX.matcher(text);
        if (!spoken.matches()) {
            throw refusal(property);
        }
        long number = Long.parseLong(spoken.group(1));
        Duration duration =
                switch (spoken.group(2)) {
                    case "second" -> Duration.ofSeconds(number);
                    case "minute" -> Duration.ofMinutes(number);
                    case "hour" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                };
        if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw refusal(property);
        }
        return duration;
    }

    private static Refusal refusal(String property) {
        return Refusal.invalid(
                "The site property "
                        + property
                        + " is a length of time such as '15 minutes', '12 hours' or '2 days'.");
    }
}
