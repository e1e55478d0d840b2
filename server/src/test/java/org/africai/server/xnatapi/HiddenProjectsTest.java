package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Nothing that a stranger or guest can ask tells whether a private project is there.
class HiddenProjectsTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    @Test
    void a_private_project_changes_no_answer_to_a_stranger_or_guest() {
        String hidden = People.fresh("HIDDEN");
        TestClient owner = People.user(server);
        List<TestClient> others = List.of(server.guest(), People.user(server));
        List<String> before = answers(others, hidden);

        owner.put("/data/projects/" + hidden + "?alias=" + hidden + "-alias&pi_lastname=Hidden");
        owner.put("/data/projects/" + hidden + "/subjects/S?ID=" + hidden + "_S1&gender=female");
        owner.put(
                "/data/projects/"
                        + hidden
                        + "/subjects/S/experiments/E?xsiType=xnat:mrSessionData&ID="
                        + hidden
                        + "_E1&scanner=HiddenScanner");
        owner.put("/data/experiments/" + hidden + "_E1/scans/1?type=HiddenType&note=" + hidden);

        assertThat(owner.get("/data/experiments/" + hidden + "_E1").statusCode()).isEqualTo(200);
        assertThat(answers(others, hidden)).isEqualTo(before);
    }

    private static List<String> answers(List<TestClient> clients, String hidden) {
        List<String> answers = new ArrayList<>();
        for (TestClient client : clients) {
            for (String path :
                    List.of(
                            "/data/projects",
                            "/data/projects?ID=" + hidden,
                            "/data/projects?sortBy=name&limit=2",
                            "/data/subjects",
                            "/data/subjects?columns=gender&gender=female",
                            "/data/subjects?limit=1&sortBy=insert_date&sortOrder=desc",
                            "/data/experiments",
                            "/data/experiments?recent=1",
                            "/data/experiments?columns=xnat:imageScanData/type",
                            "/data/scan_types",
                            "/data/scanners",
                            "/data/investigators",
                            "/xapi/access/projects",
                            "/data/projects/" + hidden,
                            "/data/projects/" + hidden + "-alias",
                            "/data/projects/" + hidden + "/accessibility",
                            "/data/projects/" + hidden + "/users",
                            "/data/projects/" + hidden + "/subjects",
                            "/data/projects/" + hidden + "/subjects/S",
                            "/data/projects/" + hidden + "/experiments/E/scans/1",
                            "/data/subjects/" + hidden + "_S1",
                            "/data/subjects/" + hidden + "_S1/experiments",
                            "/data/subjects/" + hidden + "_S1/projects",
                            "/data/experiments/" + hidden + "_E1",
                            "/data/experiments/" + hidden + "_E1/scans",
                            "/data/experiments/" + hidden + "_E1/status",
                            "/data/experiments/" + hidden + "_E1/assessors/x")) {
                var answer = client.get(path);
                answers.add(path + " " + answer.statusCode() + " " + answer.body());
            }
            for (String path :
                    List.of(
                            "/data/subjects/" + hidden + "_S1?group=x",
                            "/data/experiments/" + hidden + "_E1?note=x",
                            "/data/projects/" + hidden + "/subjects/new",
                            "/data/projects/" + hidden + "/accessibility/public",
                            "/data/subjects/" + hidden + "_S1/projects/" + hidden)) {
                var answer = client.put(path);
                answers.add("PUT " + path + " " + answer.statusCode() + " " + answer.body());
            }
            var deleted = client.delete("/data/projects/" + hidden);
            answers.add("DELETE " + deleted.statusCode() + " " + deleted.body());
        }
        return answers;
    }
}
