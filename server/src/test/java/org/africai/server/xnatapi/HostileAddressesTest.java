package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.africai.server.xnatapi.AddressTable.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Wrong and hostile requests to every address that is served: the answer is a caller's mistake and
/// says so in one line, and where it is, nothing was changed. A new route without a row in
/// `addresses.txt` fails here.
class HostileAddressesTest {
    @RegisterExtension static final TestServer server = TestServer.with(Map.of());

    /// What an answer never holds: the inside of the server.
    private static final Pattern INSIDE =
            Pattern.compile(
                    "at org\\.|at java\\.|Caused by|SQLState|org\\.postgresql|Exception|nested"
                            + " exception|The server failed");

    /// Encoded as they go over the wire.
    private static final List<String> NAMES =
            List.of(
                    "%27",
                    "%22;drop%20table%20project;--",
                    "%27%20or%20%271%27=%271",
                    "x%27)%20union%20select%20password_hash%20from%20account--",
                    "%25",
                    "_",
                    "-1",
                    "99999999999999999999",
                    "NULL",
                    "%3Cscript%3E",
                    "..%2F..%2Fetc%2Fpasswd",
                    "%00",
                    "%E2%80%AE%F0%9F%92%A9",
                    "%FF",
                    "%5B@xsi:type=x%5D%5B%5B",
                    "$%7Bjndi:ldap:%2F%2Fx%7D",
                    "a".repeat(300),
                    "a".repeat(4_000));

    /// How many of the parameters an address is tried with.
    private static final int MANY = 9;

    /// How many of the names a name is tried with.
    private static final int FEW = 3;

    private static final List<String> PARAMETERS =
            List.of(
                    "format",
                    "columns",
                    "xsiType",
                    "sortBy",
                    "limit",
                    "offset",
                    "recent",
                    "label",
                    "ID",
                    "project",
                    "subject",
                    "src",
                    "dest",
                    "index",
                    "version",
                    "structure",
                    "locator",
                    "file_format",
                    "resource",
                    "options",
                    "field",
                    "accept",
                    "displayOrder",
                    "status",
                    "action",
                    "id",
                    "tag",
                    "level",
                    "import-handler",
                    "xnat:mrSessionData/date",
                    "xnat:subjectData/fields/field%5Bname=x%27%5D/field",
                    "xnat:mrSessionData/%5B%5B%5B");

    private static final List<String> VALUES =
            List.of("%27%20or%201=1--", "-1", "%00", "xnat:noSuchData/x", "%5B%5B%5D,%5D");

    /// What comes as a body: its type and itself.
    private static final List<Map.Entry<String, String>> BODIES =
            List.of(
                    Map.entry("text/xml", "<"),
                    Map.entry("text/xml", "<a/>"),
                    Map.entry("text/xml", "<a>".repeat(20_000)),
                    Map.entry(
                            "text/xml",
                            "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>"),
                    Map.entry(
                            "text/xml",
                            "<xnat:Subject xmlns:xnat='http://nrg.wustl.edu/xnat' ID=\"'--\"/>"),
                    Map.entry("text/xml", "<?xml version='1.0' encoding='UTF-77'?><a/>"),
                    Map.entry("application/json", "{"),
                    Map.entry("application/json", "[]"),
                    Map.entry("application/json", "null"),
                    Map.entry("application/json", "\"x\""),
                    Map.entry("application/json", "{\"a\":" + "[".repeat(5_000)),
                    Map.entry("application/json", "{\"username\":{},\"data\":[1e999,null]}"),
                    Map.entry("application/json", "{\"x\":\"\\u0000\"}"),
                    Map.entry("application/x-www-form-urlencoded", "%zz=%&=&&a=%00"),
                    Map.entry("multipart/form-data", "no boundary"),
                    Map.entry("multipart/form-data; boundary=x", "--x\r\nContent-Disp"),
                    Map.entry("application/zip", "PK\3\4 no zip"),
                    Map.entry("application/dicom", "DICM"),
                    Map.entry("no type at all", "\0\1\2"),
                    Map.entry("text/plain", ""));

    private static final Map<String, String> values = new HashMap<>();
    private static TestClient admin;
    private static TestClient stranger;
    private static TestClient reader;

    private static final String PROJECT = "/data/projects/HOSTILE";

