package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How people get into projects: XNAT's PARs.
class AccessRequestRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.with(Map.of());

    private String ownerLogin = "";
    private String login = "";
    private TestClient owner = server.guest();
    private TestClient somebody = server.guest();
    private String project = "";

    @BeforeEach
    void people() {
        ownerLogin = People.fresh("owner");
        login = People.fresh("asker");
        owner = People.user(server, ownerLogin);
        somebody = People.user(server, login);
        project = People.fresh("PAR");
        owner.put("/data/projects/" + project + "?accessibility=protected");
    }

    private String at() {
        return "/data/projects/" + project;
    }

    private int subjects(TestClient client) {
        return client.get(at() + "/subjects").statusCode();
    }

    private static HttpResponse<String> post(TestClient client, String path) {
        return client.post(path, "text/plain", "");
    }

    @Test
    void who_asks_gets_the_role_when_an_owner_says_yes() {
        var asked = post(somebody, at() + "/pars?level=member");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
        assertThat(subjects(somebody)).isEqualTo(403);

        Map<String, String> waiting = Answers.rows(owner.get("/data/pars")).getFirst();
        assertThat(waiting)
                .containsEntry("par_id", asked.body())
                .containsEntry("proj_id", project)
                .containsEntry("level", "member")
                .containsEntry("login", login)
                .containsEntry("kind", "request")
                .containsEntry("approved", "");
        var answered = owner.put("/data/pars/" + asked.body() + "?accept=true");

        assertThat(Answers.rows(answered).getFirst()).containsEntry("approved", "true");
        assertThat(somebody.put(at() + "/subjects/S1").statusCode()).isEqualTo(201);
        assertThat(Answers.rows(owner.get("/data/pars"))).isEmpty();
        Map<String, String> row = Answers.rows(owner.get(at() + "/pars")).getFirst();
        assertThat(row).containsEntry("login", login).containsEntry("approved", "true");
        assertThat(row.get("approval_date")).isNotBlank();
    }

    @Test
    void a_request_that_is_declined_gives_nothing_and_is_answered_once() {
        String number = post(somebody, at() + "/pars?level=Owners").body();

        assertThat(owner.put("/data/pars/" + number + "?decline=true").statusCode()).isEqualTo(200);

        assertThat(owner.put("/data/pars/" + number + "?accept=true").statusCode()).isEqualTo(409);
        assertThat(subjects(somebody)).isEqualTo(403);
        assertThat(Answers.rows(somebody.get("/data/pars/" + number)).getFirst())
                .containsEntry("approved", "false");
    }

    @Test
    void nobody_says_yes_to_their_own_request_but_may_withdraw_it() {
        String number = post(somebody, at() + "/pars?level=member").body();

        assertThat(somebody.put("/data/pars/" + number + "?accept=true").statusCode())
                .isEqualTo(403);
        assertThat(post(somebody, at() + "/pars").statusCode()).isEqualTo(409);
        assertThat(somebody.put("/data/pars/" + number + "?decline=true").statusCode())
                .isEqualTo(200);
        assertThat(post(somebody, at() + "/pars").statusCode()).isEqualTo(201);
    }

    @Test
    void a_request_is_no_business_of_others() {
        String number = post(somebody, at() + "/pars").body();
        TestClient other = People.user(server);

        for (TestClient client : List.of(other, server.guest())) {
            int hidden = client.authorization().isPresent() ? 404 : 401;
            assertThat(client.get("/data/pars/" + number).statusCode()).isEqualTo(hidden);
            assertThat(client.put("/data/pars/" + number + "?accept=true").statusCode())
                    .isEqualTo(hidden);
        }
        assertThat(other.get(at() + "/pars").statusCode()).isEqualTo(403);
        assertThat(somebody.get(at() + "/pars").statusCode()).isEqualTo(403);
        assertThat(server.guest().get("/data/pars").statusCode()).isEqualTo(401);
        assertThat(post(server.guest(), at() + "/pars").statusCode()).isEqualTo(401);
    }

    @Test
    void a_private_project_cannot_be_asked_for_since_nobody_knows_of_it() {
        owner.put(at() + "/accessibility/private");

        assertThat(post(somebody, at() + "/pars").statusCode()).isEqualTo(404);
        assertThat(post(somebody, "/data/projects/NONE/pars").statusCode()).isEqualTo(404);
    }

    @Test
    void an_account_is_invited_and_accepts() {
        owner.put(at() + "/accessibility/private");
        String number = post(owner, at() + "/pars?level=collaborator&login=" + login).body();
        assertThat(number).matches("\\d+");
        assertThat(somebody.get(at()).statusCode()).isEqualTo(404);
        assertThat(owner.put("/data/pars/" + number + "?accept=true").statusCode()).isEqualTo(403);

        Map<String, String> waiting = Answers.rows(somebody.get("/data/pars")).getFirst();
        assertThat(waiting)
                .containsEntry("kind", "invitation")
                .containsEntry("login", ownerLogin)
                .containsEntry("id", project);
        assertThat(somebody.put("/data/pars/" + number + "?accept=true").statusCode())
                .isEqualTo(200);

        assertThat(subjects(somebody)).isEqualTo(200);
        assertThat(somebody.put(at() + "/subjects/S1").statusCode()).isEqualTo(403);
    }

    @Test
    void an_address_without_account_is_invited_by_a_code_that_works_once() {
        String code = post(owner, at() + "/pars?level=member&email=new@example.org").body();
        assertThat(code).matches("i[A-Za-z0-9_-]{32}");
        Map<String, String> row = Answers.rows(owner.get(at() + "/pars")).getFirst();
        assertThat(row).containsEntry("email", "new@example.org").containsEntry("login", "");

        assertThat(somebody.put("/data/pars/" + row.get("par_id") + "?accept=true").statusCode())
                .as("the number alone is worth nothing")
                .isEqualTo(404);
        assertThat(server.guest().put("/data/pars/" + code + "?accept=true").statusCode())
                .isEqualTo(401);
        assertThat(somebody.put("/data/pars/" + code + "?accept=true").statusCode()).isEqualTo(200);

        assertThat(somebody.put(at() + "/subjects/S1").statusCode()).isEqualTo(201);
        assertThat(People.user(server).put("/data/pars/" + code + "?accept=true").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_new_code_makes_the_old_one_void_and_an_owner_takes_an_invitation_back() {
        String first = post(owner, at() + "/pars?email=two@example.org").body();
        String second = post(owner, at() + "/pars?email=TWO@example.org").body();
        assertThat(Answers.rows(owner.get(at() + "/pars"))).hasSize(1);
        assertThat(somebody.get("/data/pars/" + first).statusCode()).isEqualTo(404);
        assertThat(somebody.get("/data/pars/" + second).statusCode()).isEqualTo(200);

        String number = Answers.column(owner.get(at() + "/pars"), "par_id").getFirst();
        assertThat(owner.put("/data/pars/" + number + "?decline=true").statusCode()).isEqualTo(200);

        assertThat(somebody.put("/data/pars/" + second + "?accept=true").statusCode())
                .isEqualTo(404);
    }

    @Test
    void naming_an_unknown_address_among_the_users_invites_it() {
        var answer = owner.put(at() + "/users/Members/" + login + ",nobody@example.org");

        assertThat(Answers.column(answer, "login")).contains(login);
        String code = answer.headers().firstValue("Invitation-Code").orElseThrow();
        TestClient invited = People.user(server);
        assertThat(invited.put("/data/pars/" + code + "?accept=true").statusCode()).isEqualTo(200);
        assertThat(subjects(invited)).isEqualTo(200);
        assertThat(owner.put(at() + "/users/Members/nobody-at-all").statusCode()).isEqualTo(404);
    }

    @Test
    void an_invitation_takes_no_right_away() {
        owner.put(at() + "/users/Members/" + login);
        assertThat(post(owner, at() + "/pars?level=collaborator&login=" + login).statusCode())
                .isEqualTo(409);
        assertThat(post(somebody, at() + "/pars?level=owner").statusCode()).isEqualTo(409);
        String code = post(owner, at() + "/pars?level=collaborator&email=m@example.org").body();

        somebody.put("/data/pars/" + code + "?accept=true");

        assertThat(somebody.put(at() + "/subjects/S9").statusCode()).isEqualTo(201);
    }

    @Test
    void what_cannot_be_asked_is_refused() {
        String number = post(somebody, at() + "/pars").body();

        assertThat(post(somebody, at() + "/pars?level=king").statusCode()).isEqualTo(400);
        assertThat(owner.put("/data/pars/" + number).statusCode()).isEqualTo(400);
        assertThat(owner.put("/data/pars/" + number + "?accept=true&decline=true").statusCode())
                .isEqualTo(400);
        assertThat(owner.put("/data/pars/999999999?accept=true").statusCode()).isEqualTo(404);
        assertThat(owner.put("/data/pars/i%27or%201=1?accept=true").statusCode()).isEqualTo(404);
        assertThat(post(owner, at() + "/pars?email=no-address").statusCode()).isEqualTo(404);
        assertThat(post(owner, at() + "/pars?email=a@b%0Ac").statusCode()).isEqualTo(404);
        assertThat(owner.delete("/data/pars/" + number).statusCode()).isEqualTo(405);
        assertThat(post(somebody, at() + "/pars?login=admin").statusCode()).isEqualTo(403);
    }

    @Test
    void a_site_may_do_without_requests_and_invitations() {
        var site = server.admin();
        site.post("/xapi/siteConfig", "application/json", "{\"par\": false}");
        try {
            assertThat(post(somebody, at() + "/pars").statusCode()).isEqualTo(403);
            assertThat(post(owner, at() + "/pars?login=" + login).statusCode()).isEqualTo(403);
            assertThat(owner.put(at() + "/users/Members/x@example.org").statusCode())
                    .isEqualTo(404);
            assertThat(owner.put(at() + "/users/Members/" + login).statusCode()).isEqualTo(200);
        } finally {
            site.post("/xapi/siteConfig", "application/json", "{\"par\": true}");
        }
    }

    @Test
    void a_code_is_kept_nowhere() {
        String code = post(owner, at() + "/pars?email=three@example.org").body();

        long found =
                server.get(Sql.class)
                        .of(
                                """
                                select (select count(*) from access_request r
                                         where cast(r as text) like '%' || :code || '%')
                                     + (select count(*) from audit a
                                         where cast(a as text) like '%' || :code || '%') as n\
                                """)
                        .bind("code", code)
                        .only(row -> row.number("n"));

        assertThat(found).isZero();
    }
}
