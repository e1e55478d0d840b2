package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.africai.dicom.dict.Tag;
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

/// Who may do what with a waiting session.
class PrearchiveRightsTest {
    private static final String PASSWORD = "a few words in a row";
    private static final String FORM = "application/x-www-form-urlencoded";

    /// What is asked of a session at `$U` that waits for project `$P`.
    private static final List<String> READS =
            List.of(
                    "$U",
                    "$U?format=xml",
                    "$U?format=zip",
                    "$U/scans",
                    "$U/scans/1/resources",
                    "$U/scans/1/resources/DICOM/files",
                    "$U/scans/1/resources/DICOM/files/IM1.dcm",
                    "$U/resources",
                    "$U/logs",
                    "$U/logs/last",
                    "/data/prearchive/projects/$P",
                    "/data/services/dicomdump?src=$U");

    private static final List<String> POSTS =
            List.of(
                    "$U?action=build",
                    "$U?action=reset-status",
                    "$U?action=set-status&status=ERROR",
                    "$U?action=move&newProject=$P",
                    "$U?action=commit",
                    "/data/services/validate-archive?src=$U",
                    "/data/services/archive?src=$U",
                    "/data/services/prearchive/move?src=$U&newProject=$P",
                    "/data/services/prearchive/rebuild?src=$U",
                    "/data/services/prearchive/rebuild?src=$U&async=true",
                    "/data/services/prearchive/delete?src=$U");

    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
    }

    @Test
    void a_guest_is_asked_to_log_in() {
        String uri = waiting();

        everything(SERVER.guest(), uri, List.of(401));
    }

    @Test
    void a_stranger_and_a_collaborator_may_do_nothing() {
        String uri = waiting();

        everything(user("stranger", null), uri, List.of(400, 404));
        everything(user("reader", "Collaborators"), uri, List.of(400, 403, 404));
    }

    @Test
    void nobody_without_a_role_sees_what_waits_for_a_public_project() {
        String uri = waiting();
        sender.client().put("/data/projects/" + sender.project() + "/accessibility/public");

        everything(SERVER.guest(), uri, List.of(401));
        everything(user("passer", null), uri, List.of(400, 403, 404));
    }

    @Test
    void members_and_owners_do_all() {
        for (String role : List.of("Members", "Owners")) {
            TestClient user = user(role.toLowerCase(java.util.Locale.ROOT), role);
            for (String path : READS) {
                assertThat(user.get(filled(path, waiting())).statusCode())
                        .as(role + " " + path)
                        .isEqualTo(200);
            }
            for (String path : POSTS) {
                String uri = waiting();
                assertThat(user.post(filled(path, uri), FORM, "").statusCode())
                        .as(role + " " + path)
                        .isIn(200, 301);
                sender.client().delete(uri);
                sender.client()
                        .delete("/data/projects/" + sender.project() + "/experiments/PAT1_CT");
            }
            assertThat(user.delete(waiting() + "/scans/1").statusCode()).isEqualTo(200);
            assertThat(user.delete(waiting()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void what_is_unassigned_is_for_site_administrators() {
        TestClient member = user("member", "Members");
        TestObject nowhere =
                TestObject.ct(1, 1, 1)
                        .with(d -> d.remove(Tag.StudyDescription).remove(Tag.AccessionNumber));
        String uri =
                sender.accepted(sender.send("dest=/prearchive", TestArchives.zip(nowhere)))
                        .getFirst();

        everything(member, uri, List.of(400, 404));
        assertThat(new ImportClient(SERVER, member, "").rows("/data/prearchive"))
                .noneMatch(row -> "Unassigned".equals(row.get("project")));
        assertThat(sender.rows("/data/prearchive"))
                .anyMatch(row -> ("/data" + row.get("url")).equals(uri));
        assertThat(member.put("/data/prearchive").statusCode()).isEqualTo(403);
        assertThat(sender.client().put("/data/prearchive").statusCode()).isEqualTo(200);
    }

    @Test
    void who_administers_all_data_treats_what_is_unassigned_and_who_only_reads_it_does_not() {
        TestObject nowhere =
                TestObject.ct(1, 1, 1)
                        .with(d -> d.remove(Tag.StudyDescription).remove(Tag.AccessionNumber));
        String uri =
                sender.accepted(sender.send("dest=/prearchive", TestArchives.zip(nowhere)))
                        .getFirst();
        TestClient administers = user("all", null);
        TestClient reads = user("read", null);
        group("all", "ALL_DATA_ADMIN");
        group("read", "ALL_DATA_ACCESS");

        everything(reads, uri, List.of(400, 403, 404));
        assertThat(administers.get(uri).statusCode()).isEqualTo(200);
        assertThat(administers.delete(uri).statusCode()).isEqualTo(200);
    }

    @Test
    void who_sent_what_is_unassigned_treats_it_by_its_address_and_gives_it_to_a_project() {
        TestObject nowhere =
                TestObject.ct(1, 1, 1)
                        .with(d -> d.remove(Tag.StudyDescription).remove(Tag.AccessionNumber));
        TestClient member = user("sender", "Members");
        var sends = new ImportClient(SERVER, member, sender.project());
        String uri =
                sends.accepted(sends.send("dest=/prearchive", TestArchives.zip(nowhere)))
                        .getFirst();
        assertThat(uri).contains("/Unassigned/");

        everything(user("other", "Members"), uri, List.of(400, 404));
        assertThat(sends.status("/data/prearchive/projects/Unassigned")).isEqualTo(404);
        assertThat(member.get(uri).statusCode()).isEqualTo(200);
        assertThat(member.post(uri + "?action=build", FORM, "").statusCode()).isEqualTo(200);
        var moved = member.post(uri + "?action=move&newProject=" + sender.project(), FORM, "");
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(301);
        assertThat(sender.waiting()).hasSize(1);
    }

    private void group(String stem, String group) {
        String path = "/xapi/users/" + stem + sender.project() + "/groups/" + group;
        assertThat(sender.client().put(path).statusCode()).isEqualTo(200);
    }

    @Test
    void no_project_takes_the_name_of_what_has_none() {
        for (String name : List.of("Unassigned", "unassigned")) {
            assertThat(sender.client().put("/data/projects/" + name).statusCode()).isEqualTo(409);
            assertThat(
                            sender.client()
                                    .put("/data/projects/" + sender.project() + "?alias=" + name)
                                    .statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void nobody_moves_a_session_where_they_may_not_add() {
        ImportClient foreign = ImportClient.create(SERVER);
        TestClient member = user("mover", "Members");
        String uri = waiting();

        assertThat(
                        member.post(uri + "?action=move&newProject=" + foreign.project(), FORM, "")
                                .statusCode())
                .isEqualTo(404);
        assertThat(member.post(uri + "?action=move&newProject=Unassigned", FORM, "").statusCode())
                .isEqualTo(404);
        assertThat(
                        member.post(
                                        "/data/services/archive?src="
                                                + uri
                                                + "&project="
                                                + foreign.project(),
                                        FORM,
                                        "")
                                .statusCode())
                .isEqualTo(404);
        assertThat(foreign.waiting()).isEmpty();
        assertThat(sender.waiting()).hasSize(1);
    }

    private void everything(TestClient who, String uri, List<Integer> expected) {
        for (String path : READS) {
            assertThat(who.get(filled(path, uri)).statusCode()).as(path).isIn(expected);
        }
        for (String path : POSTS) {
            assertThat(who.post(filled(path, uri), FORM, "").statusCode()).as(path).isIn(expected);
        }
        assertThat(who.delete(uri).statusCode()).isIn(expected);
        assertThat(who.delete(uri + "/scans/1").statusCode()).isIn(expected);
        assertThat(sender.rows(uri).getFirst()).containsEntry("status", "READY");
        assertThat(sender.rows(uri + "/scans")).hasSize(1);
    }

    private String filled(String path, String uri) {
        String project = uri.split("/")[4];
        return path.replace("$U", uri).replace("$P", project);
    }

    private String waiting() {
        return sender.accepted(
                        sender.send(
                                "dest=/prearchive/projects/$P",
                                TestArchives.zip(TestObject.ct(1, 1, 1))))
                .getFirst();
    }

    private TestClient user(String stem, @org.jspecify.annotations.Nullable String role) {
        String login = stem + sender.project();
        SERVER.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        PASSWORD);
        if (role != null) {
            String path = "/data/projects/" + sender.project() + "/users/" + role + "/" + login;
            assertThat(sender.client().put(path).statusCode()).isEqualTo(200);
        }
        return SERVER.as(login, PASSWORD);
    }
}
