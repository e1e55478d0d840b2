package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.variables.CustomFields;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// XNAT's custom fields, at every address that has them.
class CustomFieldRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    static TestClient owner;
    static String id;
    static String project;

    @BeforeAll
    static void a_project_with_data() {
        owner = People.user(server);
        id = People.fresh("FIELDS");
        project = "/data/projects/" + id;
        for (String path :
                List.of(
                        "",
                        "/subjects/S",
                        "/subjects/S/experiments/E?xsiType=xnat:mrSessionData",
                        "/experiments/E/scans/1?xsiType=xnat:mrScanData",
                        "/experiments/E/assessors/A?xsiType=xnat:qcManualAssessorData")) {
            assertThat(owner.put(project + path).statusCode()).as(path).isIn(200, 201);
        }
    }

    private static String at(String scope) {
        return "/xapi/custom-fields/projects/" + id + scope + "/fields";
    }

    private static int put(TestClient client, String address, String json) {
        return client.put(address, "application/json", json).statusCode();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/subjects/S",
                "/experiments/E",
                "/subjects/S/experiments/E/scans/1",
                "/experiments/E/assessors/A"
            })
    void fields_are_merged_read_by_name_and_deleted(String scope) {
        String fields = at(scope);
        assertThat(owner.get(fields).body()).isEqualTo("{}");

        owner.put(fields, "application/json", "{\"KEY1\":\"VAL 001\"}");
        var merged = owner.put(fields, "application/json", "{\"key2\":1000}");

        assertThat(merged.statusCode()).isEqualTo(200);
        assertThat(merged.body()).contains("\"KEY1\":\"VAL 001\"", "\"key2\":1000");
        assertThat(owner.get(fields + "?fieldNames=key2,DNE").body()).isEqualTo("{\"key2\":1000}");
        assertThat(owner.get(fields + "/KEY1").body()).isEqualTo("VAL 001");
        assertThat(owner.get(fields + "/key2").body()).isEqualTo("1000");
        assertThat(owner.get(fields + "/DNE").statusCode()).isEqualTo(404);
        owner.put(fields, "application/json", "{\"key2\":\"new value\"}");
        assertThat(owner.delete(fields + "/key2").body()).isEqualTo("{\"KEY1\":\"VAL 001\"}");
        assertThat(owner.delete(fields + "/key2").statusCode()).isEqualTo(404);
        owner.delete(fields + "/KEY1");
    }

    @Test
    void values_of_any_shape_come_back_as_they_were() {
        String all =
                "{\"a\":1.50,\"b\":null,\"c\":[1,{\"d\":true}],\"e\":\"é \\\"x\\\"\",\"f\":{}}";

        assertThat(owner.put(at("/subjects/S"), "application/json", all).body()).isEqualTo(all);
        assertThat(owner.get(at("/subjects/S")).body()).isEqualTo(all);
        assertThat(owner.get(at("/subjects/S") + "/c").body()).isEqualTo("[1,{\"d\":true}]");
        List.of("a", "b", "c", "e", "f")
                .forEach(name -> owner.delete(at("/subjects/S") + "/" + name));
    }

    @Test
    void a_field_may_be_called_fields() {
        owner.put(at("/experiments/E"), "application/json", "{\"fields\":\"yes\"}");

        assertThat(owner.get(at("/experiments/E") + "/fields").body()).isEqualTo("yes");
        owner.delete(at("/experiments/E") + "/fields");
    }

    @Test
    void members_set_fields_of_data_and_only_owners_those_of_the_project() {
        String login = People.fresh("fieldmember");
        TestClient member = People.user(server, login);
        String reader = People.fresh("fieldreader");
        TestClient collaborator = People.user(server, reader);
        owner.put(project + "/users/Members/" + login);
        owner.put(project + "/users/Collaborators/" + reader);

        assertThat(put(member, at("/subjects/S"), "{\"m\":1}")).isEqualTo(200);
        assertThat(member.delete(at("/subjects/S") + "/m").statusCode()).isEqualTo(200);
        assertThat(put(member, at(""), "{\"m\":1}")).isEqualTo(403);
        assertThat(collaborator.get(at("/subjects/S")).statusCode()).isEqualTo(200);
        assertThat(put(collaborator, at("/subjects/S"), "{\"m\":1}")).isEqualTo(403);
    }

    @Test
    void what_one_may_not_read_is_forbidden_whether_it_is_there_or_not() {
        TestClient stranger = People.user(server);

        for (String address :
                List.of(at(""), at("/subjects/S"), at("/subjects/none"), at("/experiments/E"))) {
            assertThat(stranger.get(address).statusCode()).as(address).isEqualTo(403);
            assertThat(put(stranger, address, "{\"m\":1}")).as(address).isEqualTo(403);
            assertThat(server.guest().get(address).statusCode()).as(address).isEqualTo(401);
        }
    }

    @Test
    void who_a_thing_is_shared_with_reads_its_fields_and_those_of_a_public_project_are_for_all() {
        String theirs = People.fresh("FIELDSHARE");
        String login = People.fresh("fieldsharer");
        TestClient both = People.user(server, login);
        TestClient other = People.user(server);
        other.put("/data/projects/" + theirs);
        other.put("/data/projects/" + theirs + "/users/Owners/" + login);
        owner.put(project + "/users/Owners/" + login);
        both.put(project + "/subjects/S/projects/" + theirs + "?label=Z");
        owner.put(at("/subjects/S"), "application/json", "{\"k\":\"v\"}");
        String shared = "/xapi/custom-fields/projects/" + theirs + "/subjects/Z/fields";

        assertThat(other.get(shared).body()).isEqualTo("{\"k\":\"v\"}");
        assertThat(put(other, shared, "{\"k\":1}")).isEqualTo(403);
        assertThat(other.delete(shared + "/k").statusCode()).isEqualTo(403);
        owner.put(project + "/accessibility/protected");
        assertThat(People.user(server).get(at("/subjects/S")).statusCode()).isEqualTo(403);
        owner.put(project + "/accessibility/public");
        assertThat(People.user(server).get(at("/subjects/S")).statusCode()).isEqualTo(200);
        assertThat(server.guest().get(at("/subjects/S")).statusCode()).isEqualTo(200);
        assertThat(put(People.user(server), at("/subjects/S"), "{\"k\":1}")).isEqualTo(403);
        owner.put(project + "/accessibility/private");
        both.delete(project + "/subjects/S/projects/" + theirs);
        owner.delete(at("/subjects/S") + "/k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{\"a\":}",
                "{\"a\":1,\"a\":2}",
                "{\"\":1}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":1e99999}",
                "{\"a\\u0000\":1}"
            })
    void what_is_no_object_of_fields_is_refused(String body) {
        assertThat(put(owner, at("/subjects/S"), body)).isEqualTo(400);
        assertThat(owner.get(at("/subjects/S")).body()).isEqualTo("{}");
    }

    @Test
    void fields_have_room_but_not_without_end() {
        String half = "x".repeat(CustomFields.MAX_BYTES / 2 + 100);
        String subject = at("/experiments/E/scans/1");

        assertThat(put(owner, subject, "{\"a\":\"" + half + "\"}")).isEqualTo(200);
        assertThat(put(owner, subject, "{\"b\":\"" + half + "\"}")).isEqualTo(413);
        assertThat(put(owner, subject, "{\"a\":\"" + half + half + "\"}")).isEqualTo(413);
        assertThat(put(owner, subject, "{\"" + "n".repeat(256) + "\":1}")).isEqualTo(400);
        owner.delete(subject + "/a");
    }

    @Test
    void other_addresses_are_not_there() {
        for (String path :
                List.of(
                        "/xapi/custom-fields/fields",
                        "/xapi/custom-fields/projects/" + id,
                        "/xapi/custom-fields/projects/" + id + "/subjects/fields",
                        "/xapi/custom-fields/projects/" + id + "/fields/a/b")) {
            assertThat(owner.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }
}
