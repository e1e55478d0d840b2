package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.africai.store.BlobStore;
import org.africai.store.Sha256;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who sends to a project of their own.
///
/// @param client who sends
/// @param project the project's ID
record ImportClient(TestServer server, TestClient client, String project) {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final JsonMapper JSON = new JsonMapper();

    /// The administrator with a new project.
    static ImportClient create(TestServer server) {
        String project = "IN" + NUMBER.incrementAndGet();
        var made = server.admin().put("/data/projects/" + project);
        assertThat(made.statusCode()).isIn(200, 201);
        return new ImportClient(server, server.admin(), project);
    }

    /// Sends a body to the import service.
    ///
    /// @param query parameters; `$P` stands for the project
    HttpResponse<String> send(String query, String type, byte[] body) {
        String path = "/data/services/import?" + query.replace("$P", project);
        return client.send(
                client.request(path)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> send(String query, byte[] body) {
        return send(query, "application/zip", body);
    }

    /// Sends an archive straight to the project's archive.
    HttpResponse<String> toArchive(String more, byte[] body) {
        return send("dest=/archive/projects/$P" + more, body);
    }

    /// What is sent is taken in.
    ///
    /// @return the addresses in the answer
    List<String> accepted(HttpResponse<String> answer) {
        assertThat(answer.body()).isNotEmpty();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/uri-list");
        assertThat(answer.body()).endsWith("\r\n");
        return List.of(answer.body().split("\r\n"));
    }

    /// The session of this label.
    String session(String label) {
        return "/data/projects/" + project + "/experiments/" + label;
    }

    int status(String path) {
        return client.get(path).statusCode();
    }

    /// The rows of a listing.
    List<Map<String, String>> rows(String path) {
        HttpResponse<String> answer =
                client.get(path + (path.contains("?") ? "&" : "?") + "format=json");
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode row : JSON.readTree(answer.body()).path("ResultSet").path("Result")) {
            Map<String, String> cells = new TreeMap<>();
            row.properties().forEach(cell -> cells.put(cell.getKey(), cell.getValue().asString()));
            rows.add(cells);
        }
        return rows;
    }

    /// The fields of an item, those nested below it left out.
    Map<String, String> fields(String path) {
        HttpResponse<String> answer = client.get(path + "?format=json");
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        Map<String, String> fields = new TreeMap<>();
        JSON.readTree(answer.body())
                .path("items")
                .path(0)
                .path("data_fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        return fields;
    }

    /// The scans of a session: ID to data type.
    Map<String, String> scans(String session) {
        Map<String, String> scans = new TreeMap<>();
        rows(session + "/scans").forEach(row -> scans.put(row.get("ID"), row.get("xsiType")));
        return scans;
    }

    /// The files of a scan's DICOM resource, by name, as rows and blobs have them.
    Map<String, byte[]> dicom(String session, String scan) {
        return files(session, scan, "DICOM");
    }

    /// The files of a session's resource, by path within it.
    Map<String, byte[]> files(String session, String resource) {
        return files(session, null, resource);
    }

    private Map<String, byte[]> files(String session, @Nullable String scan, String resource) {
        Map<String, byte[]> files = new TreeMap<>();
        server.get(Sql.class)
                .of(
                        """
                        select f.path, b.sha256
                          from experiment e
                          join project p on p.key = e.project_key
                          left join scan c on c.session_key = e.key and c.id = :scan
                          join resource r
                            on r.scan_key = c.key
                               or cast(:scan as text) is null and r.experiment_key = e.key
                          join file f on f.resource_key = r.key
                          join blob b on b.key = f.blob_key
                         where p.id = :project and e.label = :session and r.label = :resource\
                        """)
                .bind("scan", scan)
                .bind("project", project)
                .bind("session", session.substring(session.lastIndexOf('/') + 1))
                .bind("resource", resource)
                .each(row -> files.put(row.text("path"), blob(Sha256.of(row.bytes("sha256")))));
        return files;
    }

    private byte[] blob(Sha256 name) {
        try (InputStream in = server.get(BlobStore.class).openStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What waits for the project.
    List<Map<String, String>> waiting() {
        return rows("/data/prearchive/projects/" + project);
    }
}
