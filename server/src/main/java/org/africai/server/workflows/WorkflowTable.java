package org.africai.server.workflows;

import java.util.List;
import java.util.Optional;
import org.africai.server.access.Scope;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.schema.Item;
import org.africai.server.schema.ItemJson;

/// Rows of workflows.
public final class WorkflowTable {
    private static final String SELECT =
            """
            select w.key, w.project_key, w.item, w.changed_at
              from workflow w
            """;

    private static final String COVERED =
            Scope.covers("w.project_key", "(w.item #>> '{fields,data_type}')");

    private final Sql sql;

    public WorkflowTable(Sql sql) {
        this.sql = sql;
    }

    Optional<Workflow> find(long number) {
        return sql.of(SELECT + " where w.key = :key")
                .bind("key", number)
                .one(WorkflowTable::workflow);
    }

    /// The one with this name, kept from other writers until the transaction ends.
    Optional<Workflow> lock(WorkflowFilter name) {
        return sql.of(
                        SELECT
                                + """
                                 where w.object_id = :object and w.pipeline = :pipeline
                                   and w.launched_at = :launched
                                   for update\
                                """)
                .bind("object", name.object())
                .bind("pipeline", name.pipeline())
                .bind("launched", name.launchedAt())
                .one(WorkflowTable::workflow);
    }

    /// Those of a scope, the newest first.
    List<Workflow> list(Scope scope, WorkflowFilter filter, int limit) {
        return scope.bindTo(
                        sql.of(
                                SELECT
                                        + """
                                         where (:everything or w.project_key = any(:projects))
                                           and {covered}
                                           and (:object = '' or w.object_id = :object)
                                           and (:pipeline = '' or w.pipeline = :pipeline)
                                           and (:launched = '' or w.launched_at = :launched)
                                           and (:status = '' or w.status = :status)
                                         order by w.key desc
                                         limit :limit\
                                        """
                                                .replace("{covered}", COVERED)))
                .bind("object", filter.object())
                .bind("pipeline", filter.pipeline())
                .bind("launched", filter.launchedAt())
                .bind("status", filter.status())
                .bind("limit", limit)
                .list(WorkflowTable::workflow);
    }

    long count(long project) {
        return sql.of("select count(*) as n from workflow where project_key = :project")
                .bind("project", project)
                .only(row -> row.number("n"));
    }

    long insert(long project, WorkflowFilter name, Item document, String login) {
        return sql.of(
                        """
                        insert into workflow (project_key, object_id, pipeline, launched_at,
                                              status, item, created_by)
                        values (:project, :object, :pipeline, :launched,
                                :status, cast(:item as jsonb), :login)
                        returning key\
                        """)
                .bind("project", project)
                .bind("object", name.object())
                .bind("pipeline", name.pipeline())
                .bind("launched", name.launchedAt())
                .bind("status", name.status())
                .bind("item", ItemJson.toStorageText(document))
                .bind("login", login)
                .only(row -> row.number("key"));
    }

    void update(long number, String status, Item document) {
        sql.of(
                        """
                        update workflow
                           set status = :status, item = cast(:item as jsonb), changed_at = now()
                         where key = :key\
                        """)
                .bind("key", number)
                .bind("status", status)
                .bind("item", ItemJson.toStorageText(document))
                .update();
    }

    private static Workflow workflow(Row row) {
        long number = row.number("key");
        Item document = ItemJson.fromStorageText(row.text("item"));
        return new Workflow(
                number,
                row.number("project_key"),
                document.withField(Workflows.NUMBER, Long.toString(number)),
                row.instant("changed_at"));
    }
}
