package org.africai.dimse.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Matching of names of persons, in any writing: case does not count, nor do delimiters at the end
/// (PS3.4 §C.2.2.2.1). A key of one group matches whichever group of a name it fits; one of several
/// must match each group that it gives.
final class NameKey {
    private final List<String> groups;

    NameKey(String key) {
        this.groups = groups(key);
    }

    private static List<String> groups(String name) {
        return Arrays.stream(name.split("=", -1)).map(NameKey::normal).toList();
    }

    private static String normal(String group) {
        String text = group.strip();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '^') {
            end--;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }

    boolean matches(String name) {
        List<String> given = groups(name);
        if (groups.size() == 1) {
            return given.stream().anyMatch(group -> Wildcard.matches(groups.getFirst(), group));
        }
        for (int i = 0; i < groups.size(); i++) {
            String key = groups.get(i);
            String group = i < given.size() ? given.get(i) : "";
            if (!key.isEmpty() && !Wildcard.matches(key, group)) {
                return false;
            }
        }
        return true;
    }
}
