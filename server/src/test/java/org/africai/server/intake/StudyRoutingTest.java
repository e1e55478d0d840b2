package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Studies that are given to a project before they come: `/data/routing/UID`.
class StudyRoutingTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PASSWORD = "a few words in a row";

    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static int number;

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");
    private int study;

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
        study = 900 + ++number;
    }

    @Test
    void a_study_goes_where_it_was_given() {
        assertThat(put(sender.client(), "project=" + sender.project()).statusCode()).isEqualTo(200);

        String uri =
                sender.accepted(
                                sender.send(
                                        "dest=/archive",
                                        TestArchives.zip(TestObject.ct(study, 1, 1))))
                        .getFirst();

        assertThat(uri).startsWith("/data/archive/projects/" + sender.project() + "/");
        var row = sender.rows(address()).getFirst();
        assertThat(row)
                .containsEntry("studyInstanceUID", TestObject.studyUid(study))
                .containsEntry("project", sender.project())
                .containsEntry("user", "admin")
                .containsKeys("subject", "created", "accessed", "label");
        assertThat(sender.rows("/data/routing")).contains(row);
    }

    @Test
    void it_is_forgotten_on_demand() {
        put(sender.client(), "project=" + sender.project());

        assertThat(sender.client().delete(address()).statusCode()).isEqualTo(200);

        assertThat(sender.status(address())).isEqualTo(404);
        assertThat(sender.client().delete(address()).statusCode()).isEqualTo(404);
        assertThat(
                        sender.accepted(
                                        sender.send(
                                                "dest=/prearchive",
                                                TestArchives.zip(TestObject.ct(study, 1, 1))))
                                .getFirst())
                .contains("/Unassigned/");
    }

    @Test
    void only_those_who_change_the_data_of_both_projects_give_it() {
        TestClient owner = user();
        TestClient other = user();
        owner.put("/data/projects/RTA" + study);
        other.put("/data/projects/RTB" + study);

        assertThat(put(other, "project=RTA" + study).statusCode()).isEqualTo(404);
        assertThat(put(owner, "project=RTA" + study).statusCode()).isEqualTo(200);
        assertThat(put(other, "project=RTB" + study).statusCode()).isEqualTo(403);
        assertThat(other.get(address()).statusCode()).isEqualTo(404);
        assertThat(other.delete(address()).statusCode()).isEqualTo(404);
        assertThat(other.get("/data/routing").body()).doesNotContain("RTA" + study);
        assertThat(owner.get(address() + "?format=csv").body()).contains("RTA" + study);
        assertThat(SERVER.guest().get("/data/routing").statusCode()).isEqualTo(401);
        assertThat(SERVER.guest().get(address()).statusCode()).isEqualTo(401);
        assertThat(put(SERVER.guest(), "project=RTA" + study).statusCode()).isEqualTo(401);
    }

    @Test
    void a_collaborator_does_not_give_it() {
        TestClient owner = user();
        TestClient reader = user();
        String login = "router" + number;
        owner.put("/data/projects/RTC" + study);
        owner.put("/data/projects/RTC" + study + "/users/Collaborators/" + login);

        assertThat(put(reader, "project=RTC" + study).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject=S", "label=L&project=P", "", "project=", "project=%27;--"})
    void what_names_no_project_alone_is_refused(String form) {
        assertThat(put(sender.client(), form).statusCode()).isIn(400, 404);
        assertThat(sender.status(address())).isEqualTo(404);
    }

    @Test
    void another_body_than_a_form_is_refused() {
        var answer =
                sender.client()
                        .put(address() + "?project=" + sender.project(), "text/plain", "project");

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1..2", "1.2.", "'", "1.2%20or%201"})
    void what_is_no_uid_is_refused(String uid) {
        var put = sender.client().put("/data/routing/" + uid, FORM, "project=" + sender.project());

        assertThat(put.statusCode()).isEqualTo(400);
        assertThat(sender.status("/data/routing/" + uid)).isEqualTo(400);
    }

    @Test
    void it_goes_with_its_project() {
        put(sender.client(), "project=" + sender.project());

        sender.client().delete("/data/projects/" + sender.project());

        assertThat(sender.status(address())).isEqualTo(404);
    }

    private String address() {
        return "/data/routing/" + TestObject.studyUid(study);
    }

    private HttpResponse<String> put(TestClient client, String form) {
        return client.put(address(), FORM, form);
    }

    private static TestClient user() {
        String login = "router" + ++number;
        SERVER.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        PASSWORD);
        return SERVER.as(login, PASSWORD);
    }
}
