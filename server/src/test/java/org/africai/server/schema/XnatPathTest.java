package org.africai.server.schema;

import static org.africai.server.schema.Types.isUnknown;
import static org.africai.server.schema.Types.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.africai.server.schema.Resolution.Resolved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XnatPathTest {
    @ParameterizedTest
    @CsvSource({
        "xnat:mrSessionData, xnat:mrSessionData/date, date",
        "xnat:mrSessionData, xnat:experimentData/date, date",
        "xnat:mrSessionData, xnat:MRSession/date, date",
        "xnat:mrSessionData, date, date",
        "xnat:mrSessionData, xnat:mrSessionData/scanner/manufacturer, scanner/manufacturer",
        "xnat:mrScanData, xnat:mrScanData/id, ID",
        "xnat:mrScanData, xnat:mrScanData/@ID, ID",
        "xnat:mrScanData, XNAT:MRSCANDATA/Series_Description, series_description",
        "xnat:mrScanData, parameters/voxelRes/x, parameters/voxelRes/x",
        "xnat:mrScanData, xnat:imageScanData/note, note",
        "xnat:subjectData, xnat:subjectData/demographics/gender, demographics/gender",
        "xnat:subjectData, xnat:demographicData/gender, demographics/gender",
        "xnat:projectData, xnat:projectData/aliases/alias/alias, aliases/alias/alias",
        "xnat:mrSessionData, xnat:mrSessionData/fields/field/name, fields/field/name",
    })
    void a_path_leads_to_the_field_it_names(String type, String path, String field) {
        assertThat(resolved(type, path).path()).isEqualTo(field);
    }

    @Test
    void a_condition_names_the_type_of_a_nested_document() {
        Resolved path =
                resolved(
                        "xnat:subjectData",
                        "xnat:subjectData/demographics[@xsi:type=xnat:demographicData]/gender");

        assertThat(path.hops()).hasSize(1);
        assertThat(path.hops().getFirst().type().name()).isEqualTo("xnat:demographicData");
        assertThat(path.hops().getFirst().named()).isEqualTo("xnat:demographicData");
        assertThat(path.xpath())
                .isEqualTo("xnat:subjectData/demographics[@xsi:type=xnat:demographicData]/gender");
    }

    @Test
    void a_condition_names_the_key_of_a_nested_document() {
        Resolved path =
                resolved("xnat:subjectData", "xnat:subjectData/fields/field[name=age]/field");

        assertThat(path.hops().getFirst().where()).isEqualTo(Map.of("name", "age"));
        assertThat(path.field().path()).isEqualTo("field");
    }

    @Test
    void a_quoted_value_may_hold_brackets_and_slashes() {
        Resolved path =
                resolved("xnat:subjectData", "xnat:subjectData/fields/field[@name='a/b]c']/field");

        assertThat(path.hops().getFirst().where()).isEqualTo(Map.of("name", "a/b]c"));
    }

    @Test
    void a_position_and_a_type_may_stand_together() {
        Resolved path =
                resolved(
                        "xnat:mrSessionData",
                        "xnat:mrSessionData/scans/scan[0][@xsi:type=xnat:mrScanData]/type");

        assertThat(path.hops().getFirst().index()).isZero();
        assertThat(path.hops().getFirst().type().name()).isEqualTo("xnat:mrScanData");
        assertThat(path.path()).isEqualTo("scans/scan/type");
    }

    @Test
    void deep_paths_go_through_several_documents() {
        Resolved path =
                resolved(
                        "xnat:projectData",
                        "xnat:projectData/studyProtocol[ID=p][@xsi:type=xnat:datatypeProtocol]"
                                + "/definitions/definition[ID=d]/fields/field[name=f]/datatype");

        assertThat(path.path())
                .isEqualTo("studyProtocol/definitions/definition/fields/field/datatype");
    }

    @Test
    void a_condition_may_stand_at_the_structure_around_the_repeated_element() {
        Resolved path =
                resolved(
                        "xnat:projectData",
                        "xnat:projectData/studyProtocol[ID=p]/definitions[ID=d]"
                                + "/fields[name=f]/datatype");

        assertThat(path.xpath())
                .isEqualTo(
                        "xnat:projectData/studyProtocol[ID=p]/definitions/definition[ID=d]"
                                + "/fields/field[name=f]/datatype");
    }

    @Test
    void xnatpy_names_the_structure_instead_of_the_repeated_element() {
        assertThat(
                        resolved(
                                        "xnat:qcManualAssessorData",
                                        "xnat:qcManualAssessorData/scans[imageScan_ID=1]/motion")
                                .xpath())
                .isEqualTo("xnat:qcManualAssessorData/scans/scan[imageScan_ID=1]/motion");
    }

    @Test
    void xnatpys_unknown_step_is_found_by_its_type() {
        Resolved path =
                resolved(
                        "xnat:subjectData",
                        "xnat:subjectData/UNKNOWN[@xsi:type=xnat:demographicData]/gender");

        assertThat(path.xpath())
                .isEqualTo("xnat:subjectData/demographics[@xsi:type=xnat:demographicData]/gender");
    }

    @Test
    void a_field_that_only_a_subtype_has_names_that_subtype() {
        assertThat(resolved("xnat:experimentData", "fieldStrength").type().name())
                .isEqualTo("xnat:mrSessionData");
        assertThat(resolved("xnat:experimentData", "xnat:ctSessionData/date").type().name())
                .isEqualTo("xnat:ctSessionData");
    }

    @Test
    void the_archives_own_numbers_can_be_asked_for() {
        Resolved path = resolved("xnat:mrScanData", "xnat:imageScanData/xnat_imagescandata_id");

        assertThat(path.field())
                .isInstanceOfSatisfying(Field.Value.class, f -> assertThat(f.hidden()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xnat:ctScanData/note",
                "xnat:mrScanData/nothing",
                "xnat:noSuchData/note",
                "xnat:mrScanData",
                "xnat:mrScanData/",
                "/note",
                "note//x",
                "note[",
                "note[name=",
                "parameters/addParam[name='x]/addField",
                "parameters/addParam[colour=red]/addField",
                "parameters/addParam[name=k]/k",
                "parameters/addParam[1234567]/addField",
                "scanner[@xsi:type=xnat:mrScanData]/model",
                "file[@xsi:type=xnat:mrScanData]/label",
                "UNKNOWN[@xsi:type=xnat:projectData]/name",
                "note/note",
                "",
                "@",
                "../note",
                "note; drop table scan",
            })
    void anything_else_is_unknown(String path) {
        assertThat(isUnknown("xnat:mrScanData", path)).isTrue();
    }

    @Test
    void a_path_longer_than_the_limit_is_unknown() {
        String name = "n".repeat(XnatPath.MAX_LENGTH);

        assertThat(XnatPath.parse("fields/field[name=" + name + "]/field")).isEmpty();
    }

    @Test
    void a_path_of_more_steps_than_the_limit_is_unknown() {
        assertThat(XnatPath.parse("a" + "/a".repeat(XnatPath.MAX_STEPS - 1))).isPresent();
        assertThat(XnatPath.parse("a" + "/a".repeat(XnatPath.MAX_STEPS))).isEmpty();
    }

    @Test
    @Timeout(60)
    void a_path_that_fits_many_types_at_every_step_is_given_up() {
        String path =
                "subjects/subject/experiments/experiment/assessors/assessor/out/file/tags/tag/x";

        assertThat(isUnknown("xnat:experimentData", path)).isTrue();
        assertThat(isUnknown("cat:catalog", "sets/entrySet/".repeat(7) + "x")).isTrue();
    }

    @Test
    void no_text_breaks_the_parser() {
        String alphabet = "a/[]=@:'\"0 .xnat:subjectData";
        Random random = new Random(42);
        for (int n = 0; n < 20_000; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            XnatPath.parse(text.toString())
                    .ifPresent(path -> assertThat(path.steps()).isNotEmpty());
        }
    }

    @Test
    void what_a_path_is_written_as_leads_to_the_same_field() {
        for (DataType type : Types.REGISTRY.types()) {
            for (Field field : type.fields().values()) {
                Resolved path = resolved(type.name(), type.name() + "/" + field.path());
                assertThat(path.field()).isEqualTo(field);
                assertThat(resolved(type.name(), path.xpath())).isEqualTo(path);
            }
        }
    }
}
