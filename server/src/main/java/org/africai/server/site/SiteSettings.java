package org.africai.server.site;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.africai.server.access.Caller;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Transactions;
import org.africai.server.http.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The site's properties. Every request asks them, so they are kept in memory: a change is seen at
/// once on the server that made it and after two seconds on the others. Thread-safe.
public final class SiteSettings {
    /// Names that stand for something else in addresses: a property would never be read under them.
    private static final List<String> ADDRESSES = List.of("buildInfo", "uptime", "values");

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,127}");
    private static final int MAX_VALUE_CHARACTERS = 64 * 1024;
    private static final int MAX_PROPERTIES = 1_000;
    private static final Duration KEPT = Duration.ofSeconds(2);

    private final SiteSettingTable table;
    private final Transactions transactions;
    private final Audit audit;
    private final JsonMapper json;
    private final AtomicLong changes = new AtomicLong();
    private volatile Snapshot snapshot = new Snapshot(Map.of(), 0, -1);

    public SiteSettings(
            SiteSettingTable table, Transactions transactions, Audit audit, JsonMapper json) {
        this.table = table;
        this.transactions = transactions;
        this.audit = audit;
        this.json = json;
    }

    /// @param values what has been set, by name
    /// @param readAt by `System.nanoTime`
    /// @param changes how many changes there had been before it was read
    private record Snapshot(Map<String, JsonNode> values, long readAt, long changes) {}

    /// The value of a property that the server acts on.
    public <T> T get(SiteProperty<T> property) {
        JsonNode set = current().get(property.name());
        return property.reader().apply(set == null ? property.initial() : set);
    }

    /// Every property that `caller` may read, by name.
    public Map<String, JsonNode> readable(Caller caller) {
        Map<String, JsonNode> readable = new TreeMap<>();
        SiteProperties.ALL.forEach((name, property) -> readable.put(name, property.initial()));
        readable.putAll(current());
        readable.keySet().removeIf(name -> !audience(name).includes(caller));
        return readable;
    }

    /// The value of one property.
    ///
    /// @return empty when nobody set it and the server does not know it
    /// @throws Refusal when `caller` may not read it
    public Optional<JsonNode> read(Caller caller, String name) {
        if (!audience(name).includes(caller)) {
            throw Refusal.forbidden("You may not read the site property '" + name + "'.");
        }
        return Optional.ofNullable(readable(caller).get(name));
    }

    /// Sets properties, all or none.
    public void set(Caller caller, Map<String, JsonNode> values) {
        if (!caller.isSiteAdmin()) {
            throw Refusal.forbidden("Only a site administrator may set site properties.");
        }
        values.forEach(this::requireValid);
        transactions.run(() -> {
            values.forEach((name, value) -> {
                table.put(name, json.writeValueAsString(value));
                audit.record(caller, Action.CHANGED, "site_setting", name, null);
            });
            if (table.all().size() > MAX_PROPERTIES) {
                throw Refusal.invalid("There are " + MAX_PROPERTIES + " site properties at most.");
            }
        });
        changes.incrementAndGet();
    }

    private void requireValid(String name, JsonNode value) {
        if (!NAME.matcher(name).matches() || ADDRESSES.contains(name)) {
            throw Refusal.invalid(
                    "A site property's name has letters, digits, '.', '_' and '-', begins with a"
                            + " letter, has 128 characters at most and is none of "
                            + String.join(", ", ADDRESSES)
                            + ".");
        }
        if (value.isNull() || json.writeValueAsString(value).length() > MAX_VALUE_CHARACTERS) {
            throw Refusal.invalid(
                    "The site property %s has a value, of %s characters at most."
                            .formatted(name, MAX_VALUE_CHARACTERS));
        }
        SiteProperty<?> known = SiteProperties.ALL.get(name);
        if (known != null) {
            known.require(value);
        }
    }

    private static Audience audience(String name) {
        SiteProperty<?> known = SiteProperties.ALL.get(name);
        return known == null ? Audience.ADMINISTRATORS : known.audience();
    }

    private Map<String, JsonNode> current() {
        Snapshot known = snapshot;
        long seen = changes.get();
        if (known.changes() == seen && System.nanoTime() - known.readAt() < KEPT.toNanos()) {
            return known.values();
        }
        Map<String, JsonNode> values = new TreeMap<>();
        table.all().forEach((name, text) -> values.put(name, json.readTree(text)));
        snapshot = new Snapshot(values, System.nanoTime(), seen);
        return values;
    }
}
