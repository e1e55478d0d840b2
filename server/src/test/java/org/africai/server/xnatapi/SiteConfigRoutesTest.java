package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SiteConfigRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.with(Map.of());

    private static final String CONFIG = "/xapi/siteConfig";
    private static final String JSON = "application/json";
    private static final JsonMapper READER = new JsonMapper();

    @Test
    void each_reader_sees_the_properties_that_are_for_them() {
        set("{\"madeUpByTest\": \"Added\"}");
        JsonNode ofGuest = READER.readTree(server.guest().get(CONFIG).body());
        JsonNode ofUser = READER.readTree(People.user(server).get(CONFIG).body());
        JsonNode ofAdmin = READER.readTree(server.admin().get(CONFIG).body());

        assertThat(ofGuest.has("siteId")).isTrue();
        assertThat(ofGuest.has("sitewidePetTracers")).isFalse();
        assertThat(ofUser.has("sitewidePetTracers")).isTrue();
        assertThat(ofUser.has("passwordComplexityMessage")).isFalse();
        assertThat(ofUser.has("madeUpByTest")).isFalse();
        assertThat(ofAdmin.has("passwordComplexityMessage")).isTrue();
        assertThat(ofAdmin.get("madeUpByTest").stringValue()).isEqualTo("Added");
    }

    @Test
    void one_property_is_its_bare_text_and_only_for_those_who_may() {
        TestClient user = People.user(server);

        assertThat(server.guest().get(CONFIG + "/siteId").body()).isEqualTo("XNAT");
        assertThat(server.guest().get(CONFIG + "/requireLogin").body()).isEqualTo("false");
        assertThat(server.guest().get(CONFIG + "/initialized").body()).isEqualTo("true");
        assertThat(server.guest().get(CONFIG + "/sitewidePetTracers").statusCode()).isEqualTo(403);
        assertThat(user.get(CONFIG + "/sitewidePetTracers").statusCode()).isEqualTo(200);
        assertThat(user.get(CONFIG + "/passwordComplexityMessage").statusCode()).isEqualTo(403);
        assertThat(user.get(CONFIG + "/unheardOf").statusCode()).isEqualTo(403);
        assertThat(server.admin().get(CONFIG + "/unheardOf").statusCode()).isEqualTo(404);
        assertThat(server.guest().get(CONFIG + "/values/siteId,adminEmail").body())
                .isEqualTo("{\"siteId\":\"XNAT\"}");
    }

    @Test
    void administrators_set_properties_and_nobody_else_does() {
        TestClient user = People.user(server);
        String text = "text/plain";

        assertThat(user.post(CONFIG, JSON, "{\"siteName\": \"bad\"}").statusCode()).isEqualTo(403);
        assertThat(server.guest().post(CONFIG, JSON, "{\"siteName\": \"bad\"}").statusCode())
                .isEqualTo(403);
        assertThat(user.post(CONFIG + "/siteName", text, "bad").statusCode()).isEqualTo(403);
        assertThat(server.guest().get(CONFIG + "/siteName").body()).isEqualTo("AFRICAI");

        assertThat(server.admin().post(CONFIG + "/siteName", text, "Ours").statusCode())
                .isEqualTo(200);
        assertThat(server.guest().get(CONFIG + "/siteName").body()).isEqualTo("Ours");
        assertThat(server.admin().post(CONFIG + "/siteName", JSON, "Plain").statusCode())
                .as("text that a client calls JSON")
                .isEqualTo(200);
        assertThat(server.guest().get(CONFIG + "/siteName").body()).isEqualTo("Plain");
        assertThat(server.admin().post(CONFIG + "/siteName", JSON, "\"AFRICAI\"").statusCode())
                .isEqualTo(200);
        assertThat(server.guest().get(CONFIG + "/siteName").body()).isEqualTo("AFRICAI");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"requireLogin\": \"perhaps\"}",
                "{\"requireLogin\": 1}",
                "{\"sessionTimeout\": \"soon\"}",
                "{\"sessionTimeout\": \"0 minutes\"}",
                "{\"sessionTimeout\": 15}",
                "{\"siteId\": null}",
                "{\"siteId\": [\"a\"]}",
                "{\"siteId\": \"\"}",
                "{\"siteUrl\": \"javascript:alert(1)\"}",
                "{\"bad name\": \"x\"}",
                "{\"\": \"x\"}",
                "[]",
                "{"
            })
    void a_value_that_cannot_be_is_refused_and_nothing_of_it_kept(String body) {
        String before = server.admin().get(CONFIG).body();

        var answer = server.admin().post(CONFIG, JSON, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(server.admin().get(CONFIG).body()).isEqualTo(before);
    }

    @Test
    void of_several_values_all_are_set_or_none() {
        var answer =
                server.admin()
                        .post(CONFIG, JSON, "{\"siteName\": \"Half\", \"requireLogin\": \"?\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(server.guest().get(CONFIG + "/siteName").body()).isEqualTo("AFRICAI");
    }

    @Test
    void a_value_over_the_limit_is_refused() {
        String limit = "x".repeat(64 * 1024 - 2);

        assertThat(server.admin().post(CONFIG + "/long", "text/plain", limit).statusCode())
                .isEqualTo(200);
        assertThat(server.admin().post(CONFIG + "/long", "text/plain", limit + "x").statusCode())
                .isEqualTo(400);
        assertThat(
                        server.admin()
                                .post(CONFIG + "/long", "text/plain", "x".repeat(300 * 1024))
                                .statusCode())
                .isEqualTo(413);
    }

    @Test
    void the_build_is_an_xnat_that_clients_know() {
        var info = server.guest().get(CONFIG + "/buildInfo?format=json");

        assertThat(info.headers().firstValue("Content-Type"))
                .hasValue("application/json;charset=UTF-8");
        assertThat(READER.readTree(info.body()).get("version").stringValue()).startsWith("1.8.");
        assertThat(server.guest().get(CONFIG + "/buildInfo/version").body()).startsWith("1.8.");
        assertThat(server.guest().get(CONFIG + "/buildInfo/none").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/version", "/data/uptime", "/data/buildInfo"})
    void what_old_xnats_had_is_not_there(String path) {
        assertThat(server.guest().get(path).statusCode()).isEqualTo(404);
        assertThat(server.admin().get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void uptime_goes_up() {
        double first = seconds(READER.readTree(server.guest().get(CONFIG + "/uptime").body()));
        double second = seconds(READER.readTree(server.guest().get(CONFIG + "/uptime").body()));

        assertThat(second).isGreaterThan(first);
        assertThat(server.guest().get(CONFIG + "/uptime/display").body()).contains("minutes");
    }

    @Test
    void there_are_no_plugins() {
        assertThat(server.guest().get("/xapi/plugins").body()).isEqualTo("{}");
        assertThat(server.guest().get("/xapi/plugins/").body()).isEqualTo("{}");
        assertThat(server.guest().get("/xapi/plugins/containers").statusCode()).isEqualTo(404);
    }

    private static double seconds(JsonNode uptime) {
        return ((Double.parseDouble(uptime.get("days").stringValue()) * 24
                                                + Double.parseDouble(
                                                        uptime.get("hours").stringValue()))
                                        * 60
                                + Double.parseDouble(uptime.get("minutes").stringValue()))
                        * 60
                + Double.parseDouble(uptime.get("seconds").stringValue());
    }

    private static void set(String properties) {
        assertThat(server.admin().post(CONFIG, JSON, properties).statusCode()).isEqualTo(200);
    }
}