    @BeforeAll
    static void a_project_with_one_of_everything() {
        admin = server.admin();
        stranger = People.user(server, "stranger");
        reader = People.user(server, "reader");
        var _ = People.user(server, "victim");
        values.putAll(
                Map.of("P", "HOSTILE", "P2", "OTHER", "S", "S", "E", "E", "SC", "1", "A", "A"));
        values.putAll(Map.of("R", "R", "RES", "RES", "PATH", "f.txt", "U", "victim"));
        values.putAll(
                Map.of(
                        "TYPE",
                        "xnat:mrSessionData",
                        "FLAG",
                        "true",
                        "NUMBER",
                        "1",
                        "KIND",
                        "Project"));
        values.putAll(
                Map.of("GROUP", "Members", "LEVEL", "private", "SCHEMA", "xnat", "FOLDER", "xnat"));
        archive();
        beside();
        waiting();
    }

    private static void archive() {
        admin.put(PROJECT);
        admin.put("/data/projects/OTHER");
        admin.put(PROJECT + "/users/Collaborators/reader");
        values.put("SID", admin.put(PROJECT + "/subjects/S").body());
        String session = PROJECT + "/subjects/S/experiments/E?xsiType=xnat:mrSessionData";
        values.put("EID", admin.put(session).body());
        admin.put(PROJECT + "/experiments/E/scans/1");
        admin.put(PROJECT + "/experiments/E/assessors/A?xsiType=xnat:qcManualAssessorData");
        admin.put(PROJECT + "/experiments/E/reconstructions/R");
        for (String level :
                List.of("", "/subjects/S", "/experiments/E", "/experiments/E/scans/1")) {
            admin.put(PROJECT + level + "/resources/RES/files/f.txt?inbody=true", new byte[] {1});
        }
    }

    /// Settings, searches, a download that was prepared, the cache.
    private static void beside() {
        admin.put("/data/user/cache/resources/RES/files/f.txt", new byte[] {1});
        admin.put("/data/config/TOOL/f.txt", "text/plain", "x");
        admin.put(PROJECT + "/config/TOOL/f.txt", "text/plain", "x");
        String search =
                Bundles.of("xnat:subjectData", List.of("xnat:subjectData/SUBJECT_LABEL"), "");
        admin.put("/data/search/saved/SEARCH", "text/xml", search);
        admin.put(PROJECT + "/searches/SEARCH", "text/xml", search);
        String found = admin.post("/data/search?cache=true", "text/xml", search).body();
        values.put("CACHED", found.replaceAll("(?s).*\"ID\":\"([^\"]+)\".*", "$1"));
        String wish = "{\"projectIds\":[\"HOSTILE\"],\"project_resources\":[\"RES\"]}";
        values.put(
                "DOWNLOAD",
                admin.post("/xapi/archive/download", "application/json", wish).body().strip());
    }

    private static void waiting() {
        server.get(Sql.class)
                .of(
                        """
                        insert into prearchive_session
                               (project_key, timestamp, folder, subject, label, study_uid, status,
                                by_upload, goal, overwrite, overwrite_files, quarantine,
                                uploaded_by)
                        select key, '20260131_101500000', 'SESSION', 'S', 'W', '1.2.3', 'READY',
                               true, 'PREARCHIVE', 'NONE', false, false, 'admin'
                          from project
                         where id = 'HOSTILE'\
                        """)
                .update();
        values.put("TIMESTAMP", "20260131_101500000");
    }

