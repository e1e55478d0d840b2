package org.africai.server.variables;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.schema.DataType;
import org.africai.server.schema.TypeRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// XNAT's custom forms: which custom fields clients are to ask for, of which data type, where.
/// Administrators make them; owners of projects do without those that are used everywhere. What is
/// filled in is kept in [CustomFields], under the form's UUID.
public final class CustomForms {
    /// The ends of the order that forms can have.
    public static final int MAX_ORDER = 1_000_000;

    /// Longest definition in bytes of JSON.
    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_TITLE = 255;
    private static final String KIND = "form";
    private static final JsonMapper JSON = new JsonMapper();

    private final Access access;
    private final Locator locator;
    private final TypeRegistry registry;
    private final Changes changes;
    private final CustomFormTable table;
    private final Audit audit;
    private final Supplier<UUID> uuids;

    public CustomForms(
            Access access,
            Locator locator,
            TypeRegistry registry,
            Changes changes,
            Sql sql,
            Audit audit,
            Supplier<UUID> uuids) {
        this.access = access;
        this.locator = locator;
        this.registry = registry;
        this.changes = changes;
        this.table = new CustomFormTable(sql);
        this.audit = audit;
        this.uuids = uuids;
    }

    /// A form to be saved.
    ///
    /// @param uuid the one to be changed; `null` for a new one
    /// @param projects IDs of the projects that use it; empty for everywhere
    public record Draft(
            @Nullable UUID uuid,
            String title,
            JsonNode builder,
            String dataType,
            List<String> projects,
            int order) {
        public Draft {
            projects = List.copyOf(projects);
        }
    }

    /// All forms, for those who make them.
    public List<CustomForm> list(Caller caller) {
        requireMaker(caller);
        return table.list();
    }

    /// @throws Refusal when the caller makes no forms, or the form is none
    public UUID save(Caller caller, Draft draft) {
        requireMaker(caller);
        requireTitle(draft.title());
        requireOrder(draft.order());
        DataType type = registry.get(draft.dataType());
        String builder = JSON.writeValueAsString(draft.builder());
        if (!draft.builder().isObject() || builder.length() > MAX_BYTES) {
            throw Refusal.invalid(
                    "The builder is an object of at most " + (MAX_BYTES >> 10) + " KiB.");
        }
        return changes.run(() -> {
            table.deleteUnused();
            UUID uuid = draft.uuid() == null ? uuids.get() : draft.uuid();
            if (draft.uuid() == null) {
                table.insert(uuid, draft.title(), builder, draft.order(), caller.login());
            } else if (!table.update(uuid, draft.title(), builder)) {
                throw missing();
            }
            if (draft.projects().isEmpty()) {
                table.use(uuid, type.name(), null);
            }
            for (String project : draft.projects()) {
                table.use(uuid, type.name(), locator.project(caller, Right.OWN, project).key());
            }
            Action action = draft.uuid() == null ? Action.CREATED : Action.CHANGED;
            audit.record(caller, action, KIND, uuid.toString(), null);
            return uuid;
        });
    }

    /// A title is text; what looks like HTML would be shown as such by XNAT's pages.
    private static void requireTitle(String title) {
        if (title.isBlank() || title.length() > MAX_TITLE || title.matches("(?s).*[<>].*")) {
            throw Refusal.invalid(
                    "The title of a form is text of 1 to " + MAX_TITLE + " characters.");
        }
    }

    private static void requireOrder(int order) {
        if (Math.abs((long) order) > MAX_ORDER) {
            throw Refusal.invalid(
                    "The order of a form is between -" + MAX_ORDER + " and " + MAX_ORDER + ".");
        }
    }

    public void setOrder(Caller caller, UUID uuid, int order) {
        requireMaker(caller);
        requireOrder(order);
        changes.run(() -> {
            if (!table.setOrder(uuid, order)) {
                throw missing();
            }
            audit.record(caller, Action.CHANGED, KIND, uuid.toString(), null);
        });
    }

