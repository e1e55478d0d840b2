package org.africai.server.schema;

import static org.africai.server.schema.Types.REGISTRY;
import static org.africai.server.schema.Types.item;
import static org.africai.server.schema.Types.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ItemJsonTest {
    private static final ItemJson JSON = new ItemJson(REGISTRY);
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void a_subject_looks_as_xnatpy_reads_it() {
        Item subject =
                item(
                        "xnat:subjectData",
                        "fields/field[name=age]/field",
                        "42",
                        "demographics/gender",
                        "female",
                        "demographics/yob",
                        "1980",
                        "sharing/share[project=P2]/label",
                        "x",
                        "label",
                        "s1",
                        "ID",
                        "XNAT_S00001");

        JsonNode wire =
                MAPPER.readTree(JSON.toWire(subject, Instant.parse("2024-01-01T12:00:00Z")));

        assertThat(wire)
                .isEqualTo(
                        MAPPER.readTree(
                                """
                                {"items":[{"meta":{"xsi:type":"xnat:subjectData","isHistory":false,
                                  "start_date":"Mon Jan 01 12:00:00 UTC 2024"},
                                 "data_fields":{"ID":"XNAT_S00001","label":"s1"},
                                 "children":[
                                 {"field":"sharing/share","items":[{"meta":{
                                  "xsi:type":"xnat:projectParticipant","isHistory":false,
                                  "start_date":"Mon Jan 01 12:00:00 UTC 2024"},
                                  "data_fields":{"label":"x","project":"P2"},"children":[]}]},
                                 {"field":"demographics","items":[{"meta":{
                                  "xsi:type":"xnat:demographicData","isHistory":false,
                                  "start_date":"Mon Jan 01 12:00:00 UTC 2024"},
                                  "data_fields":{"yob":1980,"gender":"female"},"children":[]}]},
                                 {"field":"fields/field","items":[{"meta":{
                                  "xsi:type":"xnat:subjectData_field","isHistory":false,
                                  "start_date":"Mon Jan 01 12:00:00 UTC 2024"},
                                  "data_fields":{"name":"age","field":"42"},"children":[]}]}
                                ]}]}\
                                """));
    }

    @Test
    void numbers_are_numbers_and_everything_else_is_text() {
        Item scan =
                item(
                        "xnat:mrScanData",
                        "ID",
                        "7",
                        "frames",
                        "176",
                        "parameters/tr",
                        "2.50",
                        "parameters/te",
                        "1e-3",
                        "parameters/ti",
                        "NaN",
                        "parameters/flip",
                        "-INF");
        scan = scan.withField("xnat_imagescandata_id", "12").withField("extra", "x");

        String wire = JSON.toWire(scan, null);

        assertThat(wire)
                .contains(
                        "\"ID\":\"7\"",
                        "\"frames\":176",
                        "\"parameters/tr\":2.50",
                        "\"parameters/te\":0.001",
                        "\"parameters/ti\":\"NaN\"",
                        "\"parameters/flip\":\"-INF\"",
                        "\"xnat_imagescandata_id\":12",
                        "\"extra\":\"x\"")
                .doesNotContain("start_date");
        assertThat(MAPPER.readTree(wire).path("items")).hasSize(1);
    }

    @Test
    void booleans_are_text() {
        assertThat(JSON.toWire(item("xnat:projectData", "active", "1"), null))
                .contains("\"active\":\"true\"");
    }

    @Test
    void the_stored_form_leaves_out_what_is_not_there() {
        assertThat(ItemJson.toStorageText(Item.of(Types.type("xnat:subjectData"))))
                .isEqualTo("{\"xsiType\":\"xnat:subjectData\"}");
        assertThat(
                        ItemJson.toStorageText(
                                item("xnat:subjectData", "label", "é", "demographics/yob", "1980")))
                .isEqualTo(
                        "{\"xsiType\":\"xnat:subjectData\",\"fields\":{\"label\":\"é\"},"
                                + "\"children\":{\"demographics\":[{\"xsiType\":"
                                + "\"xnat:demographicData\",\"fields\":{\"yob\":\"1980\"}}]}}");
    }

    @Test
    void a_stored_form_that_is_none_is_a_broken_promise() {
        assertThatThrownBy(() -> ItemJson.fromStorageText("{}"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () -> ItemJson.fromStorageText("{\"xsiType\":\"a\",\"fields\":{\"b\":1}}"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_place_of_a_field_in_the_stored_form_is_an_sql_json_path() {
        assertThat(ItemJson.jsonPath(resolved("xnat:mrScanData", "parameters/tr")))
                .isEqualTo("$.\"fields\".\"parameters/tr\"");
        assertThat(
                        ItemJson.jsonPath(
                                resolved(
                                        "xnat:subjectData",
                                        "demographics[@xsi:type=xnat:demographicData]/gender")))
                .isEqualTo(
                        "$.\"children\".\"demographics\"[*]"
                                + " ? (@.\"xsiType\" == \"xnat:demographicData\")"
                                + ".\"fields\".\"gender\"");
    }

    @Test
    void a_name_in_an_sql_json_path_cannot_break_out_of_its_quotes() {
        assertThat(
                        ItemJson.jsonPath(
                                resolved(
                                        "xnat:subjectData",
                                        "fields/field[name=a\" || 1 == 1 || \"\\]/field")))
                .isEqualTo(
                        "$.\"children\".\"fields/field\"[*]"
                                + " ? (@.\"fields\".\"name\" == \"a\\\" || 1 == 1 || \\\"\\\\\")"
                                + ".\"fields\".\"field\"");
    }
}
