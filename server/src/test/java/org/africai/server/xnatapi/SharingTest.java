package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.children;
import static org.africai.server.xnatapi.Answers.column;
import static org.africai.server.xnatapi.Answers.field;
import static org.africai.server.xnatapi.Answers.item;
import static org.africai.server.xnatapi.Answers.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A subject and a session of one project, seen in another whose owner has no role in the first.
class SharingTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String MR = "?xsiType=xnat:mrSessionData";
    private static final String QC = "?xsiType=xnat:qcManualAssessorData";

    TestClient giver;
    TestClient taker;
    String takerLogin;
    String source;
    String target;
    String targetId;
    String subjectId;
    String sessionId;

    @BeforeEach
    void two_projects() {
        giver = People.user(server);
        takerLogin = People.fresh("user");
        taker = People.user(server, takerLogin);
        source = "/data/projects/" + People.fresh("SRC");
        targetId = People.fresh("TGT");
        target = "/data/projects/" + targetId;
        giver.put(source);
        taker.put(target);
        subjectId = giver.put(source + "/subjects/S?gender=female").body();
        sessionId = giver.put(source + "/subjects/S/experiments/E" + MR + "&note=seen").body();
        giver.put(source + "/subjects/S/experiments/E/scans/1?type=T1w");
    }

    @Test
    void a_shared_subject_is_read_under_its_label_there_without_its_sessions() {
        assertThat(taker.get(source + "/subjects/S").statusCode()).isEqualTo(404);

        share("/subjects/S", "L");

        assertThat(field(taker.get(target + "/subjects/L"), "ID")).isEqualTo(subjectId);
        assertThat(taker.get("/data/subjects/" + subjectId).statusCode()).isEqualTo(200);
        assertThat(taker.get("/data/experiments/" + sessionId).statusCode()).isEqualTo(404);
        assertThat(rows(taker.get(target + "/subjects")).getFirst())
                .containsEntry("label", "L")
                .containsEntry("project", targetId)
                .containsEntry("ID", subjectId);
        assertThat(children(item(taker.get(target + "/subjects/L")), "experiments/experiment"))
                .isEmpty();
    }

    @Test
    void a_shared_session_is_read_with_its_scans() {
        share("/subjects/S", "L");
        share("/subjects/S/experiments/E", "LE");

        var session = taker.get(target + "/subjects/L/experiments/LE");

        assertThat(field(session, "ID")).isEqualTo(sessionId);
        assertThat(children(item(session), "scans/scan")).hasSize(1);
        assertThat(rows(taker.get("/data/experiments/" + sessionId + "/scans"))).hasSize(1);
        assertThat(rows(taker.get(target + "/experiments?columns=ID,label,subject_label")))
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsEntry("label", "LE")
                                .containsEntry("subject_label", "L"));
    }

    @Test
    void who_sees_a_share_learns_nothing_of_the_project_it_comes_from() {
        share("/subjects/S", "L");
        share("/subjects/S/experiments/E", "LE");
        String hidden = source.substring(source.lastIndexOf('/') + 1);

        for (String path :
                List.of(
                        target + "/subjects/L",
                        target + "/subjects/L/experiments/LE",
                        "/data/subjects/" + subjectId,
                        "/data/experiments/" + sessionId,
                        "/data/subjects",
                        "/data/experiments",
                        target + "/subjects/L/projects",
                        target + "/experiments/LE/projects")) {
            var answer = taker.get(path + "?format=json");
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContain(hidden);
        }
        assertThat(field(taker.get("/data/subjects/" + subjectId), "label")).isEqualTo("L");
    }

    @Test
    void without_a_label_it_keeps_the_one_it_has() {
        share("/subjects/S", null);

        assertThat(taker.get(target + "/subjects/S").statusCode()).isEqualTo(200);
    }

    @Test
    void who_only_has_a_share_neither_changes_nor_deletes_what_is_shared() {
        share("/subjects/S", "L");
        share("/subjects/S/experiments/E", "LE");

        assertThat(taker.put(target + "/subjects/L?gender=male").statusCode()).isEqualTo(403);
        assertThat(taker.put(target + "/experiments/LE?note=x").statusCode()).isEqualTo(403);
        assertThat(taker.put(target + "/experiments/LE/scans/1?note=x").statusCode())
                .isEqualTo(403);
        assertThat(taker.delete(target + "/experiments/LE/scans/1").statusCode()).isEqualTo(403);
        assertThat(taker.delete("/data/subjects/" + subjectId).statusCode()).isIn(200, 403, 404);
        assertThat(taker.delete(source + "/subjects/S").statusCode()).isEqualTo(404);
        assertThat(giver.get(source + "/subjects/S").body()).contains("female");
        assertThat(rows(giver.get(source + "/experiments/E/scans"))).hasSize(1);
    }

    @Test
    void who_only_has_a_share_does_not_change_scans_by_a_document_either() {
        share("/subjects/S", "L");
        share("/subjects/S/experiments/E", "LE");
        String document =
                """
                <xnat:MRSession xmlns:xnat="http://nrg.wustl.edu/xnat"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><xnat:scans>
                  <xnat:scan ID="1" xsi:type="xnat:mrScanData"><xnat:note>mine</xnat:note></xnat:scan>
                  <xnat:scan ID="2" xsi:type="xnat:mrScanData"/></xnat:scans></xnat:MRSession>
                """;

        assertThat(taker.put(target + "/experiments/LE", "text/xml", document).statusCode())
                .isEqualTo(403);

        assertThat(rows(giver.get(source + "/subjects/S/experiments/E/scans"))).hasSize(1);
        assertThat(field(giver.get(source + "/subjects/S/experiments/E/scans/1"), "note"))
                .isEmpty();
    }

    @Test
    void a_put_that_changes_nothing_is_accepted_for_a_share() {
        share("/subjects/S", "L");

        var put = taker.put(target + "/subjects/L?xnat:subjectData/label=L");

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(put.body()).isEqualTo(subjectId);
    }

    @Test
    void deleting_through_the_other_project_ends_the_share_and_those_of_its_sessions() {
        share("/subjects/S", "L");
        share("/subjects/S/experiments/E", "LE");

        assertThat(taker.delete(target + "/subjects/L").statusCode()).isEqualTo(200);

        assertThat(taker.get(target + "/subjects/L").statusCode()).isEqualTo(404);
        assertThat(taker.get(target + "/experiments/LE").statusCode()).isEqualTo(404);
        assertThat(giver.get(source + "/subjects/S/experiments/E").statusCode()).isEqualTo(200);
    }

    @Test
    void a_share_is_listed_and_ended_by_either_side() {
        share("/subjects/S/experiments/E", "LE");
        String path = source + "/subjects/S/experiments/E/projects";
        giver.put(target.replace("/data", "/data/archive")); // which the giver may not see

        assertThat(column(server.admin().get(path), "ID")).hasSize(2);
        assertThat(column(giver.get(path), "ID")).hasSize(1);
        assertThat(taker.delete(target + "/experiments/LE/projects/" + targetId).statusCode())
                .isEqualTo(200);
        assertThat(column(server.admin().get(path), "ID")).hasSize(1);
        assertThat(server.admin().delete(path + "/" + targetId).statusCode()).isEqualTo(404);
    }

    @Test
    void sharing_needs_the_right_to_change_here_and_to_add_there() {
        String path = source + "/subjects/S/projects/" + targetId;
        TestClient stranger = People.user(server);

        assertThat(giver.put(path).statusCode()).as("not the giver's project").isEqualTo(404);
        assertThat(taker.put(path).statusCode()).as("not the taker's subject").isEqualTo(404);
        assertThat(stranger.put(path).statusCode()).isEqualTo(404);
        assertThat(server.guest().put(path).statusCode()).isEqualTo(401);
        giver.put(source + "/users/Collaborators/" + takerLogin);
        assertThat(taker.put(path).statusCode()).as("only reads it").isEqualTo(403);
        giver.put(source + "/users/Members/" + takerLogin);
        assertThat(taker.put(path).statusCode()).isEqualTo(200);
        assertThat(taker.put(path).statusCode()).as("again").isEqualTo(409);
    }

    @Test
    void a_label_in_use_is_not_given_to_a_share_nor_that_of_a_share_to_a_subject() {
        taker.put(target + "/subjects/L");

        assertThat(server.admin().put(sharePath("/subjects/S", "L")).statusCode()).isEqualTo(409);
        share("/subjects/S", "M");
        assertThat(taker.put(target + "/subjects/L?label=M").statusCode()).isEqualTo(409);
        assertThat(taker.put(target + "/subjects/M").body())
                .as("the label leads to the share")
                .isEqualTo(subjectId);
        assertThat(server.admin().put(sharePath("/subjects/S", null)).statusCode())
                .as("it lives there already")
                .isEqualTo(409);
    }

    @Test
    void a_session_made_under_a_shared_subject_belongs_to_the_project_where_it_was_made() {
        share("/subjects/S", "L");

        var made = taker.put(target + "/subjects/L/experiments/NEW" + MR);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(giver.get(source + "/subjects/S/experiments/NEW").statusCode()).isEqualTo(404);
        assertThat(giver.get("/data/experiments/" + made.body()).statusCode()).isEqualTo(404);
        assertThat(children(item(giver.get(source + "/subjects/S")), "experiments/experiment"))
                .hasSize(1);
        var refused = giver.delete(source + "/subjects/S");
        assertThat(refused.statusCode()).as("it would take the other's along").isEqualTo(409);
        assertThat(giver.delete(source).statusCode()).isEqualTo(409);
        assertThat(taker.get("/data/experiments/" + made.body()).statusCode()).isEqualTo(200);
    }

    @Test
    void an_assessor_made_through_a_share_belongs_to_the_project_where_it_was_made() {
        share("/subjects/S", "L");
        share("/subjects/S/experiments/E", "LE");
        String path = target + "/subjects/L/experiments/LE/assessors";

        String id = taker.put(path + "/QC1" + QC).body();

        assertThat(rows(taker.get(path))).hasSize(1);
        assertThat(rows(giver.get(source + "/experiments/E/assessors"))).isEmpty();
        assertThat(children(item(giver.get(source + "/experiments/E")), "assessors/assessor"))
                .isEmpty();
        assertThat(giver.get("/data/experiments/" + id).statusCode()).isEqualTo(404);
        assertThat(giver.get(source + "/experiments/E/assessors/" + id).statusCode())
                .isEqualTo(404);

        giver.put(source + "/users/Members/" + takerLogin);
        String back = source.substring(source.lastIndexOf('/') + 1);
        assertThat(taker.put(path + "/QC1/projects/" + back + "?label=QB").statusCode())
                .isEqualTo(200);
        assertThat(field(giver.get(source + "/experiments/E/assessors/QB"), "ID")).isEqualTo(id);
        assertThat(taker.delete(path + "/QC1/projects/" + back).statusCode()).isEqualTo(200);
        assertThat(taker.delete(path + "/QC1").statusCode()).isEqualTo(200);
    }

    @Test
    void ownership_moves_to_where_it_is_shared_as_primary() {
        giver.put(source + "/experiments/E/assessors/QC" + QC);

        var moved = server.admin().put(sharePath("/experiments/E", "ME") + "&primary=true");
        var subject = server.admin().put(sharePath("/subjects/S", "MS") + "&primary=true");

        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        assertThat(subject.statusCode()).as(subject.body()).isEqualTo(200);
        assertThat(field(taker.get(target + "/subjects/MS/experiments/ME"), "ID"))
                .isEqualTo(sessionId);
        assertThat(rows(taker.get(target + "/experiments/ME/assessors"))).hasSize(1);
        assertThat(taker.put(target + "/experiments/ME?note=mine").statusCode()).isEqualTo(200);
        assertThat(giver.get("/data/experiments/" + sessionId).statusCode()).isEqualTo(404);
        assertThat(giver.get(source + "/subjects/S").statusCode()).isEqualTo(404);
    }

    @Test
    void a_subject_that_moves_stays_visible_where_it_leaves_sessions() {
        server.admin().put(sharePath("/subjects/S", null) + "&primary=true");

        assertThat(field(giver.get(source + "/subjects/S/experiments/E"), "ID"))
                .isEqualTo(sessionId);
        assertThat(field(taker.get(target + "/subjects/S"), "ID")).isEqualTo(subjectId);
        assertThat(giver.put(source + "/subjects/S?gender=male").statusCode()).isEqualTo(403);
    }

    @Test
    void a_member_who_is_removed_reads_nothing_more() {
        giver.put(source + "/users/Members/" + takerLogin);
        assertThat(taker.get(source + "/subjects/S").statusCode()).isEqualTo(200);
        assertThat(taker.delete(source + "/subjects/S").statusCode()).isEqualTo(403);

        giver.delete(source + "/users/member/" + takerLogin);

        assertThat(taker.get(source + "/subjects/S").statusCode()).isEqualTo(404);
        assertThat(taker.delete(source + "/subjects/S").statusCode()).isEqualTo(404);
    }

    private void share(String what, @org.jspecify.annotations.Nullable String label) {
        var shared = server.admin().put(sharePath(what, label));
        assertThat(shared.statusCode()).as(shared.body()).isEqualTo(200);
    }

    private String sharePath(String what, @org.jspecify.annotations.Nullable String label) {
        return source
                + what
                + "/projects/"
                + targetId
                + "?"
                + (label == null ? "" : "label=" + label);
    }
}
