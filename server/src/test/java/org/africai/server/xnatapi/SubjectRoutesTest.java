package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.encode;
import static org.africai.server.xnatapi.Answers.field;
import static org.africai.server.xnatapi.Answers.item;
import static org.africai.server.xnatapi.Answers.variables;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String DEMOGRAPHICS =
            "xnat:subjectData/demographics[@xsi:type=xnat:demographicData]/";

    static TestClient owner;
    static String project;

    @BeforeAll
    static void a_project() {
        owner = People.user(server);
        project = "/data/projects/" + People.fresh("SUBJ");
        assertThat(owner.put(project).statusCode()).isEqualTo(200);
    }

    @Test
    void a_put_creates_a_subject_with_its_demographics_and_answers_its_id() {
        var made =
                owner.put(
                        project
                                + "/subjects/1?req_format=qs&group=control&src=12&pi_firstname=Tim"
                                + "&pi_lastname=Olsen&dob=2000-01-01&gender=male&handedness=left");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).matches("\\w+_S\\d{5}");
        assertThat(owner.get(project + "/subjects/1?format=xml").body())
                .contains("label=\"1\"", "group=\"control\"", "<xnat:dob>2000-01-01</xnat:dob>")
                .contains("<xnat:gender>male</xnat:gender>", "<xnat:firstname>Tim</xnat:firstname>")
                .contains("xsi:type=\"xnat:demographicData\"");
        assertThat(owner.get("/data/subjects/" + made.body() + "?format=json").body())
                .contains("\"ID\":\"" + made.body() + "\"", "\"handedness\":\"left\"");
    }

    @Test
    void a_second_put_of_the_same_label_answers_200_and_the_same_id() {
        var first = owner.put(project + "/subjects/again?xnat:subjectData/label=again");
        var second = owner.put(project + "/subjects/again?xnat:subjectData/label=again");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void a_deleted_subject_is_gone() {
        owner.put(project + "/subjects/gone");

        assertThat(owner.delete(project + "/subjects/gone?removeFiles=true").statusCode())
                .isEqualTo(200);

        assertThat(owner.get(project + "/subjects/gone").statusCode()).isEqualTo(404);
        assertThat(owner.delete(project + "/subjects/gone").statusCode()).isEqualTo(404);
    }

    @Test
    void a_document_adds_and_changes_but_deletes_only_where_it_is_allowed_to() {
        String path = project + "/subjects/documented";
        owner.put(path, "text/xml", subject("<xnat:education>12</xnat:education>"));
        String changed = subject("<xnat:weight units=\"kg\">61.5</xnat:weight>");

        var second = owner.put(path, "text/xml", changed);

        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(owner.get(path + "?format=xml").body())
                .contains("<xnat:education>12<", "<xnat:weight units=\"kg\">61.5<");
        assertThat(owner.put(path + "?allowDataDeletion=true", "text/xml", changed).statusCode())
                .isEqualTo(200);
        assertThat(owner.get(path + "?format=xml").body())
                .doesNotContain("xnat:education")
                .contains("<xnat:weight units=\"kg\">61.5<", "label=\"documented\"");
    }

    @Test
    void the_parameters_of_the_address_win_over_a_document() {
        String path = project + "/subjects/both";

        owner.put(path + "?group=patients", "text/xml", subject("<xnat:ses>3</xnat:ses>"));

        var item = owner.get(path + "?format=json");
        assertThat(field(item, "group")).isEqualTo("patients");
        assertThat(item.body()).contains("\"ses\":3");
    }

    @Test
    void custom_variables_are_merged_by_name_and_deleted_by_null() {
        String path = project + "/subjects/vars";
        String variable = "xnat:subjectData/fields/field[name=%s]/field";

        owner.put(path + "?" + encode(variable.formatted("age")) + "=42");
        owner.put(path + "?" + variable.formatted("diagnosis") + "=" + encode("äöü <&> \"'"));
        assertThat(variables(item(owner.get(path + "?format=json"))))
                .isEqualTo(Map.of("age", "42", "diagnosis", "äöü <&> \"'"));

        owner.put(
                path
                        + "?xsiType=xnat:subjectData&"
                        + encode(variable.formatted("age"))
                        + "=NULL&"
                        + encode("xnat:subjectData/fields/field[name=age]/age")
                        + "=NULL");
        assertThat(variables(item(owner.get(path + "?format=json")))).containsOnlyKeys("diagnosis");
    }

    @Test
    void nested_values_are_set_by_the_paths_that_clients_use() {
        String path = project + "/subjects/nested";
        owner.put(path);

        owner.put(path + "?" + encode(DEMOGRAPHICS + "gender") + "=female");
        owner.put(
                path
                        + "?"
                        + encode("xnat:subjectData/UNKNOWN[@xsi:type=xnat:demographicData]/yob")
                        + "=1980");
        owner.put(path + "?handedness=right&unknown_leaf=1");

        assertThat(owner.get(path + "?format=json").body())
                .contains("\"gender\":\"female\"", "\"yob\":1980", "\"handedness\":\"right\"");
    }

    @Test
    void a_form_in_the_body_sets_values_too() {
        String path = project + "/subjects/formed";

        var made =
                owner.put(path, "application/x-www-form-urlencoded", "gender=male&group=a%26b+c");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(field(owner.get(path + "?format=json"), "group")).isEqualTo("a&b c");
    }

    @Test
    void a_subject_is_renamed_but_not_to_a_label_in_use() {
        String id = owner.put(project + "/subjects/before").body();
        owner.put(project + "/subjects/taken");

        var renamed = owner.put(project + "/subjects/before?label=after");

        assertThat(renamed.statusCode()).isEqualTo(200);
        assertThat(field(owner.get(project + "/subjects/after"), "ID")).isEqualTo(id);
        assertThat(owner.get(project + "/subjects/before").statusCode()).isEqualTo(404);
        assertThat(owner.put(project + "/subjects/after?label=taken").statusCode()).isEqualTo(409);
    }

    @Test
    void a_client_may_choose_the_id_of_a_new_subject_but_not_change_one() {
        String id = People.fresh("CHOSEN");

        var made = owner.put(project + "/subjects/" + id + "?xnat:subjectData/ID=" + id);

        assertThat(made.body()).isEqualTo(id);
        assertThat(owner.put(project + "/subjects/" + id + "?ID=other").statusCode())
                .isEqualTo(400);
        assertThat(owner.put(project + "/subjects/more?ID=" + id).statusCode()).isEqualTo(409);
        assertThat(owner.put(project + "/subjects/" + id + "?project=other").statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_post_to_the_list_creates_and_refuses_a_second() {
        String xml = subject("").replace("<xnat:Subject", "<xnat:Subject label=\"posted\"");

        var made = owner.post(project + "/subjects", "text/xml", xml);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).startsWith(server.address() + "/data/subjects/XNAT_S");
        assertThat(owner.post(project + "/subjects", "text/xml", xml).statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"S 1", "Ünï-ço_dé.2", "O'Neil (2)", "a+b=c", "[1]", "~^{x}"})
    void labels_may_be_what_people_write(String label) {
        String path = project + "/subjects/" + encode(label).replace("+", "%20");

        var made = owner.put(path);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(field(owner.get(path + "?format=json"), "label")).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a/b", "a\\b", "a%b", "a#b", "a?b", "a*", "a,b", "a|b", "a<b", "a:b", "."})
    void labels_that_break_addresses_or_folders_are_refused(String label) {
        var refused = owner.put(project + "/subjects/labelled?label=" + encode(label));

        assertThat(refused.statusCode()).isEqualTo(417);
        assertThat(refused.body()).contains("label");
    }

    @Test
    void a_label_of_256_characters_is_refused() {
        assertThat(owner.put(project + "/subjects/" + "x".repeat(255)).statusCode()).isEqualTo(201);
        assertThat(owner.put(project + "/subjects/" + "x".repeat(256)).statusCode()).isEqualTo(417);
    }

    @Test
    void a_value_that_is_none_of_its_field_is_refused_and_changes_nothing() {
        String path = project + "/subjects/strict";
        owner.put(path + "?gender=male");

        for (String wrong :
                new String[] {"gender=neuter", "dob=yesterday", "education=99", "yob=x"}) {
            var refused = owner.put(path + "?handedness=left&" + wrong);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(refused.body()).contains(wrong.substring(0, wrong.indexOf('=')));
        }
        assertThat(owner.get(path + "?format=json").body())
                .contains("\"gender\":\"male\"")
                .doesNotContain("handedness");
    }

    @Test
    void only_an_accession_id_leads_to_a_subject_without_its_project() {
        String id = owner.put(project + "/subjects/alone").body();

        assertThat(owner.get("/data/subjects/" + id).statusCode()).isEqualTo(200);
        assertThat(owner.get("/data/subjects/alone").statusCode()).isEqualTo(404);
        assertThat(owner.put("/data/subjects/new-one").statusCode()).isEqualTo(404);
        assertThat(owner.put("/data/subjects/" + id + "?group=g").statusCode()).isEqualTo(200);
        assertThat(owner.delete("/data/subjects/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void a_thing_of_another_kind_cannot_be_put_as_a_subject() {
        var refused = owner.put(project + "/subjects/mr?xsiType=xnat:mrSessionData");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(owner.put(project + "/subjects/mr?xsiType=foo:bar").statusCode()).isEqualTo(400);
    }

    private static String subject(String demographics) {
        return """
        <xnat:Subject xmlns:xnat="http://nrg.wustl.edu/xnat"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" project="elsewhere" group="g">
         <xnat:demographics xsi:type="xnat:demographicData"><xnat:gender>female</xnat:gender>
          %s</xnat:demographics>
        </xnat:Subject>
        """
                .formatted(demographics);
    }
}
