package org.africai.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.db.TestFolders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Importing from folders of the server that its administrator has opened.
class InboxTest {
    private static final String PASSWORD = "a few words in a row";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Path INBOX = TestFolders.create("inbox");

    @RegisterExtension
    static final TestServer SERVER = TestServer.with(Map.of("intake-inbox", INBOX.toString()));

    private ImportClient admin = new ImportClient(SERVER, SERVER.guest(), "");
    private TestClient member = SERVER.guest();
    private Path folder = INBOX;

    @BeforeEach
    void a_project_with_a_folder() throws IOException {
        admin = ImportClient.create(SERVER);
        String login = "inboxer" + admin.project();
        SERVER.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        PASSWORD);
        member = SERVER.as(login, PASSWORD);
        admin.client().put("/data/projects/" + admin.project() + "/users/Members/" + login);
        folder = Files.createDirectories(INBOX.resolve(admin.project()).resolve("visit 1/series"));
        Files.write(folder.resolve("1.dcm"), TestObject.ct(1, 1, 1).bytes());
        Files.write(folder.resolve("2.dcm"), TestObject.ct(1, 1, 2).bytes());
        Files.write(folder.resolve("notes.txt"), "not DICOM".getBytes(UTF_8));
    }

    @Test
    void a_member_imports_the_folder_of_their_project() {
        HttpResponse<String> answer =
                member(INBOX.resolve(admin.project()), "&EXPT_LABEL=E&SUBJECT_ID=S");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).endsWith("/subjects/S/experiments/E\r\n");
        assertThat(admin.dicom(admin.session("E"), "1")).hasSize(2);
        assertThat(folder.resolve("1.dcm")).exists();
    }

    @Test
    void a_single_file_is_imported_too() {
        assertThat(member(folder.resolve("1.dcm"), "").statusCode()).isEqualTo(200);
        assertThat(admin.dicom(admin.session("PAT1_CT"), "1")).hasSize(1);
    }

    @Test
    void files_are_deleted_once_they_are_taken_in_when_that_is_asked_for() {
        assertThat(member(folder, "&cleanupAfterImport=true").statusCode()).isEqualTo(200);

        assertThat(folder.resolve("1.dcm")).doesNotExist();
        assertThat(admin.dicom(admin.session("PAT1_CT"), "1")).hasSize(2);
    }

    @Test
    void files_of_an_import_that_fails_stay() {
        member(folder, "");

        HttpResponse<String> again = member(folder, "&cleanupAfterImport=true");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(folder.resolve("1.dcm")).exists();
    }

    @Test
    void what_is_not_below_the_folder_of_the_project_is_closed_to_members() throws IOException {
        ImportClient other = ImportClient.create(SERVER);
        Path foreign = Files.createDirectories(INBOX.resolve(other.project()));
        Files.write(foreign.resolve("x.dcm"), TestObject.ct(9, 1, 1).bytes());
        Path outside = TestFolders.create("outside");
        Files.write(outside.resolve("x.dcm"), TestObject.ct(9, 1, 1).bytes());
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("link.dcm"), outside.resolve("x.dcm"));

        for (Path path :
                new Path[] {
                    INBOX,
                    foreign,
                    outside,
                    folder.resolve("link"),
                    folder.resolve("link.dcm"),
                    folder.resolve("../../../" + other.project()),
                    folder.resolve("none"),
                    Path.of("/etc")
                }) {
            assertThat(member(path, "").statusCode()).as(path.toString()).isEqualTo(404);
        }
        assertThat(member(folder, "").statusCode()).isEqualTo(200);
        assertThat(admin.dicom(admin.session("PAT1_CT"), "1")).hasSize(2);
        assertThat(admin.status(admin.session("PAT9_CT"))).isEqualTo(404);
    }

    @Test
    void a_path_that_makes_no_sense_is_refused() {
        for (String path : new String[] {"", "relative/path", "%00", "/"}) {
            String query = "import-handler=inbox&PROJECT_ID=$P&path=" + path;
            int status =
                    member.post(
                                    "/data/services/import?" + query.replace("$P", admin.project()),
                                    FORM,
                                    "")
                            .statusCode();
            assertThat(status).as(path).isIn(400, 404);
        }
        assertThat(
                        SERVER.guest()
                                .post(
                                        "/data/services/import?import-handler=inbox&path=" + INBOX,
                                        FORM,
                                        "")
                                .statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> member(Path path, String more) {
        return member.post(
                "/data/services/import?import-handler=inbox&PROJECT_ID="
                        + admin.project()
                        + more
                        + "&path="
                        + path.toString().replace(" ", "%20"),
                FORM,
                "");
    }
}
