package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.column;
import static org.africai.server.xnatapi.Answers.encode;
import static org.africai.server.xnatapi.FileServer.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Resources and files that get other names and places.
class MoveFilesRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();
    private static FileServer files;
    private static TestClient owner;

    @BeforeAll
    static void open() {
        files = new FileServer(server);
        owner = files.owner();
    }

    private static HttpResponse<String> move(TestClient client, String parameters) {
        return client.send(
                client.request("/data/services/move-files?" + parameters)
                        .POST(BodyPublishers.noBody()));
    }

    private static String fromTo(String source, String destination) {
        return "src=" + encode(source) + "&dest=" + encode(destination);
    }

    @Test
    void a_resource_that_is_renamed_keeps_its_number_and_its_files_byte_for_byte() {
        String resources = files.session() + "/scans/1/resources/";
        put(owner, resources + "OLD/files/a/b.txt", "bytes");
        String number =
                column(
                                owner.get(files.session() + "/scans/1/resources"),
                                "xnat_abstractresource_id")
                        .getLast();

        assertThat(owner.put(resources + "OLD?label=NEW").statusCode()).isEqualTo(200);

        assertThat(owner.get(resources + "NEW/files/a/b.txt").body()).isEqualTo("bytes");
        assertThat(owner.get(resources + number + "/files/a/b.txt").body()).isEqualTo("bytes");
        assertThat(owner.get(resources + "OLD/files/a/b.txt").statusCode()).isEqualTo(404);
    }

    @Test
    void a_resource_is_not_renamed_to_a_label_that_is_taken_or_cannot_be_one() {
        String resources = files.session() + "/resources/";
        put(owner, resources + "ONE/files/f", "1");
        put(owner, resources + "TWO/files/f", "2");

        assertThat(owner.put(resources + "ONE?label=TWO").statusCode()).isEqualTo(409);
        assertThat(owner.put(resources + "ONE?label=a%2Fb").statusCode()).isEqualTo(400);
        assertThat(owner.put(resources + "ONE?label=").statusCode()).isEqualTo(400);
        assertThat(owner.put(resources + "ONE?xnat:resourceCatalog/label=ONE").statusCode())
                .isEqualTo(200);
        assertThat(owner.get(resources + "ONE/files/f").body()).isEqualTo("1");
    }

    @Test
    void a_file_is_renamed_and_moved_to_another_resource_byte_for_byte() {
        String from = files.session() + "/scans/1/resources/SOURCE/files/";
        String to = files.session() + "/resources/TARGET";
        put(owner, from + "a.txt?format=TXT", "bytes");

        assertThat(move(owner, fromTo(from + "a.txt", from + "sub/b.txt")).statusCode())
                .isEqualTo(200);
        assertThat(owner.get(from + "sub/b.txt").body()).isEqualTo("bytes");
        assertThat(owner.get(from + "a.txt").statusCode()).isEqualTo(404);
        assertThat(move(owner, fromTo(from + "sub/b.txt", to)).statusCode()).isEqualTo(200);

        assertThat(owner.get(to + "/files/sub/b.txt").body()).isEqualTo("bytes");
        assertThat(column(owner.get(to + "/files"), "file_format")).containsExactly("TXT");
        assertThat(counts("/scans/1/resources", "SOURCE")).isEqualTo("0 0");
        assertThat(counts("/resources", "TARGET")).isEqualTo("1 5");
    }

    private static String counts(String list, String label) {
        return Answers.rows(owner.get(files.session() + list)).stream()
                .filter(row -> label.equals(row.get("label")))
                .map(row -> row.get("file_count") + " " + row.get("file_size"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void several_files_move_together_or_not_at_all() {
        String at = files.session() + "/resources/MANY/files/";
        put(owner, at + "1", "one");
        put(owner, at + "2", "two");

        HttpResponse<String> refused =
                move(
                        owner,
                        encode(at + "1")
                                + "="
                                + encode(at + "moved/1")
                                + "&"
                                + encode(at + "3")
                                + "="
                                + encode(at + "moved/3"));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(404);
        assertThat(owner.get(at + "1").body()).isEqualTo("one");
        String both =
                encode(at + "1")
                        + "="
                        + encode(at + "moved/")
                        + "&"
                        + encode(at + "2")
                        + "="
                        + encode(at + "moved/");
        assertThat(move(owner, both).statusCode()).isEqualTo(200);
        assertThat(owner.get(at + "moved/1").body()).isEqualTo("one");
        assertThat(owner.get(at + "moved/2").body()).isEqualTo("two");
    }

    @Test
    void a_name_that_is_taken_is_kept_unless_overwriting_is_asked_for() {
        String at = files.session() + "/resources/TAKEN2/files/";
        put(owner, at + "a", "a");
        put(owner, at + "b", "b");
        put(owner, at + "folder/c", "c");

        assertThat(move(owner, fromTo(at + "a", at + "b")).statusCode()).isEqualTo(409);
        assertThat(move(owner, fromTo(at + "a", at + "folder")).statusCode()).isEqualTo(409);
        assertThat(move(owner, fromTo(at + "a", at + "b/under")).statusCode()).isEqualTo(409);
        assertThat(owner.get(at + "b").body()).isEqualTo("b");
        assertThat(move(owner, fromTo(at + "a", at + "b") + "&overwrite=true").statusCode())
                .isEqualTo(200);
        assertThat(owner.get(at + "b").body()).isEqualTo("a");
        assertThat(counts("/resources", "TAKEN2")).isEqualTo("2 2");
    }

    @ParameterizedTest
    @CsvSource({
        "/archive/projects/NONE/resources/R/files/f, /archive/projects/NONE/resources/R2, 404",
        "'', /archive/projects/NONE/resources/R2, 400",
        "/archive/projects/NONE/resources/R/files/, /archive/projects/NONE/resources/R2, 400",
        "/archive/projects/NONE, /archive/projects/NONE/resources/R2, 400",
        "/user/nowhere, /archive/projects/NONE/resources/R2, 400",
        "/archive/projects/NONE/resources/R/files/../../x, /archive/projects/NONE/resources/R, 400",
        "/archive/projects/NONE/resources/R/files/f, /archive/projects/NONE/subjects, 400",
        "/archive/projects/NONE/resources/R/files/f, '', 400"
    })
    void what_cannot_be_moved_is_told(String source, String destination, int status) {
        HttpResponse<String> answer = move(owner, fromTo(source, destination));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void who_may_not_delete_may_not_move() {
        TestClient member = files.member();
        TestClient stranger = files.stranger("moves" + files.project);
        String at = files.session() + "/resources/RIGHTS/files/";
        put(owner, at + "a", "a");

        assertThat(move(member, fromTo(at + "a", at + "b")).statusCode()).isEqualTo(403);
        assertThat(move(stranger, fromTo(at + "a", at + "b")).statusCode()).isEqualTo(404);
        assertThat(move(server.guest(), fromTo(at + "a", at + "b")).statusCode()).isEqualTo(401);
        assertThat(owner.put(files.session() + "/resources/RIGHTS?label=R2").statusCode())
                .isEqualTo(200);
        assertThat(stranger.put(files.session() + "/resources/R2?label=R3").statusCode())
                .isEqualTo(404);
    }
}
