package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.FileServer.encoded;
import static org.africai.server.xnatapi.FileServer.header;
import static org.africai.server.xnatapi.FileServer.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What XNAT's own REST tests, xnatpy and pyxnat expect of resources and files.
class FileRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();
    private static final JsonMapper JSON = new JsonMapper();
    private static FileServer files;
    private static TestClient owner;

    @BeforeAll
    static void open() {
        files = new FileServer(server);
        owner = files.owner();
        files.sessions.assessor(files.sessionId(), "QC");
        files.sessions.reconstruction(files.sessionId(), "R1");
    }

    private static List<JsonNode> rows(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<JsonNode> rows = new ArrayList<>();
        JSON.readTree(answer.body()).path("ResultSet").path("Result").forEach(rows::add);
        return rows;
    }

    private static List<String> values(HttpResponse<String> answer, String column) {
        return rows(answer).stream().map(row -> row.path(column).asString()).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/subjects/S1",
                "/subjects/S1/experiments/E1",
                "/subjects/S1/experiments/E1/scans/1",
                "/subjects/S1/experiments/E1/reconstructions/R1/out",
                "/subjects/S1/experiments/E1/assessors/QC/out"
            })
    void a_file_put_as_a_form_at_any_level_comes_back_byte_for_byte(String level) {
        byte[] bytes = {0, 1, 2, '\r', '\n', '-', '-', 'x', (byte) 255};
        String resource = files.at() + level + "/resources/LEVELS";
        HttpResponse<String> put = form(owner, "PUT", resource + "/files/f.dat", "ignored", bytes);
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        assertThat(put.body()).isEmpty();

        assertThat(owner.download(resource + "/files/f.dat").body()).isEqualTo(bytes);
        assertThat(owner.download(files.at() + level + "/files/f.dat").body()).isEqualTo(bytes);
        String listed = values(owner.get(resource + "/files?format=json"), "URI").getFirst();
        assertThat(listed).doesNotContain("/archive").endsWith("/files/f.dat");
        assertThat(owner.download(listed).body()).isEqualTo(bytes);
    }

    private static HttpResponse<String> form(
            TestClient client, String method, String path, String fileName, byte[] bytes) {
        byte[] head =
                ("--BOUND\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + fileName
                                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] end = "\r\n--BOUND--\r\n".getBytes(StandardCharsets.UTF_8);
        return client.send(
                client.request(path)
                        .header("Content-Type", "multipart/form-data; boundary=BOUND")
                        .method(method, BodyPublishers.ofByteArrays(List.of(head, bytes, end))));
    }

    @Test
    void files_posted_as_a_form_are_called_as_the_form_says() {
        String resource = files.session() + "/resources/POSTED";
        assertThat(form(owner, "POST", resource + "/files", "a b.txt", new byte[] {1}).statusCode())
                .isEqualTo(200);
        assertThat(
                        form(owner, "POST", resource + "/files/sub/", "c.txt", new byte[] {2})
                                .statusCode())
                .isEqualTo(200);
        assertThat(values(owner.get(resource + "/files?format=json"), "Name"))
                .containsExactly("a b.txt", "c.txt");
        assertThat(owner.download(resource + "/files/sub/c.txt").body()).isEqualTo(new byte[] {2});
    }

    @Test
    void a_listing_has_the_columns_that_clients_read_all_as_text() {
        String resource = files.session() + "/scans/1/resources/LISTED";
        put(owner, resource + "/files/a/b.txt?format=TXT&content=NOTE&tags=x,y", "hello");
        JsonNode row = rows(owner.get(resource + "/files")).getFirst();
        assertThat(row.propertyNames())
                .containsExactly(
                        "Name",
                        "Size",
                        "URI",
                        "collection",
                        "file_tags",
                        "file_format",
                        "file_content",
                        "cat_ID",
                        "digest");
        assertThat(row.path("Name").asString()).isEqualTo("b.txt");
        assertThat(row.path("Size").isString()).isTrue();
        assertThat(row.path("Size").asString()).isEqualTo("5");
        assertThat(row.path("collection").asString()).isEqualTo("LISTED");
        assertThat(row.path("file_tags").asString()).isEqualTo("x,y");
        assertThat(row.path("file_format").asString()).isEqualTo("TXT");
        assertThat(row.path("file_content").asString()).isEqualTo("NOTE");
        assertThat(row.path("digest").asString()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(row.path("URI").asString())
                .isEqualTo(
                        "/data/experiments/"
                                + files.sessionId()
                                + "/scans/1/resources/"
                                + row.path("cat_ID").asString()
                                + "/files/a/b.txt");
        // the same address whatever was asked
        String byNumber =
                "/data/experiments/"
                        + files.sessionId()
                        + "/scans/1/resources/"
                        + row.path("cat_ID").asString()
                        + "/files?format=json";
        assertThat(values(owner.get(byNumber), "URI")).containsExactly(row.path("URI").asString());
    }

    @Test
    void a_raw_body_of_any_kind_is_the_file() {
        String resource = files.session() + "/resources/RAW";
        HttpResponse<String> form =
                owner.send(
                        owner.request(resource + "/files/form.txt?inbody=true")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("a=b&c=%41")));
        assertThat(form.statusCode()).isEqualTo(200);
        HttpResponse<String> chunked =
                owner.send(
                        owner.request(resource + "/files/chunked.txt")
                                .PUT(
                                        BodyPublishers.ofInputStream(() ->
                                                new java.io.ByteArrayInputStream(
                                                        "streamed"
                                                                .getBytes(
                                                                        StandardCharsets.UTF_8)))));
        assertThat(chunked.statusCode()).isEqualTo(200);
        assertThat(put(owner, resource + "/files/empty.txt", "").statusCode()).isEqualTo(200);
        assertThat(owner.get(resource + "/files/form.txt").body()).isEqualTo("a=b&c=%41");
        assertThat(owner.get(resource + "/files/chunked.txt").body()).isEqualTo("streamed");
        assertThat(owner.get(resource + "/files/empty.txt").body()).isEmpty();
        assertThat(owner.get(resource + "/files/empty.txt").statusCode()).isEqualTo(200);
    }

    @Test
    void a_name_that_is_taken_is_409_with_xnats_body_until_overwrite_is_asked() {
        String file = files.session() + "/resources/TAKEN/files/a/b.txt";
        assertThat(put(owner, file, "old").statusCode()).isEqualTo(200);
        HttpResponse<String> again = put(owner, file, "new");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).isEqualTo("{\"duplicates\":[\"/a/b.txt\"]}");
        assertThat(owner.get(file).body()).isEqualTo("old");
        assertThat(put(owner, file + "?overwrite=false", "new").statusCode()).isEqualTo(409);
        assertThat(put(owner, file + "?overwrite=true", "new").statusCode()).isEqualTo(200);
        assertThat(owner.get(file).body()).isEqualTo("new");
    }

    @Test
    void fields_of_a_form_count_like_parameters() {
        String path = files.session() + "/resources/FORMFIELDS/files/a.txt";
        put(owner, path, "old");
        String body =
                """
                --B\r
                Content-Disposition: form-data; name="overwrite"\r
                \r
                true\r
                --B\r
                Content-Disposition: form-data; name="content"\r
                \r
                C1\r
                --B\r
                Content-Disposition: form-data; name="f"; filename="x"\r
                \r
                new\r
                --B--\r
                """;
        assertThat(owner.put(path, "multipart/form-data; boundary=B", body).statusCode())
                .isEqualTo(200);
        assertThat(owner.get(path).body()).isEqualTo("new");
        assertThat(
                        values(
                                owner.get(
                                        files.session()
                                                + "/resources/FORMFIELDS/files?file_content=C1"),
                                "Name"))
                .containsExactly("a.txt");
    }

    @Test
    void a_project_resource_has_folders() {
        String resource = files.at() + "/resources/FOLDERS/files";
        for (String name : List.of("1.dcm", "sub/2.dcm", "sub/folder/3.dcm")) {
            assertThat(put(owner, resource + "/" + name, name).statusCode()).isEqualTo(200);
        }
        assertThat(rows(owner.get(resource + "/sub/?format=json"))).hasSize(2);
        assertThat(rows(owner.get(resource + "/sub?format=json"))).hasSize(2);
        assertThat(rows(owner.get(resource + "/sub/?format=json&recursive=false"))).hasSize(1);
        assertThat(rows(owner.get(resource + "/*.dcm?format=json"))).hasSize(3);
        assertThat(owner.delete(resource + "/sub/folder").statusCode()).isEqualTo(200);
        assertThat(rows(owner.get(resource + "/sub/?format=json"))).hasSize(1);
        assertThat(owner.delete(resource + "/sub/folder").statusCode()).isEqualTo(404);
        assertThat(owner.get(resource + "/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void files_are_found_by_content_and_index() {
        String resource = files.session() + "/resources/FILTERED/files";
        put(owner, resource + "/1?content=TEST2", "one");
        put(owner, resource + "/2?content=TEST2", "two");
        put(owner, resource + "/3?content=TEST3", "three");
        assertThat(rows(owner.get(resource + "?file_content=TEST2"))).hasSize(2);
        assertThat(rows(owner.get(resource + "?file_content=TEST3"))).hasSize(1);
        assertThat(owner.get(resource + "?file_content=TEST3&index=1").statusCode()).isEqualTo(404);
        assertThat(owner.get(resource + "?file_content=TEST2&index=1").body()).isEqualTo("two");
        assertThat(owner.get(resource + "?index=x").statusCode()).isEqualTo(400);
    }

    @Test
    void resources_are_counted_listed_and_described() {
        String at = files.at() + "/subjects/S1";
        assertThat(owner.put(at + "/resources/NIFTI?format=NIFTI&content=T1&tags=a,b").body())
                .isEmpty();
        assertThat(
                        owner.put(
                                        at
                                                + "/resources/QS?xsiType=xnat:resourceCatalog"
                                                + "&req_format=qs&xnat:resourceCatalog/label=QS"
                                                + "&xnat%3AresourceCatalog%2Fformat=RAW")
                                .statusCode())
                .isEqualTo(200);
        put(owner, at + "/resources/NIFTI/files/a", "12345");
        assertThat(owner.put(at + "/resources/NIFTI").statusCode()).isEqualTo(200); // again
        JsonNode nifti = row(at + "/resources?format=json&file_stats=true", "NIFTI");
        assertThat(nifti.propertyNames())
                .containsExactly(
                        "xnat_abstractresource_id",
                        "label",
                        "element_name",
                        "category",
                        "cat_id",
                        "cat_desc",
                        "file_count",
                        "file_size",
                        "tags",
                        "content",
                        "format");
        assertThat(nifti.path("element_name").asString()).isEqualTo("xnat:resourceCatalog");
        assertThat(nifti.path("file_count").isString()).isTrue();
        assertThat(nifti.path("file_count").asString()).isEqualTo("1");
        assertThat(nifti.path("file_size").asString()).isEqualTo("5");
        assertThat(nifti.path("tags").asString()).isEqualTo("a,b");
        assertThat(nifti.path("format").asString()).isEqualTo("NIFTI");
        assertThat(row(at + "/resources", "QS").path("format").asString()).isEqualTo("RAW");

        JsonNode item =
                JSON.readTree(owner.get(at + "/resources/NIFTI?format=json").body())
                        .path("items")
                        .path(0);
        assertThat(item.path("meta").path("xsi:type").asString()).isEqualTo("xnat:resourceCatalog");
        assertThat(item.path("meta").path("isHistory").asBoolean()).isFalse();
        assertThat(item.path("children").isArray()).isTrue();
        for (Map.Entry<String, JsonNode> value : nifti.properties()) {
            assertThat(item.path("data_fields").path(value.getKey())).isEqualTo(value.getValue());
        }
        HttpResponse<String> catalog = owner.get(at + "/resources/NIFTI");
        assertThat(catalog.body())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cat:Catalog")
                .contains("URI=\"a\"");
        assertThat(header(catalog, "Content-Type")).isEqualTo("text/xml;charset=UTF-8");

        assertThat(owner.delete(at + "/resources/NIFTI?removeFiles=true").statusCode())
                .isEqualTo(200);
        assertThat(owner.get(at + "/resources/NIFTI?format=json").statusCode()).isEqualTo(404);
        assertThat(owner.get(at + "/resources/NIFTI/files/a").statusCode()).isEqualTo(404);
    }

    private static JsonNode row(String path, String label) {
        return rows(owner.get(path)).stream()
                .filter(row -> row.path("label").asString().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_resource_posted_to_the_list_is_new_or_a_conflict() {
        String list = files.at() + "/resources";
        HttpResponse<String> made = owner.post(list + "?label=POSTED&format=X", "text/plain", "");
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body()).matches("/data/projects/" + files.project + "/resources/\\d+");
        assertThat(owner.get(made.body() + "?format=json").statusCode()).isEqualTo(200);
        assertThat(owner.post(list + "?label=POSTED", "text/plain", "").statusCode())
                .isEqualTo(409);
        assertThat(owner.post(list, "text/plain", "").statusCode()).isEqualTo(200);
    }

    @Test
    void who_may_not_upload_is_told_before_the_body_is_read() {
        String file = files.session() + "/resources/FORBIDDEN/files/x";
        assertThat(put(files.collaborator(), file, "x").statusCode()).isEqualTo(403);
        TestClient stranger = files.stranger("stranger-" + files.project);
        assertThat(put(stranger, file, "x").statusCode()).isEqualTo(404);
        assertThat(put(server.guest(), file, "x").statusCode()).isEqualTo(401);
        assertThat(stranger.get(files.session() + "/files").statusCode()).isEqualTo(404);
        assertThat(owner.get(file).statusCode()).isEqualTo(404);
    }

    @Test
    void a_member_uploads_but_does_not_delete() {
        TestClient member = files.member();
        String file = files.session() + "/resources/MEMBER/files/x";
        assertThat(put(member, file, "x").statusCode()).isEqualTo(200);
        assertThat(member.delete(file).statusCode()).isEqualTo(403);
        assertThat(member.delete(files.session() + "/resources/MEMBER").statusCode())
                .isEqualTo(403);
        assertThat(owner.delete(file).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "a%2Fb/c.txt, 200", // an encoded slash is part of the tail
        "..%2Fx, 400",
        "%2e%2e/x, 400",
        "a%0d%0ab, 400",
        "a%00b, 400",
        "a%5C..%5Cb, 400",
        "a:b, 400",
        "a%252Fb, 200", // decoded once
        "%ff%fe, 400",
        "a%2, 400",
        "a;b.txt, 200"
    })
    void hostile_names_are_refused(String name, int status) {
        String path = files.session() + "/resources/HOSTILE/files/" + name + "?overwrite=true";
        assertThat(raw("PUT", path, "x")).isEqualTo(status);
    }

    /// As the client library would not send it.
    private static int raw(String method, String path, String body) {
        return RawHttp.status(server.address(), owner, method, path, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "é日本 😀.txt", "<script>alert(1)<script>.html", "a'b\"c.txt", "50% + more.txt",
                "semi;colon&and=is.txt", "#hash?question", "[bracket].txt", "tilde~"
            })
    void any_other_name_goes_there_and_back(String name) {
        String file = files.session() + "/resources/NAMES/files/" + encoded(name);
        assertThat(put(owner, file, name).statusCode()).isEqualTo(200);
        HttpResponse<String> answer = owner.get(file);
        assertThat(answer.body()).isEqualTo(name);
        assertThat(header(answer, "Content-Disposition")).matches("[ -~]+");
        HttpResponse<String> list = owner.get(files.session() + "/resources/NAMES/files");
        assertThat(values(list, "Name")).contains(name);
        String html = owner.get(files.session() + "/resources/NAMES/files?format=html").body();
        assertThat(html).doesNotContain("<script>");
    }

    @ParameterizedTest
    @CsvSource({
        "x.svg, application/octet-stream, attachment",
        "x.html, application/octet-stream, attachment",
        "x.xml, application/octet-stream, attachment",
        "x.js, application/octet-stream, attachment",
        "x.dcm, application/dicom, attachment",
        "x.nii.gz, application/gzip, attachment",
        "x.png, image/png, inline",
        "x.PDF, application/pdf, inline",
        "x.txt, text/plain;charset=UTF-8, inline"
    })
    void a_browser_runs_nothing(String name, String type, String kind) {
        String file = files.session() + "/resources/TYPES/files/" + name;
        put(owner, file, "<svg onload=alert(1)>");
        HttpResponse<String> answer = owner.get(file);
        assertThat(header(answer, "Content-Type")).isEqualTo(type);
        assertThat(header(answer, "Content-Disposition")).startsWith(kind + ";");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Security-Policy"))
                .isEqualTo("sandbox; default-src 'none'");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Cache-Control")).isEqualTo("private, no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "file:///etc/passwd", "http://169.254.169.254/", ""})
    void files_of_the_server_cannot_be_referenced(String reference) {
        String path = files.session() + "/resources/REF/files/x?reference=" + encoded(reference);
        assertThat(put(owner, path, "").statusCode()).isEqualTo(403);
        assertThat(owner.get(files.session() + "/resources/REF/files").body())
                .doesNotContain("\"x\"");
    }

    @Test
    void a_form_that_is_said_to_be_the_file_is_refused() {
        HttpResponse<String> answer =
                owner.put(
                        files.session() + "/resources/R/files/x?inbody=true",
                        "multipart/form-data; boundary=B",
                        "--B--");
        assertThat(answer.statusCode()).isEqualTo(406);
    }

    @Test
    void a_form_that_ends_early_stores_nothing() {
        String resource = files.session() + "/resources/EARLY";
        HttpResponse<String> answer =
                owner.put(
                        resource + "/files/x",
                        "multipart/form-data; boundary=B",
                        "--B\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\nhalf");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(owner.get(resource + "/files/x").statusCode()).isEqualTo(404);
    }

    @Test
    void an_upload_without_a_name_is_refused() {
        assertThat(put(owner, files.session() + "/resources/R/files", "x").statusCode())
                .isEqualTo(400);
        assertThat(put(owner, files.session() + "/resources/R/files/a/", "x").statusCode())
                .isEqualTo(400);
    }

    @Test
    void without_a_resource_in_the_address_files_go_to_misc() {
        assertThat(put(owner, files.session() + "/files/loose.txt", "x").statusCode())
                .isEqualTo(200);
        assertThat(owner.get(files.session() + "/resources/MISC/files/loose.txt").body())
                .isEqualTo("x");
    }
}
