package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.column;
import static org.africai.server.xnatapi.Answers.encode;
import static org.africai.server.xnatapi.Answers.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists as xnatpy and pyxnat ask for them, on one project with three subjects, three sessions and
/// their scans.
class ListingTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String GENDER =
            "xnat:subjectData/demographics[@xsi:type=xnat:demographicData]/gender";

    static TestClient owner;
    static String id;
    static String project;

    @BeforeAll
    static void a_project_with_data() {
        owner = People.user(server);
        id = People.fresh("LIST");
        project = "/data/archive/projects/" + id;
        put("?name=Title+of+" + id + "&pi_firstname=Ada&pi_lastname=Lovelace&description=a,b");
        String age = encode("xnat:subjectData/fields/field[name=age]/field");
        put("/subjects/A1?gender=male&group=ctrl&" + age + "=42");
        put("/subjects/A2?gender=female&group=ctrl");
        put("/subjects/B_1?gender=female&group=" + encode("pat, \"x\""));
        String mr = "?xsiType=xnat:mrSessionData&date=";
        put("/subjects/A1/experiments/E1" + mr + "2024-01-05&fieldStrength=3.0&note=first");
        put("/subjects/A1/experiments/E2" + mr + "2024-02-10&fieldStrength=1.5");
        put("/subjects/A2/experiments/E3?xsiType=xnat:ctSessionData&date=2023-06-01");
        put(
                "/experiments/E1/scans/1?xsiType=xnat:mrScanData&type=T1w&xnat:mrScanData/parameters/tr=2.5");
        put(
                "/experiments/E1/scans/2?xsiType=xnat:mrScanData&type=T2w&xnat:mrScanData/parameters/tr=10");
        put("/experiments/E1/scans/3?xsiType=xnat:scScanData&type=Report");
        put("/experiments/E3/scans/1?xsiType=xnat:ctScanData&type=CT");
    }

    @Test
    void columns_come_back_as_they_were_spelled_with_id_and_uri_always() {
        var rows = rows(owner.get(project + "/subjects?columns=label,gender,nonsense&format=json"));

        assertThat(rows).hasSize(3);
        assertThat(rows.getFirst().keySet())
                .containsExactly("label", "gender", "nonsense", "ID", "URI");
        assertThat(rows.getFirst())
                .containsEntry("label", "A1")
                .containsEntry("gender", "male")
                .containsEntry("nonsense", "");
        assertThat(rows.getFirst().get("URI"))
                .isEqualTo("/data/subjects/" + rows.getFirst().get("ID"));
    }

    @Test
    void paths_come_back_in_lower_case() {
        String age = "xnat:subjectData/fields/field[name=age]/field";
        var rows =
                rows(
                        owner.get(
                                project
                                        + "/subjects?columns="
                                        + encode(GENDER + "," + age + ",xnat:subjectData/label")));

        assertThat(rows.getFirst())
                .containsEntry(GENDER.toLowerCase(java.util.Locale.ROOT), "male")
                .containsEntry("xnat:subjectdata/fields/field[name=age]/field", "42")
                .containsEntry("xnat:subjectdata/label", "A1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    subjects    | ID,project,label,insert_date,insert_user,URI
                    experiments | ID,project,date,xsiType,label,insert_date,URI
                    experiments/E1/scans | xnat_imagescandata_id,ID,type,quality,xsiType,note,series_description,URI
                    experiments/E1/reconstructions | xnat_reconstructedimagedata_id,ID,type,baseScanType,URI
                    experiments/E1/assessors | ID,project,label,date,xsiType,insert_date,session_ID,session_label,URI
                    """)
    void the_usual_columns_are_those_of_xnat(String list, String columns) {
        for (String query : List.of("?format=csv", "?format=csv&columns=DEFAULT")) {
            String csv = owner.get(project + "/" + list + query).body();
            assertThat(csv.lines().findFirst()).as(query).hasValue(columns);
        }
    }

    @Test
    void projects_are_listed_with_their_investigator() {
        assertThat(rows(owner.get("/data/archive/projects?ID=" + id)))
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsEntry("name", "Title of " + id)
                                .containsEntry("pi_lastname", "Lovelace")
                                .containsEntry("pi_firstname", "Ada")
                                .containsEntry("description", "a,b")
                                .containsEntry("URI", "/data/projects/" + id));
    }

    /// XNAT does not, and pyxnat, which learns types from lists, would take subjects for projects.
    @Test
    void projects_and_subjects_do_not_tell_their_type_in_lists() {
        for (String list : List.of("/data/projects?ID=" + id + "&", project + "/subjects?")) {
            assertThat(column(owner.get(list + "columns=ID,xsiType"), "xsiType"))
                    .isNotEmpty()
                    .containsOnly("");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    label=A*                 | A1 A2
                    label=a%                 | A1 A2
                    label=A1,B*              | A1 B_1
                    label=A1                 | A1
                    label=a1                 |
                    label=*_*                | B_1
                    gender=female            | A2 B_1
                    gender=female&label=A*   | A2
                    group=pat*               | B_1
                    xnat:subjectData/group=ctrl | A1 A2
                    nonsense=1               | A1 A2 B_1
                    label=                   | A1 A2 B_1
                    xnat:subjectData/fields/field[name=age]/field=42 | A1
                    xnat:subjectData/fields/field[name=age]/field=NULL | A2 B_1
                    xsiType=xnat:subjectData | A1 A2 B_1
                    xsiType=xnat:projectData |
                    sortBy=label&sortOrder=DESC | B_1 A2 A1
                    sortBy=gender,label      | A2 B_1 A1
                    sortBy=nonsense          | A1 A2 B_1
                    limit=1&offset=1         | A2
                    offset=2                 | B_1
                    limit=*                  | A1 A2 B_1
                    limit=0                  |
                    """)
    void subjects_are_filtered_sorted_and_paged(String query, String labels) {
        var found = column(owner.get(project + "/subjects?" + wire(query)), "label");

        assertThat(String.join(" ", found)).isEqualTo(labels == null ? "" : labels);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    date=2024-01-05                    | E1
                    date=2024-01-01-2024-01-31         | E1
                    date=01/01/2024-12/31/2024         | E1 E2
                    date=2024*                         | E1 E2
                    date=2024-99-99                    |
                    subject_label=A2                   | E3
                    xsiType=xnat:mrSessionData         | E1 E2
                    xsiType=xnat:imageSessionData      | E1 E2 E3
                    xsiType=xnat:subjectAssessorData   | E1 E2 E3
                    xsiType=xnat:petSessionData        |
                    xsiType=foo:bar                    |
                    xnat:mrSessionData/fieldStrength=3.0 | E1
                    columns=xnat:mrSessionData/coil    | E1 E2
                    columns=xnat:imageSessionData/scanner | E1 E2 E3
                    xnat:subjectData/group=ctrl        | E1 E2 E3
                    xnat:projectData/name=Title*       | E1 E2 E3
                    note=NULL                          | E2 E3
                    sortBy=date                        | E3 E1 E2
                    recent=1                           | E1 E2 E3
                    """)
    void experiments_are_filtered_and_sorted(String query, String labels) {
        String columns = query.startsWith("columns=") ? "label," : "columns=label,date&";
        String asked = query.replace("columns=", "columns=" + columns);
        if (!query.startsWith("columns=")) {
            asked = columns + query;
        }
        var found = column(owner.get(project + "/experiments?" + wire(asked)), "label");

        assertThat(String.join(" ", found)).isEqualTo(labels == null ? "" : labels);
    }

    @Test
    void columns_of_scans_give_a_row_for_each_scan() {
        var all =
                rows(
                        owner.get(
                                "/data/archive/experiments?columns=ID,label,xnat:imageScanData/ID&project="
                                        + id));
        var mr =
                rows(
                        owner.get(
                                project
                                        + "/experiments?xsiType=xnat:mrSessionData&columns=ID,label,"
                                        + "xnat:mrScanData/ID,xnat:mrScanData/parameters/tr"));

        assertThat(all)
                .extracting(row -> row.get("label") + row.get("xnat:imagescandata/id"))
                .containsExactlyInAnyOrder("E11", "E12", "E13", "E31");
        assertThat(mr).extracting(row -> row.get("xnat:mrscandata/id")).containsExactly("1", "2");
        assertThat(mr)
                .extracting(row -> row.get("xnat:mrscandata/parameters/tr"))
                .containsExactly("2.5", "10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    type=T*                              | 1 2
                    xsiType=xnat:imageScanData           | 1 2 3
                    xsiType=xnat:mrScanData              | 1 2
                    xnat:mrScanData/parameters/tr=2-5    | 1
                    xnat:mrScanData/parameters/tr=2.50   | 1
                    sortBy=xnat:mrScanData/parameters/tr&sortOrder=desc&xsiType=xnat:mrScanData | 2 1
                    """)
    void scans_are_filtered_by_value(String query, String ids) {
        var found = column(owner.get(project + "/experiments/E1/scans?" + wire(query)), "ID");

        assertThat(String.join(" ", found)).isEqualTo(ids);
    }

    @Test
    void the_subject_of_a_session_keeps_its_spelling() {
        var rows = rows(owner.get(project + "/experiments?columns=xnat:mrSessionData/subject_id"));

        assertThat(rows.getFirst().get("subject_ID")).startsWith("XNAT_S");
    }

    @Test
    void a_list_is_had_as_csv_xml_and_html() {
        var csv = owner.get(project + "/subjects?columns=label,group&format=csv");
        var xml = owner.get(project + "/subjects?columns=label,group&format=xml");
        var html = owner.get(project + "/subjects?columns=label,group&format=html");

        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(csv.body()).contains("\nB_1,\"pat, \"\"x\"\"\",XNAT_S");
        assertThat(xml.body()).contains("<cell>pat, \"x\"</cell>", "title=\"Subjects\"");
        assertThat(html.body()).startsWith("<table").contains("<td>pat, &quot;x&quot;</td>");
        assertThat(owner.get(project + "/subjects?format=tiff").statusCode()).isEqualTo(400);
    }

    @Test
    void an_empty_list_still_has_its_header() {
        var csv = owner.get(project + "/subjects?label=none&columns=label&format=csv");

        assertThat(csv.body()).isEqualTo("label,ID,URI\n");
    }

    @Test
    void the_whole_archive_is_listed_where_the_caller_reads() {
        assertThat(column(owner.get("/data/subjects?columns=label,project&project=" + id), "label"))
                .containsExactly("A1", "A2", "B_1");
        assertThat(column(owner.get("/data/experiments?columns=label&label=E1,E2"), "label"))
                .containsExactly("E1", "E2");
        assertThat(rows(People.user(server).get("/data/subjects?project=" + id))).isEmpty();
    }

    @Test
    void a_subjects_experiments_are_listed_below_it() {
        assertThat(column(owner.get(project + "/subjects/A1/experiments"), "label"))
                .containsExactly("E1", "E2");
        String subject = column(owner.get(project + "/subjects?label=A2"), "ID").getFirst();
        assertThat(column(owner.get("/data/subjects/" + subject + "/experiments"), "label"))
                .containsExactly("E3");
    }

    @Test
    void numbers_that_are_none_are_refused() {
        for (String wrong : List.of("limit=x", "limit=-1", "offset=1.5", "recent=soon")) {
            assertThat(owner.get(project + "/subjects?" + wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void searchable_types_and_their_fields_are_listed() {
        assertThat(column(server.guest().get("/data/search/elements?format=json"), "ELEMENT_NAME"))
                .contains("xnat:projectData", "xnat:subjectData", "xnat:mrSessionData");
        assertThat(
                        column(
                                owner.get("/data/search/elements/xnat:subjectData?format=json"),
                                "FIELD_ID"))
                .contains("SUBJECT_ID", "SUBJECT_LABEL", "PROJECT")
                .allMatch(field -> field.equals(field.toUpperCase(java.util.Locale.ROOT)));
        assertThat(owner.get("/data/search/elements/xnat:nothing").statusCode()).isEqualTo(404);
    }

    private static String wire(String query) {
        return query.strip()
                .replace("%", "%25")
                .replace("[", "%5B")
                .replace("]", "%5D")
                .replace("name=age", "name%3Dage");
    }

    private static void put(String rest) {
        var answer = owner.put(project + rest);
        assertThat(answer.statusCode()).as(rest + " " + answer.body()).isIn(200, 201);
    }
}
