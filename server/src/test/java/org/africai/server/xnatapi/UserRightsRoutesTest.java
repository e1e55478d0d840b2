package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Rights beyond roles in projects, favourites, and accounts that people make for themselves.
class UserRightsRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.with(Map.of());

    private static final String JSON = "application/json";

    private final TestClient admin = server.admin();
    private final String login = People.fresh("user");
    private final TestClient user = People.user(server, login);

    private String project(String accessibility) {
        String id = People.fresh("RIGHTS");
        String path = "/data/projects/" + id;
        assertThat(admin.put(path + "?accessibility=" + accessibility).statusCode()).isEqualTo(200);
        assertThat(admin.put(path + "/subjects/S").statusCode()).isEqualTo(201);
        return path;
    }

    private String roles() {
        return "/xapi/users/" + login + "/roles";
    }

    private String groups() {
        return "/xapi/users/" + login + "/groups";
    }

    @Test
    void who_is_privileged_reads_all_projects_and_changes_none() {
        String project = project("private");
        assertThat(user.get("/xapi/role/projects").statusCode()).isEqualTo(403);
        assertThat(server.guest().get("/xapi/role/projects").statusCode()).isEqualTo(401);

        assertThat(admin.put(roles() + "/Privileged").body()).isEqualTo("[\"Privileged\"]");

        String id = project.substring(project.lastIndexOf('/') + 1);
        assertThat(user.get("/xapi/role/projects").body()).contains("\"id\":\"" + id + "\"");
        assertThat(user.get(project + "/subjects/S").statusCode()).isEqualTo(200);
        assertThat(Answers.column(user.get("/data/projects"), "ID")).contains(id);
        assertThat(user.get(project + "/users").statusCode()).isEqualTo(200);
        assertThat(user.put(project + "/subjects/S2").statusCode()).isEqualTo(403);
        assertThat(user.delete(project).statusCode()).isEqualTo(403);
        assertThat(user.post("/xapi/siteConfig", JSON, "{\"siteName\":\"x\"}").statusCode())
                .isEqualTo(403);
        assertThat(user.get(groups()).body()).isEqualTo("[\"ALL_DATA_ACCESS\"]");

        assertThat(admin.delete(roles() + "/Privileged").body()).isEqualTo("[]");
        assertThat(user.get(project + "/subjects/S").statusCode()).isEqualTo(404);
    }

    @Test
    void who_administers_all_data_changes_every_project_but_not_the_site() {
        String project = project("private");

        assertThat(admin.put(groups() + "/ALL_DATA_ADMIN").body())
                .isEqualTo("[\"ALL_DATA_ADMIN\"]");

        assertThat(user.put(project + "/subjects/S2").statusCode()).isEqualTo(201);
        assertThat(user.put(project + "/accessibility/public").statusCode()).isEqualTo(200);
        assertThat(user.get("/data/prearchive/projects/Unassigned").statusCode()).isEqualTo(200);
        assertThat(user.put("/data/config/t/p", "text/plain", "x").statusCode()).isEqualTo(403);
        assertThat(user.get("/xapi/users/active").statusCode()).isEqualTo(403);
        assertThat(user.put(roles() + "/Administrator").statusCode()).isEqualTo(403);
        assertThat(user.delete(project).statusCode()).isEqualTo(200);

        admin.delete(groups() + "/ALL_DATA_ADMIN");
        assertThat(user.get("/xapi/role/projects").statusCode()).isEqualTo(403);
    }

    @Test
    void only_administrators_give_rights_and_only_those_that_there_are() {
        assertThat(user.put(roles() + "/Privileged").statusCode()).isEqualTo(403);
        assertThat(user.put(groups() + "/ALL_DATA_ADMIN").statusCode()).isEqualTo(403);
        assertThat(user.delete(roles() + "/Privileged").statusCode()).isEqualTo(403);
        assertThat(server.guest().put(roles() + "/Privileged").statusCode()).isEqualTo(401);
        assertThat(admin.put(roles() + "/King").statusCode()).isEqualTo(404);
        assertThat(admin.put(groups() + "/KINGS").statusCode()).isEqualTo(404);
        assertThat(admin.put("/xapi/users/nobody/roles/Privileged").statusCode()).isEqualTo(404);
        assertThat(user.get(roles()).body()).isEqualTo("[]");
    }

    @Test
    void a_user_that_must_go_on_working_is_marked_so() {
        assertThat(admin.put(roles(), JSON, "[\"non_expiring\"]").body())
                .isEqualTo("[\"non_expiring\"]");
        assertThat(user.put("/data/projects/" + People.fresh("GOES")).statusCode()).isEqualTo(200);
        assertThat(admin.delete(roles() + "/non_expiring").body()).isEqualTo("[]");
    }

    @Test
    void the_groups_of_a_project_are_given_here_too() {
        String project = project("private");
        String group = project.substring(project.lastIndexOf('/') + 1) + "_member";

        assertThat(admin.put(groups() + "/" + group).body()).isEqualTo("[\"" + group + "\"]");
        assertThat(user.put(project + "/subjects/S2").statusCode()).isEqualTo(201);
        assertThat(user.put(groups() + "/" + group.replace("member", "owner")).statusCode())
                .isEqualTo(403);

        assertThat(admin.delete(groups() + "/" + group).body()).isEqualTo("[]");
        assertThat(user.get(project).statusCode()).isEqualTo(404);
    }

    @Test
    void everybody_has_favourites_of_their_own() {
        String id = project("public").substring("/data/projects/".length());
        String favorites = "/data/users/favorites/Project";

        assertThat(user.put(favorites + "/" + id).statusCode()).isEqualTo(200);
        assertThat(user.put(favorites + "/" + id).statusCode()).isEqualTo(200);

        assertThat(Answers.column(user.get(favorites), "id")).containsExactly(id);
        assertThat(user.get(favorites + "/" + id).statusCode()).isEqualTo(200);
        assertThat(Answers.rows(admin.get(favorites))).isEmpty();
        assertThat(admin.get(favorites + "/" + id).statusCode()).isEqualTo(404);
        admin.put("/data/projects/" + id + "/accessibility/private");
        assertThat(Answers.rows(user.get(favorites))).isEmpty();
        admin.put("/data/projects/" + id + "/accessibility/public");
        assertThat(user.delete(favorites + "/" + id).statusCode()).isEqualTo(200);
        assertThat(Answers.rows(user.get(favorites))).isEmpty();
    }

    @Test
    void what_cannot_be_a_favourite_is_refused() {
        String hidden = project("private").substring("/data/projects/".length());

        assertThat(user.put("/data/users/favorites/Project/" + hidden).statusCode()).isEqualTo(404);
        assertThat(user.put("/data/users/favorites/Project/NONE").statusCode()).isEqualTo(404);
        assertThat(user.put("/data/users/favorites/Subject/S").statusCode()).isEqualTo(404);
        assertThat(server.guest().get("/data/users/favorites/Project").statusCode()).isEqualTo(401);
    }

    private static String body(String name, String email, String password) {
        return "{\"username\": \"%s\", \"email\": \"%s\", \"password\": \"%s\"}"
                .formatted(name, email, password);
    }

    private void set(String properties) {
        assertThat(admin.post("/xapi/siteConfig", JSON, properties).statusCode()).isEqualTo(200);
    }

    @Test
    void nobody_makes_an_account_unless_the_site_lets_them() {
        String name = People.fresh("self");

        var answer =
                server.guest()
                        .post("/xapi/users", JSON, body(name, "s@example.org", "tea at five"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(admin.get("/xapi/users/" + name).statusCode()).isEqualTo(404);
        assertThat(
                        user.post("/xapi/users", JSON, body(name, "s@e.org", "tea for two at five"))
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void an_account_that_somebody_made_works_once_verified_and_making_many_takes_patience() {
        String name = People.fresh("self");
        String password = "tea for two at five";
        set("{\"userRegistration\": true, \"requireLogin\": true}");
        try {
            var made =
                    server.guest()
                            .post("/xapi/users", JSON, body(name, "self@example.org", password));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            assertThat(made.body()).contains("\"verified\":false").doesNotContain(password);
            assertThat(server.as(name, password).get("/data/auth").statusCode()).isEqualTo(401);

            admin.put("/xapi/users/" + name + "/verified/true");

            assertThat(server.as(name, password).get("/data/auth").statusCode()).isEqualTo(200);
            assertThat(admin.get("/xapi/users/" + name + "/roles").body()).isEqualTo("[]");
            assertThat(server.guest().get("/xapi/users").statusCode()).isEqualTo(401);
            assertThat(
                            IntStream.range(0, 8)
                                    .mapToObj(i -> register(body("ADMIN", "a@b.org", password)))
                                    .toList())
                    .as("the address has to wait")
                    .contains(409)
                    .endsWith(429);
        } finally {
            set("{\"userRegistration\": false, \"requireLogin\": false}");
        }
    }

    @Test
    void what_is_no_account_is_not_made() {
        set("{\"userRegistration\": true, \"emailVerification\": false}");
        try {
            String good = "tea for two at five";
            assertThat(register(body(People.fresh("self"), "no address", good))).isEqualTo(400);
            assertThat(register(body(People.fresh("self"), "a@b.org", "short"))).isEqualTo(400);
            assertThat(register(body("a b", "a@b.org", good))).isEqualTo(400);
            assertThat(register("{\"username\": \"x\", \"password\": \"" + good + "\"}"))
                    .isEqualTo(400);
        } finally {
            set("{\"userRegistration\": false, \"emailVerification\": true}");
        }
    }

    private int register(String body) {
        return server.guest().post("/xapi/users", JSON, body).statusCode();
    }
}
