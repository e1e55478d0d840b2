package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.FileServer.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogRefreshRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();
    private static final String ROUTE = "/data/services/refresh/catalog?resource=";
    private static FileServer files;
    private static TestClient owner;

    @BeforeAll
    static void open() {
        files = new FileServer(server);
        owner = files.owner();
        put(owner, files.session() + "/scans/1/resources/DICOM/files/1.dcm", "12345");
    }

    private static int post(TestClient client, String path) {
        return client.post(path, "text/plain", "").statusCode();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/archive/experiments/%s/scans/1",
                "/data/experiments/%s",
                "/data/archive/experiments/%s/scans/1/resources/DICOM",
                "/archive/experiments/%s/scans/1&options=append,delete,checksum,populateStats",
                "/archive/experiments/%s&options=checksum&options=append&populateStats=true"
            })
    void every_form_of_address_and_options_is_taken(String address) {
        assertThat(post(owner, ROUTE + address.replace("%s", files.sessionId()))).isEqualTo(200);
    }

    @Test
    void a_project_is_taken_too_and_several_at_a_time() {
        String both =
                "/archive/projects/"
                        + files.project
                        + "&resource=/archive/experiments/"
                        + files.sessionId();
        assertThat(post(owner, ROUTE + both)).isEqualTo(200);
        assertThat(
                        owner.post(
                                        "/xapi/archive/catalogs/refresh/PopulateStats",
                                        "application/json",
                                        "[\"/archive/experiments/" + files.sessionId() + "\"]")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void files_are_counted_again() {
        var sql = server.get(Sql.class);
        sql.of(
                        "update resource set file_count = 77, file_size = 7 where scan_key in"
                                + " (select c.key from scan c join experiment e on e.key ="
                                + " c.session_key where e.id = :id)")
                .bind("id", files.sessionId())
                .update();
        assertThat(
                        post(
                                owner,
                                ROUTE
                                        + "/archive/experiments/"
                                        + files.sessionId()
                                        + "/scans/1&options=populateStats"))
                .isEqualTo(200);
        assertThat(owner.get(files.session() + "/scans/1/resources?format=csv").body())
                .contains(",1,5,");
    }

    @Test
    void damage_is_found_and_the_file_given_out_no_more() throws IOException {
        String file = files.session() + "/resources/DAMAGED/files/x";
        put(owner, file, "to be damaged by " + files.project);
        String digest = FileServer.header(owner.get(file), "ETag").replace("\"", "");
        Path blob = server.data().resolve("store/blobs").resolve(digest.substring(0, 2));
        java.nio.file.Files.writeString(blob.resolve(digest), "damaged");
        String refresh = ROUTE + "/data" + files.session().substring(5) + "/resources/DAMAGED";
        assertThat(post(owner, refresh + "&options=checksum")).isEqualTo(500);
        assertThat(owner.get(file).statusCode()).isEqualTo(500);
        assertThat(owner.get(files.session() + "/resources/DAMAGED/files?format=zip").statusCode())
                .isEqualTo(500);
        owner.delete(files.session() + "/resources/DAMAGED");
    }

    @Test
    void wrong_requests_are_refused() {
        assertThat(post(owner, "/data/services/refresh/catalog")).isEqualTo(400);
        assertThat(post(owner, ROUTE + "/archive/experiments/NONE")).isEqualTo(404);
        assertThat(post(owner, ROUTE + "/etc/passwd")).isEqualTo(400);
        String session = ROUTE + "/archive/experiments/" + files.sessionId();
        assertThat(post(owner, session + "&options=format-disk")).isEqualTo(400);
        assertThat(post(files.collaborator(), session)).isEqualTo(403);
        assertThat(post(files.stranger("refresh-" + files.project), session)).isEqualTo(404);
        assertThat(post(server.guest(), session)).isEqualTo(401);
        assertThat(
                        owner.post(
                                        "/xapi/archive/catalogs/refresh",
                                        "application/json",
                                        "{\"a\":1}")
                                .statusCode())
                .isEqualTo(400);
    }
}
