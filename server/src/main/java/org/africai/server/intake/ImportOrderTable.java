package org.africai.server.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.store.Sha256;
import tools.jackson.databind.json.JsonMapper;

/// Imports that were answered before they were done.
final class ImportOrderTable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Sql sql;

    ImportOrderTable(Sql sql) {
        this.sql = sql;
    }

    /// One of them.
    ///
    /// @param login of the sender
    /// @param listener the sender's word for it
    /// @param blob what was sent
    /// @param name what the sender calls that
    /// @param parameters of the request
    /// @param attempts how often it was begun
    record Order(
            long key,
            String login,
            String listener,
            Sha256 blob,
            String name,
            Map<String, String> parameters,
            int attempts) {
        Order {
            parameters = Map.copyOf(parameters);
        }
    }

    long count(long account) {
        return sql.of("select count(*) as n from import_order where account_key = :account")
                .bind("account", account)
                .only(row -> row.number("n"));
    }

    void insert(
            long account, String listener, long blob, String name, Map<String, String> parameters) {
        sql.of(
                        """
                        insert into import_order (account_key, listener, blob_key, name, parameters)
                        values (:account, :listener, :blob, :name, cast(:parameters as jsonb))\
                        """)
                .bind("account", account)
                .bind("listener", listener)
                .bind("blob", blob)
                .bind("name", name)
                .bind("parameters", JSON.writeValueAsString(parameters))
                .update();
    }

    /// Takes the oldest one that nobody has taken.
    Optional<Order> take() {
        return sql.of(
                        """
                        update import_order o
                           set attempts = o.attempts + 1, taken_at = now()
                          from account a, blob b
                         where o.key = (select key
                                          from import_order
                                         where taken_at is null
                                         order by key
                                         limit 1
                                           for update skip locked)
                           and a.key = o.account_key
                           and b.key = o.blob_key
                        returning o.key, a.login, o.listener, b.sha256, o.name, o.parameters,
                                  o.attempts\
                        """)
                .one(ImportOrderTable::order);
    }

    private static Order order(Row row) {
        Map<String, String> parameters = new LinkedHashMap<>();
        JSON.readTree(row.text("parameters"))
                .properties()
                .forEach(one -> parameters.put(one.getKey(), one.getValue().asString()));
        return new Order(
                row.number("key"),
                row.text("login"),
                row.text("listener"),
                Sha256.of(row.bytes("sha256")),
                row.text("name"),
                parameters,
                row.integer("attempts"));
    }

    /// Gives back those that were taken when the server ended.
    int release() {
        return sql.of("update import_order set taken_at = null where taken_at is not null")
                .update();
    }

    void delete(long key) {
        sql.of("delete from import_order where key = :key").bind("key", key).update();
    }
}
