package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.Eventually;
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
        submitted(
                sender.send(
                        "project=$P&subject=S&session=E&action=commit&http-session-listener=" + id,
                        ct()),
                "Submitted for prearchival");

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

        submitted(again, "Submitted for archival");
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
        assertThat(said().getLast().path("terminal").asBoolean()).isTrue();
        assertThat(said().getFirst().path("terminal").asBoolean(true)).isFalse();
    }

    @Test
    void nobody_is_told_of_the_imports_of_others() {
        submitted(sender.toArchive("&http-session-listener=" + id, ct()), "Submitted for archival");
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
        submitted(sender.toArchive("&http-session-listener=" + id, ct()), "Submitted for archival");

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
        submitted(sender.toArchive("&http-session-listener=" + id, ct()), "Submitted for archival");
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

    @Test
    void what_was_answered_and_interrupted_is_begun_again() {
        sender.client().put("/data/user/cache/resources/" + id + "/files/a.zip", ct());
        SERVER.get(Sql.class)
                .of(
                        """
                        insert into import_order (account_key, listener, blob_key, name, parameters,
                                                  attempts, taken_at)
                        select :account, :id, f.blob_key, 'a.zip',
                               jsonb_build_object('dest', cast(:dest as text),
                                                  'http-session-listener', cast(:id as text)),
                               1, now()
                          from user_cache_file f
                          join user_cache_resource r on r.key = f.resource_key
                         where r.name = :id\
                        """)
                .bind("account", accountKey())
                .bind("id", id)
                .bind("dest", "/archive/projects/" + sender.project())
                .update();
        SERVER.get(Progress.class)
                .begin(new Caller(accountKey(), "admin", true), id, "before the end");
        SERVER.get(Progress.class).endInterrupted();
        assertThat(said()).hasSize(1);

        SERVER.get(LaterImports.class).start();

        ended();
        assertThat(said().getLast().path("status").asString()).isEqualTo("COMPLETED");
        assertThat(sender.status(sender.session("PAT1_CT"))).isEqualTo(200);
        assertThat(orders()).isZero();
    }

    @Test
    void what_the_server_never_survives_is_given_up() {
        sender.client().put("/data/user/cache/resources/" + id + "/files/a.zip", ct());
        SERVER.get(Sql.class)
                .of(
                        """
                        insert into import_order (account_key, listener, blob_key, name, parameters,
                                                  attempts)
                        select :account, :id, f.blob_key, 'a.zip', '{}', 3
                          from user_cache_file f
                          join user_cache_resource r on r.key = f.resource_key
                         where r.name = :id\
                        """)
                .bind("account", accountKey())
                .bind("id", id)
                .update();
        SERVER.get(Progress.class)
                .begin(new Caller(accountKey(), "admin", true), id, "before the end");

        SERVER.get(LaterImports.class).start();

        ended();
        assertThat(said().getLast().path("msg").asString()).contains("each time");
        assertThat(orders()).isZero();
    }

    @Test
    void a_form_and_a_file_of_the_cache_are_taken_in_later_too() {
        sender.client().put("/data/user/cache/resources/" + id + "/files/a.zip", ct());

        submitted(
                sender.send(
                        "dest=/archive/projects/$P&src=/user/cache/resources/"
                                + id
                                + "/files/a.zip&http-session-listener="
                                + id,
                        "text/plain",
                        new byte[0]),
                "Submitted for archival");

        assertThat(said().getLast().path("msg").asString()).endsWith("/experiments/PAT1_CT");
    }

    @Test
    void what_the_sender_says_about_it_is_kept_with_its_record() {
        submitted(
                sender.toArchive("&event_reason=for-" + id + "&http-session-listener=" + id, ct()),
                "Submitted for archival");

        assertThat(sender.client().get(sender.session("PAT1_CT") + "/history").body())
                .contains("for-" + id);
    }

    @Test
    void what_may_not_be_sent_is_refused_at_once() {
        var closed = new ImportClient(SERVER, SERVER.guest(), sender.project());

        assertThat(closed.toArchive("&http-session-listener=" + id, ct()).statusCode())
                .isEqualTo(401);
        assertThat(
                        sender.send(
                                        "dest=/archive/projects/NONE"
                                                + id
                                                + "&http-session-listener="
                                                + id,
                                        ct())
                                .statusCode())
                .isEqualTo(404);
        assertThat(orders()).isZero();
    }

    private long orders() {
        return SERVER.get(Sql.class)
                .of("select count(*) as n from import_order where listener = :id")
                .bind("id", id)
                .only(row -> row.number("n"));
    }

    private void submitted(HttpResponse<String> answer, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().strip()).isEqualTo(words);
        ended();
    }

    private void ended() {
        Eventually.holds("the import's end", Duration.ofSeconds(20), () -> orders() == 0);
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
