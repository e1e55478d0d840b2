package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.column;
import static org.africai.server.xnatapi.Answers.encode;
import static org.africai.server.xnatapi.Answers.rows;
import static org.africai.server.xnatapi.Bundles.criterion;
import static org.africai.server.xnatapi.Bundles.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Searches as pyxnat and xnatpy write them, on one project of three subjects with sessions, scans
/// and a rating.
class SearchRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String SUBJECT = "xnat:subjectData";
    private static final String MR = "xnat:mrSessionData";

    static TestClient owner;
    static String id;
    static String project;

    @BeforeAll
    static void a_project_with_data() {
        owner = People.user(server);
        id = People.fresh("SEARCH");
        project = "/data/projects/" + id;
        put("?name=Title+of+" + id);
        put("/subjects/A1?gender=male&age=41&group=ctrl&" + variable("Nodes") + "=9");
        put("/subjects/A2?gender=female&age=7&dob=1990-05-01&" + variable("Nodes") + "=10");
        put("/subjects/B_1?gender=female&group=" + encode("pat, \"x\""));
        String mr = "?xsiType=xnat:mrSessionData&date=";
        put("/subjects/A1/experiments/E1" + mr + "2024-01-05&time=09:30:00&fieldStrength=3.0");
        put("/subjects/A1/experiments/E2" + mr + "2024-02-10&fieldStrength=1.5");
        put("/subjects/A2/experiments/E3?xsiType=xnat:ctSessionData&date=2023-06-01");
        put("/experiments/E1/scans/1?xsiType=xnat:mrScanData&type=T1w&quality=usable");
        put("/experiments/E1/scans/2?xsiType=xnat:mrScanData&type=T2w&frames=20");
        put("/experiments/E1/assessors/Q1?xsiType=xnat:qcManualAssessorData&rater=Ada");
    }

    private static String variable(String name) {
        return encode("xnat:subjectData/fields/field[name=" + name + "]/field");
    }

    private static void put(String rest) {
        var answer = owner.put(project + rest);
        assertThat(answer.statusCode()).as(rest + " " + answer.body()).isIn(200, 201);
    }

    private static HttpResponse<String> search(TestClient client, String query, String body) {
        return client.send(
                client.request("/data/search" + query).POST(BodyPublishers.ofString(body)));
    }

    private static String mine() {
        return criterion("xnat:projectData/ID", "=", id);
    }

    private static List<String> labels(String root, String label, String where) {
        String body = Bundles.of(root, List.of(root + "/" + label), mine() + where);
        String key = label.toLowerCase(Locale.ROOT);
        return column(search(owner, "?format=json", body), key);
    }

    @Test
    void the_answer_has_what_was_asked_in_lower_case_and_what_addresses_are_made_of() {
        String body = Bundles.of(SUBJECT, List.of(SUBJECT + "/GENDER_TEXT", MR + "/DATE"), mine());

        String csv = search(owner, "?format=csv", body).body();

        assertThat(csv.lines().findFirst())
                .hasValue(
                        "gender_text,xnat_mrsessiondata_date,project,subjectid,subject_id,subject_label");
        assertThat(csv.lines().skip(1).map(line -> line.replaceAll("XNAT_S\\d+", "S")))
                .containsExactly(
                        "male,2024-02-10," + id + ",S,S,A1",
                        "female,," + id + ",S,S,A2",
                        "female,," + id + ",S,S,B_1");
    }

    @Test
    void a_field_with_a_value_is_called_by_both() {
        String field = "SUB_PROJECT_IDENTIFIER=" + id;
        String plain = Bundles.of(SUBJECT, List.of(SUBJECT + "/" + field), mine());
        String body =
                plain.replace(
                        "</xdat:header>", "</xdat:header><xdat:value>" + id + "</xdat:value>");

        var found = rows(search(owner, "?format=json", body));

        String key = "sub_project_identifier_" + id.toLowerCase(Locale.ROOT);
        assertThat(found).isNotEmpty();
        assertThat(found)
                .allSatisfy(row -> assertThat(row.get(key)).isEqualTo(row.get("subject_label")));
    }

    @Test
    void an_answer_in_json_tells_of_its_columns() {
        var answer = search(owner, "?format=json", Bundles.of(MR, List.of(MR + "/LABEL"), mine()));

        assertThat(answer.body())
                .contains(
                        "\"rootElementName\":\"xnat:mrSessionData\"",
                        "\"totalRecords\":\"2\"",
                        "{\"key\":\"label\",\"element_name\":\"xnat:mrSessionData\",\"id\":\"LABEL\"");
        assertThat(rows(answer).getFirst().keySet())
                .containsExactly("label", "project", "expt_id", "subject_id", "session_id");
    }

    @Test
    void a_search_without_columns_has_the_usual_ones_and_none_found_has_a_header() {
        String none =
                Bundles.of(SUBJECT, List.of(), mine() + criterion(SUBJECT + "/label", "=", "x"));

        assertThat(search(owner, "?format=csv", none).body())
                .isEqualTo(
                        "subject_label,subjectid,insert_user,insert_date,projects,project,gender,"
                                + "handedness,dob,educ,ses,quarantine_status,subject_id\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    xnat:subjectData/SUBJECT_LABEL | =        | a1          | A1
                    xnat:subjectData/label         |  LIKE    | a*          | A1 A2
                    xnat:subjectData/label         | LIKE     | %_%         | B_1
                    xnat:subjectData/LABEL         | =        | A%          | A1 A2
                    xnat:subjectData/label         | !=       | A1          | A2 B_1
                    xnat:subjectData/label         | NOT LIKE | A*          | B_1
                    xnat:subjectData/label         | IN       | ('A1','B_1') | A1 B_1
                    xnat:subjectData.SUBJECT_LABEL | =        | A2          | A2
                    xnat:subjectData/ID            | LIKE     | %           | A1 A2 B_1
                    xnat:subjectData/AGE           | >        | 8           | A1
                    xnat:subjectData/AGE           | >=       | 7           | A1 A2
                    xnat:subjectData/AGE           | BETWEEN  | 5 AND 10    | A2
                    xnat:subjectData/AGE           | =        | 41.0        | A1
                    xnat:subjectData/AGE           | IS NULL  |             | B_1
                    xnat:subjectData/AGE           | IS NOT NULL |          | A1 A2
                    xnat:subjectData/AGE           | IS       | NULL        | B_1
                    xnat:subjectData/demographics[@xsi:type=xnat:demographicData]/gender | = | MALE | A1
                    xnat:demographicData/gender    | =        | male        | A1
                    xnat:subjectData/group         | =        | pat, "x"    | B_1
                    xnat:subjectData/DOB           | >        | 04/30/1990  | A2
                    xnat:subjectData/DOB           | <        | 1990-05-01  |
                    xnat:subjectData/INSERT_DATE   | >        | 01/01/2020  | A1 A2 B_1
                    xnat:subjectData/INSERT_DATE   | <=       | 2020-01-01 10:00:00 |
                    xnat:subjectData/XNAT_SUBJECTDATA_FIELD_MAP=nodes | = | 9 | A1
                    xnat:subjectData/XNAT_SUBJECTDATA_FIELD_MAP=nodes | > | 9 | A2
                    xnat:subjectData/fields/field[name=Nodes]/field   | < | 10 | A1
                    xnat:mrSessionData/DATE        | >        | 02/01/2024  | A1
                    xnat:mrSessionData/fieldStrength | >      | 1           | A1
                    xnat:ctSessionData/LABEL       | LIKE     | E*          | A2
                    xnat:mrSessionData/LABEL       | IS NULL  |             | A2 B_1
                    xnat:imageScanData/type        | =        | t2w         | A1
                    xnat:projectData/NAME          | LIKE     | title*      | A1 A2 B_1
                    """)
    void subjects_are_found(String field, String comparison, String value, String labels) {
        var found =
                labels(
                        SUBJECT,
                        "SUBJECT_LABEL",
                        criterion(field, comparison, value == null ? "" : value));

        assertThat(String.join(" ", found)).isEqualTo(labels == null ? "" : labels);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    xnat:mrSessionData   | xnat:subjectData/GENDER   | =    | male       | E1 E2
                    xnat:mrSessionData   | xnat:subjectData/LABEL    | =    | A2         |
                    xnat:imageSessionData | xnat:subjectData/LABEL   | LIKE | A*         | E1 E2 E3
                    xnat:imageSessionData | xnat:mrSessionData/fieldStrength | = | 3.0  | E1
                    xnat:mrSessionData   | xnat:mrSessionData/DATE   | =    | 01/05/2024 | E1
                    xnat:mrSessionData   | xnat:mrSessionData/time   | <    | 10:00:00   | E1
                    xnat:mrSessionData   | xnat:mrScanData/quality   | =    | usable     | E1
                    xnat:mrSessionData   | xnat:mrScanData/FRAMES    | >    | 19         | E1
                    xnat:mrSessionData   | xnat:mrSessionData/scans/scan/type | = | T2w  | E1
                    xnat:mrSessionData   | xnat:mrSessionData/scans/scan[@xsi:type=xnat:ctScanData]/type | = | T2w |
                    xnat:mrSessionData   | xnat:mrSessionData/sharing/share/project | LIKE | * | E1 E2
                    xnat:mrSessionData   | xnat:qcManualAssessorData/rater | = | ada     | E1
                    xnat:mrSessionData   | xnat:ctSessionData/LABEL  | LIKE | *          |
                    xnat:qcManualAssessorData | xnat:mrSessionData/LABEL | = | E1        | Q1
                    xnat:qcManualAssessorData | xnat:subjectData/LABEL | = | A1          | Q1
                    xnat:experimentData  | xnat:experimentData/LABEL | LIKE | *1         | E1 Q1
                    """)
    void experiments_are_found_by_what_they_hang_together_with(
            String root, String field, String comparison, String value, String labels) {
        var found = labels(root, "LABEL", criterion(field, comparison, value));

        assertThat(String.join(" ", found)).isEqualTo(labels == null ? "" : labels);
    }

    @Test
    void scans_and_projects_are_found_too() {
        String scans =
                Bundles.of(
                        "xnat:mrScanData",
                        List.of("xnat:mrScanData/TYPE", MR + "/LABEL"),
                        mine() + criterion("xnat:subjectData/LABEL", "=", "A1"));
        String projects =
                Bundles.of(
                        "xnat:projectData",
                        List.of("xnat:projectData/PROJ_MR_COUNT", "xnat:projectData/NONSENSE"),
                        mine() + criterion(MR + "/DATE", ">", "02/01/2024"));

        assertThat(search(owner, "?format=csv", scans).body())
                .startsWith("type,xnat_mrsessiondata_label,project,session_id,scan_id\nT1w,E1,")
                .contains("\nT2w,E1,");
        assertThat(search(owner, "?format=csv", projects).body())
                .isEqualTo("proj_mr_count,nonsense,id,name\n2,," + id + ",Title of " + id + "\n");
    }

    @Test
    void sets_are_joined_by_and_and_or_at_any_depth() {
        String where =
                set(
                        "OR",
                        criterion(SUBJECT + "/label", "=", "B_1"),
                        set(
                                "AND",
                                criterion(SUBJECT + "/GENDER", "=", "female"),
                                criterion(SUBJECT + "/AGE", "<", "10")),
                        set("AND"));

        assertThat(labels(SUBJECT, "SUBJECT_LABEL", where)).containsExactly("A2", "B_1");
    }

    /// pyxnat asks for the subjects of an intermediate result one by one.
    @Test
    void thousands_of_alternatives_are_one_comparison() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            many.append(criterion(SUBJECT + "/label", "=", "none" + i));
        }
        many.append(criterion(SUBJECT + "/label", "=", "A1"));
        String different = criterion(SUBJECT + "/label", ">", "A").repeat(1_001);

        assertThat(labels(SUBJECT, "SUBJECT_LABEL", set("OR", many.toString())))
                .containsExactly("A1");
        assertThat(search(owner, "", Bundles.of(SUBJECT, List.of(), different)).statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_search_does_not_look_into_other_things_without_end() {
        String each = set("AND", criterion(MR + "/label", "=", "E1"));

        assertThat(labels(SUBJECT, "SUBJECT_LABEL", each.repeat(64))).containsExactly("A1");
        assertThat(search(owner, "", Bundles.of(SUBJECT, List.of(), each.repeat(65))).statusCode())
                .isEqualTo(422);
    }

    /// The conditions of one set are met by one session, not by two that each meet one.
    @Test
    void conditions_on_several_things_are_met_by_one_of_them() {
        String early = criterion(MR + "/DATE", "<", "02/01/2024");
        String weak = criterion(MR + "/fieldStrength", "=", "1.5");

        assertThat(labels(SUBJECT, "SUBJECT_LABEL", set("AND", early, weak))).isEmpty();
        assertThat(labels(SUBJECT, "SUBJECT_LABEL", set("OR", early, weak))).containsExactly("A1");
    }

    @Test
    void rows_are_sorted_and_cut_as_asked() {
        String body = Bundles.of(SUBJECT, List.of(SUBJECT + "/AGE"), mine());

        assertThat(column(search(owner, "?sortBy=age&sortOrder=DESC&limit=2", body), "age"))
                .hasSize(2);
        assertThat(column(search(owner, "?sortBy=age&limit=2", body), "age"))
                .containsExactly("7", "41");
    }

    @Test
    void others_find_nothing_and_shared_subjects_are_found_under_the_label_of_the_share() {
        TestClient other = People.user(server);
        String body = Bundles.of(SUBJECT, List.of(), mine());
        String theirs = People.fresh("SEARCHSHARE");
        other.put("/data/projects/" + theirs);
        String login = People.fresh("searcher");
        TestClient both = People.user(server, login);
        owner.put(project + "/users/Owners/" + login);
        other.put("/data/projects/" + theirs + "/users/Owners/" + login);
        both.put(project + "/subjects/A1/projects/" + theirs + "?label=Z1");

        String inTheirs =
                Bundles.of(
                        SUBJECT,
                        List.of(SUBJECT + "/SUBJECT_LABEL", MR + "/LABEL"),
                        criterion(SUBJECT + "/project", "=", theirs));

        assertThat(rows(search(other, "", body))).isEmpty();
        assertThat(rows(search(server.guest(), "", body))).isEmpty();
        for (TestClient client : List.of(other, both)) {
            assertThat(rows(search(client, "", inTheirs)))
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row)
                                    .containsEntry("subject_label", "Z1")
                                    .containsEntry("project", theirs)
                                    .containsEntry("xnat_mrsessiondata_label", ""));
        }
        both.delete(project + "/subjects/A1/projects/" + theirs);
    }

    @Test
    void scans_are_found_where_their_session_is_shared() {
        String login = People.fresh("scansharer");
        TestClient both = People.user(server, login);
        String theirs = People.fresh("SEARCHSCANS");
        both.put("/data/projects/" + theirs);
        owner.put(project + "/users/Owners/" + login);
        both.put(project + "/experiments/E1/projects/" + theirs + "?label=Z");
        String scan = "xnat:mrScanData";
        String body =
                Bundles.of(
                        scan,
                        List.of(scan + "/TYPE", scan + "/SESSION_LABEL"),
                        criterion(MR + "/project", "=", theirs));
        String loose = body.replace(MR + "/project", "xnat:projectData/ID");

        assertThat(rows(search(both, "", loose)))
                .extracting(row -> row.get("type") + row.get("session_label") + row.get("project"))
                .containsExactly("T1wZ" + theirs, "T2wZ" + theirs);
        assertThat(rows(search(People.user(server), "", loose))).isEmpty();
        assertThat(rows(search(server.guest(), "", body))).isEmpty();
        both.delete(project + "/experiments/E1/projects/" + theirs);
    }

    @Test
    void what_is_quarantined_is_found_by_those_with_a_role_only() {
        String open = People.fresh("SEARCHOPEN");
        owner.put("/data/projects/" + open + "?accessibility=public");
        owner.put("/data/projects/" + open + "/subjects/S/experiments/E?xsiType=" + MR);
        owner.put("/data/projects/" + open + "/experiments/E?quarantine=true");
        String sessions = Bundles.of(MR, List.of(), criterion("xnat:projectData/ID", "=", open));
        String subjects =
                Bundles.of(
                        SUBJECT,
                        List.of(MR + "/LABEL"),
                        criterion("xnat:projectData/ID", "=", open));

        assertThat(rows(search(owner, "", sessions))).hasSize(1);
        assertThat(rows(search(People.user(server), "", sessions))).isEmpty();
        assertThat(column(search(owner, "", subjects), "xnat_mrsessiondata_label"))
                .containsExactly("E");
        assertThat(column(search(server.guest(), "", subjects), "xnat_mrsessiondata_label"))
                .containsExactly("");
    }

    @Test
    void rows_that_are_kept_do_not_change_and_are_their_finders_alone() {
        String cohort = People.fresh("SEARCHKEPT");
        owner.put("/data/projects/" + cohort);
        owner.put("/data/projects/" + cohort + "/subjects/K1?age=9");
        owner.put("/data/projects/" + cohort + "/subjects/K2?age=10");
        String body =
                Bundles.of(
                        SUBJECT,
                        List.of(SUBJECT + "/AGE", SUBJECT + "/SUBJECT_LABEL"),
                        criterion("xnat:projectData/ID", "=", cohort));
        body = body.replaceFirst("<xdat:type>string", "<xdat:type>integer");

        var kept = search(owner, "?cache=true&format=json", body);
        String set = kept.body().replaceFirst("(?s).*?\"ID\":\"([^\"]+)\".*", "$1");
        owner.put("/data/projects/" + cohort + "/subjects/K0?age=1");

        String address = "/data/search/" + set;
        assertThat(column(kept, "subject_label")).containsExactly("K1", "K2");
        assertThat(column(owner.get(address + "?sortBy=age&sortOrder=DESC"), "subject_label"))
                .containsExactly("K2", "K1");
        assertThat(column(owner.get(address + "?sortBy=age&sortOrder=ASC"), "subject_label"))
                .containsExactly("K1", "K2");
        assertThat(column(owner.get(address + "?limit=1&offset=1"), "subject_label"))
                .containsExactly("K2");
        assertThat(owner.get(address + "/age?format=csv").body())
                .isEqualTo("age,count\n10,1\n9,1\n");
        assertThat(owner.get(address + "/nothing").statusCode()).isEqualTo(400);
        assertThat(People.user(server).get(address + "/age").statusCode()).isEqualTo(404);
        assertThat(People.user(server).get(address).statusCode()).isEqualTo(404);
        assertThat(owner.get(address + "?sortBy=nothing").statusCode()).isEqualTo(400);
        assertThat(owner.get("/data/search/nothing").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<a/>",
                "<bundle/>",
                "<xdat:bundle xmlns:xdat=\"http://nrg.wustl.edu/security\"/>",
                "<xdat:bundle xmlns:xdat=\"http://nrg.wustl.edu/security\"><xdat:root_element_name>"
                        + "foo:bar</xdat:root_element_name></xdat:bundle>",
                "<xdat:bundle xmlns:xdat=\"http://nrg.wustl.edu/security\"><xdat:root_element_name>"
                        + "xnat:investigatorData</xdat:root_element_name></xdat:bundle>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                        + "<xdat:bundle xmlns:xdat=\"http://nrg.wustl.edu/security\">&e;</xdat:bundle>"
            })
    void what_is_no_search_is_refused(String body) {
        assertThat(search(owner, "", body).statusCode()).isEqualTo(422);
        assertThat(owner.put("/data/search/saved/x", "text/xml", body).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    xnat:subjectData/nonsense          | =       | 1
                    xnat:nothing/label                 | =       | 1
                    xnat:computationData/name          | =       | 1
                    label; drop table subject          | =       | 1
                    xnat:subjectData/label             | OR 1=1  | 1
                    xnat:subjectData/label             | SIMILAR | 1
                    xnat:subjectData/resources/resource/label | = | 1
                    xnat:subjectData/AGE               | >       | young
                    xnat:subjectData/AGE               | BETWEEN | 1
                    xnat:subjectData/DOB               | =       | 2024-99-99
                    xnat:subjectData/DOB               | =       | soon
                    xnat:subjectData/INSERT_DATE       | >       | 01/01/2020 noon
                    xnat:mrSessionData/time            | <       | noon
                    """)
    void criteria_that_mean_nothing_are_refused_and_not_passed_over(
            String field, String comparison, String value) {
        String body = Bundles.of(SUBJECT, List.of(), criterion(field, comparison, value));

        assertThat(search(owner, "", body).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "') or ('1'='1",
                "(select pg_sleep(5))",
                ":everything",
                "{x}",
                "{v}",
                "{type}",
                "\\",
                "%' --",
                "${jndi:ldap://x}"
            })
    void names_and_values_are_never_sql(String hostile) {
        String xml = hostile.replace("&", "&amp;").replace("<", "&lt;");
        String field = SUBJECT + "/fields/field[name=" + xml + "]/field";
        String map = SUBJECT + "/XNAT_SUBJECTDATA_FIELD_MAP=" + xml;
        for (String comparison : List.of("=", "LIKE", ">", "!=", "IN", "NOT LIKE")) {
            for (String name : List.of(SUBJECT + "/label", MR + "/label", field, map)) {
                String body =
                        Bundles.of(
                                SUBJECT,
                                List.of(field, map, SUBJECT + "/" + xml, MR + "/" + xml),
                                mine() + criterion(name, comparison, hostile));
                assertThat(search(owner, "?sortBy=" + encode(hostile), body).statusCode())
                        .as(name + comparison)
                        .isIn(200, 422);
            }
        }
        assertThat(labels(SUBJECT, "SUBJECT_LABEL", criterion(SUBJECT + "/label", "=", hostile)))
                .isEmpty();
    }

    @Test
    void a_search_that_is_too_long_is_refused() {
        String name = "x".repeat(20_000);
        var answer =
                search(
                        owner,
                        "",
                        Bundles.of(SUBJECT, List.of(), criterion(SUBJECT + "/label", "=", name)));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(search(owner, "", " ".repeat(SearchBody.MAX_BYTES + 1)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void a_search_sends_as_many_statements_for_much_as_for_little() {
        String few =
                Bundles.of(
                        SUBJECT,
                        List.of(MR + "/LABEL", "xnat:imageScanData/TYPE", "xnat:projectData/NAME"),
                        mine() + criterion(SUBJECT + "/label", "=", "A1"));
        String all = few.replace(">A1<", ">*<");

        assertThat(statements(all)).isEqualTo(statements(few)).isLessThan(12);
    }

    private static long statements(String body) {
        return server.statements(
                () -> assertThat(search(owner, "", body).statusCode()).isEqualTo(200));
    }

    @Test
    void the_types_that_are_told_of_can_be_searched_with_all_their_fields() {
        var types = rows(owner.get("/data/search/elements?format=json"));

        assertThat(types)
                .filteredOn(type -> "false".equals(type.get("SECURED")))
                .extracting(type -> type.get("ELEMENT_NAME"))
                .containsExactly("xnat:investigatorData");
        assertThat(column(owner.get("/data/search/elements/xnat:investigatorData"), "FIELD_ID"))
                .contains("FIRSTNAME", "LASTNAME");
        for (var type : types) {
            if ("false".equals(type.get("SECURED"))) {
                continue;
            }
            String name = type.getOrDefault("ELEMENT_NAME", "");
            List<String> fields =
                    column(owner.get("/data/search/elements/" + name), "FIELD_ID").stream()
                            .map(field -> name + "/" + field)
                            .toList();
            StringBuilder where = new StringBuilder();
            fields.forEach(field -> where.append(criterion(field, "IS NOT NULL", "")));
            assertThat(search(owner, "", Bundles.of(name, fields, where.toString())).statusCode())
                    .as(name)
                    .isEqualTo(200);
        }
        assertThat(types)
                .filteredOn(type -> SUBJECT.equals(type.get("ELEMENT_NAME")))
                .singleElement()
                .satisfies(type ->
                        assertThat(Long.parseLong(type.getOrDefault("COUNT", "")))
                                .isGreaterThanOrEqualTo(3));
    }
}
