package org.africai.server.receivers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.intake.RoutingRules;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The receivers.
public final class ReceiverTable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Sql sql;

    public ReceiverTable(Sql sql) {
        this.sql = sql;
    }

    /// All of them, in the order they were made.
    List<Receiver> all() {
        return sql.of(
                        """
                        select key, ae_title, port, identifier, enabled, custom_processing,
                               direct_archive, anonymization, whitelist_enabled, whitelist,
                               routing_enabled, project_routing, subject_routing, session_routing,
                               project, login, identity_required, query_enabled, destinations,
                               created_at, changed_at
                          from dicom_receiver
                         order by key\
                        """)
                .list(ReceiverTable::receiver);
    }

    Optional<Receiver> find(long key) {
        return all().stream().filter(one -> one.key() == key).findFirst();
    }

    long insert(Setup setup, Instant now) {
        return bound(
                        sql.of(
                                """
                                insert into dicom_receiver
                                       (ae_title, port, identifier, enabled, custom_processing,
                                        direct_archive, anonymization, whitelist_enabled,
                                        whitelist, routing_enabled, project_routing,
                                        subject_routing, session_routing, project, login,
                                        identity_required, query_enabled, destinations,
                                        created_at, changed_at)
                                values (:title, :port, :identifier, :enabled, :customProcessing,
                                        :directArchive, :anonymization, :whitelistEnabled,
                                        :whitelist, :routingEnabled, :projectRouting,
                                        :subjectRouting, :sessionRouting, :project, :login,
                                        :identityRequired, :queryEnabled,
                                        cast(:destinations as jsonb), :now, :now)
                                returning key\
                                """),
                        setup)
                .bind("now", now)
                .only(row -> row.number("key"));
    }

    /// @return whether it is there
    boolean update(long key, Setup setup, Instant now) {
        return bound(
                                sql.of(
                                        """
                                        update dicom_receiver
                                           set ae_title = :title, port = :port,
                                               identifier = :identifier, enabled = :enabled,
                                               custom_processing = :customProcessing,
                                               direct_archive = :directArchive,
                                               anonymization = :anonymization,
                                               whitelist_enabled = :whitelistEnabled,
                                               whitelist = :whitelist,
                                               routing_enabled = :routingEnabled,
                                               project_routing = :projectRouting,
                                               subject_routing = :subjectRouting,
                                               session_routing = :sessionRouting,
                                               project = :project, login = :login,
                                               identity_required = :identityRequired,
                                               query_enabled = :queryEnabled,
                                               destinations = cast(:destinations as jsonb),
                                               changed_at = :now
                                         where key = :key\
                                        """),
                                setup)
                        .bind("key", key)
                        .bind("now", now)
                        .update()
                > 0;
    }

    /// @return whether it was there
    boolean delete(long key) {
        return sql.of("delete from dicom_receiver where key = :key").bind("key", key).update() > 0;
    }

    private static Sql.Query bound(Sql.Query query, Setup setup) {
        return query.bind("title", setup.title())
                .bind("port", setup.port())
                .bind("identifier", setup.identifier())
                .bind("enabled", setup.isEnabled())
                .bind("customProcessing", setup.customProcessing())
                .bind("directArchive", setup.directArchive())
                .bind("anonymization", setup.anonymizes())
                .bind("whitelistEnabled", setup.isGuarded())
                .bind("whitelist", setup.whitelist().toArray(String[]::new))
                .bind("routingEnabled", setup.isRouted())
                .bind("projectRouting", setup.routing().project())
                .bind("subjectRouting", setup.routing().subject())
                .bind("sessionRouting", setup.routing().session())
                .bind("project", setup.project())
                .bind("login", setup.login())
                .bind("identityRequired", setup.needsIdentity())
                .bind("queryEnabled", setup.answersQueries())
                .bind("destinations", json(setup.destinations()));
    }

    private static Receiver receiver(Row row) {
        return new Receiver(
                row.number("key"),
                new Setup(
                        row.text("ae_title"),
                        row.integer("port"),
                        row.text("identifier"),
                        row.flag("enabled"),
                        row.flag("custom_processing"),
                        row.flag("direct_archive"),
                        row.flag("anonymization"),
                        row.flag("whitelist_enabled"),
                        row.texts("whitelist"),
                        row.flag("routing_enabled"),
                        new RoutingRules.Texts(
                                row.text("project_routing"),
                                row.text("subject_routing"),
                                row.text("session_routing")),
                        row.textOrNull("project"),
                        row.textOrNull("login"),
                        row.flag("identity_required"),
                        row.flag("query_enabled"),
                        destinations(row.text("destinations"))),
                row.instant("created_at"),
                row.instant("changed_at"));
    }

    private static String json(List<MoveDestination> destinations) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (MoveDestination one : destinations) {
            Map<String, Object> fields = new HashMap<>();
            fields.put("title", one.aeTitle());
            fields.put("host", one.host());
            fields.put("port", one.port());
            fields.put("tls", one.isTls());
            all.add(fields);
        }
        return JSON.writeValueAsString(all);
    }

    private static List<MoveDestination> destinations(String json) {
        List<MoveDestination> all = new ArrayList<>();
        for (JsonNode one : JSON.readTree(json)) {
            all.add(
                    new MoveDestination(
                            one.path("title").asString(),
                            one.path("host").asString(),
                            one.path("port").asInt(),
                            one.path("tls").asBoolean()));
        }
        return all;
    }
}
