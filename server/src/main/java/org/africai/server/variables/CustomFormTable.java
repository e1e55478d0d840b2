package org.africai.server.variables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Rows of custom forms and of where they are used.
final class CustomFormTable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Sql sql;

    CustomFormTable(Sql sql) {
        this.sql = sql;
    }

    /// All forms that are used anywhere, in their order.
    List<CustomForm> list() {
        Map<UUID, CustomForm> forms = new LinkedHashMap<>();
        sql.of(
                        """
                        select f.uuid, f.title, f.builder, f.display_order, f.created_by,
                               u.key, u.data_type, u.enabled, p.id as project,
                               array(select o.id
                                       from custom_form_refusal r
                                       join project o on o.key = r.project_key
                                      where r.use_key = u.key
                                      order by o.id) as refused
                          from custom_form f
                          join custom_form_use u on u.form = f.uuid
                          left join project p on p.key = u.project_key
                         order by f.display_order, f.created_at desc, f.uuid, u.key\
                        """)
                .list(CustomFormTable::form)
                .forEach(form -> forms.merge(form.uuid(), form, CustomFormTable::together));
        return List.copyOf(forms.values());
    }

    private static CustomForm together(CustomForm first, CustomForm second) {
        var uses = new ArrayList<>(first.uses());
        uses.addAll(second.uses());
        return new CustomForm(
                first.uuid(), first.title(), first.builder(), first.order(), first.author(), uses);
    }

    private static CustomForm form(Row row) {
        var use =
                new CustomForm.Use(
                        row.number("key"),
                        row.text("data_type"),
                        row.textOrNull("project"),
                        row.flag("enabled"),
                        row.texts("refused"));
        return new CustomForm(
                UUID.fromString(row.text("uuid")),
                row.text("title"),
                JSON.readTree(row.text("builder")),
                row.integer("display_order"),
                row.text("created_by"),
                List.of(use));
    }

    void insert(UUID uuid, String title, String builder, int order, String login) {
        sql.of(
                        """
                        insert into custom_form (uuid, title, builder, display_order, created_by)
                        values (cast(:uuid as uuid), :title, cast(:builder as jsonb), :order,
                                :login)\
                        """)
                .bind("uuid", uuid.toString())
                .bind("title", title)
                .bind("builder", builder)
                .bind("order", order)
                .bind("login", login)
                .update();
    }

    /// @return whether there is such a form
    boolean update(UUID uuid, String title, String builder) {
        return sql.of(
                                """
                                update custom_form
                                   set title = :title, builder = cast(:builder as jsonb)
                                 where uuid = cast(:uuid as uuid)\
                                """)
                        .bind("uuid", uuid.toString())
                        .bind("title", title)
                        .bind("builder", builder)
                        .update()
                > 0;
    }

    /// @return whether there is such a form
    boolean setOrder(UUID uuid, int order) {
        return sql.of(
                                """
                                update custom_form set display_order = :order
                                 where uuid = cast(:uuid as uuid)\
                                """)
                        .bind("uuid", uuid.toString())
                        .bind("order", order)
                        .update()
                > 0;
    }

    /// Uses the form also there; where it is used already, nothing changes.
    void use(UUID uuid, String dataType, @Nullable Long project) {
        sql.of(
                        """
                        insert into custom_form_use (form, data_type, project_key)
                        values (cast(:uuid as uuid), :type, :project)
                        on conflict do nothing\
                        """)
                .bind("uuid", uuid.toString())
                .bind("type", dataType)
                .bind("project", project)
                .update();
    }

    /// A use of a form.
    ///
    /// @param project key of the only project; `null` for everywhere
    record Used(UUID form, String dataType, @Nullable Long project) {}

    Optional<Used> find(long use) {
        return sql.of("select form, data_type, project_key from custom_form_use where key = :key")
                .bind("key", use)
                .one(row ->
                        new Used(
                                UUID.fromString(row.text("form")),
                                row.text("data_type"),
                                row.numberOrNull("project_key")));
    }

    /// @return how many there were
    int setEnabled(List<Long> uses, boolean enabled) {
        return sql.of("update custom_form_use set enabled = :enabled where key = any(:keys)")
                .bind("enabled", enabled)
                .bind("keys", keys(uses))
                .update();
    }

    /// Ends the uses, and what is used nowhere then.
    ///
    /// @return how many there were
    int delete(List<Long> uses) {
        int deleted =
                sql.of("delete from custom_form_use where key = any(:keys)")
                        .bind("keys", keys(uses))
                        .update();
        deleteUnused();
        return deleted;
    }

    /// Forgets forms that are used nowhere: those whose last project was deleted.
    void deleteUnused() {
        sql.of(
                        """
                        delete from custom_form f
                         where not exists (select 1 from custom_form_use u where u.form = f.uuid)\
                        """)
                .update();
    }

    /// Makes a form that is used in one project be used everywhere.
    void promote(long use) {
        sql.of("update custom_form_use set project_key = null where key = :key")
                .bind("key", use)
                .update();
    }

    void refuse(long use, long project) {
        sql.of(
                        """
                        insert into custom_form_refusal (use_key, project_key)
                        values (:use, :project) on conflict do nothing\
                        """)
                .bind("use", use)
                .bind("project", project)
                .update();
    }

    void accept(long use, long project) {
        sql.of(
                        """
                        delete from custom_form_refusal
                         where use_key = :use and project_key = :project\
                        """)
                .bind("use", use)
                .bind("project", project)
                .update();
    }

    /// Whether any thing has an answer to the form: a field by its UUID that is not empty.
    boolean hasData(UUID form) {
        return sql.of(
                        """
                        select 1 where exists (
                            select 1 from project where jsonb_exists(custom_fields, :form)
                               and custom_fields -> :form not in ('{}', 'null', '""', '[]')
                            union all
                            select 1 from subject where jsonb_exists(custom_fields, :form)
                               and custom_fields -> :form not in ('{}', 'null', '""', '[]')
                            union all
                            select 1 from experiment where jsonb_exists(custom_fields, :form)
                               and custom_fields -> :form not in ('{}', 'null', '""', '[]')
                            union all
                            select 1 from scan where jsonb_exists(custom_fields, :form)
                               and custom_fields -> :form not in ('{}', 'null', '""', '[]'))\
                        """)
                .bind("form", form.toString())
                .any();
    }

    private static long[] keys(List<Long> uses) {
        return uses.stream().mapToLong(Long::longValue).toArray();
    }
}
