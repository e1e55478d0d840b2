package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What pipelines tell of their work.
class WorkflowRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private final String ownerLogin = People.fresh("owner");
    private final TestClient owner = People.user(server, ownerLogin);
    private final String id = People.fresh("WORK");
    private final String project = "/data/projects/" + id;
    private final String session = session();

    private String session() {
        owner.put(project);
        return owner.put(
                        project
                                + "/subjects/S/experiments/"
                                + id
                                + "_MR?xsiType=xnat:mrSessionData")
                .body();
    }

    private String named(String time) {
        return "/data/workflows?wrk:workflowData/id="
                + session
                + "&wrk:workflowData/pipeline_name=segmentation"
                + "&wrk:workflowData/launch_time="
                + time
                + "&wrk:workflowData/data_type=xnat:mrSessionData";
    }

    @Test
    void a_workflow_is_told_of_and_its_status_follows() {
        String name = named("2026-01-02T03:04:05");

        var made = owner.put(name + "&wrk:workflowData/status=Running");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).matches("\\d+");
        assertThat(Answers.field(owner.get(name + "&format=json"), "status")).isEqualTo("Running");
        var changed =
                owner.put(
                        name
                                + "&wrk:workflowData/status=Complete"
                                + "&wrk:workflowData/percentageComplete=100");

        assertThat(changed.body()).isEqualTo(made.body());
        var read = owner.get("/data/workflows/" + made.body() + "?format=json");
        assertThat(Answers.field(read, "status")).isEqualTo("Complete");
        assertThat(Answers.field(read, "percentageComplete")).isEqualTo("100");
        assertThat(Answers.field(read, "ID")).isEqualTo(session);
        assertThat(Answers.field(read, "ExternalID")).isEqualTo(id);
        assertThat(Answers.field(read, "create_user")).isEqualTo(ownerLogin);
        assertThat(Answers.field(read, "pipeline_name")).isEqualTo("segmentation");
        assertThat(owner.get("/data/workflows/" + made.body() + "?format=xml").body())
                .contains("Workflow", "status=\"Complete\"");
    }

    @Test
    void a_workflow_that_is_there_is_changed_without_the_type_of_its_object() {
        String name = named("2013-05-20%252013:51:25.089");
        String number = owner.put(name + "&wrk:workflowData/status=Queued").body();
        String untyped = name.replaceAll("&wrk:workflowData/data_type=[^&]*", "");
        assertThat(untyped).doesNotContain("data_type");

        assertThat(People.user(server).put(untyped).statusCode()).isEqualTo(403);
        assertThat(owner.put(untyped + "&wrk:workflowData/status=Complete").body())
                .isEqualTo(number);

        var read = owner.get(untyped + "&format=json");
        assertThat(Answers.field(read, "status")).isEqualTo("Complete");
        assertThat(Answers.field(read, "wrk_workflowData_id")).isEqualTo(number.strip());
    }

    @Test
    void workflows_of_an_object_are_listed_the_newest_first() {
        owner.put(named("2026-01-01T00:00:00") + "&wrk:workflowData/status=Complete");
        owner.put(named("2026-01-02T00:00:00") + "&wrk:workflowData/status=Failed");

        var all = owner.get("/data/workflows?wrk:workflowData/id=" + session);
        var failed = owner.get("/data/workflows?wrk:workflowData/id=" + session + "&status=Failed");

        assertThat(Answers.column(all, "launch_time"))
                .containsExactly("2026-01-02T00:00:00", "2026-01-01T00:00:00");
        assertThat(Answers.column(failed, "status")).containsExactly("Failed");
    }

    @Test
    void a_workflow_has_a_number_by_which_it_is_changed_but_not_renamed() {
        String number = owner.put(named("2026-03-01T00:00:00")).body();

        var answer =
                owner.put(
                        "/data/workflows/"
                                + number
                                + "?wrk:workflowData/status=Held&wrk:workflowData/id=OTHER"
                                + "&wrk:workflowData/create_user=admin");

        assertThat(answer.statusCode()).isEqualTo(200);
        var read = owner.get("/data/workflows/" + number);
        assertThat(Answers.field(read, "status")).isEqualTo("Held");
        assertThat(Answers.field(read, "ID")).isEqualTo(session);
        assertThat(Answers.field(read, "create_user")).isEqualTo(ownerLogin);
    }

    @Test
    void who_may_not_change_the_object_tells_of_no_work_on_it() {
        String collaborator = People.fresh("collaborator");
        TestClient reads = People.user(server, collaborator);
        TestClient stranger = People.user(server);
        owner.put(project + "/users/Collaborators/" + collaborator);
        String name = named("2026-04-01T00:00:00");
        String number = owner.put(name).body();

        assertThat(reads.put(name + "&wrk:workflowData/status=Failed").statusCode()).isEqualTo(403);
        assertThat(stranger.put(name).statusCode()).isEqualTo(403);
        assertThat(stranger.put(name.replace(session, "XNAT_E99999")).statusCode()).isEqualTo(403);
        assertThat(server.guest().put(name).statusCode()).isEqualTo(401);
        assertThat(reads.put("/data/workflows/" + number + "?status=Failed").statusCode())
                .isEqualTo(403);

        assertThat(reads.get("/data/workflows/" + number).statusCode()).isEqualTo(200);
        assertThat(stranger.get("/data/workflows/" + number).statusCode()).isEqualTo(404);
        assertThat(stranger.get(name).statusCode()).isEqualTo(404);
        assertThat(Answers.rows(stranger.get("/data/workflows?ID=" + session))).isEmpty();
        assertThat(server.guest().get("/data/workflows/" + number).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "launch_time", "pipeline_name", "data_type"})
    void a_workflow_without_its_name_is_refused(String field) {
        String name =
                named("2026-05-01T00:00:00").replaceAll("wrk:workflowData/" + field + "=[^&]*", "");

        var answer = owner.put(name);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void what_cannot_be_a_workflow_is_refused() {
        String name = named("2026-06-01T00:00:00");

        assertThat(owner.put(named("yesterday")).statusCode()).isEqualTo(400);
        assertThat(owner.get("/data/workflows/x").statusCode()).isEqualTo(400);
        assertThat(owner.get("/data/workflows/999999999").statusCode()).isEqualTo(404);
        assertThat(owner.get(name).statusCode()).isEqualTo(404);
        assertThat(owner.put(name, "text/xml", "<a/>").statusCode()).isIn(400, 422);
        assertThat(owner.put(name.replace(session, "'%20or%201=1")).statusCode()).isEqualTo(403);
        assertThat(server.admin().put(name.replace(session, "XNAT_E99999")).statusCode())
                .isEqualTo(404);
        assertThat(owner.delete("/data/workflows").statusCode()).isEqualTo(405);
    }

    @Test
    void a_document_tells_as_much_as_parameters_do() {
        String xml =
                """
                <wrk:Workflow xmlns:wrk="http://nrg.wustl.edu/workflow" ID="%s" \
                data_type="xnat:mrSessionData" pipeline_name="qc" status="Queued" \
                launch_time="2026-07-01T10:00:00"/>\
                """
                        .formatted(session);

        var made = owner.put("/data/workflows", "text/xml", xml);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(Answers.field(owner.get("/data/workflows/" + made.body()), "status"))
                .isEqualTo("Queued");
    }
}