    /// Offers forms where they are used, or no more.
    ///
    /// @param uses numbers of uses
    public void setEnabled(Caller caller, List<Long> uses, boolean enabled) {
        requireMaker(caller);
        changes.run(() -> {
            requireAll(uses, table.setEnabled(uses, enabled));
            recordChanges(caller, uses);
        });
    }

    /// Ends uses of forms; a form that is used nowhere is gone. What was filled in stays.
    public void delete(Caller caller, List<Long> uses) {
        requireMaker(caller);
        changes.run(() -> {
            recordChanges(caller, uses);
            requireAll(uses, table.delete(uses));
        });
    }

    private static void requireAll(List<Long> uses, int found) {
        if (uses.isEmpty() || found != uses.stream().distinct().count()) {
            throw missing();
        }
    }

    private void recordChanges(Caller caller, List<Long> uses) {
        for (long use : uses) {
            audit.record(caller, Action.CHANGED, KIND, "use " + use, null);
        }
    }

    /// Makes forms that are used in single projects be used everywhere.
    public void promote(Caller caller, List<Long> uses) {
        requireMaker(caller);
        changes.run(() -> {
            for (long use : uses) {
                if (found(use).project() == null) {
                    throw Refusal.invalid("The form is used everywhere already.");
                }
                table.promote(use);
            }
            requireAll(uses, uses.size());
            recordChanges(caller, uses);
        });
    }

    /// Lets projects do without a form, or with it again. Their owners may, and administrators.
    ///
    /// @param projects IDs
    public void choose(Caller caller, long use, List<String> projects, boolean without) {
        access.requireLogin(caller);
        if (projects.isEmpty() || projects.stream().anyMatch(String::isBlank)) {
            throw Refusal.invalid("The body is a list of projects: [\"P\"].");
        }
        changes.run(() -> {
            List<Located> found =
                    projects.stream().map(id -> locator.project(caller, Right.OWN, id)).toList();
            if (table.find(use).isEmpty()) {
                throw Refusal.invalid("There is no form with this number.");
            }
            for (Located project : found) {
                if (without) {
                    table.refuse(use, project.key());
                } else {
                    table.accept(use, project.key());
                }
                audit.record(caller, Action.CHANGED, KIND, "use " + use, project.key());
            }
        });
    }

    /// Whether anything was filled in.
    public boolean hasData(Caller caller, long use) {
        requireMaker(caller);
        return table.hasData(found(use).form());
    }

    /// The forms for things of a type, in order.
    ///
    /// @param project the things' project; `null` for the forms that are used everywhere
    /// @throws Refusal as forbidden, when the caller does not read the project
    public List<CustomForm> of(Caller caller, String dataType, @Nullable String project) {
        access.requireLogin(caller);
        DataType type = registry.get(dataType);
        Optional<String> id = Optional.ofNullable(project).map(name -> readable(caller, name));
        return table.list().stream()
                .filter(form -> form.uses().stream().anyMatch(use -> isFor(use, type, id)))
                .toList();
    }

    private String readable(Caller caller, String project) {
        try {
            return locator.project(caller, Right.READ, project).id();
        } catch (Refusal refusal) {
            throw new Refusal(Reason.FORBIDDEN, refusal.explanation(), refusal);
        }
    }

    private static boolean isFor(CustomForm.Use use, DataType type, Optional<String> project) {
        boolean isThere =
                use.project() == null
                        ? project.filter(use.refused()::contains).isEmpty()
                        : project.filter(use.project()::equals).isPresent();
        return use.enabled() && isThere && type.isA(use.dataType());
    }

    private CustomFormTable.Used found(long use) {
        return table.find(use).orElseThrow(CustomForms::missing);
    }

    private void requireMaker(Caller caller) {
        access.requireSiteAdmin(caller);
    }

    private static Refusal missing() {
        return Refusal.notFound("There is no such form.");
    }
}
