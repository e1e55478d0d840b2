package org.africai.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomReader;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.africai.store.BlobStore;
import org.africai.store.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A project's script, through which objects go before they are archived.
class ProjectScriptTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final String SCRIPT =
            """
            version "6.3"
            (0010,0010) := "ANON"
            (0010,0020) := "ID1"
            (0008,103e) := "anonymous series"
            (0008,0020) := shiftDateByIncrement[(0008,0020), "-10"]
            """;

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
    }

    @Test
    void archived_objects_have_been_through_the_script_once_and_name_its_version() {
        long version = script(SCRIPT);

        accepted(zip(TestObject.ct(1, 1, 1), TestObject.ct(1, 1, 2)), "");

        List<Dataset> objects = objects("ID1", "1");
        assertThat(objects).hasSize(2);
        for (Dataset object : objects) {
            assertThat(object.string(Tag.PatientName)).contains("ANON");
            assertThat(object.string(Tag.StudyDate)).contains("20260121");
            assertThat(codes(object)).containsExactly(Long.toString(version));
        }
        assertThat(recorded("ID1")).containsOnly("{" + version + "}");
    }

    @Test
    void subject_session_and_scans_are_called_what_the_script_left() {
        script(SCRIPT);

        accepted(zip(TestObject.ct(2, 1, 1)), "");

        assertThat(sender.fields(sender.session("ID1"))).containsEntry("date", "2026-01-21");
        assertThat(sender.fields(sender.session("ID1") + "/scans/1"))
                .containsEntry("series_description", "anonymous series");
        assertThat(sender.status("/data/projects/" + sender.project() + "/subjects/ANON"))
                .isEqualTo(200);
        assertThat(sender.status(sender.session("PAT2_CT"))).isEqualTo(404);
    }

    @Test
    void names_that_the_sender_gives_stay() {
        script(SCRIPT);

        accepted(zip(TestObject.ct(3, 1, 1)), "&subject=S3&session=E3");

        assertThat(sender.status(sender.session("E3"))).isEqualTo(200);
    }

    @Test
    void without_a_name_in_the_object_names_are_pseudonyms() {
        script("version \"6.1\"\n- (0010,0010)\n- (0010,0020)\n");

        accepted(zip(TestObject.ct(4, 1, 1)), "");

        List<Map<String, String>> sessions =
                sender.rows("/data/projects/" + sender.project() + "/experiments?columns=label");
        assertThat(sessions)
                .singleElement()
                .satisfies(row -> assertThat(row.get("label")).matches("S[0-9a-f]{12}"));
    }

    @Test
    void the_identified_bytes_are_gone_once_their_object_is_archived() {
        script(SCRIPT);
        // bytes that no other test of the shared server has
        TestObject object = TestObject.ct(880_005, 1, 1);

        accepted(zip(object), "");

        assertThat(exists(object)).isFalse();
        assertThat(sender.waiting()).isEmpty();
    }

    @Test
    void the_bytes_stay_where_another_project_holds_them() {
        script(SCRIPT);
        TestObject object = TestObject.ct(6, 1, 1);
        ImportClient other = ImportClient.create(SERVER);
        other.accepted(other.toArchive("", object.bytes()));

        accepted(object.bytes(), "");

        assertThat(exists(object)).isTrue();
        assertThat(other.dicom(other.session("PAT6_CT"), "1")).hasSize(1);
    }

    @Test
    void originals_are_kept_apart_where_the_project_wants_it() {
        script(SCRIPT);
        set("originals", "keep");
        TestObject object = TestObject.ct(880_007, 1, 1);

        accepted(object.bytes(), "");

        String address = "/xapi/anonymize/projects/" + sender.project() + "/originals";
        String listed = sender.client().get(address).body();
        assertThat(exists(object)).isTrue();
        Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(listed);
        assertThat(id.find()).as(listed).isTrue();
        String one = address + "/" + id.group(1);
        assertThat(sender.client().get(one + "/file").statusCode()).isEqualTo(200);
        assertThat(SERVER.guest().get(address).statusCode()).isIn(401, 404);
        assertThat(sender.client().delete(one).statusCode()).isEqualTo(200);
        assertThat(exists(object)).isFalse();
    }

    @Test
    void what_the_script_rejects_is_not_archived() {
        script("version \"6.6\"\n(0020,0013) = \"2\" ? reject[] : (0010,0010) := \"ANON\"\n");

        accepted(zip(TestObject.ct(8, 1, 1), TestObject.ct(8, 1, 2)), "&session=E8");

        assertThat(sender.dicom(sender.session("E8"), "1")).hasSize(1);
        assertThat(quarantine()).isEqualTo("[]");
    }

    @Test
    void when_nothing_passes_nothing_is_archived_and_everything_waits() {
        script("version \"6.6\"\nreject[]\n");

        HttpResponse<String> answer = sender.toArchive("", zip(TestObject.ct(9, 1, 1)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("Empty sessions cannot be archived", "lets nothing");
        assertThat(sender.waiting())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("status", "ERROR"));
    }

    @Test
    void what_the_script_cannot_handle_is_set_aside_and_the_rest_goes_on() {
        script(
                """
                version "6.4"
                (0010,0010) := "ANON"
                (0020,0013) = "2" ? (0008,0020) := lookup["x", "y"] : (0008,0020) := "20000101"
                """);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a.dcm", TestObject.ct(10, 1, 1).bytes());
        files.put("b.dcm", TestObject.ct(10, 1, 2).bytes());
        files.put("report of Mr Smith.txt", "Mr Smith".getBytes(UTF_8));

        accepted(TestArchives.zip(files), "&session=E10");

        assertThat(sender.dicom(sender.session("E10"), "1")).hasSize(1);
        assertThat(quarantine())
                .contains("\"kind\":\"object\"", "\"kind\":\"file\"", "\"stage\":\"project\"")
                .doesNotContain("Smith");
    }

    @Test
    void what_was_set_aside_is_taken_in_by_a_better_script_or_deleted() {
        script("version \"6.1\"\n(0010,0010) := lookup[\"x\", \"y\"]\n");
        TestObject kept = TestObject.ct(11, 1, 1);
        var refused = sender.toArchive("&session=E11", zip(kept, TestObject.ct(11, 1, 2)));
        assertThat(refused.statusCode()).isEqualTo(422);

        script("version \"6.1\"\n(0010,0010) := \"ANON\"\n");
        String url = "/data" + sender.waiting().getFirst().get("url");
        HttpResponse<String> archived =
                sender.client()
                        .post(
                                "/data/services/archive?src=" + url.substring("/data".length()),
                                "text/plain",
                                "");

        assertThat(archived.statusCode()).as(archived.body()).isEqualTo(200);
        assertThat(sender.dicom(sender.session("E11"), "1")).hasSize(2);
    }

    @Test
    void a_disabled_script_changes_nothing() {
        script(SCRIPT);
        String enabled = "/xapi/anonymize/projects/" + sender.project() + "/enabled";
        assertThat(sender.client().put(enabled + "?enable=false").statusCode()).isEqualTo(200);
        TestObject object = TestObject.ct(12, 1, 1);

        accepted(object.bytes(), "");

        assertThat(sender.dicom(sender.session("PAT12_CT"), "1").values())
                .singleElement()
                .isEqualTo(object.bytes());
    }

    @Test
    void an_attempt_that_fails_begins_with_the_same_originals() {
        script(SCRIPT);
        accepted(zip(TestObject.ct(13, 1, 1)), "&session=E13");
        HttpResponse<String> conflict =
                sender.toArchive("&session=E13", zip(TestObject.ct(13, 1, 1)));
        assertThat(conflict.statusCode()).isEqualTo(409);

        String src = sender.waiting().getFirst().get("url");
        HttpResponse<String> again =
                sender.client()
                        .post(
                                "/data/services/archive?overwrite=delete&src=" + src,
                                "text/plain",
                                "");

        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        Dataset object = objects("E13", "1").getFirst();
        assertThat(object.string(Tag.StudyDate)).contains("20260121");
        assertThat(codes(object)).hasSize(1);
    }

    @Test
    void sessions_that_may_show_the_patient_wait_for_a_person() {
        script("version \"6.1\"\n(0010,0010) := \"ANON\"\n");
        TestObject capture =
                TestObject.of(14, 1, 1, "OT", KnownUid.SecondaryCaptureImageStorage)
                        .with(change -> change.put(Tag.BurnedInAnnotation, "YES"));

        HttpResponse<String> held = sender.toArchive("&session=E14", capture.bytes());

        assertThat(held.statusCode()).as(held.body()).isEqualTo(409);
        assertThat(held.body()).contains("STATED", "SECONDARY_CAPTURE", "/xapi/anonymize/review");
        String url = sender.waiting().getFirst().get("url");
        String review = "/xapi/anonymize/review" + requireNonNull(url).replace("/prearchive", "");
        assertThat(SERVER.guest().put(review).statusCode()).isIn(401, 404);
        assertThat(sender.client().put(review).statusCode()).isEqualTo(200);
        var archived = sender.client().post("/data/services/archive?src=" + url, "text/plain", "");
        assertThat(archived.statusCode()).as(archived.body()).isEqualTo(200);
        assertThat(sender.dicom(sender.session("E14"), "1")).hasSize(1);
    }

    @Test
    void a_project_may_say_that_nobody_needs_to_look() {
        script("version \"6.1\"\n(0010,0010) := \"ANON\"\n");
        set("burned-in", "pass");
        TestObject capture = TestObject.of(15, 1, 1, "US", KnownUid.UltrasoundImageStorage);

        accepted(capture.bytes(), "&session=E15");

        assertThat(sender.dicom(sender.session("E15"), "1")).hasSize(1);
    }

    @Test
    void profiles_and_ctp_scripts_do_it_as_well() {
        script("profile basic\nwith retain-modified-dates");
        accepted(TestObject.ct(16, 1, 1).bytes(), "&session=E16");
        script(
                "<script><e en=\"T\" t=\"00100010\" n=\"PatientName\">@param(@SUBJECT)</e></script>");
        accepted(TestObject.ct(17, 1, 1).bytes(), "&subject=S17&session=E17");

        Dataset byProfile = objects("E16", "1").getFirst();
        Dataset byCtp = objects("E17", "1").getFirst();

        assertThat(byProfile.string(Tag.PatientIdentityRemoved)).contains("YES");
        assertThat(codes(byProfile)).contains("113100", "113107");
        assertThat(byProfile.string(Tag.PatientID).orElse("")).doesNotContain("PAT16");
        assertThat(byCtp.string(Tag.PatientName)).contains("S17");
        assertThat(codes(byCtp)).hasSize(1);
    }

    @Test
    void a_setting_that_would_have_no_effect_is_refused() {
        for (String setting : List.of("originals", "burned-in", "skript")) {
            var answer =
                    sender.client()
                            .put(
                                    "/data/projects/"
                                            + sender.project()
                                            + "/config/anon/"
                                            + setting,
                                    "text/plain",
                                    "nonsense");
            assertThat(answer.statusCode()).as(setting).isEqualTo(400);
        }
    }

    private long script(String script) {
        var answer =
                sender.client()
                        .put("/xapi/anonymize/projects/" + sender.project(), "text/plain", script);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return SERVER.get(Sql.class)
                .of(
                        """
                        select max(c.key) as version
                          from config_version c
                          join project p on p.key = c.project_key
                         where p.id = :project and c.tool = 'anon' and c.path = 'script'\
                        """)
                .bind("project", sender.project())
                .only(row -> row.number("version"));
    }

    private void set(String setting, String value) {
        var answer =
                sender.client()
                        .put(
                                "/data/projects/" + sender.project() + "/config/anon/" + setting,
                                "text/plain",
                                value);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private void accepted(byte[] body, String more) {
        var _ = sender.accepted(sender.toArchive(more, body));
    }

    private static byte[] zip(TestObject... objects) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (TestObject object : objects) {
            files.put(object.fileName(), object.bytes());
        }
        return TestArchives.zip(files);
    }

    private String quarantine() {
        return sender.client()
                .get("/xapi/anonymize/projects/" + sender.project() + "/quarantine")
                .body();
    }

    private List<Dataset> objects(String session, String scan) {
        return sender.dicom(sender.session(session), scan).values().stream()
                .map(ProjectScriptTest::dataset)
                .toList();
    }

    private static Dataset dataset(byte[] file) {
        try {
            return DicomReader.WHOLE.read(file, "a test").dataset();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> codes(Dataset object) {
        return object.sequence(Tag.DeidentificationMethodCodeSequence).stream()
                .map(item -> item.string(Tag.CodeValue).orElse(""))
                .toList();
    }

    private List<String> recorded(String session) {
        return SERVER.get(Sql.class)
                .of(
                        """
                        select cast(i.scripts as text) as scripts
                          from instance i
                          join scan c on c.key = i.scan_key
                          join experiment e on e.key = c.session_key
                          join project p on p.key = e.project_key
                         where p.id = :project and e.label = :session\
                        """)
                .bind("project", sender.project())
                .bind("session", session)
                .list(row -> row.text("scripts"));
    }

    private static boolean exists(TestObject object) {
        try {
            byte[] digest =
                    java.security.MessageDigest.getInstance("SHA-256").digest(object.bytes());
            return SERVER.get(BlobStore.class).exists(Sha256.of(digest));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
