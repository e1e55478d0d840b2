package org.africai.server.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.africai.server.access.Caller;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Rows of stored searches. Groups that a search names stand among its users, with a `:` in front,
/// which no login has.
final class StoredSearchTable {
    private static final String GROUP = ":";

    private final Sql sql;

    StoredSearchTable(Sql sql) {
        this.sql = sql;
    }

    /// A stored search with what decides who may use it.
    ///
    /// @param owner key of the account that stored it
    /// @param open whether the caller may use it
    record Kept(long key, @Nullable Long owner, boolean open, String document) {}

    /// The searches of the site that the caller may use, or those of a project.
    ///
    /// @param usesAll whether that is all of them
    List<StoredSearch> list(Caller caller, boolean usesAll, @Nullable Long project) {
        return sql.of(
                        """
                        select s.id, s.brief_description, s.description, s.root, a.login as owner
                          from stored_search s
                          left join account a on a.key = s.owner_key
                         where s.project_key is not distinct from cast(:project as bigint)
                           and (s.project_key is not null
                                or :admin
                                or s.owner_key = :account
                                or not exists (select 1 from stored_search_user u
                                                where u.search_key = s.key)
                                or exists (select 1 from stored_search_user u
                                            where u.search_key = s.key and u.login = any(:names)))
                         order by s.key\
                        """)
                .bind("project", project)
                .bind("admin", usesAll)
                .bind("account", account(caller))
                .bind("names", names(caller))
                .list(row ->
                        new StoredSearch(
                                row.text("id"),
                                row.text("brief_description"),
                                row.text("description"),
                                row.text("root"),
                                row.textOrEmpty("owner")));
    }

    /// @param usesAll whether the caller may use all of them
    Optional<Kept> find(Caller caller, boolean usesAll, @Nullable Long project, String id) {
        return sql.of(
                        """
                        select s.key, s.owner_key, s.document,
                               (s.project_key is not null
                                or :admin
                                or coalesce(s.owner_key = :account, false)
                                or not exists (select 1 from stored_search_user u
                                                where u.search_key = s.key)
                                or exists (select 1 from stored_search_user u
                                            where u.search_key = s.key and u.login = any(:names)))
                               as open
                          from stored_search s
                         where s.project_key is not distinct from cast(:project as bigint)
                           and s.id = :id\
                        """)
                .bind("project", project)
                .bind("id", id)
                .bind("admin", usesAll)
                .bind("account", account(caller))
                .bind("names", names(caller))
                .one(StoredSearchTable::kept);
    }

    private static Kept kept(Row row) {
        return new Kept(
                row.number("key"),
                row.numberOrNull("owner_key"),
                row.flag("open"),
                row.text("document"));
    }

    private static long account(Caller caller) {
        return caller.account() == null ? -1 : caller.account();
    }

    long count(Caller caller) {
        return sql.of("select count(*) as n from stored_search where owner_key = :account")
                .bind("account", account(caller))
                .only(row -> row.number("n"));
    }

    void insert(Caller caller, @Nullable Long project, SearchDocument search, String document) {
        long key =
                sql.of(
                                """
                                insert into stored_search (id, project_key, owner_key, root,
                                                           brief_description, description, document)
                                values (:id, :project, :owner, :root, :brief, :description,
                                        :document)
                                returning key\
                                """)
                        .bind("id", search.id())
                        .bind("project", project)
                        .bind("owner", caller.account())
                        .bind("root", search.root())
                        .bind("brief", search.briefDescription())
                        .bind("description", search.description())
                        .bind("document", document)
                        .only(row -> row.number("key"));
        insertUsers(key, search.allowed());
    }

    void update(long key, SearchDocument search, String document) {
        sql.of(
                        """
                        update stored_search
                           set root = :root,
                               brief_description = :brief,
                               description = :description,
                               document = :document,
                               changed_at = now()
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("root", search.root())
                .bind("brief", search.briefDescription())
                .bind("description", search.description())
                .bind("document", document)
                .update();
        sql.of("delete from stored_search_user where search_key = :key").bind("key", key).update();
        insertUsers(key, search.allowed());
    }

    private void insertUsers(long key, SearchDocument.Allowed allowed) {
        var groups = allowed.groups().stream().map(group -> GROUP + group);
        List<Map<String, @Nullable Object>> rows =
                Stream.concat(allowed.users().stream(), groups)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .map(name -> user(key, name))
                        .toList();
        sql.batch("insert into stored_search_user (search_key, login) values (:key, :login)", rows);
    }

    /// What a search may call the caller: the login, and the groups it is in.
    private String[] names(Caller caller) {
        List<String> names =
                new ArrayList<>(
                        sql.of(
                                        """
                                        select ':' || coalesce(lower(g.id),
                                                               lower(p.id) || '_' || m.role) as name
                                          from membership m
                                          join project p on p.key = m.project_key
                                          left join user_group g on g.key = m.group_key
                                         where m.account_key = :account\
                                        """)
                                .bind("account", account(caller))
                                .list(row -> row.text("name")));
        names.add(caller.login().toLowerCase(Locale.ROOT));
        return names.toArray(String[]::new);
    }

    private static Map<String, @Nullable Object> user(long key, String login) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("key", key);
        row.put("login", login);
        return row;
    }

    void delete(long key) {
        sql.of("delete from stored_search where key = :key").bind("key", key).update();
    }
}
