package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Elements of DICOM headers that become custom fields, `/xapi/dicom_mappings`.
class DicomMappingTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final String AT = "/xapi/dicom_mappings";
    private static final JsonMapper JSON = new JsonMapper();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
    }

    private static HttpResponse<String> put(TestClient client, String body) {
        return client.send(
                client.request(AT + "/update")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body)));
    }

    private String mapping(String field, String type, String tag, String element) {
        return """
        {"scope": "Project", "scopeObjectId": "%s", "fieldName": "%s", "fieldType": "%s",
         "dicomTag": "%s", "schemaElement": "%s"}
        """
                .formatted(sender.project(), field, type, tag, element);
    }

    private long map(String body) {
        var answer = put(SERVER.admin(), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("id").longValue();
    }

    private Map<String, String> named(String path, String child, String value) {
        Map<String, String> named = new TreeMap<>();
        JsonNode item =
                JSON.readTree(sender.client().get(path + "?format=json").body())
                        .path("items")
                        .path(0);
        for (JsonNode field : item.path("children")) {
            if (field.path("field").asString("").equals(child)) {
                for (JsonNode one : field.path("items")) {
                    JsonNode data = one.path("data_fields");
                    named.put(data.path("name").asString(""), data.path(value).asString(""));
                }
            }
        }
        return named;
    }

    private static TestObject weighed(int series, int number, String weight, String rows) {
        return TestObject.mr(1, series, number)
                .with(d ->
                        d.put(Tag.PatientWeight, weight)
                                .put(Tag.PerformedProcedureStepID, "FALSE")
                                .put(Tag.AcquisitionNumber, rows));
    }

    @Test
    void what_all_objects_say_becomes_a_variable_of_the_session_or_a_parameter_of_the_scan() {
        map(mapping("weight", "float", "0x00101030", "xnat:mrSessionData"));
        map(mapping("day", "DATE", "0x00080020", "xnat:mrSessionData"));
        map(mapping("flag", "boolean", "0x00400253", "xnat:mrSessionData"));
        map(mapping("rows", "integer", "0x00280010", "xnat:mrSessionData"));
        map(mapping("differs", "string", "0x00080018", "xnat:mrSessionData"));
        map(mapping("none", "string", "0x00104000", "xnat:mrSessionData"));
        map(mapping("nodate", "date", "0x00100010", "xnat:mrSessionData"));
        map(mapping("acquisition", "integer", "0x00200012", "xnat:mrScanData"));
        map(mapping("other", "string", "0x00080060", "xnat:ctScanData"));

        sender.accepted(
                sender.toArchive(
                        "&session=E",
                        TestArchives.zip(
                                weighed(1, 1, "68.5", "7"),
                                weighed(1, 2, "68.5", "7"),
                                weighed(2, 1, "68.5", "8"))));

        String session = sender.session("E");
        assertThat(named(session, "fields/field", "field"))
                .containsEntry("weight", "68.5")
                .containsEntry("day", "2026-01-31")
                .containsEntry("flag", "false")
                .containsEntry("rows", "16")
                .doesNotContainKeys("differs", "none", "nodate");
        assertThat(named(session + "/scans/1", "parameters/addParam", "addField"))
                .isEqualTo(Map.of("acquisition", "7"));
        assertThat(named(session + "/scans/2", "parameters/addParam", "addField"))
                .isEqualTo(Map.of("acquisition", "8"));
    }

    @Test
    void a_mapping_of_another_project_or_one_that_is_deleted_does_nothing() {
        String foreign = mapping("foreign", "string", "0x00080070", "xnat:mrSessionData");
        map(foreign.replace(sender.project(), "NOT" + sender.project()));
        long number = map(mapping("gone", "string", "0x00080070", "xnat:mrSessionData"));
        assertThat(SERVER.admin().delete(AT + "/" + number).statusCode()).isEqualTo(200);

        sender.accepted(sender.toArchive("&session=E", TestArchives.zip(weighed(1, 1, "1", "1"))));

        assertThat(named(sender.session("E"), "fields/field", "field"))
                .doesNotContainKeys("foreign", "gone");
        assertThat(SERVER.admin().delete(AT + "/" + number).statusCode()).isEqualTo(404);
    }

    @Test
    void a_mapping_for_the_site_is_for_every_project() {
        String site =
                mapping("eye", "string", "0x00080070", "xnat:opScanData")
                        .replace("\"Project\"", "\"Site\"")
                        .replace("\"" + sender.project() + "\"", "null");
        long number = map(site);
        try {
            TestObject photo =
                    TestObject.of(1, 1, 1, "OP", KnownUid.OphthalmicPhotography8BitImageStorage);
            sender.accepted(sender.toArchive("&session=E", TestArchives.zip(photo)));

            assertThat(named(sender.session("E") + "/scans/1", "parameters/addParam", "addField"))
                    .containsEntry("eye", "ACME");
        } finally {
            SERVER.admin().delete(AT + "/" + number);
        }
    }

    @Test
    void what_somebody_says_wins() {
        map(mapping("maker", "string", "0x00080070", "xnat:mrSessionData"));
        String uri =
                sender.accepted(
                                sender.send(
                                        "dest=/prearchive/projects/$P",
                                        TestArchives.zip(weighed(1, 1, "1", "1"))))
                        .getFirst();

        var archived =
                sender.client()
                        .post(
                                "/data/services/archive?src="
                                        + uri
                                        + "&xnat:mrSessionData/fields/field%5Bname%3Dmaker%5D/field=me"
                                        + "&session=E",
                                "application/x-www-form-urlencoded",
                                "");

        assertThat(archived.statusCode()).as(archived.body()).isEqualTo(200);
        assertThat(named(sender.session("E"), "fields/field", "field"))
                .containsEntry("maker", "me");
    }

    @Test
    void what_the_projects_script_takes_away_becomes_no_field() {
        map(mapping("weight", "float", "0x00101030", "xnat:mrSessionData"));
        map(mapping("maker", "string", "0x00080070", "xnat:mrSessionData"));
        var saved =
                sender.client()
                        .put(
                                "/xapi/anonymize/projects/" + sender.project(),
                                "text/plain",
                                "version \"6.1\"\n-(0010,1030)\n");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);

        sender.accepted(
                sender.toArchive("&session=E", TestArchives.zip(weighed(1, 1, "68.5", "7"))));

        assertThat(named(sender.session("E"), "fields/field", "field"))
                .containsEntry("maker", "ACME")
                .doesNotContainKey("weight");
    }

    @Test
    void one_of_the_same_element_for_the_same_takes_its_place() {
        long first = map(mapping("a", "string", "0x00101030", "xnat:mrSessionData"));
        long second = map(mapping("b", "float", "0x00101030", "xnat:mrSessionData"));

        assertThat(second).isEqualTo(first);
        String list = SERVER.admin().get(AT).body();
        assertThat(list.split("\"id\":" + first, -1)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0xF2151050,0xf2151050", "0x1,0x00000001"})
    void any_element_of_32_bits_is_taken(String sent, String kept) {
        map(mapping("high", "string", sent, "xnat:mrSessionData"));

        assertThat(SERVER.admin().get(AT).body()).contains("\"dicomTag\":\"" + kept + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"fieldName\": \"a\"",
                "{\"fieldName\":\"a\",\"fieldType\":\"string\",\"schemaElement\":\"xnat:mrSessionData\",\"dicomTag\":\"0x1F2151050\"}",
                "{\"fieldName\":\"a\",\"fieldType\":\"string\",\"schemaElement\":\"xnat:mrSessionData\",\"dicomTag\":\"-1\"}",
                "{\"fieldName\":\"a\",\"fieldType\":\"blob\",\"schemaElement\":\"xnat:mrSessionData\",\"dicomTag\":\"0x1\"}",
                "{\"fieldName\":\"a]x\",\"fieldType\":\"string\",\"schemaElement\":\"xnat:mrSessionData\",\"dicomTag\":\"0x1\"}",
                "{\"fieldName\":\"a\",\"fieldType\":\"string\",\"schemaElement\":\"' or 1=1\",\"dicomTag\":\"0x1\"}",
                "{\"scope\":\"Project\",\"fieldName\":\"a\",\"fieldType\":\"string\",\"schemaElement\":\"xnat:mrSessionData\",\"dicomTag\":\"0x1\"}"
            })
    void what_is_no_mapping_is_refused(String body) {
        assertThat(put(SERVER.admin(), body).statusCode()).isEqualTo(400);
        assertThat(
                        SERVER.admin()
                                .put(
                                        "/data/config/dicom-mapping/1",
                                        "application/octet-stream",
                                        body)
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void only_administrators_see_and_make_them() {
        String login = "maps" + sender.project();
        SERVER.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        "a few words in a row");
        TestClient user = SERVER.as(login, "a few words in a row");
        String body = mapping("mine", "string", "0x00080070", "xnat:mrSessionData");

        assertThat(user.get(AT).statusCode()).isEqualTo(403);
        assertThat(put(user, body).statusCode()).isEqualTo(403);
        assertThat(put(user, "{}").statusCode()).isEqualTo(403);
        assertThat(user.delete(AT + "/1").statusCode()).isEqualTo(403);
        assertThat(put(SERVER.guest(), body).statusCode()).isEqualTo(401);
        assertThat(SERVER.admin().delete(AT + "/x").statusCode()).isEqualTo(400);
        assertThat(SERVER.admin().get(AT).body()).doesNotContain("\"mine\"");
    }
}
