package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may do what: every kind of caller with every kind of request in every kind of project.
///
/// A cell is the status that the caller gets. `200` also stands for 201, a list that is refused
/// answers as its project does, and `h` is what a thing that is not there answers: 404, or 401 for
/// a guest. Who reads all data stands everywhere like a collaborator, who administers all data like
/// an owner.
class RolesMatrixTest {
    @RegisterExtension static final TestServer server = TestServer.with(Map.of());

    private static final List<String> LEVELS = List.of("private", "protected", "public");

    /// The columns of the table.
    private static final List<String> CALLERS =
            List.of("guest", "stranger", "collaborator", "member", "owner", "admin");

    private static final List<String> EVERYBODY =
            Stream.concat(CALLERS.stream(), Stream.of("reader", "data-admin")).toList();

    /// The columns of the table in which the others read.
    private static final Map<String, String> LIKE =
            Map.of("reader", "collaborator", "data-admin", "owner");

    /// A project at each level for all rows but those that delete it.
    private static final Map<String, String> projects = new LinkedHashMap<>();

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
        for (String group : GROUPS.keySet()) {
            String login = People.fresh("grouped");
            logins.put(group, login);
            clients.put(group, People.user(server, login));
        }
        clients.put("reader", reaching("ALL_DATA_ACCESS"));
        clients.put("data-admin", reaching("ALL_DATA_ADMIN"));
        LEVELS.forEach(level -> projects.put(level, project(level)));
        LEVELS.forEach(level -> targets.put(level, target(level)));
    }

    private static TestClient reaching(String group) {
        String login = People.fresh("reaching");
        TestClient client = People.user(server, login);
        server.admin().put("/xapi/users/" + login + "/groups/" + group);
        return client;
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
            GET    /groups                         | h/401/401 h/403/403 200 200 200 200
            GET    /pars                           | h/401/401 h/403/403 403 403 200 200
            GET    /config                         | h/401/200 h/403/200 200 200 200 200
            GET    /subjects/S/history             | h/401/401 h/403/403 200 200 200 200
            GET    /experiments/E/history          | h/401/401 h/403/403 200 200 200 200
            GET    /resources                      | h/401/200 h/403/200 200 200 200 200
            GET    /resources/R                    | h/401/200 h/403/200 200 200 200 200
            GET    /resources/R/files              | h/401/200 h/403/200 200 200 200 200
            GET    /resources/R/files/f.txt        | h/401/200 h/403/200 200 200 200 200
            GET    /resources/R/files?format=zip   | h/401/200 h/403/200 200 200 200 200
            GET    /subjects/S/resources/R/files/f.txt | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/E/resources/R/files/f.txt | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/E/files?format=zip&all=true | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/E/scans/1/resources/R/files/f.txt | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/E/scans/ALL/files?format=zip | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/E/assessors/A/out/resources/R/files/f.txt | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/E/reconstructions/R/out/resources/R/files/f.txt | h/401/200 h/403/200 200 200 200 200
            PUT    /subjects/S/resources/{n}       | h/401/401 h/403/403 403 200 200 200
            PUT    /subjects/S/resources/R/files/{n}?inbody=true | h/401/401 h/403/403 403 200 200 200
            PUT    /experiments/E/resources/R/files/{n}?inbody=true | h/401/401 h/403/403 403 200 200 200
            PUT    /experiments/E/scans/1/resources/R/files/{n}?inbody=true | h/401/401 h/403/403 403 200 200 200
            PUT    /experiments/E/assessors/A/out/resources/R/files/{n}?inbody=true | h/401/401 h/403/403 403 200 200 200
            PUT    /experiments/E/reconstructions/R/out/resources/R/files/{n}?inbody=true | h/401/401 h/403/403 403 200 200 200
            PUT    /config/tool/{n}                | 401/401/401 403/403/403 403 403 200 200
            PUT    /experiments/E/assessors/A?xnat:qcManualAssessorData/comments={n} | h/401/401 h/403/403 403 200 200 200
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
            DELETE /subjects/S/resources/R/files/D | h/401/401 h/403/403 403 403 200 200
            DELETE /experiments/E/resources/R/files/D | h/401/401 h/403/403 403 403 200 200
            DELETE /experiments/E/scans/1/resources/R/files/D | h/401/401 h/403/403 403 403 200 200
            DELETE /resources/R/files/D            | h/401/401 h/403/403 403 403 200 200
            DELETE /subjects/S/resources/D         | h/401/401 h/403/403 403 403 200 200
            DELETE /experiments/E/resources/D      | h/401/401 h/403/403 403 403 200 200
            DELETE /experiments/E/scans/D          | h/401/401 h/403/403 403 403 200 200
            DELETE /experiments/E/reconstructions/D | h/401/401 h/403/403 403 403 200 200
            DELETE /experiments/E/assessors/D      | h/401/401 h/403/403 403 403 200 200
            DELETE /experiments/D                  | h/401/401 h/403/403 403 403 200 200
            DELETE /subjects/D                     | h/401/401 h/403/403 403 403 200 200
            DELETE .                               | h/401/401 h/403/403 403 403 200 200
            """;

    /// The same for what is shared into a project, by rights in that project alone: the private one
    /// that it is from is somebody else's, and an owner there may end the share but not more.
    private static final String SHARED =
            """
            GET    /subjects/SH                    | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/SE                 | h/401/200 h/403/200 200 200 200 200
            GET    /subjects/SH/experiments/SE     | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/SE/scans           | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/SE/scans/1/resources/R/files/f.txt | h/401/200 h/403/200 200 200 200 200
            GET    /experiments/SE/files?format=zip&all=true | h/401/200 h/403/200 200 200 200 200
            PUT    /subjects/SH?group={n}          | h/401/401 h/403/403 403 403 403 200
            PUT    /experiments/SE?note={n}        | h/401/401 h/403/403 403 403 403 200
            PUT    /experiments/SE/scans/1?note={n} | h/401/401 h/403/403 403 403 403 200
            PUT    /experiments/SE/resources/R/files/{n}?inbody=true | h/401/401 h/403/403 403 403 403 200
            DELETE /experiments/SE/scans/1/resources/R/files/f.txt | h/401/401 h/403/403 403 403 403 .
            DELETE /experiments/SE/scans/1         | h/401/401 h/403/403 403 403 403 .
            DELETE /experiments/SE                 | h/401/401 h/403/403 403 403 200 200
            DELETE /subjects/SH                    | h/401/401 h/403/403 403 403 200 200
            """;

    /// The same for members of the project's own groups: one that reads neither subjects nor
    /// anything else, those that read, that change and that also delete MR sessions, one that reads
    /// ratings, and one that manages subjects. The first status is that in private projects, the
    /// second in public ones.
    private static final String GROUPED =
            """
            GET    .                               | 200 200 200 200 200 200
            GET    /accessibility                  | 200 200 200 200 200 200
            GET    /subjects                       | 200 200 200 200 200 200
            GET    /experiments                    | 200 200 200 200 200 200
            GET    /subjects/S                     | 404/200 200 200 200 200 200
            GET    /subjects/none                  | 404 404 404 404 404 404
            GET    /subjects/S/experiments/E       | 404/200 200 200 200 404/200 404/200
            GET    /experiments/E/scans            | 404/200 200 200 200 404/200 404/200
            GET    /experiments/E/scans/1          | 404/200 200 200 200 404/200 404/200
            GET    /experiments/E/assessors        | 404/200 200 200 200 404/200 404/200
            GET    /experiments/E/assessors/A      | 404/200 404/200 404/200 404/200 200 404/200
            GET    /experiments/E/reconstructions/R | 404/200 200 200 200 404/200 404/200
            GET    /experiments/E/projects         | 404/200 200 200 200 404/200 404/200
            GET    /experiments/E/status           | 404/200 200 200 200 404/200 404/200
            GET    /scan_types                     | 200 200 200 200 200 200
            GET    /users                          | 200 200 200 200 200 200
            GET    /groups                         | 200 200 200 200 200 200
            GET    /groups/ReadMR                  | 200 200 200 200 200 200
            GET    /pars                           | 403 403 403 403 403 403
            GET    /config                         | 200 200 200 200 200 200
            GET    /subjects/S/history             | 403 403 403 403 403 200
            GET    /experiments/E/history          | 403 403 200 200 403 404/403
            GET    /resources/R/files/f.txt        | 200 200 200 200 200 200
            GET    /subjects/S/resources/R/files/f.txt | 404/200 200 200 200 200 200
            GET    /experiments/E/resources/R/files/f.txt | 404/200 200 200 200 404/200 404/200
            GET    /experiments/E/files?format=zip&all=true | 404/200 200 200 200 404/200 404/200
            GET    /experiments/E/scans/1/resources/R/files/f.txt | 404/200 200 200 200 404/200 404/200
            GET    /experiments/E/scans/ALL/files?format=zip | 404/200 200 200 200 404/200 404/200
            GET    /experiments/E/assessors/A/out/resources/R/files/f.txt | 404/200 404/200 404/200 404/200 200 404/200
            PUT    /resources/{n}                  | 403 403 403 403 403 403
            PUT    /subjects/S/resources/R/files/{n}?inbody=true | 403 403 403 403 403 200
            PUT    /experiments/E/resources/R/files/{n}?inbody=true | 403 403 200 200 403 404/403
            PUT    /experiments/E/scans/1/resources/R/files/{n}?inbody=true | 403 403 200 200 403 404/403
            PUT    /config/tool/{n}                | 403 403 403 403 403 403
            PUT    /subjects/{n}                   | 403 403 403 403 403 200
            PUT    /subjects/S?group={n}           | 403 403 403 403 403 200
            PUT    /subjects/S/experiments/{n}?xsiType=xnat:mrSessionData | 403 403 200 200 403 403
            PUT    /subjects/S/experiments/{n}?xsiType=xnat:ctSessionData | 403 403 403 403 403 403
            PUT    /experiments/E?xsiType=xnat:mrSessionData&note={n} | 403 403 200 200 403 403
            PUT    /experiments/E/scans/{n}        | 403 403 200 200 403 404/403
            PUT    /experiments/E/scans/1?note={n} | 403 403 200 200 403 404/403
            PUT    /experiments/E/reconstructions/{n} | 403 403 200 200 403 404/403
            PUT    /experiments/E/assessors/{n}?xsiType=xnat:qcManualAssessorData | 404/403 403 403 403 404/403 404/403
            PUT    ?description={n}                | 403 403 403 403 403 403
            PUT    /accessibility/{level}          | 403 403 403 403 403 403
            PUT    /users/Collaborators/{collaborator} | 403 403 403 403 403 403
            PUT    /groups/{n}                     | 403 403 403 403 403 403
            DELETE /groups/ReadMR                  | 403 403 403 403 403 403
            DELETE /subjects/S/resources/R/files/D | 403 403 403 403 403 200
            DELETE /experiments/E/resources/R/files/D | 403 403 403 200 403 404/403
            DELETE /experiments/E/scans/D          | 403 403 403 200 403 404/403
            DELETE /experiments/E/assessors/D      | 404/403 404/403 404/403 404/403 403 404/403
            DELETE /experiments/D                  | 404/403 403 403 200 404/403 404/403
            DELETE /subjects/D                     | 404/403 403 403 403 403 200
            DELETE .                               | 403 403 403 403 403 403
            """;

    /// The groups, with what a form says of their rights.
    private static final Map<String, List<String>> GROUPS = groups();

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Nothing", List.of("xnat:subjectData wasSet"));
        groups.put("ReadMR", List.of("xnat:mrSessionData R"));
        groups.put("EditMR", List.of("xnat:mrSessionData E"));
        groups.put("ManageMR", List.of("xnat:mrSessionData E", "xnat:mrSessionData D"));
        groups.put("ReadQC", List.of("xnat:qcManualAssessorData R"));
        groups.put("ManageSubjects", List.of("xnat:subjectData E", "xnat:subjectData D"));
        return groups;
    }

    private static final Map<String, String> targets = new LinkedHashMap<>();

    static Stream<Row> rows() {
        return rows(TABLE);
    }

    static Stream<Row> sharedRows() {
        return rows(SHARED);
    }

    static Stream<Row> groupedRows() {
        return rows(GROUPED, List.copyOf(GROUPS.keySet()));
    }

    private static Stream<Row> rows(String table) {
        return rows(table, CALLERS);
    }

    private static Stream<Row> rows(String table, List<String> callers) {
        List<Row> rows = new ArrayList<>();
        for (String line : table.lines().toList()) {
            String[] halves = line.split("\\|");
            String[] request = halves[0].strip().split("\\s+");
            String[] cells = halves[1].strip().split("\\s+");
            Map<String, String> expected = new LinkedHashMap<>();
            for (int i = 0; i < callers.size(); i++) {
                expected.put(callers.get(i), cells[i]);
            }
            rows.add(new Row(request[0], request[1].equals(".") ? "" : request[1], expected));
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void rights_follow_role_and_accessibility(Row row) {
        for (String level : LEVELS) {
            for (String caller : EVERYBODY) {
                check(row, caller, level, prepare(level, row));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("groupedRows")
    void members_of_a_group_do_what_it_says_of_a_data_type(Row row) {
        for (String level : List.of("private", "public")) {
            for (String group : GROUPS.keySet()) {
                String path =
                        row.path().isEmpty()
                                ? Objects.requireNonNull(projects.get(level))
                                : prepare(level, row);
                var answer = send(row, client(group), path);

                String[] cells = Objects.requireNonNull(row.expected().get(group)).split("/");
                int status = answer.statusCode() == 201 ? 200 : answer.statusCode();
                assertThat(Integer.toString(status))
                        .as("%s in %s of a %s project: %s", row, group, level, answer.body())
                        .isEqualTo(level.equals("public") ? cells[cells.length - 1] : cells[0]);
                if (path.endsWith("/D")) {
                    client("owner").delete(path);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sharedRows")
    void what_is_shared_is_read_by_readers_of_the_target_and_changed_by_its_own_project(Row row) {
        for (String level : LEVELS) {
            String target = Objects.requireNonNull(targets.get(level));
            for (String caller : EVERYBODY) {
                if (!cell(row, caller, level).equals(".")) {
                    check(row, caller, level, target + row.path().replace("{n}", fresh()));
                    share(target);
                }
            }
        }
    }

    @Test
    void a_closed_site_has_nothing_for_guests() {
        set("{\"requireLogin\": true}");
        try {
            for (Row row : Stream.concat(rows(), sharedRows()).toList()) {
                String path = projects.get("public") + row.path().replaceAll("[{}]", "");
                var answer = send(row, client("guest"), path);

                assertThat(answer.statusCode()).as("%s", row).isEqualTo(401);
                assertThat(answer.body()).as("%s", row).startsWith("This site is closed");
            }
            assertThat(client("stranger").get(projects.get("public") + "/subjects").statusCode())
                    .isEqualTo(200);
        } finally {
            set("{\"requireLogin\": false}");
        }
    }

    private static void set(String properties) {
        var answer = server.admin().post("/xapi/siteConfig", "application/json", properties);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static void check(Row row, String caller, String level, String path) {
        var answer = send(row, client(caller), path);

        int status = answer.statusCode() == 201 ? 200 : answer.statusCode();
        assertThat(status)
                .as("%s as %s in a %s project: %s", row, caller, level, answer.body())
                .isEqualTo(expected(row, caller, level));
    }

    private static HttpResponse<String> send(Row row, TestClient client, String path) {
        boolean isFile = row.path().contains("inbody=true") || row.path().contains("/config/");
        return client.send(
                client.request(path)
                        .method(
                                row.verb(),
                                row.verb().equals("PUT") && isFile
                                        ? BodyPublishers.ofString("x")
                                        : BodyPublishers.noBody()));
    }

    private static String fresh() {
        return People.fresh("n");
    }

    private static String cell(Row row, String caller, String level) {
        String column = LIKE.getOrDefault(caller, caller);
        String[] byLevel = Objects.requireNonNull(row.expected().get(column)).split("/");
        String cell = byLevel.length == 1 ? byLevel[0] : byLevel[LEVELS.indexOf(level)];
        boolean isReachOverAll = caller.equals("data-admin") && !cell.equals("200");
        return isReachOverAll ? Objects.requireNonNull(row.expected().get("admin")) : cell;
    }

    private static int expected(Row row, String caller, String level) {
        String cell = cell(row, caller, level);
        if (cell.equals("h")) {
            return caller.equals("guest") ? 401 : 404;
        }
        return Integer.parseInt(cell);
    }

    private static TestClient client(String caller) {
        return Objects.requireNonNull(clients.get(caller));
    }

    /// The address of a row's request, with something new there for a deletion to delete.
    private static String prepare(String level, Row row) {
        if (row.verb().equals("DELETE") && row.path().isEmpty()) {
            return project(level);
        }
        String project = Objects.requireNonNull(projects.get(level));
        String path =
                row.path()
                        .replace("{n}", fresh())
                        .replace("{level}", level)
                        .replace("{collaborator}", login("collaborator"));
        if (row.verb().equals("DELETE") && path.endsWith("/D")) {
            makeWhatIsDeleted(project + path);
        }
        return project + path;
    }

    private static void makeWhatIsDeleted(String path) {
        String type =
                path.contains("assessors")
                        ? "?xsiType=xnat:qcManualAssessorData"
                        : "?subject_ID=S&xnat:mrSessionData/note=x";
        if (path.contains("/files/")) {
            client("owner").put(path + "?inbody=true&overwrite=true", new byte[] {1});
        } else {
            client("owner").put(path.contains("/resources/") ? path : path + type);
        }
    }

    private static String login(String role) {
        return Objects.requireNonNull(logins.get(role));
    }

    private static String empty(String level, String stem) {
        TestClient owner = client("owner");
        String project = "/data/projects/" + People.fresh(stem);
        owner.put(project + "?accessibility=" + level);
        owner.put(project + "/users/Members/" + login("member"));
        owner.put(project + "/users/Collaborators/" + login("collaborator"));
        GROUPS.forEach((group, rights) -> group(project, group, rights));
        return project;
    }

    private static void group(String project, String group, List<String> rights) {
        String tag = project.substring(project.lastIndexOf('/') + 1);
        String form =
                rights.stream()
                        .map(right -> right.split(" "))
                        .map(right ->
                                "%s_%s/project_%s_%s=1"
                                        .formatted(right[0], right[0], tag, right[1]))
                        .collect(Collectors.joining("&"));
        var made =
                client("owner")
                        .put(
                                project + "/groups/" + group,
                                "application/x-www-form-urlencoded",
                                form);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        client("owner").put(project + "/users/" + group + "/" + login(group));
    }

    private static String project(String level) {
        TestClient owner = client("owner");
        String project = empty(level, "ROLE");
        fill(owner, project);
        owner.put(project + "/resources/R/files/f.txt?inbody=true", new byte[] {1});
        owner.put(project + "/subjects/S/resources/R/files/f.txt?inbody=true", new byte[] {1});
        for (String part : List.of("assessors/A", "reconstructions/R")) {
            String file = "/out/resources/R/files/f.txt?inbody=true";
            owner.put(project + "/experiments/E/" + part + file, new byte[] {1});
        }
        return project;
    }

    /// A session with a scan and files, an assessor and a reconstruction.
    private static void fill(TestClient owner, String project) {
        owner.put(project + "/subjects/S/experiments/E?xsiType=xnat:mrSessionData");
        owner.put(project + "/experiments/E/scans/1");
        owner.put(project + "/experiments/E/reconstructions/R");
        String qc = "/experiments/E/assessors/A?xsiType=xnat:qcManualAssessorData";
        var last = owner.put(project + qc);
        assertThat(last.statusCode()).as(last.body()).isEqualTo(201);
        for (String at : List.of("/experiments/E", "/experiments/E/scans/1")) {
            var file =
                    owner.put(
                            project + at + "/resources/R/files/f.txt?inbody=true", new byte[] {1});
            assertThat(file.statusCode()).as(file.body()).isEqualTo(200);
        }
    }

    /// A project with the roles, into which somebody else's private data are shared.
    private static String target(String level) {
        String target = empty(level, "TARGET");
        server.admin().put(source(target));
        fill(server.admin(), source(target));
        share(target);
        return target;
    }

    private static String source(String target) {
        return target + "_SOURCE";
    }

    private static void share(String target) {
        TestClient admin = server.admin();
        String id = target.substring(target.lastIndexOf('/') + 1);
        admin.put(source(target) + "/subjects/S/projects/" + id + "?label=SH");
        admin.put(source(target) + "/experiments/E/projects/" + id + "?label=SE");
    }
}
