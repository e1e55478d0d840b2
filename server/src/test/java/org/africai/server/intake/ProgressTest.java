package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How an import gets on, for those who sent it with `http-session-listener`.
class ProgressTest {
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");
    private String id = "";

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
        id = "T-" + sender.project();
    }

    @Test
    void an_import_into_the_archive_says_where_it_is_at_its_end() {
        sender.accepted(
                sender.send(
                        "project=$P&subject=S&session=E&action=commit&http-session-listener=" + id,
                        ct()));

        List<JsonNode> said = said();
        assertThat(said.getFirst().path("status").asString()).isEqualTo("PROCESSING");
        assertThat(said.getLast().path("status").asString()).isEqualTo("COMPLETED");
        assertThat(said.getLast().path("msg").asString())
                .isEqualTo(
                        "Archive:/archive/projects/"
                                + sender.project()
                                + "/subjects/S/experiments/E");
        JsonNode tracked = tracked();
        assertThat(tracked.path("key").asString()).isEqualTo(id);
        assertThat(tracked.path("succeeded").asBoolean()).isTrue();
        assertThat(tracked.path("finalMessage").asString()).startsWith("Archive:");
        JsonNode entries = JSON.readTree(tracked.path("payload").asString()).path("entryList");
        assertThat(entries.get(entries.size() - 1).path("status").asString())
                .isEqualTo("Completed");
    }

    @Test
    void an_import_that_fails_says_why() {
        sender.toArchive("", ct());

        HttpResponse<String> again = sender.toArchive("&http-session-listener=" + id, ct());

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(said().getLast().path("status").asString()).isEqualTo("FAILED");
        assertThat(tracked().path("succeeded").asBoolean(true)).isFalse();
        assertThat(tracked().path("finalMessage").asString()).contains("already exists");
    }

    @Test
    void archiving_what_waits_can_be_watched() {
        String uri = sender.accepted(sender.send("dest=/prearchive/projects/$P", ct())).getFirst();

        sender.accepted(
                sender.client()
                        .post(
                                "/data/services/archive?src="
                                        + uri
                                        + "&http-session-listener="
                                        + id,
                                "text/plain",
                                ""));

        assertThat(said().getLast().path("status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void nobody_is_told_of_the_imports_of_others() {
        sender.accepted(sender.toArchive("&http-session-listener=" + id, ct()));
        String login = "curious" + sender.project();
        SERVER.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        "a few words in a row");
        TestClient other = SERVER.as(login, "a few words in a row");

        assertThat(other.get("/data/status/" + id + "?format=json").body())
                .isEqualTo("{\"msgs\":[[]]}");
        assertThat(other.get("/xapi/event_tracking/" + id).statusCode()).isEqualTo(404);
        assertThat(SERVER.guest().get("/xapi/event_tracking/" + id).statusCode()).isEqualTo(401);
        assertThat(other.delete("/data/status/" + id).statusCode()).isEqualTo(200);
        assertThat(said()).isNotEmpty();
    }

    @Test
    void what_was_said_can_be_forgotten() {
        sender.accepted(sender.toArchive("&http-session-listener=" + id, ct()));

        assertThat(sender.client().delete("/data/status/" + id).statusCode()).isEqualTo(200);

        assertThat(said()).isEmpty();
    }

    @Test
    void a_word_that_cannot_be_is_refused_before_the_upload_is_read() {
        assertThat(sender.toArchive("&http-session-listener=a%20b", ct()).statusCode())
                .isEqualTo(400);
        assertThat(sender.toArchive("&http-session-listener=" + "x".repeat(129), ct()).statusCode())
                .isEqualTo(400);
        assertThat(sender.status(sender.session("PAT1_CT"))).isEqualTo(404);
    }

    @Test
    void an_import_that_the_servers_end_interrupted_has_failed() {
        sender.accepted(sender.toArchive("&http-session-listener=" + id, ct()));
        SERVER.get(Sql.class).of("delete from progress_message where stage = 'COMPLETED'").update();

        SERVER.get(Progress.class).endInterrupted();

        assertThat(said().getLast().path("status").asString()).isEqualTo("FAILED");
    }

    @Test
    void only_so_many_imports_are_remembered() {
        var progress = SERVER.get(Progress.class);
        Caller caller = new Caller(accountKey(), "admin", true);
        for (int i = 0; i <= Progress.MAX_WATCHED; i++) {
            int n = i;
            progress.watched(caller, "many" + n, "begun", () -> n, done -> "done " + done);
        }

        assertThat(progress.messages(caller, "many0")).isEmpty();
        assertThat(progress.messages(caller, "many" + Progress.MAX_WATCHED)).isPresent();
    }

    private static long accountKey() {
        return SERVER.get(Sql.class)
                .of("select key from account where login = 'admin'")
                .only(row -> row.number("key"));
    }

    private List<JsonNode> said() {
        String body = sender.client().get("/data/status/" + id + "?format=json").body();
        List<JsonNode> said = new ArrayList<>();
        JSON.readTree(body).path("msgs").path(0).forEach(said::add);
        return said;
    }

    private JsonNode tracked() {
        return JSON.readTree(sender.client().get("/xapi/event_tracking/" + id).body());
    }

    private static byte[] ct() {
        return TestArchives.zip(TestObject.ct(1, 1, 1));
    }
}
