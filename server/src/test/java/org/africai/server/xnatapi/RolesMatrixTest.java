package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may do what: every kind of caller with every kind of request in every kind of project.
///
/// A cell is the status that the caller gets. `200` also stands for 201, a list that is refused
/// answers as its project does, and `hidden` is what a thing that is not there answers: 404, or 401
/// for a guest.
class RolesMatrixTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final List<String> LEVELS = List.of("private", "protected", "public");

    /// The columns of the table.
    private static final List<String> CALLERS =
            List.of("guest", "stranger", "collaborator", "member", "owner", "admin");

    private static final Map<String, TestClient> clients = new LinkedHashMap<>();
    private static final Map<String, String> logins = new LinkedHashMap<>();

    @BeforeAll
    static void people() {
        clients.put("guest", server.guest());
        clients.put("admin", server.admin());
        for (String role : List.of("stranger", "collaborator", "member", "owner")) {
            String login = People.fresh(role);
            logins.put(role, login);
            clients.put(role, People.user(server, login));
        }
    }

    /// One row: a request, and what each caller gets at each level.
    ///
    /// @param verb the method
    /// @param path below the project; `{n}` is a name that is new each time
    record Row(String verb, String path, Map<String, String> expected) {
        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    /// Statuses of guest, stranger, collaborator, member, owner, admin. The first two may depend on
    /// the level: `private/protected/public`.
    private static final String TABLE =
            """
            GET    .                               | h/200/200 h/200/200 200 200 200 200
            GET    /accessibility                  | h/200/200 h/200/200 200 200 200 200
            GET    /subjects                       | h/401/200 h/403/200 200 200 200 200
            GET    /experiments                    | h/401/200 h/403/200 200 200 200 200
            GET    /subjects/S                     | h/401/200 h/403/200 200 200 200 200
            GET    /subjects/S/experiments/E       | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/E/scans            | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/E/scans/1          | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/E/assessors        | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/E/assessors/A      | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/E/reconstructions/R | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/E/projects         | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/E/status           | h/401/200 h/403/200 200 200 200 200
            GET    /scan_types                     | h/401/200 h/403/200 200 200 200 200
            GET    /users                          | h/401/401 h/403/403 200 200 200 200
            GET    /subjects/none                  | h/401/401 h/403/404 404 404 404 404
            PUT    /subjects/{n}                   | h/401/401 h/403/403 403 200 200 200
            PUT    /subjects/S?group={n}           | h/401/401 h/403/403 403 200 200 200
            PUT    /subjects/S/experiments/{n}?xsiType=xnat:mrSessionData | h/401/401 h/403/403 403 200 200 200
            PUT    /experiments/E?note={n}         | h/401/401 h/403/403 403 200 200 200
            PUT    /experiments/E/scans/{n}        | h/401/401 h/403/403 403 200 200 200
            PUT    /experiments/E/scans/1?note={n} | h/401/401 h/403/403 403 200 200 200
            PUT    /experiments/E/assessors/{n}?xsiType=xnat:qcManualAssessorData | h/401/401 h/403/403 403 200 200 200
            PUT    /experiments/E/reconstructions/{n} | h/401/401 h/403/403 403 200 200 200
            PUT    ?description={n}                | 401/401/401 409/403/403 403 403 200 200
            PUT    /accessibility/{level}          | h/401/401 h/403/403 403 403 200 200
            PUT    /prearchive_code/4              | h/401/401 h/403/403 403 403 200 200
            PUT    /users/Collaborators/{collaborator} | h/401/401 h/403/403 403 403 200 200
            DELETE /users/Members/admin            | h/401/401 h/403/403 403 403 200 200
            DELETE /experiments/E/scans/D          | h/401/401 h/403/403 403 403 200 200
            DELETE /experiments/E/reconstructions/D | h/401/401 h/403/403 403 403 200 200
            DELETE /experiments/E/assessors/D      | h/401/401 h/403/403 403 403 200 200
            DELETE /experiments/D                  | h/401/401 h/403/403 403 403 200 200
            DELETE /subjects/D                     | h/401/401 h/403/403 403 403 200 200
            DELETE .                               | h/401/401 h/403/403 403 403 200 200
            """;

    static Stream<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String line : TABLE.lines().toList()) {
            String[] halves = line.split("\\|");
            String[] request = halves[0].strip().split("\\s+");
            String[] cells = halves[1].strip().split("\\s+");
            Map<String, String> expected = new LinkedHashMap<>();
            for (int i = 0; i < CALLERS.size(); i++) {
                expected.put(CALLERS.get(i), cells[i]);
            }
            rows.add(new Row(request[0], request[1].equals(".") ? "" : request[1], expected));
        }
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rights_follow_role_and_accessibility(Row row) {
        for (String level : LEVELS) {
            String project = project(level);
            for (String caller : CALLERS) {
                String path = prepare(project, level, row);
                var request = client(caller).request(path);
                var answer =
                        client(caller).send(request.method(row.verb(), BodyPublishers.noBody()));

                int status = answer.statusCode() == 201 ? 200 : answer.statusCode();
                assertThat(status)
                        .as("%s as %s in a %s project: %s", row, caller, level, answer.body())
                        .isEqualTo(expected(row, caller, level));
            }
        }
    }

    private static int expected(Row row, String caller, String level) {
        String[] byLevel = Objects.requireNonNull(row.expected().get(caller)).split("/");
        String cell = byLevel.length == 1 ? byLevel[0] : byLevel[LEVELS.indexOf(level)];
        if (cell.equals("h")) {
            return caller.equals("guest") ? 401 : 404;
        }
        return Integer.parseInt(cell);
    }

    private static TestClient client(String caller) {
        return Objects.requireNonNull(clients.get(caller));
    }

    /// The address of a row's request, with something new there for a deletion to delete.
    private static String prepare(String project, String level, Row row) {
        String path =
                row.path()
                        .replace("{n}", People.fresh("n"))
                        .replace("{level}", level)
                        .replace(
                                "{collaborator}",
                                Objects.requireNonNull(logins.get("collaborator")));
        if (row.verb().equals("DELETE") && path.isEmpty()) {
            return project(level);
        }
        if (row.verb().equals("DELETE") && path.endsWith("/D")) {
            String type =
                    path.contains("assessors")
                            ? "?xsiType=xnat:qcManualAssessorData"
                            : "?subject_ID=S&xnat:mrSessionData/note=x";
            client("owner").put(project + path + type);
        }
        return project + path;
    }

    private static String project(String level) {
        TestClient owner = client("owner");
        String project = "/data/projects/" + People.fresh("ROLE");
        owner.put(project + "?accessibility=" + level);
        owner.put(project + "/users/Members/" + logins.get("member"));
        owner.put(project + "/users/Collaborators/" + logins.get("collaborator"));
        owner.put(project + "/subjects/S/experiments/E?xsiType=xnat:mrSessionData");
        owner.put(project + "/experiments/E/scans/1");
        owner.put(project + "/experiments/E/reconstructions/R");
        var last =
                owner.put(project + "/experiments/E/assessors/A?xsiType=xnat:qcManualAssessorData");
        assertThat(last.statusCode()).as(last.body()).isEqualTo(201);
        return project;
    }
}
