package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A site where every change says why, and where: in the address or in a form.
class JustificationTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BOUNDARY = "----boundary";

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");
    private String project = "";

    @BeforeEach
    void every_change_says_why() {
        sender = ImportClient.create(SERVER);
        project = "/data/projects/" + sender.project();
        sender.client().put(project + "/subjects/S");
        sender.client().put(project + "/subjects/S/experiments/E?xsiType=xnat:mrSessionData");
        set("true");
    }

    @AfterEach
    void as_it_was() {
        set("false");
    }

    private static void set(String wanted) {
        var answer =
                SERVER.admin()
                        .post(
                                "/xapi/siteConfig",
                                "application/json",
                                "{\"requireChangeJustification\": " + wanted + "}");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private String reason(String thing) {
        String history = sender.client().get(project + thing + "/history?format=csv").body();
        return history.lines().skip(1).findFirst().orElse("");
    }

    private HttpResponse<String> multipart(String verb, String path, String... fields) {
        var body = new StringBuilder();
        for (String field : fields) {
            body.append("--").append(BOUNDARY).append("\r\n").append(field).append("\r\n");
        }
        body.append("--").append(BOUNDARY).append("--\r\n");
        return sender.client()
                .send(
                        sender.client()
                                .request(path)
                                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                                .method(verb, BodyPublishers.ofString(body.toString())));
    }

    private static String field(String name, String value) {
        return "Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value;
    }

    private static String file(String name, String value) {
        return "Content-Disposition: form-data; name=\"f\"; filename=\""
                + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                + value;
    }

    @Test
    void a_form_says_why_for_things_of_the_archive() {
        String subject = project + "/subjects/S";

        assertThat(sender.client().put(subject, FORM, "group=two").statusCode()).isEqualTo(403);
        assertThat(sender.client().get(subject + "?format=json").body()).doesNotContain("two");
        assertThat(
                        sender.client()
                                .put(subject, FORM, "group=two&event_reason=first+look")
                                .statusCode())
                .isEqualTo(200);
        assertThat(reason("/subjects/S")).contains("first look");
        assertThat(
                        multipart(
                                        "PUT",
                                        subject,
                                        field("group", "three"),
                                        field("event_reason", "second"),
                                        field("event_comment", "by hand"))
                                .statusCode())
                .isEqualTo(200);
        assertThat(reason("/subjects/S")).contains("second", "by hand");
        assertThat(sender.client().get(subject + "?format=json").body()).contains("three");
    }

    @Test
    void the_address_wins_over_the_form() {
        String subject = project + "/subjects/S?event_reason=address";

        sender.client().put(subject, FORM, "group=two&event_reason=form&event_type=TYPED");

        assertThat(reason("/subjects/S")).contains("address", "TYPED").doesNotContain("form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /accessibility/public",
                "PUT /experiments/E/status?quarantine=true",
                "PUT /subjects/S/resources/R",
                "DELETE /experiments/E",
                "DELETE /subjects/S",
                "PUT /groups/G"
            })
    void what_has_no_other_body_takes_a_form_that_says_why(String request) {
        String[] parts = request.split(" ");

        assertThat(send(parts[0], project + parts[1], "").statusCode()).isEqualTo(403);
        assertThat(send(parts[0], project + parts[1], "event_reason=because").statusCode())
                .isIn(200, 201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /data/projects/$P/config/tool/path {\"contents\":\"x\"}",
                "PUT /xapi/custom-fields/projects/$P/subjects/S/fields {\"a\":1}",
                "DELETE /xapi/custom-fields/projects/$P/subjects/S/fields/b -",
                "POST /xapi/archive/catalogs/refresh [\"/archive/projects/$P\"]",
                "POST /data/services/refresh/catalog?resource=/archive/projects/$P -",
                "PUT /data/workflows?id=$P&data_type=xnat:projectData&pipeline_name=p&launch_time=2024-01-01T00:00:00 -"
            })
    void what_is_beside_the_archive_says_why_in_its_address(String request) {
        set("false");
        json("PUT", "/xapi/custom-fields/projects/$P/subjects/S/fields", "{\"b\":1}");
        set("true");
        String[] parts = request.split(" ", 3);
        String body = parts[2].equals("-") ? "" : parts[2];
        String why = (parts[1].contains("?") ? "&" : "?") + "event_reason=because";

        assertThat(json(parts[0], parts[1], body).statusCode()).isEqualTo(403);
        var said = json(parts[0], parts[1] + why, body);
        assertThat(said.statusCode()).as(said.body()).isIn(200, 201);
        assertThat(
                        json("GET", "/xapi/custom-fields/projects/$P/subjects/S/fields", "")
                                .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> json(String verb, String path, String body) {
        return sender.client()
                .send(
                        sender.client()
                                .request(path.replace("$P", sender.project()))
                                .header("Content-Type", "application/json")
                                .method(
                                        verb,
                                        BodyPublishers.ofString(
                                                body.replace("$P", sender.project()))));
    }

    private HttpResponse<String> send(String verb, String path, String form) {
        return sender.client()
                .send(
                        sender.client()
                                .request(path)
                                .header("Content-Type", FORM)
                                .method(verb, BodyPublishers.ofString(form)));
    }

    @Test
    void an_upload_says_why_in_its_form_before_or_after_the_file() {
        String files = project + "/experiments/E/resources/R/files";

        assertThat(multipart("POST", files, file("a.txt", "a")).statusCode()).isEqualTo(403);
        assertThat(sender.client().put(files + "/b.txt?inbody=true", new byte[] {1}).statusCode())
                .isEqualTo(403);
        assertThat(sender.client().get(files + "?format=csv").body()).doesNotContain(".txt");
        var first = multipart("POST", files, field("event_reason", "1st"), file("a.txt", "a"));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        var last = multipart("POST", files, file("b.txt", "b"), field("event_reason", "2nd"));
        assertThat(last.statusCode()).as(last.body()).isEqualTo(200);
        assertThat(reason("/experiments/E")).contains("2nd");
    }

    @Test
    void an_import_says_why_and_so_does_what_is_done_with_what_waits() {
        byte[] zip = TestArchives.zip(TestObject.ct(81, 1, 1));
        String to = "dest=/prearchive/projects/$P";

        assertThat(sender.send(to, zip).statusCode()).isEqualTo(403);
        assertThat(waiting()).isZero();
        var sent = sender.send(to + "&event_reason=new", zip);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        String session = sent.body().strip();

        assertThat(sender.client().post(session + "?action=build", FORM, "").statusCode())
                .isEqualTo(403);
        assertThat(sender.client().delete(session).statusCode()).isEqualTo(403);
        assertThat(
                        sender.client()
                                .post("/data/services/archive", FORM, "src=" + session)
                                .statusCode())
                .isEqualTo(403);
        assertThat(waiting()).isEqualTo(1);
        var built = sender.client().post(session, FORM, "action=build&event_reason=again");
        assertThat(built.statusCode()).as(built.body()).isEqualTo(200);
        var archived =
                sender.client()
                        .post(
                                "/data/services/archive",
                                FORM,
                                "src=" + session + "&event_reason=complete");
        assertThat(archived.statusCode()).as(archived.body()).isEqualTo(200);
        assertThat(reason("/experiments/PAT81_CT")).contains("complete");
    }

    private long waiting() {
        return sender.client()
                .get("/data/prearchive/projects/" + sender.project() + "?format=csv")
                .body()
                .lines()
                .skip(1)
                .count();
    }

    @Test
    void a_form_with_a_file_to_import_says_why_among_its_fields() {
        byte[] zip = TestArchives.zip(TestObject.ct(82, 1, 1));
        String why = "--" + BOUNDARY + "\r\n" + field("event_reason", "sent") + "\r\n";
        String head = "--" + BOUNDARY + "\r\n" + file("a.zip", "");
        String end = "\r\n--" + BOUNDARY + "--\r\n";

        for (String before : new String[] {"", why}) {
            var body = new java.io.ByteArrayOutputStream();
            body.writeBytes((before + head).getBytes(StandardCharsets.ISO_8859_1));
            body.writeBytes(zip);
            body.writeBytes(end.getBytes(StandardCharsets.ISO_8859_1));
            var answer =
                    sender.send(
                            "dest=/archive/projects/$P",
                            "multipart/form-data; boundary=" + BOUNDARY,
                            body.toByteArray());
            assertThat(answer.statusCode())
                    .as(answer.body())
                    .isEqualTo(before.isEmpty() ? 403 : 200);
        }
    }

    @Test
    void a_document_that_says_where_it_belongs_says_why_in_the_address() {
        String xml =
                """
                <xnat:Subject xmlns:xnat="http://nrg.wustl.edu/xnat" project="%s" label="X"/>\
                """
                        .formatted(sender.project());

        assertThat(sender.client().put("/xapi/archive/upload/xml", "text/xml", xml).statusCode())
                .isEqualTo(403);
        assertThat(
                        sender.client()
                                .put("/xapi/archive/upload/xml?event_reason=x", "text/xml", xml)
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_form_that_is_too_large_or_not_a_form_changes_nothing() {
        String subject = project + "/subjects/S";

        assertThat(send("DELETE", subject, "event_reason=" + "x".repeat(2 << 20)).statusCode())
                .isEqualTo(413);
        assertThat(send("DELETE", subject, "event_reason=%zz").statusCode()).isEqualTo(400);
        assertThat(send("DELETE", subject, "event_reason=%20").statusCode()).isEqualTo(403);
        assertThat(sender.client().get(subject).statusCode()).isEqualTo(200);
    }
}
