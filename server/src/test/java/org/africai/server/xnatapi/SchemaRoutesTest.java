package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.africai.server.boot.TestServer;
import org.africai.server.schema.SafeXml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static JsonNode json(String path) {
        var answer = server.guest().get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(t -> assertThat(t).startsWith("application/json"));
        return new JsonMapper().readTree(answer.body());
    }

    @Test
    void a_guest_fetches_every_schema_that_is_listed() {
        JsonNode names = json("/xapi/schemas?format=json");

        assertThat(names.size()).isGreaterThan(10);
        for (JsonNode name : names) {
            var answer = server.guest().get("/xapi/schemas/" + name.stringValue());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("application/xml;charset=UTF-8");
            assertThat(SafeXml.parse(answer.body()).localName()).isEqualTo("schema");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/xapi/schemas/nothing",
                "/xapi/schemas/pipeline/nothing",
                "/xapi/schemas/index.txt",
                "/xapi/schemas/datatypes/names/xnat:nothing",
                "/xapi/schemas/datatypes/elements/xnat:subjectData_field",
            })
    void what_is_not_there_is_not_found(String path) {
        assertThat(server.guest().get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void the_data_types_are_listed() {
        assertThat(json("/xapi/schemas/datatypes").toString())
                .contains(
                        "\"xnat:mrSessionData\"",
                        "\"xnat:imageScanData\"",
                        "\"wrk:workflowData\"",
                        "\"xdat:user\"",
                        "\"arc:ArchiveSpecification\"",
                        "\"arc:pipelineData\"",
                        "\"val:protocolData_scan_check_comment\"");
        assertThat(json("/xapi/schemas/datatypes/searchable").toString())
                .contains("\"xnat:mrSessionData\"")
                .doesNotContain("\"xnat:imageScanData\"");
    }

    @Test
    void a_data_type_tells_its_names_and_its_fields() {
        JsonNode names = json("/xapi/schemas/datatypes/names/xnat:mrSessionData");
        assertThat(names.propertyNames()).containsExactly("xnat_mrSessionData");
        assertThat(names.path("xnat_mrSessionData").toString())
                .contains("\"xnat:MRSession\"", "\"http://nrg.wustl.edu/xnat:mrSessionData\"");

        JsonNode element = json("/xapi/schemas/datatypes/elements/xnat_mrSessionData");
        assertThat(element.path("xnat_mrSessionData").path("singular").stringValue())
                .isEqualTo("MR Session");
        assertThat(element.toString())
                .contains("\"scanner/manufacturer\"")
                .contains("\"properName\":\"MRSession\"", "\"namespacePrefix\":\"xnat\"");
        assertThat(json("/xapi/schemas/datatypes/names/all").size()).isGreaterThan(50);
        assertThat(json("/xapi/schemas/datatypes/elements/all").size()).isGreaterThan(50);
    }

    @Test
    void a_form_longer_than_the_limit_is_refused() {
        var answer =
                server.guest()
                        .post(
                                "/xapi/schemas/datatypes/names",
                                "application/x-www-form-urlencoded",
                                "dataTypes=" + "x".repeat(64 << 10));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void exactly_the_data_types_asked_for_are_told() {
        for (String kind : new String[] {"names", "elements"}) {
            String path = "/xapi/schemas/datatypes/" + kind;
            Map<String, String> bodies =
                    Map.of(
                            "application/json",
                            "{\"dataTypes\":[\"xnat:mrSessionData\",\"xnat:CTSession\"]}",
                            "application/x-www-form-urlencoded",
                            "dataTypes=xnat:mrSessionData&dataTypes=xnat:ctSessionData");
            bodies.forEach((type, body) -> {
                var answer = server.guest().post(path, type, body);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(new JsonMapper().readTree(answer.body()).propertyNames())
                        .containsExactly("xnat_ctSessionData", "xnat_mrSessionData");
            });
            assertThat(server.guest().post(path, "application/json", "{}").statusCode())
                    .isEqualTo(400);
        }
    }
}
