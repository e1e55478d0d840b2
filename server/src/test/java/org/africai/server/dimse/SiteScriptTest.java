package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomReader;
import org.africai.dimse.Answer;
import org.africai.dimse.Status;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.africai.server.intake.TestObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The site's script, through which objects go as they arrive, whichever way they come. On a server
/// of its own, since it holds for all projects.
class SiteScriptTest {
    @RegisterExtension static final TestServer SERVER = TestServer.with(Map.of());

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String SITE = "/xapi/anonymize/site";
    private static final String SCRIPT =
            """
            version "6.3"
            (0020,0013) = "9" ? (0010,0010) := lookup["x", "y"] : (0010,0010) := "ANON"
            (0010,0020) := "ID1"
            (0020,000d) := hashUID[(0020,000d)]
            (0008,0018) := hashUID[(0008,0018)]
            """;

    private String project = "";

    @BeforeEach
    void a_project_and_a_script() {
        project = "SITE" + NUMBER.incrementAndGet();
        assertThat(SERVER.admin().put("/data/projects/" + project).statusCode()).isEqualTo(200);
        saved(SERVER.admin().put(SITE, "text/plain", SCRIPT));
        saved(SERVER.admin().put(SITE + "/enabled?enable=true"));
    }

    @AfterEach
    void no_script() {
        saved(SERVER.admin().put(SITE + "/enabled?enable=false"));
    }

    private static void saved(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void what_is_uploaded_goes_through_the_script_before_anything_of_it_is_kept() {
        imported("inbody=true&import-handler=SI&dest=/archive/projects/$P", TestObject.ct(1, 1, 1));

        assertThat(patients(1)).containsExactly("ANON");
        assertThat(SERVER.admin().get(session("ID1")).statusCode()).isEqualTo(200);
        assertThat(held(TestObject.ct(1, 1, 1))).isFalse();
    }

    @Test
    void single_objects_wait_as_the_script_left_them() {
        imported(
                "import-handler=gradual-DICOM&dest=/prearchive/projects/$P",
                TestObject.ct(2, 1, 1));
        imported(
                "import-handler=gradual-DICOM&dest=/prearchive/projects/$P",
                TestObject.ct(2, 1, 2));

        assertThat(waiting())
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsEntry("subject", "ANON")
                                .containsEntry("name", "ID1"));
    }

