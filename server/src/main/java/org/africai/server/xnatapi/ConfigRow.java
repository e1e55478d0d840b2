package org.africai.server.xnatapi;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.africai.server.config.ConfigVersion;

/// A version of a setting as XNAT's clients read it.
final class ConfigRow {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String CONTENTS = "contents";
    private static final List<String> COLUMNS =
            List.of(
                    "tool",
                    "path",
                    "project",
                    "user",
                    "create_date",
                    "reason",
                    CONTENTS,
                    "unversioned",
                    "version",
                    "status");

    private ConfigRow() {}

    /// @param isMeta whether the contents are left out
    static List<String> columns(boolean isMeta) {
        return COLUMNS.stream().filter(name -> !isMeta || !name.equals(CONTENTS)).toList();
    }

    static Map<String, String> of(ConfigVersion one, boolean isMeta) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("tool", one.name().tool());
        row.put("path", one.name().path());
        row.put("project", one.project() == null ? "" : one.project());
        row.put("user", one.createdBy());
        row.put("create_date", TIME.format(one.createdAt()));
        row.put("reason", one.reason());
        row.put("unversioned", Boolean.toString(one.unversioned()));
        row.put("version", Integer.toString(one.version()));
        row.put("status", one.isEnabled() ? "enabled" : "disabled");
        if (!isMeta) {
            row.put(CONTENTS, one.contents());
        }
        return row;
    }
}
