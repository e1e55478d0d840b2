package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// XNAT's config service.
class ConfigRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String TEXT = "text/plain";
    private static final String JSON = "application/json";

    private final TestClient admin = server.admin();
    private final String tool = People.fresh("tool");

    private String at() {
        return "/data/config/" + tool + "/script";
    }

    private static Map<String, String> row(HttpResponse<String> answer) {
        return Answers.rows(answer).getFirst();
    }

    @Test
    void what_was_set_is_read_back_as_a_row_and_alone() {
        String script = "version \"6.1\"\n(0010,0010) := \"a & <b> 'c' é\"\n";

        var first = admin.put(at() + "?reason=try", TEXT, script);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.body()).isEmpty();
        assertThat(row(admin.get(at())))
                .containsEntry("tool", tool)
                .containsEntry("path", "script")
                .containsEntry("project", "")
                .containsEntry("user", "admin")
                .containsEntry("reason", "try")
                .containsEntry("contents", script)
                .containsEntry("unversioned", "false")
                .containsEntry("version", "1")
                .containsEntry("status", "enabled")
                .containsKey("create_date");
        assertThat(admin.get(at() + "?contents=true").body()).isEqualTo(script);
        assertThat(row(admin.get(at() + "?meta=true"))).doesNotContainKey("contents");
    }

    @Test
    void each_change_is_a_version_and_none_is_lost() {
        admin.put(at(), TEXT, "one");
        assertThat(admin.put(at(), TEXT, "two").statusCode()).isEqualTo(200);
        admin.put(at(), TEXT, "three");

        assertThat(admin.get(at() + "?contents=true").body()).isEqualTo("three");
        assertThat(admin.get(at() + "?version=2&contents=true").body()).isEqualTo("two");
        assertThat(Answers.column(admin.get(at() + "?action=getHistory"), "contents"))
                .containsExactly("three", "two", "one");
        assertThat(admin.get(at() + "?version=4").statusCode()).isEqualTo(404);
        assertThat(admin.get(at() + "?version=x").statusCode()).isEqualTo(400);
    }

    @Test
    void a_setting_is_disabled_and_enabled_again() {
        admin.put(at(), TEXT, "kept");

        assertThat(admin.put(at() + "?status=disabled").statusCode()).isEqualTo(200);
        assertThat(row(admin.get(at()))).containsEntry("status", "disabled");
        assertThat(admin.get(at() + "?contents=true").statusCode()).isEqualTo(404);

        assertThat(admin.put(at() + "?status=enabled").statusCode()).isEqualTo(200);
        assertThat(admin.get(at() + "?contents=true").body()).isEqualTo("kept");
        assertThat(admin.put(at() + "?status=badstring").statusCode()).isEqualTo(400);
        assertThat(row(admin.get(at()))).containsEntry("version", "3");
    }

    @Test
    void an_unversioned_change_writes_over_the_version_in_force() {
        admin.put(at(), TEXT, "one");
        admin.put(at() + "?unversioned=true", TEXT, "two");

        assertThat(row(admin.get(at())))
                .containsEntry("version", "1")
                .containsEntry("unversioned", "true")
                .containsEntry("contents", "two");
        assertThat(Answers.rows(admin.get(at() + "?action=getHistory"))).hasSize(1);
    }

    @Test
    void a_json_body_may_say_contents_and_status_or_be_the_contents() {
        var both = "{\"contents\": \"from json\", \"status\": \"disabled\"}";
        assertThat(admin.put(at(), JSON, both).statusCode()).isEqualTo(201);
        assertThat(row(admin.get(at())))
                .containsEntry("contents", "from json")
                .containsEntry("status", "disabled");

        String viewer = "{\"layout\": \"2x2\", \"status\": \"open\"}";
        admin.put("/data/config/" + tool + "/viewer", JSON, viewer);
        assertThat(admin.get("/data/config/" + tool + "/viewer?contents=true").body())
                .isEqualTo(viewer);
        assertThat(admin.put(at(), JSON, "{\"contents\": ").statusCode()).isEqualTo(400);
    }

    @Test
    void paths_have_as_many_parts_as_they_like() {
        String nested = "/data/config/" + tool + "/a/b/c%20d";
        admin.put(nested, TEXT, "deep");
        admin.put("/REST/config/" + tool + "/z", TEXT, "flat");

        assertThat(admin.get(nested + "?contents=true").body()).isEqualTo("deep");
        assertThat(Answers.column(admin.get("/data/config/" + tool), "path"))
                .containsExactly("a/b/c d", "z");
        assertThat(Answers.column(admin.get("/data/config"), "tool")).contains(tool);
    }

    @Test
    void the_settings_of_a_project_are_its_own() {
        String project = "/data/projects/" + People.fresh("CONF");
        TestClient owner = People.user(server);
        owner.put(project);

        assertThat(owner.put(project + "/config/" + tool + "/script", TEXT, "own").statusCode())
                .isEqualTo(201);

        assertThat(Answers.column(owner.get(project + "/config"), "tool")).containsExactly(tool);
        assertThat(row(owner.get(project + "/config/" + tool + "/script")))
                .containsEntry("contents", "own")
                .containsEntry("project", project.substring(project.lastIndexOf('/') + 1));
        assertThat(admin.get(at()).statusCode()).isEqualTo(404);
        admin.delete(project);
    }

    @Test
    void only_owners_set_and_only_readers_read_the_settings_of_a_project() {
        String project = "/data/projects/" + People.fresh("CONF");
        String member = People.fresh("member");
        TestClient owner = People.user(server);
        TestClient members = People.user(server, member);
        TestClient stranger = People.user(server);
        owner.put(project);
        owner.put(project + "/users/Members/" + member);
        String setting = project + "/config/" + tool + "/script";
        owner.put(setting, TEXT, "own");

        assertThat(members.get(setting).statusCode()).isEqualTo(200);
        assertThat(members.put(setting, TEXT, "mine").statusCode()).isEqualTo(403);
        assertThat(stranger.get(setting).statusCode()).isEqualTo(404);
        assertThat(stranger.put(setting, TEXT, "mine").statusCode()).isEqualTo(403);
        assertThat(server.guest().get(setting).statusCode()).isEqualTo(401);
        assertThat(server.guest().put(setting, TEXT, "mine").statusCode()).isEqualTo(401);
        assertThat(owner.get(setting + "?contents=true").body()).isEqualTo("own");
    }

    @Test
    void the_settings_of_the_site_are_read_by_users_and_set_by_administrators() {
        admin.put(at(), TEXT, "site");
        TestClient user = People.user(server);

        assertThat(user.get(at() + "?contents=true").body()).isEqualTo("site");
        assertThat(user.put(at(), TEXT, "mine").statusCode()).isEqualTo(403);
        assertThat(server.guest().get(at()).statusCode()).isEqualTo(401);
        assertThat(server.guest().put(at(), TEXT, "mine").statusCode()).isEqualTo(401);
        assertThat(admin.get(at() + "?contents=true").body()).isEqualTo("site");
    }

    @Test
    void what_is_not_there_is_404_or_204_where_that_is_accepted() {
        assertThat(admin.get(at()).statusCode()).isEqualTo(404);
        assertThat(admin.get("/data/config/" + tool).statusCode()).isEqualTo(404);
        assertThat(admin.get(at() + "?accept-not-found=true").statusCode()).isEqualTo(204);
        assertThat(admin.put(at() + "?status=enabled").statusCode()).isEqualTo(404);
        assertThat(admin.put(at()).statusCode()).isEqualTo(400);
        assertThat(admin.put("/data/config/" + tool, TEXT, "x").statusCode()).isEqualTo(400);
        assertThat(admin.delete(at()).statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'%20or%20'1'='1", "%7B%7D", "a%0Ab", "-x", "a%22b"})
    void a_name_that_no_tool_has_is_refused(String name) {
        var answer = admin.put("/data/config/" + name + "/script", TEXT, "x");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void what_is_too_long_or_no_text_is_refused_and_nothing_changes() {
        admin.put(at(), TEXT, "before");
        byte[] noText = {(byte) 0xC3, (byte) 0x28};

        assertThat(admin.put(at(), TEXT, "x".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
        assertThat(admin.put(at(), TEXT, "x".repeat((4 << 20) + 1)).statusCode()).isEqualTo(413);
        assertThat(admin.put(at(), noText).statusCode()).isEqualTo(400);
        assertThat(admin.put(at(), TEXT, "a\0b").statusCode()).isEqualTo(400);
        var form = "application/x-www-form-urlencoded";
        assertThat(admin.put(at(), form, "contents=x").statusCode()).isEqualTo(415);
        assertThat(admin.put(at(), TEXT, "x".repeat(1 << 20)).statusCode()).isEqualTo(200);
        assertThat(admin.get(at() + "?version=1&contents=true").body()).isEqualTo("before");
    }

    @Test
    void two_changes_at_once_are_two_versions_or_one_is_told_to_look_again() throws Exception {
        admin.put(at(), TEXT, "first");

        Queue<Integer> answers = new ConcurrentLinkedQueue<>();
        List<Thread> senders =
                IntStream.range(0, 8)
                        .mapToObj(i ->
                                Thread.ofVirtual()
                                        .start(() ->
                                                answers.add(
                                                        admin.put(at(), TEXT, "at once " + i)
                                                                .statusCode())))
                        .toList();
        for (Thread sender : senders) {
            sender.join();
        }

        assertThat(answers).hasSize(8).allMatch(status -> status == 200 || status == 409);
        long stored = answers.stream().filter(status -> status == 200).count();
        assertThat(Answers.rows(admin.get(at() + "?action=getHistory"))).hasSize((int) stored + 1);
    }
}
