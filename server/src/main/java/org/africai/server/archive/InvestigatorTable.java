package org.africai.server.archive;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.africai.server.access.Scope;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;

/// Rows of investigators, and the investigators in the documents of projects, which are copies.
final class InvestigatorTable {
    /// Where the documents of projects hold them.
    static final String PRINCIPAL = "PI";

    static final String FURTHER = "investigators/investigator";

    private static final String COLUMNS =
            "key, title, first_name, last_name, institution, department, email, phone";

    private final Sql sql;

    InvestigatorTable(Sql sql) {
        this.sql = sql;
    }

    record Known(long number, Investigator person) {}

    /// That a project names somebody.
    ///
    /// @param path where in its document
    /// @param name first and last name in lower case, with a line end between
    record Naming(String project, String path, String name) {}

    static String name(Investigator person) {
        return (person.firstName() + "\n" + person.lastName()).toLowerCase(Locale.ROOT);
    }

    List<Known> all(int limit) {
        return sql.of(
                        "select "
                                + COLUMNS
                                + " from investigator order by last_name, first_name, key"
                                + " limit :limit")
                .bind("limit", limit)
                .list(InvestigatorTable::known);
    }

    Optional<Known> find(long number) {
        return sql.of("select " + COLUMNS + " from investigator where key = :key")
                .bind("key", number)
                .one(InvestigatorTable::known);
    }

    /// Whether this account made the entry.
    boolean isMadeBy(long number, String login) {
        return sql.of("select key from investigator where key = :key and created_by = :login")
                .bind("key", number)
                .bind("login", login)
                .any();
    }

    Optional<Known> lock(long number) {
        return sql.of("select " + COLUMNS + " from investigator where key = :key for update")
                .bind("key", number)
                .one(InvestigatorTable::known);
    }

    List<Naming> namings(Scope scope) {
        return scope.bindTo(
                        sql.of(
                                """
                                select p.id, w.path,
                                       lower(coalesce(i #>> '{fields,firstname}', '') || chr(10)
                                             || coalesce(i #>> '{fields,lastname}', '')) as name
                                  from project p
                                 cross join (values ('PI'), ('investigators/investigator'))
                                       as w (path)
                                 cross join lateral jsonb_array_elements(
                                       p.item #> array['children', w.path]) as i
                                 where :everything or p.key = any(:projects)
                                 order by p.id\
                                """))
                .list(row -> new Naming(row.text("id"), row.text("path"), row.text("name")));
    }

    /// @return empty when there is one of this name
    Optional<Long> insert(Investigator person, String login) {
        return bound(
                        sql.of(
                                """
                                insert into investigator (title, first_name, last_name, institution,
                                                          department, email, phone, created_by)
                                values (:title, :first, :last, :institution,
                                        :department, :email, :phone, :login)
                                on conflict (lower(first_name), lower(last_name)) do nothing
                                returning key\
                                """),
                        person)
                .bind("login", login)
                .one(row -> row.number("key"));
    }

    void update(long number, Investigator person) {
        bound(
                        sql.of(
                                """
                                update investigator
                                   set title = :title, first_name = :first, last_name = :last,
                                       institution = :institution, department = :department,
                                       email = :email, phone = :phone
                                 where key = :key\
                                """),
                        person)
                .bind("key", number)
                .update();
    }

    void delete(long number) {
        sql.of("delete from investigator where key = :key").bind("key", number).update();
    }

    /// Writes a person's fields into every document of a project that names them.
    ///
    /// @param was what the documents call them
    /// @param fields the new fields as JSON, without those that are empty
    void rewrite(String path, Investigator was, String fields) {
        sql.of(
                        """
                        update project
                           set changed_at = now(),
                               item = jsonb_set(item, array['children', :path], (
                                   select jsonb_agg(
                                          case when lower(coalesce(i #>> '{fields,firstname}', ''))
                                                        = lower(:first)
                                                    and lower(coalesce(i #>> '{fields,lastname}', ''))
                                                        = lower(:last)
                                               then jsonb_set(i, '{fields}',
                                                    ((i -> 'fields') - array[
                                                        'title', 'firstname', 'lastname',
                                                        'institution', 'department', 'email',
                                                        'phone']) || cast(:fields as jsonb))
                                               else i
                                          end)
                                     from jsonb_array_elements(item #> array['children', :path])
                                          as i))
                         where exists (
                               select 1
                                 from jsonb_array_elements(item #> array['children', :path]) as i
                                where lower(coalesce(i #>> '{fields,firstname}', '')) = lower(:first)
                                  and lower(coalesce(i #>> '{fields,lastname}', '')) = lower(:last))\
                        """)
                .bind("path", path)
                .bind("first", was.firstName())
                .bind("last", was.lastName())
                .bind("fields", fields)
                .update();
    }

    /// Takes a person out of every document of a project.
    void strike(String path, Investigator person) {
        sql.of(
                        """
                        update project
                           set changed_at = now(),
                               item = jsonb_set(item, array['children', :path], (
                                   select coalesce(jsonb_agg(i), '[]')
                                     from jsonb_array_elements(item #> array['children', :path])
                                          as i
                                    where lower(coalesce(i #>> '{fields,firstname}', ''))
                                              <> lower(:first)
                                       or lower(coalesce(i #>> '{fields,lastname}', ''))
                                              <> lower(:last)))
                         where exists (
                               select 1
                                 from jsonb_array_elements(item #> array['children', :path]) as i
                                where lower(coalesce(i #>> '{fields,firstname}', '')) = lower(:first)
                                  and lower(coalesce(i #>> '{fields,lastname}', '')) = lower(:last))\
                        """)
                .bind("path", path)
                .bind("first", person.firstName())
                .bind("last", person.lastName())
                .update();
    }

    /// Makes rows for those that a project's document names and that have none.
    void learn(long project, String login) {
        sql.of(
                        """
                        insert into investigator (title, first_name, last_name, institution,
                                                  department, email, phone, created_by)
                        select coalesce(f ->> 'title', ''), coalesce(f ->> 'firstname', ''),
                               coalesce(f ->> 'lastname', ''), coalesce(f ->> 'institution', ''),
                               coalesce(f ->> 'department', ''), coalesce(f ->> 'email', ''),
                               coalesce(f ->> 'phone', ''), :login
                          from project p
                         cross join (values ('PI'), ('investigators/investigator')) as w (path)
                         cross join lateral jsonb_array_elements(
                               p.item #> array['children', w.path]) as i
                         cross join lateral (select i -> 'fields' as f) as fields
                         where p.key = :project
                           and (f ->> 'firstname' is not null or f ->> 'lastname' is not null)
                        on conflict (lower(first_name), lower(last_name)) do nothing\
                        """)
                .bind("project", project)
                .bind("login", login)
                .update();
    }

    private static Sql.Query bound(Sql.Query query, Investigator person) {
        return query.bind("title", person.title())
                .bind("first", person.firstName())
                .bind("last", person.lastName())
                .bind("institution", person.institution())
                .bind("department", person.department())
                .bind("email", person.email())
                .bind("phone", person.phone());
    }

    private static Known known(Row row) {
        return new Known(
                row.number("key"),
                new Investigator(
                        row.text("title"),
                        row.text("first_name"),
                        row.text("last_name"),
                        row.text("institution"),
                        row.text("department"),
                        row.text("email"),
                        row.text("phone")));
    }
}
