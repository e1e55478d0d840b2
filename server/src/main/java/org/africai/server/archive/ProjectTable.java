package org.africai.server.archive;

import java.util.Optional;
import java.util.Set;
import org.africai.server.access.Accessibility;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.schema.Item;

/// Rows of projects.
final class ProjectTable {
    static final String TYPE = "xnat:projectData";

    private static final Set<String> IN_COLUMNS =
            Set.of("ID", "secondary_ID", "name", "description", "keywords");

    private final Sql sql;
    private final Documents documents;

    ProjectTable(Sql sql, Documents documents) {
        this.sql = sql;
        this.documents = documents;
    }

    Project get(long key) {
        return sql.of(
                        """
                        select key, id, secondary_id, name, description, keywords, accessibility,
                               prearchive_code, quarantine_code, current_arc, item, variables,
                               changed_at
                          from project
                         where key = :key\
                        """)
                .bind("key", key)
                .only(this::project);
    }

    /// The project, kept from other writers until the transaction ends; empty when it has been
    /// deleted meanwhile.
    Optional<Project> lock(long key) {
        return sql.of(
                        """
                        select key, id, secondary_id, name, description, keywords, accessibility,
                               prearchive_code, quarantine_code, current_arc, item, variables,
                               changed_at
                          from project
                         where key = :key
                           for no key update\
                        """)
                .bind("key", key)
                .one(this::project);
    }

    /// Keeps other requests from sharing things into the project until the transaction ends, so
    /// that a label found free stays free. Inserting a row that refers to the project does the
    /// same.
    void holdLabels(long key) {
        sql.of("select key from project where key = :key for key share")
                .bind("key", key)
                .list(row -> row.number("key"));
    }

    /// Waits for those who are adding things to the project, and keeps others from it until the
    /// transaction ends.
    void holdShares(long key) {
        sql.of("select key from project where key = :key for update")
                .bind("key", key)
                .list(row -> row.number("key"));
    }

    long insert(String id, Item document, Accessibility accessibility, String login) {
        Documents.Kept kept = documents.keep(document, IN_COLUMNS);
        return sql.of(
                        """
                        insert into project (id, secondary_id, name, description, keywords,
                                             accessibility, item, variables, created_by)
                        values (:id, :secondaryId, :name, :description, :keywords, :accessibility,
                                cast(:item as jsonb), cast(:variables as jsonb), :login)
                        returning key\
                        """)
                .bind("id", id)
                .bind("secondaryId", document.field("secondary_ID").orElse(null))
                .bind("name", document.field("name").orElse(id))
                .bind("description", document.field("description").orElse(""))
                .bind("keywords", document.field("keywords").orElse(""))
                .bind("accessibility", accessibility.word())
                .bind("item", kept.item())
                .bind("variables", kept.variables())
                .bind("login", login)
                .only(row -> row.number("key"));
    }

    void update(Project project, Item document) {
        Documents.Kept kept = documents.keep(document, IN_COLUMNS);
        sql.of(
                        """
                        update project
                           set secondary_id = :secondaryId,
                               name = :name,
                               description = :description,
                               keywords = :keywords,
                               item = cast(:item as jsonb),
                               variables = cast(:variables as jsonb),
                               changed_at = now()
                         where key = :key\
                        """)
                .bind("key", project.key())
                .bind("secondaryId", document.field("secondary_ID").orElse(null))
                .bind("name", document.field("name").orElse(project.id()))
                .bind("description", document.field("description").orElse(""))
                .bind("keywords", document.field("keywords").orElse(""))
                .bind("item", kept.item())
                .bind("variables", kept.variables())
                .update();
    }

    void setAccessibility(long key, Accessibility accessibility) {
        sql.of(
                        """
                        update project set accessibility = :level, changed_at = now()
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("level", accessibility.word())
                .update();
    }

    boolean scanTypeMapping(long key) {
        return sql.of("select scan_type_mapping from project where key = :key")
                .bind("key", key)
                .only(row -> row.flag("scan_type_mapping"));
    }

    void setScanTypeMapping(long key, boolean isOn) {
        sql.of(
                        """
                        update project set scan_type_mapping = :isOn, changed_at = now()
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("isOn", isOn)
                .update();
    }

    void setPrearchiveCode(long key, int code) {
        sql.of(
                        """
                        update project set prearchive_code = :code, changed_at = now()
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("code", code)
                .update();
    }

    void setQuarantineCode(long key, int code) {
        sql.of(
                        """
                        update project set quarantine_code = :code, changed_at = now()
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("code", code)
                .update();
    }

    void setCurrentArc(long key, String arc) {
        sql.of("update project set current_arc = :arc, changed_at = now() where key = :key")
                .bind("key", key)
                .bind("arc", arc)
                .update();
    }

    void delete(long key) {
        sql.of("delete from project where key = :key").bind("key", key).update();
    }

    /// Whether what belongs to the project is the ground for things of other projects: experiments
    /// of its subjects, assessors of its sessions.
    boolean servesOtherProjects(long key) {
        return sql.of(
                        """
                        select 1 from subject s join experiment e on e.subject_key = s.key
                         where s.project_key = :key and e.project_key <> :key
                        union all
                        select 1 from experiment e join experiment a on a.session_key = e.key
                         where e.project_key = :key and a.project_key <> :key
                         limit 1\
                        """)
                .bind("key", key)
                .any();
    }

    private Project project(Row row) {
        Item document =
                documents
                        .read(row, TYPE)
                        .withField("ID", row.text("id"))
                        .withField("name", row.text("name"));
        document = withText(document, "secondary_ID", row.textOrEmpty("secondary_id"));
        document = withText(document, "description", row.text("description"));
        document = withText(document, "keywords", row.text("keywords"));
        return new Project(
                row.number("key"),
                row.text("id"),
                Accessibility.named(row.text("accessibility")).orElseThrow(),
                row.integer("prearchive_code"),
                row.integer("quarantine_code"),
                row.text("current_arc"),
                document,
                row.instant("changed_at"));
    }

    private static Item withText(Item document, String field, String text) {
        return text.isEmpty() ? document : document.withField(field, text);
    }
}
