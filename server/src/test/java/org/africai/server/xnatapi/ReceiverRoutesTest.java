package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.Map;
import org.africai.dimse.DicomClient;
import org.africai.dimse.Opening;
import org.africai.dimse.Proposal;
import org.africai.dimse.RemoteEntity;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `/xapi/dicomscp`.
class ReceiverRoutesTest {
    private static final int PORT = freePort();

    @RegisterExtension
    static final TestServer SERVER =
            TestServer.with(
                    Map.of("dicom-port", Integer.toString(PORT), "dicom-ae-title", "FIRST"));

    private static final String ROOT = "/xapi/dicomscp";
    private static final JsonMapper JSON = new JsonMapper();

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> post(String json) {
        return SERVER.admin().post(ROOT, "application/json", json);
    }

    private static JsonNode made(String json) {
        HttpResponse<String> answer = post(json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = SERVER.admin().get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static boolean answers(String title, int port) {
        Opening opening =
                DicomClient.of("ANYBODY")
                        .open(RemoteEntity.plain(title, "127.0.0.1", port), Proposal.EMPTY.echo());
        if (opening instanceof Opening.Accepted(var association)) {
            association.close();
            return true;
        }
        return false;
    }

    @Test
    void the_receiver_of_the_settings_is_there_from_the_start_with_all_of_xnats_fields() {
        JsonNode first = get(ROOT).path(0);

        assertThat(first.path("aeTitle").asString()).isEqualTo("FIRST");
        assertThat(first.path("port").asInt()).isEqualTo(PORT);
        assertThat(first.path("label").asString()).isEqualTo("FIRST:" + PORT);
        assertThat(first.path("identifier").asString()).isEqualTo("dicomObjectIdentifier");
        for (String on : new String[] {"enabled", "anonymizationEnabled", "listening"}) {
            assertThat(first.path(on).booleanValue()).as(on).isTrue();
        }
        for (String off :
                new String[] {
                    "customProcessing",
                    "directArchive",
                    "whitelistEnabled",
                    "routingExpressionsEnabled",
                    "identityRequired",
                    "queryEnabled"
                }) {
            assertThat(first.path(off).booleanValue()).as(off).isFalse();
        }
        assertThat(first.path("whitelist").isArray()).isTrue();
        assertThat(first.path("created").isIntegralNumber()).isTrue();
        assertThat(first.path("timestamp").isIntegralNumber()).isTrue();
        assertThat(answers("FIRST", PORT)).isTrue();
        assertThat(SERVER.announced())
                .contains("DICOM receiver FIRST:" + PORT + " listens at 127.0.0.1");
    }

    @Test
    void a_receiver_is_made_found_changed_in_part_and_deleted() {
        int port = freePort();
        JsonNode made =
                made(
                        "{\"aeTitle\": \"CT\", \"port\": %s, \"whitelistText\": \"A\\nB@10.0.0.0/8\"}"
                                .formatted(port));
        String address = ROOT + "/" + made.path("id").asLong();
        assertThat(answers("CT", port)).isTrue();
        assertThat(get(address)).isEqualTo(made);
        assertThat(get(ROOT + "/title/CT/" + port)).isEqualTo(made);
        assertThat(made.path("whitelist").size()).isEqualTo(2);

        HttpResponse<String> changed =
                SERVER.admin()
                        .put(address, "application/json", "{\"directArchive\": true, \"id\": 99}");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        JsonNode after = get(address);
        assertThat(after.path("directArchive").booleanValue()).isTrue();
        assertThat(after.path("aeTitle").asString()).isEqualTo("CT");
        assertThat(after.path("whitelist")).isEqualTo(made.path("whitelist"));

        assertThat(SERVER.admin().delete(address).statusCode()).isEqualTo(200);
        assertThat(SERVER.admin().get(address).statusCode()).isEqualTo(404);
        assertThat(SERVER.admin().delete(address).statusCode()).isEqualTo(404);
        assertThat(answers("CT", port)).isFalse();
    }

    @Test
    void what_xnats_page_sends_is_understood() {
        JsonNode made =
                made(
                        """
                        {"aeTitle": "PAGE", "port": "%s", "enabled": "true", "customProcessing": true,
                         "directArchive": true, "identifier": "dicomObjectIdentifier",
                         "anonymizationEnabled": true, "whitelistEnabled": false, "whitelistText": "",
                         "routingExpressionsEnabled": false, "projectRoutingExpression": "",
                         "subjectRoutingExpression": "", "sessionRoutingExpression": "",
                         "fileNamer": null}\
                        """
                                .formatted(freePort()));
        assertThat(made.path("customProcessing").booleanValue()).isTrue();
        SERVER.admin().delete(ROOT + "/" + made.path("id").asLong());
    }

    @Test
    void a_receiver_can_be_disabled_and_enabled() {
        int port = freePort();
        String address =
                ROOT
                        + "/"
                        + made("{\"aeTitle\": \"OFF\", \"port\": %s}".formatted(port))
                                .path("id")
                                .asLong();
        assertThat(get(address + "/enabled").booleanValue()).isTrue();

        assertThat(SERVER.admin().put(address + "/enabled/false").statusCode()).isEqualTo(200);
        assertThat(get(address + "/enabled").booleanValue()).isFalse();
        assertThat(answers("OFF", port)).isFalse();

        assertThat(SERVER.admin().put(address + "/enabled/true").statusCode()).isEqualTo(200);
        assertThat(answers("OFF", port)).isTrue();
        assertThat(SERVER.admin().put(address + "/enabled/maybe").statusCode()).isEqualTo(400);
        SERVER.admin().delete(address);
    }

    @Test
    void several_titles_share_a_port_and_all_stop_and_start_together() {
        JsonNode second = made("{\"aeTitle\": \"SECOND\", \"port\": %s}".formatted(PORT));
        assertThat(answers("SECOND", PORT)).isTrue();

        HttpResponse<String> stopped = SERVER.admin().put(ROOT + "/stop");
        assertThat(JSON.readTree(stopped.body()).toString())
                .contains("FIRST:" + PORT, "SECOND:" + PORT);
        assertThat(answers("FIRST", PORT)).isFalse();
        assertThat(get(ROOT).path(0).path("listening").booleanValue()).isFalse();

        HttpResponse<String> started = SERVER.admin().put(ROOT + "/start");
        assertThat(started.body()).contains("FIRST:" + PORT, "SECOND:" + PORT);
        assertThat(answers("FIRST", PORT)).isTrue();
        SERVER.admin().delete(ROOT + "/" + second.path("id").asLong());
        assertThat(answers("SECOND", PORT)).isFalse();
        assertThat(answers("FIRST", PORT)).isTrue();
    }

    @Test
    void the_same_title_on_the_same_port_is_refused() {
        HttpResponse<String> again = post("{\"aeTitle\": \"FIRST\", \"port\": %s}".formatted(PORT));

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("already");
    }

    @Test
    void a_port_of_another_program_is_refused() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpResponse<String> answer =
                    post("{\"aeTitle\": \"X\", \"port\": %s}".formatted(other.getLocalPort()));

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("in use");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"port\": 11112}",
                "{\"aeTitle\": \"X\"}",
                "{\"aeTitle\": \"X\", \"port\": 0}",
                "{\"aeTitle\": \"X\", \"port\": 65536}",
                "{\"aeTitle\": \"X\", \"port\": \"1; drop table dicom_receiver\"}",
                "{\"aeTitle\": \"SEVENTEEN_LETTERS\", \"port\": 11112}",
                "{\"aeTitle\": \"A\\\\B\", \"port\": 11112}",
                "{\"aeTitle\": \" A\", \"port\": 11112}",
                "{\"aeTitle\": 7, \"port\": 11112}",
                "{\"aeTitle\": \"X\", \"port\": 11112, \"enabled\": \"perhaps\"}",
                "{\"aeTitle\": \"X\", \"port\": 11112, \"whitelistEnable\": true}",
                "{\"aeTitle\": \"X\", \"port\": 11112, \"whitelist\": \"A\"}",
                "{\"aeTitle\": \"X\", \"port\": 11112, \"whitelist\": [1]}",
                "{\"aeTitle\": \"X\", \"port\": 11112, \"whitelist\": [\"A@somewhere\"]}",
                "{\"aeTitle\": \"X\", \"port\": 11112, \"whitelist\": [\"A@10.0.0.0/33\"]}",
                "{\"aeTitle\": \"X\", \"port\": 11112, \"identifier\": \"dqrObjectIdentifier\"}",
                "{\"aeTitle\": \"X\", \"port\": 11112, \"fileNamer\": \"${x}\"}",
                "{\"aeTitle\": \"X\", \"port\": 11112, \"projectRoutingExpression\": \"nonsense\"}",
                "{\"aeTitle\": \"X\", \"port\": 11112, \"projectRoutingExpression\": \"(0008,1030):(\"}",
                "{\"aeTitle\": \"X\", \"port\": 11112, \"project\": \"NOSUCH\"}",
                "{\"aeTitle\": \"X\", \"port\": 11112, \"user\": \"nobody\"}",
                "{\"aeTitle\": \"X\", \"port\": 11112, \"destinations\": [{}]}",
                "{\"aeTitle\": \"X\", \"port\": 11112,"
                        + " \"destinations\": [{\"aeTitle\": \"D\", \"host\": \"a b\", \"port\": 1}]}",
            })
    void what_makes_no_sense_is_refused_and_leaves_nothing(String body) {
        int before = get(ROOT).size();

        HttpResponse<String> answer = post(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).isNotBlank();
        assertThat(get(ROOT).size()).isEqualTo(before);
    }

