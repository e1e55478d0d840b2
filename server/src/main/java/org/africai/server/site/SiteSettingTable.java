package org.africai.server.site;

import java.util.HashMap;
import java.util.Map;
import org.africai.server.db.Sql;

/// Rows of `site_setting`: name to JSON.
public final class SiteSettingTable {
    private final Sql sql;

    public SiteSettingTable(Sql sql) {
        this.sql = sql;
    }

    Map<String, String> all() {
        Map<String, String> values = new HashMap<>();
        sql.of("select name, value from site_setting")
                .each(row -> values.put(row.text("name"), row.text("value")));
        return values;
    }

    void put(String name, String json) {
        sql.of(
                        """
                        insert into site_setting (name, value)
                        values (:name, cast(:value as jsonb))
                        on conflict (name) do update set value = excluded.value\
                        """)
                .bind("name", name)
                .bind("value", json)
                .update();
    }
}
