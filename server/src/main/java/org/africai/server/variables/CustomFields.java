package org.africai.server.variables;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.Located;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// XNAT's custom fields: JSON of any shape by name, which projects, subjects, experiments and scans
/// hold beside their documents. Whoever reads the thing reads them; an owner of the project sets
/// the project's, whoever changes a thing sets the thing's.
///
/// What a caller may not read is refused as forbidden, whether it is there or not, as XNAT does.
public final class CustomFields {
    /// Longest JSON of all fields of one thing, in bytes.
    public static final int MAX_BYTES = 1 << 20;

    /// Longest name of a field, in UTF-16 units.
    static final int MAX_NAME = 255;

    /// Numbers stay as they were written.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final Locator locator;
    private final Changes changes;
    private final CustomFieldTable table;
    private final Audit audit;

    public CustomFields(Locator locator, Changes changes, Sql sql, Audit audit) {
        this.locator = locator;
        this.changes = changes;
        this.table = new CustomFieldTable(sql);
        this.audit = audit;
    }

    /// The fields of these names; names that it does not have are passed over.
    ///
    /// @param names empty for all fields
    public ObjectNode read(Caller caller, Address address, List<String> names) {
        Located found = find(caller, Right.READ, address);
        ObjectNode all = parse(table.get(Holder.of(found.kind()), found.key()));
        return names.isEmpty() ? all : all.retain(names);
    }

    /// The value of one field.
    ///
    /// @throws Refusal when there is none of this name
    public JsonNode read(Caller caller, Address address, String name) {
        JsonNode value = read(caller, address, List.of()).get(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    /// Refuses who may not set fields of the thing; to be asked before what they send is read.
    public void requireChange(Caller caller, Address address) {
        var _ = find(caller, needed(address), address);
    }

    /// Sets the fields that are sent, in place of those of the same names; the others stay.
    ///
    /// @return all fields as they are then
    public ObjectNode put(Caller caller, Address address, ObjectNode sent) {
        requireStorable(sent);
        sent.propertyNames().forEach(CustomFields::requireName);
        return changes.run(() -> {
            Located found = find(caller, needed(address), address);
            ObjectNode all = parse(table.lock(Holder.of(found.kind()), found.key()));
            all.setAll(sent);
            return keep(caller, found, all);
        });
    }

    /// Takes a field away.
    ///
    /// @return the fields that are left
    /// @throws Refusal when there is none of this name
    public ObjectNode delete(Caller caller, Address address, String name) {
        return changes.run(() -> {
            Located found = find(caller, needed(address), address);
            ObjectNode all = parse(table.lock(Holder.of(found.kind()), found.key()));
            if (all.remove(name) == null) {
                throw missing(name);
            }
            return keep(caller, found, all);
        });
    }

    private ObjectNode keep(Caller caller, Located found, ObjectNode all) {
        String json = JSON.writeValueAsString(all);
        if (json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new Refusal(
                    Reason.TOO_LARGE,
                    "The custom fields of one thing have at most " + (MAX_BYTES >> 10) + " KiB.");
        }
        Holder holder = Holder.of(found.kind());
        table.set(holder, found.key(), json);
        audit.record(
                caller,
                Action.CHANGED,
                holder.name().toLowerCase(Locale.ROOT),
                found.id(),
                found.project().key());
        return parse(table.get(holder, found.key()));
    }

    private static Right needed(Address address) {
        return address instanceof Address.OfProject ? Right.OWN : Right.EDIT;
    }

    private Located find(Caller caller, Right right, Address address) {
        try {
            return locator.find(caller, right, address);
        } catch (Refusal refusal) {
            if (refusal.reason() != Reason.NOT_FOUND || caller.readsAllData()) {
                throw refusal;
            }
            throw new Refusal(Reason.FORBIDDEN, refusal.explanation(), refusal);
        }
    }

    private static ObjectNode parse(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    private static Refusal missing(String name) {
        String shown = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "…" : name;
        return Refusal.notFound("There is no custom field '" + shown + "'.");
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw Refusal.invalid(
                    "The name of a custom field has 1 to " + MAX_NAME + " characters.");
        }
    }

    /// Refuses what JSON can say and the database cannot keep: NUL, half a character, numbers of
    /// endless length.
    private static void requireStorable(JsonNode node) {
        if (node.isString()) {
            requireStorable(node.stringValue());
        } else if (node.isNumber() && !node.isIntegralNumber()) {
            requireStorable(node.decimalValue());
        }
        node.properties()
                .forEach(entry -> {
                    requireStorable(entry.getKey());
                    requireStorable(entry.getValue());
                });
        if (node.isArray()) {
            node.forEach(CustomFields::requireStorable);
        }
    }

    private static void requireStorable(String text) {
        boolean storable =
                text.indexOf('\0') < 0
                        && text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        if (!storable) {
            throw Refusal.invalid("A text holds a character that cannot be kept.");
        }
    }

    private static void requireStorable(BigDecimal number) {
        if (Math.abs((long) number.scale()) > MAX_NAME) {
            throw Refusal.invalid("A number is too large or too small to be kept.");
        }
    }
}
