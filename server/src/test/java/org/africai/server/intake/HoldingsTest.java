package org.africai.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.store.Digests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a sender is told of what it sent: `/api/projects/P/holdings`, and the receipt of an import.
class HoldingsTest {
    private static final String PASSWORD = "a few words in a row";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
    }

    private static String digest(TestObject object) {
        return Digests.of(object.bytes()).sha256().hex();
    }

    private HttpResponse<String> ask(TestClient client, String body) {
        return client.post("/api/projects/" + sender.project() + "/holdings", "text/plain", body);
    }

    private TestClient user(String role) {
        String login = "holder" + NUMBER.incrementAndGet();
        SERVER.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        PASSWORD);
        if (!role.isEmpty()) {
            String path = "/data/projects/" + sender.project() + "/users/" + role + "/" + login;
            assertThat(sender.client().put(path).statusCode()).isEqualTo(200);
        }
        return SERVER.as(login, PASSWORD);
    }

    @Test
    void an_import_of_one_object_says_what_came_and_what_is_kept() {
        TestObject object = TestObject.ct(801, 1, 1);

        HttpResponse<String> answer =
                sender.send("project=$P", "application/dicom", object.bytes());

        assertThat(answer.headers().firstValue("X-Import-Received")).hasValue(digest(object));
        assertThat(answer.headers().firstValue("X-Import-Kept")).hasValue(digest(object));
    }

    @Test
    void a_sender_learns_what_waits_and_where_and_what_is_archived() {
        TestClient member = user("Members");
        var client = new ImportClient(SERVER, member, sender.project());
        TestObject object = TestObject.ct(802, 1, 1);
        String query = "project=$P&prevent_auto_commit=true&overwrite=append";
        String place =
                client.accepted(client.send(query, "application/dicom", object.bytes())).getFirst();
        String lines = digest(object) + "\n" + "0".repeat(64) + "\n" + digest(object) + "\n";

        HttpResponse<String> waits = ask(member, lines);
        HttpResponse<String> code =
                member.get("/data/projects/" + sender.project() + "/prearchive_code");
        HttpResponse<String> commit =
                member.post(place + "?action=commit&AA=true", "text/plain", "");
        HttpResponse<String> archived = ask(member, lines);

        assertThat(waits.statusCode()).isEqualTo(200);
        assertThat(waits.body()).isEqualTo(digest(object) + "\t" + place + "\n");
        assertThat(code.body()).isEqualTo("4");
        assertThat(commit.statusCode()).as(commit.body()).isEqualTo(301);
        assertThat(archived.body()).isEqualTo(digest(object) + "\t\n");
    }

    @Test
    void what_another_project_has_is_not_told() {
        TestObject object = TestObject.ct(803, 1, 1);
        sender.send("project=$P", "application/dicom", object.bytes());
        sender = ImportClient.create(SERVER);

        assertThat(ask(sender.client(), digest(object) + "\n").body()).isEmpty();
    }

    @Test
    void only_who_may_add_may_ask() {
        String body = "0".repeat(64) + "\n";

        assertThat(ask(SERVER.guest(), body).statusCode()).isEqualTo(401);
        assertThat(ask(user(""), body).statusCode()).isEqualTo(404);
        assertThat(ask(user("Collaborators"), body).statusCode()).isEqualTo(403);
        assertThat(ask(user("Members"), body).statusCode()).isEqualTo(200);
        assertThat(ask(user("Owners"), body).statusCode()).isEqualTo(200);
        HttpResponse<String> nowhere =
                sender.client().post("/api/projects/NO_SUCH/holdings", "text/plain", body);
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
    }

    @Test
    void a_body_that_is_no_list_of_digests_is_refused() {
        for (String body : new String[] {"", "x", "A".repeat(64), "' or 1=1 --", "0".repeat(65)}) {
            assertThat(ask(sender.client(), body).statusCode()).as(body).isEqualTo(400);
        }
        String many = ("0".repeat(64) + "\r\n").repeat(Holdings.MOST) + "0";
        assertThat(ask(sender.client(), many).statusCode()).isEqualTo(413);
        assertThat(many.getBytes(UTF_8)).hasSizeGreaterThan(66_000);
        String path = "/api/projects/" + sender.project() + "/holdings";
        assertThat(sender.client().get(path).statusCode()).isEqualTo(405);
    }

    @Test
    void the_number_of_statements_does_not_grow_with_the_list() {
        String one = "0".repeat(64) + "\n";
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            many.append(String.format(java.util.Locale.ROOT, "%064x%n", i));
        }

        long few = SERVER.statements(() -> ask(sender.client(), one));

        assertThat(SERVER.statements(() -> ask(sender.client(), many.toString()))).isEqualTo(few);
    }
}