    @Test
    void there_is_one_of_everything() {
        for (String address :
                List.of(
                        "/data/search/{CACHED}",
                        "/data/search/saved/{SEARCH}",
                        "/data/config/{TOOL}/{PATH}",
                        "/xapi/archive/download/{DOWNLOAD}/xml",
                        "/data/user/cache/resources/{RES}/files/{PATH}",
                        "/data/prearchive/projects/{P}/{TIMESTAMP}/{SESSION}",
                        "/data/projects/{P}/experiments/{E}/scans/{SC}/resources/{RES}/files/{PATH}",
                        "/data/experiments/{EID}/assessors/{A}",
                        "/data/experiments/{EID}/reconstructions/{R}")) {
            String path = new Row(Set.of("GET"), address, Set.of()).with(values);
            assertThat(admin.get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    static Stream<Row> rows() {
        return AddressTable.rows().stream();
    }

    // ---- the table is whole

    @Test
    void every_route_and_every_kind_of_thing_has_a_row() {
        Set<String> missing = new TreeSet<>();
        for (PathPattern pattern : patterns()) {
            if (rows().noneMatch(row -> isServedBy(row, pattern))) {
                missing.add(pattern.getPatternString());
            }
        }
        assertThat(missing).isEmpty();
        Set<Class<?>> targets =
                rows().map(HostileAddressesTest::target)
                        .flatMap(Optional::stream)
                        .map(Target::getClass)
                        .collect(Collectors.toSet());
        assertThat(targets).containsAll(Arrays.asList(Target.class.getPermittedSubclasses()));
    }

    private static List<PathPattern> patterns() {
        return server
                .get(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(route ->
                        route.getValue()
                                .getBeanType()
                                .getPackage()
                                .equals(HostileAddressesTest.class.getPackage()))
                .flatMap(route -> route.getKey().getPatternValues().stream())
                .filter(path -> !path.startsWith("/REST/") && !path.startsWith("/data/archive/"))
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
    }

    /// Whether the pattern is the one that the server would choose.
    private static boolean isServedBy(Row row, PathPattern pattern) {
        PathContainer path = PathContainer.parsePath(row.with(values));
        return pattern.matches(path)
                && patterns().stream()
                        .filter(other -> other.matches(path))
                        .allMatch(other -> pattern.compareTo(other) <= 0);
    }

    private static Optional<Target> target(Row row) {
        RequestPath path = RequestPath.of(row.with(values));
        return TargetParser.parse(path.parts(), path.folder());
    }

    // ---- what is not served

    @Test
    void other_methods_are_refused() {
        String before = digest();
        for (Row row : rows().toList()) {
            for (String method : List.of("GET", "PUT", "POST", "DELETE")) {
                if (!row.methods().contains(method)) {
                    var answer = send(admin, method, row.with(values), "", BodyPublishers.noBody());
                    refused(answer, method + " " + row.address());
                }
            }
        }
        assertThat(digest()).isEqualTo(before);
    }

    // ---- names

    @ParameterizedTest
    @MethodSource("rows")
    void hostile_names_are_nobodys(Row row) {
        boolean writes = !row.methods().equals(Set.of("GET"));
        String before = writes ? digest() : "";
        boolean isRefused = true;
        for (String name : row.names()) {
            for (String hostile : some(NAMES, row.address().length() + name.length())) {
                Map<String, String> wrong = new HashMap<>(values);
                wrong.put(name, hostile);
                for (String method : row.methods()) {
                    if (!isSelfMade(row, name, method)) {
                        isRefused &= ask(method, row.with(wrong));
                    }
                }
            }
        }
        if (writes && isRefused) {
            assertThat(digest()).as("%s", row).isEqualTo(before);
        }
    }

    /// A few of many, others for every row: all together each is used often.
    private static List<String> some(List<String> all, int row) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            some.add(all.get((row + i * 5) % all.size()));
        }
        return some;
    }

    /// A name that may be given to something new, by whoever writes it: tested with its own rules.
    private static boolean isSelfMade(Row row, String name, String method) {
        return !method.equals("GET") && row.names().getLast().equals(name) && NEW.contains(name);
    }

    private static final Set<String> NEW =
            Set.of("P", "S", "E", "SC", "A", "R", "RES", "PATH", "TOOL", "FIELD");

    /// As the administrator.
    ///
    /// @return whether nothing may have changed
    private static boolean ask(String method, String path) {
        var answer = send(admin, method, path, "", BodyPublishers.noBody());
        sound(answer, method + " " + path);
        return method.equals("GET") || answer.statusCode() >= 400;
    }

    // ---- parameters

    @ParameterizedTest
    @MethodSource("rows")
    void hostile_parameters_are_no_failure(Row row) {
        if (!row.methods().contains("GET")) {
            return;
        }
        String address = row.with(values);
        int n = row.address().length();
        for (int i = 0; i < MANY; i++) {
            String parameter = PARAMETERS.get((n + 3 * i) % PARAMETERS.size());
            String value = VALUES.get((n + i) % VALUES.size());
            String path = address + "?" + parameter + "=" + value;
            sound(send(admin, "GET", path, "", BodyPublishers.noBody()), "GET " + path);
        }
    }

    // ---- bodies

    @ParameterizedTest
    @MethodSource("rows")
    void bodies_that_make_no_sense_are_no_failure(Row row) {
        for (String method : List.of("PUT", "POST")) {
            if (row.methods().contains(method)) {
                String before = digest();
                boolean isRefused = true;
                for (Map.Entry<String, String> body : BODIES) {
                    String what = method + " " + row.address() + " with " + shown(body);
                    var answer =
                            send(
                                    admin,
                                    method,
                                    row.with(values),
                                    body.getKey(),
                                    BodyPublishers.ofString(body.getValue()));
                    sound(answer, what);
                    isRefused &= answer.statusCode() >= 400;
                }
                if (isRefused) {
                    assertThat(digest()).as(row.toString()).isEqualTo(before);
                }
            }
        }
    }

    private static String shown(Map.Entry<String, String> body) {
        String text = body.getValue();
        return body.getKey() + ": " + text.substring(0, Math.min(text.length(), 60));
    }

    static Stream<Row> documents() {
        return rows().filter(row -> row.is("doc"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documents_beyond_measure_are_refused(Row row) {
        String before = digest();
        String spaces = " ".repeat(17 << 20);
        boolean isJson = row.address().startsWith("/xapi/custom");
        String body = isJson ? "{" + spaces + "}" : "<a" + spaces + "/>";
        String method = row.methods().contains("PUT") ? "PUT" : "POST";

        var answer =
                send(
                        admin,
                        method,
                        row.with(values),
                        isJson ? "application/json" : "text/xml",
                        BodyPublishers.ofString(body));

        assertThat(answer.statusCode()).as("%s %s", row, answer.body()).isIn(400, 413, 422);
        assertThat(digest()).isEqualTo(before);
    }

    // ---- people

    @Test
    void who_may_not_is_told_so_and_changes_nothing() {
        String before = digest();
        rows().filter(row -> !row.is("site"))
                .forEach(row -> row.methods().forEach(method -> askedByOthers(row, method)));
        assertThat(digest()).isEqualTo(before);
    }

    private static void askedByOthers(Row row, String method) {
        String what = method + " " + row.address();
        String path = row.with(values);
        boolean writes = !method.equals("GET");
        assertThat(code(server.guest(), method, path)).as("a guest: %s", what).isIn(401, 403);
        if (writes) {
            var guest = send(server.guest(), method, path, "text/xml", bad());
            assertThat(guest.statusCode()).as("a guest with a body: %s", what).isIn(401, 403);
        }
        int taken = row.names().getLast().equals("P") ? 409 : 403;
        assertThat(code(stranger, method, path)).as("a stranger: %s", what).isIn(403, 404, taken);
        if (writes && !row.is("asks")) {
            assertThat(code(reader, method, path))
                    .as("a collaborator: %s", what)
                    .isIn(400, 403, 404, 405, 417);
        }
    }

    private static BodyPublisher bad() {
        return BodyPublishers.ofString("<");
    }

    private static int code(TestClient client, String method, String path) {
        var answer = send(client, method, path, "", BodyPublishers.noBody());
        sound(answer, method + " " + path);
        return answer.statusCode();
    }

    // ---- asking

    private static HttpResponse<String> send(
            TestClient client, String method, String path, String type, BodyPublisher body) {
        var request = client.request(path).method(method, body);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return client.send(request);
    }

    private static void refused(HttpResponse<String> answer, String what) {
        sound(answer, what);
        assertThat(answer.statusCode()).as(what + ": " + answer.body()).isBetween(400, 499);
    }

    /// No failure of ours, and nothing of the inside told.
    private static void sound(HttpResponse<String> answer, String what) {
        assertThat(answer.statusCode()).as(what + ": " + answer.body()).isLessThan(500);
        if (answer.statusCode() >= 400) {
            assertThat(INSIDE.matcher(answer.body()).find())
                    .as(what + ": " + answer.body())
                    .isFalse();
            assertThat(answer.body().strip().lines().count()).as(what).isLessThanOrEqualTo(1);
        }
    }

    /// Stands for all rows but those that say who came when.
    private static String digest() {
        Sql sql = server.get(Sql.class);
        List<String> parts = new ArrayList<>();
        for (String table : tables()) {
            parts.add(
                    "select coalesce(sum(hashtextextended(t::text, 0)), 0)::text as h, '"
                            + table
                            + "' as name from "
                            + table
                            + " t");
        }
        return sql
                .of(String.join(" union all ", parts))
                .list(row -> row.text("name") + "=" + row.text("h"))
                .stream()
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static final Set<String> ASIDE =
            Set.of(
                    "account",
                    "audit",
                    "login",
                    "alias_token",
                    "blob",
                    "import_order",
                    "progress",
                    "progress_message",
                    "flyway_schema_history");

    private static List<String> tables = List.of();

    private static List<String> tables() {
        if (tables.isEmpty()) {
            tables =
                    server
                            .get(Sql.class)
                            .of(
                                    """
                                    select table_name
                                      from information_schema.tables
                                     where table_schema = 'public'
                                       and table_type = 'BASE TABLE'\
                                    """)
                            .list(row -> row.text("table_name"))
                            .stream()
                            .filter(name -> !ASIDE.contains(name))
                            .toList();
        }
        return tables;
    }
}
