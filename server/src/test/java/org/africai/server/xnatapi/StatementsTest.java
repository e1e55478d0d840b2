package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A request sends as many statements for much data as for little.
class StatementsTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final int MANY = 12;

    static TestClient owner;
    static String few;
    static String many;

    @BeforeAll
    static void little_and_much() {
        owner = People.user(server);
        few = project(1);
        many = project(MANY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/subjects?columns=label,gender,xnat:projectData/name",
                "/experiments?columns=label,subject_label,xnat:imageScanData/ID",
                "/experiments/E0/scans",
                "/experiments/E0",
                "/subjects/S0",
                "/experiments/E0/assessors",
                "/subjects/S0/experiments/E0/scans/0"
            })
    void reading_sends_as_many_statements_for_much_as_for_little(String path) {
        assertThat(statements(many + path)).isEqualTo(statements(few + path)).isLessThan(20);
    }

    private static long statements(String path) {
        return server.statements(() -> assertThat(owner.get(path).statusCode()).isEqualTo(200));
    }

    private static String project(int size) {
        String project = "/data/projects/" + People.fresh("STAT");
        owner.put(project);
        for (int i = 0; i < size; i++) {
            put(project + "/subjects/S0/experiments/E" + i + "?xsiType=xnat:mrSessionData");
            put(project + "/subjects/S" + i + "?gender=female");
            put(project + "/experiments/E0/scans/" + i);
            put(project + "/experiments/E0/reconstructions/" + i);
            put(project + "/experiments/E0/assessors/A" + i + "?xsiType=xnat:qcManualAssessorData");
        }
        return project;
    }

    private static void put(String path) {
        assertThat(owner.put(path).statusCode()).as(path).isIn(200, 201);
    }
}