    @Test
    void an_identifier_that_is_not_known_is_named() {
        assertThat(post("{\"aeTitle\": \"X\", \"port\": 11112, \"identifier\": \"other\"}").body())
                .contains("unknown DICOM Object Identifier 'other'");
        assertThat(get(ROOT + "/identifiers").has("dicomObjectIdentifier")).isTrue();
    }

    @Test
    void a_body_that_is_too_long_is_refused() {
        assertThat(post("{\"aeTitle\": \"" + "A".repeat(300_000) + "\"}").statusCode())
                .isEqualTo(413);
    }

    @Test
    void only_administrators_see_and_change_receivers() {
        TestClient user = People.user(SERVER);
        long id = get(ROOT).path(0).path("id").asLong();
        for (TestClient stranger : new TestClient[] {user, SERVER.guest()}) {
            int expected = stranger.authorization().isPresent() ? 403 : 401;
            assertThat(stranger.get(ROOT).statusCode()).isEqualTo(expected);
            assertThat(stranger.get(ROOT + "/" + id).statusCode()).isEqualTo(expected);
            assertThat(stranger.get(ROOT + "/nonsense").statusCode()).isEqualTo(expected);
            assertThat(stranger.get(ROOT + "/identifiers").statusCode()).isEqualTo(expected);
            assertThat(stranger.get(ROOT + "/" + id + "/enabled").statusCode()).isEqualTo(expected);
            assertThat(stranger.get(ROOT + "/title/FIRST/" + PORT).statusCode())
                    .isEqualTo(expected);
            assertThat(stranger.post(ROOT, "application/json", "{}").statusCode())
                    .isEqualTo(expected);
            assertThat(stranger.put(ROOT + "/" + id, "application/json", "{}").statusCode())
                    .isEqualTo(expected);
            assertThat(stranger.delete(ROOT + "/" + id).statusCode()).isEqualTo(expected);
            assertThat(stranger.put(ROOT + "/stop").statusCode()).isEqualTo(expected);
            assertThat(stranger.put(ROOT + "/start").statusCode()).isEqualTo(expected);
        }
        assertThat(answers("FIRST", PORT)).isTrue();
    }

    @Test
    void a_number_that_is_none_is_not_there() {
        assertThat(SERVER.admin().get(ROOT + "/999999").statusCode()).isEqualTo(404);
        assertThat(SERVER.admin().get(ROOT + "/1%20or%201=1").statusCode()).isEqualTo(404);
        assertThat(SERVER.admin().get(ROOT + "/title/NOBODY/1").statusCode()).isEqualTo(404);
        assertThat(SERVER.admin().put(ROOT + "/999999", "application/json", "{}").statusCode())
                .isEqualTo(404);
    }
}
