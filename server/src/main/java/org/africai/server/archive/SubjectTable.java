package org.africai.server.archive;

import java.util.Optional;
import java.util.Set;
import org.africai.server.access.Scope;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.schema.Item;

/// Rows of subjects.
final class SubjectTable {
    static final String TYPE = "xnat:subjectData";

    private static final Set<String> IN_COLUMNS = Set.of("ID", "project", "label");

    private final Sql sql;
    private final Documents documents;

    SubjectTable(Sql sql, Documents documents) {
        this.sql = sql;
        this.documents = documents;
    }

    /// SQL that holds where subjects are read in a project.
    ///
    /// @param project SQL of its key
    static String covered(String project) {
        return Scope.covers(project, "'" + TYPE + "'");
    }

    Subject get(long key) {
        return sql.of(
                        """
                        select s.key, s.id, s.label, s.item, s.variables, s.changed_at,
                               p.key as project_key, p.id as project_id
                          from subject s
                          join project p on p.key = s.project_key
                         where s.key = :key\
                        """)
                .bind("key", key)
                .only(this::subject);
    }

    /// The subject, kept from other writers until the transaction ends; empty when it has been
    /// deleted meanwhile.
    Optional<Subject> lock(long key) {
        return sql.of(
                        """
                        select s.key, s.id, s.label, s.item, s.variables, s.changed_at,
                               p.key as project_key, p.id as project_id
                          from subject s
                          join project p on p.key = s.project_key
                         where s.key = :key
                           for update of s\
                        """)
                .bind("key", key)
                .one(this::subject);
    }

    /// @return the new row's key, empty when the project has a subject with this label
    Optional<Long> insert(String id, long project, String label, Item document, String login) {
        Documents.Kept kept = documents.keep(document, IN_COLUMNS);
        return sql.of(
                        """
                        insert into subject (id, project_key, label, item, variables, created_by)
                        values (:id, :project, :label, cast(:item as jsonb),
                                cast(:variables as jsonb), :login)
                        on conflict (project_key, label) do nothing
                        returning key\
                        """)
                .bind("id", id)
                .bind("project", project)
                .bind("label", label)
                .bind("item", kept.item())
                .bind("variables", kept.variables())
                .bind("login", login)
                .one(row -> row.number("key"));
    }

    void update(long key, String label, Item document) {
        Documents.Kept kept = documents.keep(document, IN_COLUMNS);
        sql.of(
                        """
                        update subject
                           set label = :label,
                               item = cast(:item as jsonb),
                               variables = cast(:variables as jsonb),
                               changed_at = now()
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("label", label)
                .bind("item", kept.item())
                .bind("variables", kept.variables())
                .update();
    }

    /// Makes another project the owner, under the given label.
    void move(long key, long project, String label) {
        sql.of(
                        """
                        update subject
                           set project_key = :project, label = :label, changed_at = now()
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("project", project)
                .bind("label", label)
                .update();
    }

    void delete(long key) {
        sql.of("delete from subject where key = :key").bind("key", key).update();
    }

    /// Whether the project has its own subject with this label, besides `except`.
    boolean hasLabel(long project, String label, long except) {
        return sql.of(
                        """
                        select 1 from subject
                         where project_key = :project and label = :label and key <> :except\
                        """)
                .bind("project", project)
                .bind("label", label)
                .bind("except", except)
                .any();
    }

    /// Whether experiments of other projects belong to the subject, or assessors of other projects
    /// to its sessions.
    boolean servesOtherProjects(long key) {
        return sql.of(
                        """
                        select 1
                          from subject s
                          join experiment e on e.subject_key = s.key
                          left join experiment a on a.session_key = e.key
                         where s.key = :key
                           and (e.project_key <> s.project_key or a.project_key <> s.project_key)
                         limit 1\
                        """)
                .bind("key", key)
                .any();
    }

    private Subject subject(Row row) {
        var project = new ProjectRef(row.number("project_key"), row.text("project_id"));
        Item document =
                documents
                        .read(row, TYPE)
                        .withField("ID", row.text("id"))
                        .withField("project", project.id())
                        .withField("label", row.text("label"));
        return new Subject(
                row.number("key"),
                row.text("id"),
                project,
                row.text("label"),
                document,
                row.instant("changed_at"));
    }
}
