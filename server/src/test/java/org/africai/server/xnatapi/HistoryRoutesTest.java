package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who did what to a thing, and what it was before.
class HistoryRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.with(Map.of());

    private static final JsonMapper JSON = new JsonMapper();

    private final String login = People.fresh("owner");
    private final TestClient owner = People.user(server, login);
    private final String project = "/data/projects/" + People.fresh("HIST");
    private final String subject = project + "/subjects/S";
    private final String id = subject();

    private String subject() {
        owner.put(project);
        return owner.put(subject + "?group=one").body();
    }

    private static List<JsonNode> items(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return List.copyOf(JSON.readTree(answer.body()).path("items").values());
    }

    @Test
    void a_change_is_on_record_with_what_was_said_about_it() {
        owner.put(
                subject
                        + "?group=two&event_action=Regrouped&event_reason=was%20wrong"
                        + "&event_comment=see+letter&event_type=WEB_FORM");

        Map<String, String> newest = Answers.rows(owner.get(subject + "/history")).getFirst();

        assertThat(newest)
                .containsEntry("event_user", login)
                .containsEntry("event_type", "changed")
                .containsEntry("event_action", "Regrouped")
                .containsEntry("event_reason", "was wrong")
                .containsEntry("event_comment", "see letter")
                .containsEntry("element", "subject")
                .containsEntry("ID", id);
        assertThat(Answers.column(owner.get(subject + "/history"), "event_type"))
                .containsExactly("changed", "created");
        assertThat(Answers.rows(owner.get("/data/services/audit/xnat:subjectData/" + id)))
                .hasSize(2);
    }

    @Test
    void the_record_of_a_session_holds_its_scans_and_files() {
        String session = project + "/experiments/E";
        owner.put(subject + "/experiments/E?xsiType=xnat:mrSessionData");
        owner.put(session + "/scans/1?xsiType=xnat:mrScanData");
        owner.put(session + "/scans/1/resources/DICOM/files/a.dcm?inbody=true", new byte[] {1});

        assertThat(Answers.column(owner.get(session + "/history"), "element"))
                .contains("experiment", "scan", "resource");
    }

    @Test
    void earlier_versions_come_with_a_document_where_they_are_asked_for() {
        owner.put(subject + "?group=two&gender=female");
        owner.put(subject + "?group=three&label=S2");
        owner.put(project + "/subjects/S2?group=three");

        var answer = owner.get(project + "/subjects/S2?format=json&includeHistory=true");
        List<JsonNode> items = items(answer);

        assertThat(items).hasSize(3);
        assertThat(items)
                .extracting(item -> item.at("/data_fields/group").asString(""))
                .containsExactly("three", "two", "one");
        assertThat(items)
                .extracting(item -> item.at("/data_fields/label").asString(""))
                .containsExactly("S2", "S", "S");
        assertThat(items)
                .extracting(item -> item.at("/meta/isHistory").asBoolean())
                .containsExactly(false, true, true);
        assertThat(items.get(1).at("/meta/end_date").asString("")).endsWith("20" + year());
        assertThat(items.get(1).at("/meta/modified_event_id").asString(""))
                .isEqualTo(
                        Answers.column(owner.get(project + "/subjects/S2/history"), "event_id")
                                .getFirst());
        assertThat(items(owner.get(project + "/subjects/S2?format=json"))).hasSize(1);
    }

    private static String year() {
        return Integer.toString(java.time.Year.now(java.time.ZoneOffset.UTC).getValue() % 100);
    }

    @Test
    void every_kind_of_thing_has_earlier_versions() {
        String session = project + "/experiments/E";
        owner.put(subject + "/experiments/E?xsiType=xnat:mrSessionData&date=2020-01-02");
        owner.put(session + "?date=2020-01-03");
        owner.put(session + "/scans/1?xsiType=xnat:mrScanData&type=T1&quality=usable");
        owner.put(session + "/scans/1?quality=unusable");
        owner.put(project + "?description=new");

        assertThat(
                        items(owner.get(session + "?includeHistory=true&format=json"))
                                .get(1)
                                .at("/data_fields/date")
                                .asString(""))
                .isEqualTo("2020-01-02");
        assertThat(
                        items(owner.get(session + "/scans/1?includeHistory=true&format=json"))
                                .get(1)
                                .at("/data_fields/quality")
                                .asString(""))
                .isEqualTo("usable");
        assertThat(items(owner.get(project + "?includeHistory=true&format=json"))).hasSize(2);
    }

    @Test
    void the_record_names_people_and_is_for_those_with_a_role() {
        owner.put(subject + "?group=two");
        owner.put(project + "/accessibility/public");
        TestClient stranger = People.user(server);

        assertThat(stranger.get(subject + "/history").statusCode()).isEqualTo(403);
        assertThat(server.guest().get(subject + "/history").statusCode()).isEqualTo(401);
        assertThat(stranger.get("/data/services/audit/xnat:subjectData/" + id).statusCode())
                .isEqualTo(403);
        assertThat(items(stranger.get(subject + "?includeHistory=true&format=json"))).hasSize(1);
        owner.put(project + "/accessibility/private");
        assertThat(stranger.get(subject + "/history").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/data/services/audit/xnat:subjectData/" + id).statusCode())
                .isEqualTo(404);
    }

    @Test
    void administrators_find_the_record_of_what_is_gone_and_its_versions_are_gone_too() {
        owner.put(subject + "?group=two");
        owner.delete(subject);

        assertThat(owner.get("/data/services/audit/xnat:subjectData/" + id).statusCode())
                .isEqualTo(404);
        assertThat(
                        Answers.column(
                                server.admin().get("/data/services/audit/xnat:subjectData/" + id),
                                "event_type"))
                .containsExactly("deleted", "changed", "created");
        assertThat(count("select count(*) as n from earlier_version where was ->> 'id' = :id"))
                .isZero();
    }

    private long count(String statement) {
        return server.get(Sql.class).of(statement).bind("id", id).only(row -> row.number("n"));
    }

    @Test
    void what_has_no_record_is_refused() {
        TestClient admin = server.admin();

        assertThat(admin.get("/data/services/audit/xnat:nonsense/x").statusCode()).isEqualTo(400);
        assertThat(admin.get("/data/services/audit/xdat:user/x").statusCode()).isEqualTo(400);
        assertThat(admin.get(project + "/subjects/none/history").statusCode()).isEqualTo(404);
        assertThat(admin.put(subject + "/history").statusCode()).isEqualTo(405);
        assertThat(Answers.rows(admin.get("/data/services/audit/xnat:subjectData/'%20or%201=1")))
                .isEmpty();
    }

    @Test
    void the_database_lets_nobody_rewrite_the_record() {
        Sql sql = server.get(Sql.class);

        for (String statement :
                List.of(
                        "update audit set login = 'somebody'",
                        "delete from audit where n = 1",
                        "delete from audit where false",
                        "truncate audit")) {
            assertThatThrownBy(() -> sql.of(statement).update())
                    .as(statement)
                    .rootCause()
                    .hasMessageContaining("only ever added");
        }
        assertThat(sql.of("select 1 from audit where login = :login").bind("login", login).any())
                .isTrue();
    }

    @Test
    void a_download_is_one_deed_however_often_it_is_resumed() {
        String zip = subject + "/resources/R/files?format=zip";
        owner.put(subject + "/resources/R/files/a.txt?inbody=true", new byte[] {1, 2, 3});

        owner.send(owner.request(zip).method("HEAD", BodyPublishers.noBody()));
        assertThat(downloads()).isZero();
        owner.send(owner.request(zip).header("Range", "bytes=1-").GET());
        assertThat(downloads()).as("the first part").isEqualTo(1);
        owner.send(owner.request(zip).header("Range", "bytes=20-").GET());
        owner.send(owner.request(zip).header("If-None-Match", "\"x\"").GET());
        assertThat(downloads()).as("more parts").isEqualTo(1);
        owner.get(zip);
        owner.get(zip);
        assertThat(downloads()).as("whole, twice").isEqualTo(3);
    }

    private long downloads() {
        return Answers.column(owner.get(subject + "/history"), "event_type").stream()
                .filter("downloaded"::equals)
                .count();
    }

    @Test
    void a_download_of_many_things_is_recorded_with_as_few_statements_as_of_one() {
        owner.put(subject + "/experiments/E?xsiType=xnat:mrSessionData");
        String scans = project + "/experiments/E/scans/";
        scan(scans + 1);
        long one = statementsOf(scans + "ALL/files?format=zip");
        for (int i = 2; i <= 5; i++) {
            scan(scans + i);
        }

        assertThat(statementsOf(scans + "ALL/files?format=zip")).isEqualTo(one);

        var history = owner.get(project + "/experiments/E/history");
        assertThat(Answers.column(history, "event_type").stream().filter("downloaded"::equals))
                .as("one scan and five, as often as asked")
                .hasSize((1 + TestServer.STATEMENT_ROUNDS) * (1 + 5));
    }

    private void scan(String scan) {
        owner.put(scan + "?xsiType=xnat:mrScanData");
        owner.put(scan + "/resources/R/files/a.txt?inbody=true", new byte[] {1});
    }

    private long statementsOf(String path) {
        return server.statements(
                () -> assertThat(owner.download(path).statusCode()).isEqualTo(200));
    }

    @Test
    void a_site_may_want_every_change_to_say_why_and_what() {
        set("{\"requireChangeJustification\": true}");
        try {
            assertThat(owner.put(subject + "?group=two").statusCode()).isEqualTo(403);
            assertThat(owner.put(subject + "?group=two&event_reason=%20").statusCode())
                    .isEqualTo(403);
            assertThat(owner.put(subject + "?group=two&event_reason=typo").statusCode())
                    .isEqualTo(200);
            assertThat(owner.delete(subject).statusCode()).isEqualTo(403);
            assertThat(owner.get(subject).statusCode()).isEqualTo(200);
            set("{\"requireEventName\": true}");
            assertThat(owner.put(subject + "?group=one&event_reason=typo").statusCode())
                    .isEqualTo(403);
            assertThat(
                            owner.put(subject + "?group=one&event_reason=t&event_action=Fix")
                                    .statusCode())
                    .isEqualTo(200);
        } finally {
            set("{\"requireChangeJustification\": false, \"requireEventName\": false}");
        }
        assertThat(Answers.field(owner.get(subject), "group")).isEqualTo("one");
    }

    private static void set(String properties) {
        var answer = server.admin().post("/xapi/siteConfig", "application/json", properties);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void what_is_said_about_a_change_may_be_long_or_odd() {
        String long1 = "x".repeat(3_000);

        owner.put(subject + "?group=two&event_reason=" + long1);
        assertThat(Answers.rows(owner.get(subject + "/history")).getFirst().get("event_reason"))
                .hasSize(1_000);
        var quoted = owner.put(subject + "?group=three&event_reason=%27);drop%20table%20audit;--");
        assertThat(quoted.statusCode()).isEqualTo(200);
        assertThat(Answers.rows(owner.get(subject + "/history")).getFirst())
                .containsEntry("event_reason", "');drop table audit;--");
    }
}
