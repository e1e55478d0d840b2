package org.africai.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are sent ahead and imported later.
class UserCacheTest {
    private static final String CACHE = "/data/user/cache/resources";
    private static final String PASSWORD = "a few words in a row";
    private static final String FORM = "application/x-www-form-urlencoded";

    @RegisterExtension
    static final TestServer SERVER =
            TestServer.with(
                    Map.of(
                            "intake-cache-quota", "200KiB",
                            "intake-cache-max-files", "4",
                            "intake-cache-kept", "1h"));

    private static int number;

    private TestClient user = SERVER.guest();
    private String login = "";

    @BeforeEach
    void a_user() {
        login = "cacher" + ++number;
        SERVER.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        PASSWORD);
        user = SERVER.as(login, PASSWORD);
    }

    @Test
    void a_file_is_kept_listed_given_back_and_deleted() {
        byte[] bytes = "some bytes".getBytes(UTF_8);
        assertThat(user.put(CACHE + "/X/files/a/b%20c.txt?inbody=true", bytes).statusCode())
                .isEqualTo(200);

        assertThat(rows(CACHE)).containsExactly(Map.of("Resource", "X", "URI", CACHE + "/X"));
        assertThat(rows(CACHE + "/X/files").getFirst())
                .containsEntry("Name", "a/b c.txt")
                .containsEntry("Size", "10")
                .containsEntry("URI", CACHE + "/X/files/a/b c.txt");
        assertThat(user.get(CACHE + "/X/files/a/b%20c.txt").body()).isEqualTo("some bytes");
        assertThat(user.delete(CACHE + "/X/files/a/b%20c.txt").statusCode()).isEqualTo(200);
        assertThat(rows(CACHE + "/X/files")).isEmpty();
        assertThat(user.delete(CACHE + "/X").statusCode()).isEqualTo(200);
        assertThat(rows(CACHE)).isEmpty();
        assertThat(user.delete(CACHE + "/X").statusCode()).isEqualTo(404);
    }

    @Test
    void files_come_as_parts_of_a_form_too() {
        String body =
                "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"one.txt\"\r\n\r\n"
                        + "1\r\n--b\r\nContent-Disposition: form-data; name=\"g\";"
                        + " filename=\"two.txt\"\r\n\r\n22\r\n--b--\r\n";

        HttpResponse<String> answer =
                user.post(CACHE + "/X/files", "multipart/form-data; boundary=b", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(rows(CACHE + "/X/files"))
                .extracting(row -> row.get("Name"))
                .containsExactly("one.txt", "two.txt");
    }

    @Test
    void a_resource_is_made_once() {
        assertThat(user.put(CACHE + "/X").statusCode()).isEqualTo(200);
        assertThat(user.put(CACHE + "/X").statusCode()).isEqualTo(412);
    }

    @Test
    void a_later_file_of_the_same_name_takes_the_place_of_the_former() {
        user.put(CACHE + "/X/files/f", "old".getBytes(UTF_8));
        user.put(CACHE + "/X/files/f", "newer".getBytes(UTF_8));

        assertThat(user.get(CACHE + "/X/files/f").body()).isEqualTo("newer");
        assertThat(rows(CACHE + "/X/files")).hasSize(1);
    }

    @Test
    void nobody_sees_or_imports_what_others_keep() {
        user.put(CACHE + "/X/files/f.zip", zip());
        TestClient admin = SERVER.admin();

        assertThat(admin.get(CACHE + "/X/files/f.zip").statusCode()).isEqualTo(404);
        assertThat(admin.get(CACHE + "/X/files").statusCode()).isEqualTo(404);
        assertThat(admin.delete(CACHE + "/X").statusCode()).isEqualTo(404);
        assertThat(
                        admin.post(
                                        "/data/services/import?src=/user/cache/resources/X/files"
                                                + "/f.zip",
                                        FORM,
                                        "")
                                .statusCode())
                .isEqualTo(404);
        assertThat(SERVER.guest().get(CACHE).statusCode()).isEqualTo(401);
        assertThat(SERVER.guest().put(CACHE + "/X/files/f").statusCode()).isEqualTo(401);
    }

    @Test
    void a_kept_file_is_imported() {
        user.put("/data/projects/UC" + number);
        user.put(CACHE + "/X/files/up.zip", zip());

        HttpResponse<String> byAddress =
                user.post(
                        "/data/services/import?src=/user/cache/resources/X/files/up.zip"
                                + "&dest=/archive/projects/UC"
                                + number,
                        FORM,
                        "");
        HttpResponse<String> byForm =
                user.post(
                        "/data/services/import",
                        FORM,
                        "dest=/archive/projects/UC"
                                + number
                                + "&overwrite=delete&src=/data/user/cache/resources/X/files/up.zip");

        assertThat(byAddress.statusCode()).as(byAddress.body()).isEqualTo(200);
        assertThat(byAddress.body())
                .isEqualTo(
                        "/data/archive/projects/UC"
                                + number
                                + "/subjects/PAT1/experiments/PAT1_CT\r\n");
        assertThat(byForm.statusCode()).as(byForm.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/user/cache/resources/X/files/none.zip",
                "/user/cache/resources/X",
                "/etc/passwd",
                "/user/cache/resources/../../files/etc/passwd",
                "file:///etc/passwd",
                "http://127.0.0.1/x"
            })
    void what_is_no_file_of_the_cache_is_not_imported(String source) {
        HttpResponse<String> answer = user.post("/data/services/import?src=" + source, FORM, "");

        assertThat(answer.statusCode()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/X/files/..%2Fy",
                "/X/files/a/..%2F..%2Fb",
                "/X/files/",
                "/X/files",
                "/a%2Fb/files/f",
                "/*/files/f",
                "/X/folders/f"
            })
    void a_name_that_cannot_be_is_refused(String path) {
        int status = user.put(CACHE + path, new byte[] {1}).statusCode();

        assertThat(status).isIn(400, 404);
        assertThat(rows(CACHE)).isEmpty();
    }

    @Test
    void more_than_the_quota_is_refused_announced_or_not() {
        byte[] large = new byte[150 << 10];
        assertThat(user.put(CACHE + "/X/files/1", large).statusCode()).isEqualTo(200);

        HttpResponse<String> announced = user.put(CACHE + "/X/files/2", large);
        HttpResponse<String> chunked =
                user.send(
                        user.request(CACHE + "/X/files/3")
                                .PUT(
                                        java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                                                () -> new java.io.ByteArrayInputStream(large))));

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(announced.body()).contains("204800 bytes");
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(rows(CACHE + "/X/files")).hasSize(1);
    }

    @Test
    void more_files_than_allowed_are_refused() {
        for (int i = 0; i < 4; i++) {
            assertThat(user.put(CACHE + "/X/files/" + i, new byte[] {1}).statusCode())
                    .isEqualTo(200);
        }

        assertThat(user.put(CACHE + "/X/files/more", new byte[] {1}).statusCode()).isEqualTo(413);
    }

    @Test
    void what_nobody_touches_is_swept() {
        user.put(CACHE + "/OLD/files/f", new byte[] {1});
        user.put(CACHE + "/NEW/files/f", new byte[] {1});
        SERVER.get(Sql.class)
                .of(
                        """
                        update user_cache_resource
                           set changed_at = now() - interval '2 hours'
                         where name = 'OLD'\
                        """)
                .update();

        SERVER.get(LeftBehindJob.class).run();

        assertThat(rows(CACHE)).extracting(row -> row.get("Resource")).containsExactly("NEW");
    }

    @Test
    void an_archive_is_unpacked_and_a_resource_given_back_as_one() throws Exception {
        byte[] archive =
                TestArchives.zip(
                        Map.of("d/1.txt", "one".getBytes(UTF_8), "2.txt", "two".getBytes(UTF_8)));

        assertThat(user.put(CACHE + "/X/files/in/a.zip?extract=true", archive).statusCode())
                .isEqualTo(200);

        assertThat(rows(CACHE + "/X/files"))
                .extracting(row -> row.get("Name"))
                .containsExactly("in/2.txt", "in/d/1.txt");
        assertThat(user.get(CACHE + "/X/files/in/d/1.txt").body()).isEqualTo("one");
        assertThat(names(user.download(CACHE + "/X/files?format=zip").body()))
                .containsExactly("in/2.txt", "in/d/1.txt");
        assertThat(names(user.download(CACHE + "/X/files/in/d/?format=zip").body()))
                .containsExactly("in/d/1.txt");
        assertThat(user.get(CACHE + "/X/files/none/?format=zip").statusCode()).isEqualTo(404);
    }

    private static List<String> names(byte[] zip) throws java.io.IOException {
        var names = new java.util.ArrayList<String>();
        try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/../../etc/passwd", "a/../../b"})
    void an_archive_that_leaves_its_folder_is_refused_whole(String name) {
        byte[] archive = TestArchives.zip(Map.of(name, new byte[] {1}, "good.txt", new byte[] {2}));

        assertThat(user.put(CACHE + "/X/files/a.zip?extract=true", archive).statusCode())
                .isEqualTo(400);
        assertThat(user.put(CACHE + "/X/files/a.zip?extract=true", "no zip".getBytes(UTF_8)))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400));
        assertThat(user.get(CACHE + "/X/files").statusCode()).isEqualTo(404);
    }

    @Test
    void what_is_unpacked_counts_towards_the_quota() {
        byte[] many =
                TestArchives.zip(
                        Map.of(
                                "1",
                                new byte[1],
                                "2",
                                new byte[1],
                                "3",
                                new byte[1],
                                "4",
                                new byte[1],
                                "5",
                                new byte[1]));
        byte[] large = TestArchives.zip(Map.of("big", new byte[201 << 10]));

        assertThat(user.put(CACHE + "/X/files/a.zip?extract=true", many).statusCode())
                .isIn(400, 413);
        assertThat(user.put(CACHE + "/X/files/a.zip?extract=true", large).statusCode())
                .isIn(400, 413);
        assertThat(user.get(CACHE + "/X/files").statusCode()).isEqualTo(404);
    }

    private static byte[] zip() {
        return TestArchives.zip(TestObject.ct(1, 1, 1));
    }

    private List<Map<String, String>> rows(String path) {
        return new ImportClient(SERVER, user, "").rows(path);
    }
}