    @Test
    void what_is_sent_by_dicom_goes_through_the_script() {
        try (var receiver = TestReceiver.open(SERVER, "\"project\": \"" + project + "\"")) {
            Answer answer = receiver.sender().send(TestObject.ct(3, 1, 1));

            assertThat(answer.status()).isEqualTo(Status.SUCCESS);
            assertThat(receiver.waiting(project))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("subject", "ANON"));
            assertThat(held(TestObject.ct(3, 1, 1))).isFalse();
        }
    }

    @Test
    void a_receiver_may_leave_objects_alone() {
        try (var receiver =
                TestReceiver.open(
                        SERVER,
                        "\"project\": \"" + project + "\", \"anonymizationEnabled\": false")) {
            var _ = receiver.sender().send(TestObject.ct(4, 1, 1));

            assertThat(receiver.waiting(project))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("subject", "PAT4"));
        }
    }

    @Test
    void what_is_stored_over_the_web_goes_through_the_script() {
        HttpResponse<String> answer = stow(TestObject.ct(5, 1, 1));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(TestObject.sopUid(5, 1, 1));
        assertThat(patients(1)).containsExactly("ANON");
        assertThat(stow(TestObject.ct(5, 1, 1)).statusCode()).isEqualTo(200);
        assertThat(patients(1)).containsExactly("ANON");
    }

    @Test
    void what_the_script_cannot_handle_is_set_aside_whichever_way_it_comes() {
        try (var receiver = TestReceiver.open(SERVER, "\"project\": \"" + project + "\"")) {
            Answer answer = receiver.sender().send(TestObject.ct(6, 1, 9));

            assertThat(answer.status()).isEqualTo(Status.WARNING);
            assertThat(answer.comment()).startsWith("set aside");
        }
        HttpResponse<String> stored = stow(TestObject.ct(6, 2, 9));
        HttpResponse<String> single =
                send(
                        "import-handler=gradual-DICOM&dest=/prearchive/projects/$P",
                        TestObject.ct(6, 3, 9));
        HttpResponse<String> whole =
                send("import-handler=SI&dest=/archive/projects/$P", TestObject.ct(6, 4, 9));

        assertThat(stored.statusCode()).isEqualTo(409);
        assertThat(single.statusCode()).isEqualTo(422);
        assertThat(whole.statusCode()).isEqualTo(400);
        assertThat(whole.body()).contains("set aside");
        assertThat(waiting()).isEmpty();
        assertThat(ids()).hasSize(4);
    }

    @Test
    void an_owner_deletes_what_was_set_aside_or_takes_it_in_again() {
        TestObject first = TestObject.ct(7, 1, 9);
        TestObject second = TestObject.ct(7, 2, 9);
        var _ = send("import-handler=gradual-DICOM&dest=/prearchive/projects/$P", first);
        var _ = send("import-handler=gradual-DICOM&dest=/prearchive/projects/$P", second);
        List<String> ids = ids();
        String one = "/xapi/anonymize/quarantine/" + ids.get(0);
        String other = "/xapi/anonymize/quarantine/" + ids.get(1);

        assertThat(SERVER.guest().get(one).statusCode()).isIn(401, 404);
        assertThat(SERVER.admin().download(one + "/file").body()).isEqualTo(second.bytes());
        assertThat(SERVER.admin().delete(one).statusCode()).isEqualTo(200);
        assertThat(SERVER.admin().get(one).statusCode()).isEqualTo(404);
        assertThat(held(second)).isFalse();

        var again = SERVER.admin().post(other + "/release", "text/plain", "");
        assertThat(again.statusCode()).isEqualTo(422);
        var released = SERVER.admin().post(other + "/release?unchanged=true", "text/plain", "");
        assertThat(released.statusCode()).as(released.body()).isEqualTo(200);
        assertThat(ids()).isEmpty();
        assertThat(waiting())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("subject", "PAT7"));
    }

    @Test
    void only_an_owner_keeps_the_script_from_an_upload() {
        TestClient member = member();
        String request =
                "import-handler=gradual-DICOM&prevent_anon=true&dest=/prearchive/projects/$P";

        var byMember = send(member, request, TestObject.ct(8, 1, 1));
        var byAdministrator = send(SERVER.admin(), request, TestObject.ct(9, 1, 1));

        assertThat(byMember.statusCode()).as(byMember.body()).isEqualTo(200);
        assertThat(byAdministrator.statusCode()).isEqualTo(200);
        assertThat(waiting())
                .extracting(row -> row.get("subject"))
                .containsExactlyInAnyOrder("ANON", "PAT9");
    }

    @Test
    void a_script_that_cannot_be_read_is_refused_and_the_one_in_force_stays() {
        var answer = SERVER.admin().put(SITE, "text/plain", "version \"6.1\"\n(0010,0010) := :=\n");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("line 2").contains("not saved");
        assertThat(SERVER.admin().get(SITE).body()).isEqualTo(SCRIPT);
        assertThat(SERVER.admin().get(SITE + "/enabled").body()).isEqualTo("true");
    }

    @Test
    void only_administrators_set_the_sites_script_and_only_owners_a_projects() {
        TestClient member = member();
        String own = "/xapi/anonymize/projects/" + project;

        assertThat(member.put(SITE, "text/plain", SCRIPT).statusCode()).isEqualTo(403);
        assertThat(member.put(SITE + "/enabled?enable=false").statusCode()).isEqualTo(403);
        assertThat(member.put(own, "text/plain", SCRIPT).statusCode()).isEqualTo(403);
        assertThat(member.get(own + "/quarantine").statusCode()).isEqualTo(403);
        assertThat(member.get("/xapi/anonymize/quarantine").statusCode()).isEqualTo(403);
        assertThat(member.get(own).statusCode()).isEqualTo(204);
        assertThat(SERVER.guest().get(SITE).statusCode()).isEqualTo(401);
        assertThat(SERVER.admin().put(own + "/enabled?enable=maybe").statusCode()).isEqualTo(400);
        assertThat(SERVER.admin().put(own, "text/plain", " ").statusCode()).isEqualTo(400);
        assertThat(SERVER.admin().put(own, "text/plain", "x".repeat(5 << 20)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void the_config_service_and_older_addresses_know_the_same_script() {
        String script = "version \"6.1\"\n(0010,0010) := \"A\"\n";
        String config = "/data/projects/" + project + "/config/anon/projects/" + project;
        assertThat(SERVER.admin().put(config, "text/plain", script).statusCode()).isEqualTo(201);

        assertThat(SERVER.admin().get("/xapi/anonymize/projects/" + project).body())
                .isEqualTo(script);
        assertThat(
                        SERVER.admin()
                                .get(
                                        "/data/projects/"
                                                + project
                                                + "/config/anon/script?contents=true")
                                .body())
                .isEqualTo(script);
        String legacy = "/data/config/edit/projects/" + project + "/image/dicom/";
        assertThat(SERVER.admin().get(legacy + "script").body()).isEqualTo(script);
        saved(SERVER.admin().put(legacy + "status?activate=false"));
        assertThat(SERVER.admin().get(legacy + "status").body()).isEqualTo("false");
        assertThat(SERVER.admin().get("/xapi/anonymize/default").body()).startsWith("//");
    }

    private TestClient member() {
        String login = "member" + NUMBER.incrementAndGet();
        var made =
                SERVER.admin()
                        .post(
                                "/xapi/users",
                                "application/json",
                                """
                                {"username": "%s", "password": "twenty characters long", \
                                "firstName": "M", "lastName": "M", "email": "%s@example.org", \
                                "enabled": true, "verified": true}\
                                """
                                        .formatted(login, login));
        assertThat(made.statusCode()).as(made.body()).isIn(200, 201);
        saved(SERVER.admin().put("/data/projects/" + project + "/users/Members/" + login));
        return SERVER.as(login, "twenty characters long");
    }

    private void imported(String query, TestObject object) {
        saved(send(query, object));
    }

    private HttpResponse<String> send(String query, TestObject object) {
        return send(SERVER.admin(), query, object);
    }

    private HttpResponse<String> send(TestClient client, String query, TestObject object) {
        return client.send(
                client.request("/data/services/import?" + query.replace("$P", project))
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(object.bytes())));
    }

    private HttpResponse<String> stow(TestObject object) {
        TestClient admin = SERVER.admin();
        return admin.send(
                admin.request("/data/projects/" + project + "/dicomweb/studies")
                        .header("Content-Type", "application/dicom")
                        .header("Accept", "application/dicom+json")
                        .POST(BodyPublishers.ofByteArray(object.bytes())));
    }

    private String session(String label) {
        return "/data/projects/" + project + "/experiments/" + label;
    }

    private List<Map<String, String>> waiting() {
        return new TestReceiver(SERVER, 0, 0, 0).waiting(project);
    }

    /// Numbers of what is set aside of the project, the newest first.
    private List<String> ids() {
        String listed =
                SERVER.admin().get("/xapi/anonymize/projects/" + project + "/quarantine").body();
        Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(listed);
        return id.results().map(found -> found.group(1)).toList();
    }

    /// Names of the patients in the files of a scan.
    private List<String> patients(int scan) {
        String files = session("ID1") + "/scans/" + scan + "/files";
        String listed = SERVER.admin().get(files + "?format=csv").body();
        Matcher uri = Pattern.compile("/data/[^\",\\s]+\\.dcm").matcher(listed);
        return uri.results()
                .map(found -> SERVER.admin().download(found.group()).body())
                .map(SiteScriptTest::dataset)
                .map(object -> object.string(Tag.PatientName).orElse(""))
                .toList();
    }

    private static Dataset dataset(byte[] file) {
        try {
            return DicomReader.WHOLE.read(file, "a test").dataset();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether the database knows these bytes.
    private static boolean held(TestObject object) {
        try {
            byte[] digest =
                    java.security.MessageDigest.getInstance("SHA-256").digest(object.bytes());
            return SERVER.get(Sql.class)
                    .of("select 1 from blob where sha256 = :sha256")
                    .bind("sha256", digest)
                    .any();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
