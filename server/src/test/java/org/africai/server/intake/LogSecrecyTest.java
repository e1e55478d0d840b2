package org.africai.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.dicom.dict.Tag;
import org.africai.server.boot.ServerProcess;
import org.africai.server.boot.TestClient;
import org.africai.server.db.TestFolders;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What people bring along is marked, then the whole log is searched for the marks: names of
/// patients and files, labels, values, passwords, tokens, what somebody typed into an address.
class LogSecrecyTest {
    private static final String MARK = "Canary";
    private static final String PASSWORD = MARK + "-password-of-the-administrator";
    private static final String PROJECT = "/data/projects/SECRECY";

    @Test
    void nothing_that_people_bring_along_is_logged() {
        var environment = Map.of("AFRICAI_PORT", "0", "AFRICAI_ADMIN_PASSWORD", PASSWORD);
        String data = TestFolders.create("secrecy").toString();
        try (var server = ServerProcess.run(environment, List.of("serve", "--data", data))) {
            URI address = server.awaitReady();
            TestClient admin = TestClient.login(address, "admin", PASSWORD);

            List<String> secrets = logInAndOut(address, admin);
            bringImages(admin);
            bringFilesAndValues(admin);
            askForWhatIsNotThere(admin);

            String log = server.errors();
            assertThat(log).as("the log is written").contains("schema ready");
            assertThat(log).as("the log").doesNotContainIgnoringCase(MARK);
            assertThat(log).doesNotContain(secrets);
        }
    }

    /// @return the secrets that were given out
    private static List<String> logInAndOut(URI address, TestClient admin) {
        assertThat(admin.get("/data/auth").statusCode()).isEqualTo(200);
        String id = admin.get("/data/JSESSION").body();
        TestClient.login(address, "admin", MARK + " wrong password").get("/data/auth");
        TestClient.login(address, MARK + " typed as a name", "x").get("/data/auth");
        admin.put(
                "/data/services/auth",
                "application/x-www-form-urlencoded",
                "username=admin&password=" + MARK);
        JsonNode token = new JsonMapper().readTree(admin.get("/data/services/tokens/issue").body());
        String alias = token.path("alias").stringValue();
        String secret = token.path("secret").stringValue();
        assertThat(TestClient.login(address, alias, secret).get("/data/auth").statusCode())
                .isEqualTo(200);
        TestClient.login(address, alias, MARK + secret).get("/data/auth");
        admin.get("/data/services/tokens/validate/" + alias + "/" + secret);
        admin.post(
                "/xapi/users",
                "application/json",
                """
                {"username": "somebody", "password": "CanaryCanary for two", \
                "firstName": "Canary", "email": "canary@example.org"}\
                """);
        return List.of(id, secret);
    }

    private static void bringImages(TestClient admin) {
        assertThat(admin.put(PROJECT).statusCode()).isEqualTo(200);
        TestObject marked =
                TestObject.ct(77, 1, 1)
                        .with(change ->
                                change.put(Tag.PatientName, MARK + "Name")
                                        .put(Tag.PatientID, MARK + "Id")
                                        .put(Tag.StudyDescription, MARK + " study")
                                        .put(Tag.SeriesDescription, MARK + " series"));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(MARK + "Folder/" + MARK + "File.dcm", marked.bytes());
        String services = "/data/services/import?project=SECRECY&dest=";
        assertThat(post(admin, services + "/archive", TestArchives.zip(files)).statusCode())
                .isEqualTo(200);
        post(admin, services + "/archive", TestArchives.zip(files));
        post(admin, services + "/prearchive", TestArchives.zip(files));
        files.put(MARK + "Broken.dcm", (MARK + " is no DICOM").getBytes(UTF_8));
        post(admin, services + "/archive&import-handler=DICOM-zip", TestArchives.zip(files));
        post(admin, services + "/archive", (MARK + " is no ZIP").getBytes(UTF_8));
    }

    private static void bringFilesAndValues(TestClient admin) {
        String subject = PROJECT + "/subjects/" + MARK + "Subject";
        String session = subject + "/experiments/" + MARK + "Session";
        assertThat(
                        admin.put(subject + "?xnat:subjectData/fields/field[name=x]/field=" + MARK)
                                .statusCode())
                .isEqualTo(201);
        admin.put(session + "?xsiType=xnat:mrSessionData&xnat:mrSessionData/note=" + MARK);
        admin.put(session + "?xnat:mrSessionData/date=" + MARK);
        admin.put(session + "?label=" + MARK + "Renamed&event_reason=" + MARK);
        String file = subject + "/resources/" + MARK + "/files/" + MARK + "%2FFile.txt?inbody=true";
        assertThat(admin.put(file, new byte[] {1}).statusCode()).isEqualTo(200);
        admin.put(file, new byte[] {2});
        admin.put(subject, "text/xml", "<" + MARK + "/>");
        admin.put(subject, "text/xml", "<!DOCTYPE " + MARK + "><a/>");
        admin.put(PROJECT + "/config/tool/" + MARK, "text/plain", MARK);
        admin.post(PROJECT + "/pars?email=" + MARK + "@example.org", "text/plain", "");
        admin.delete(subject);
    }

    private static void askForWhatIsNotThere(TestClient admin) {
        for (String path :
                List.of(
                        "/data/experiments?label=" + MARK + "'--",
                        "/data/subjects?columns=" + MARK + "'&sortBy=" + MARK,
                        "/data/" + MARK,
                        "/" + MARK,
                        "/xapi/" + MARK,
                        PROJECT + "/subjects/" + MARK + "Missing",
                        "/data/experiments/" + MARK + "%00",
                        "/data/search/" + MARK)) {
            assertThat(admin.get(path).statusCode()).as(path).isLessThan(500);
        }
        admin.post("/data/search", "text/xml", "<a>" + MARK + "</a>");
        admin.post("/xapi/siteConfig", "application/json", "{\"" + MARK + "\": \"" + MARK + "\"");
    }

    private static HttpResponse<String> post(TestClient client, String path, byte[] body) {
        return client.send(
                client.request(path)
                        .header("Content-Type", "application/zip")
                        .POST(BodyPublishers.ofByteArray(body)));
    }
}
