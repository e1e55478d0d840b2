package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A receiver of a test's own, on a port of its own.
///
/// @param id its number
/// @param before key of the last object that waited when it was opened
record TestReceiver(TestServer server, long id, int port, long before) implements AutoCloseable {
    static final String TITLE = "ARCHIVE";
    private static final JsonMapper JSON = new JsonMapper();

    /// @param fields more of the receiver's JSON, such as `"project": "P"`; may be empty
    static TestReceiver open(TestServer server, String fields) {
        return open(server, Sender.freePort(), fields);
    }

    static TestReceiver open(TestServer server, int port, String fields) {
        String more = fields.isEmpty() ? "" : ", " + fields;
        HttpResponse<String> made =
                server.admin()
                        .post(
                                "/xapi/dicomscp",
                                "application/json",
                                "{\"aeTitle\": \"%s\", \"port\": %s%s}"
                                        .formatted(TITLE, port, more));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        long id = JSON.readTree(made.body()).path("id").asLong();
        return new TestReceiver(server, id, port, lastWaiting(server));
    }

    Sender sender() {
        return Sender.calling(TITLE, port);
    }

    /// What waits for a project.
    List<Map<String, String>> waiting(String project) {
        var answer = server.admin().get("/data/prearchive/projects/" + project + "?format=json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode row : JSON.readTree(answer.body()).path("ResultSet").path("Result")) {
            Map<String, String> cells = new TreeMap<>();
            row.properties().forEach(cell -> cells.put(cell.getKey(), cell.getValue().asString()));
            rows.add(cells);
        }
        return rows;
    }

    private static long lastWaiting(TestServer server) {
        return server.get(Sql.class)
                .of("select coalesce(max(key), 0) as last from prearchive_file")
                .only(row -> row.number("last"));
    }

    /// How many objects have come since it was opened, and wait, wherever.
    ///
    /// @param sopUids of them, with `%` for any text
    long waitingObjects(String sopUids) {
        return server.get(Sql.class)
                .of(
                        """
                        select count(*) as n from prearchive_file
                         where sop_uid like :uids and key > :before\
                        """)
                .bind("uids", sopUids)
                .bind("before", before)
                .only(row -> row.number("n"));
    }

    @Override
    public void close() {
        assertThat(server.admin().delete("/xapi/dicomscp/" + id).statusCode()).isEqualTo(200);
    }
}
