package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.encode;
import static org.africai.server.xnatapi.Answers.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people who mean harm, or programs that went wrong, send to the archive.
class HostileInputTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    static TestClient owner;
    static String project;

    @BeforeAll
    static void a_project() {
        owner = People.user(server);
        project = "/data/projects/" + People.fresh("HOST");
        owner.put(project);
        owner.put(project + "/subjects/S?gender=male");
        owner.put(project + "/subjects/S/experiments/E?xsiType=xnat:mrSessionData");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\";--",
                "') OR 1=1 --",
                "label; drop table subject; --",
                "(select pg_sleep(900))",
                "pg_sleep(900)",
                "s.item",
                "xnat:subjectData/fields/field[name=x' or '1'='1]/field",
                "xnat:subjectData/fields/field[name=x\" ? (1==1) || \"]/field",
                "xnat:subjectData/fields/field[name=$.*]/field",
                "xnat:subjectData/label' || pg_sleep(900) || '",
                "xnat:subjectData/demographics[@xsi:type=xnat:demographicData') --]/gender",
                "xnat:imageScanData/parameters/addParam[name=:projects]/addField",
                "xnat:subjectData/fields/field[name=:everything]/field",
                ":everything",
                "?",
                "../../etc/passwd",
                "${jndi:ldap://x}",
                "xnat:subjectData/////",
                "[[[[[[",
                "]]]]"
            })
    @Timeout(300)
    void names_and_values_in_lists_are_never_sql(String fragment) {
        String hostile = encode(fragment);
        for (String list : List.of("/subjects", "/experiments", "/experiments/E/scans", "")) {
            String path = list.isEmpty() ? "/data/projects" : project + list;
            for (String use :
                    List.of(
                            "columns=ID," + hostile,
                            "sortBy=" + hostile,
                            "sortBy=label&sortOrder=" + hostile,
                            hostile + "=1",
                            "label=" + hostile,
                            "label=*" + hostile,
                            "xsiType=" + hostile,
                            "project=" + hostile)) {
                var answer = owner.get(path + "?" + use);
                assertThat(answer.statusCode()).as(path + "?" + use).isIn(200, 400);
            }
        }
        assertThat(rows(owner.get(project + "/subjects"))).hasSize(1);
    }

    @Test
    void a_filter_that_would_be_true_in_sql_matches_nothing() {
        assertThat(rows(owner.get(project + "/subjects?label=" + encode("x') or ('1'='1"))))
                .isEmpty();
        assertThat(rows(owner.get(project + "/subjects?label=" + encode("_")))).isEmpty();
        assertThat(rows(owner.get(project + "/subjects?label=" + encode("*\\")))).isEmpty();
    }

    @Test
    void values_are_stored_as_they_are_sent() {
        String value = "'; drop table subject; -- <b>&amp;</b> \\ % _ \u0001".replace("\u0001", "");
        owner.put(project + "/subjects/S?group=" + encode(value));

        assertThat(Answers.field(owner.get(project + "/subjects/S"), "group")).isEqualTo(value);
    }

    @Test
    void a_document_with_a_doctype_is_refused() {
        String xml =
                """
                <?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
                <xnat:Subject xmlns:xnat="http://nrg.wustl.edu/xnat" group="&e;"/>
                """;

        var refused = owner.put(project + "/subjects/X", "text/xml", xml);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("DOCTYPE is disallowed");
        assertThat(owner.get(project + "/subjects/X").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<xnat:Subject",
                "<xnat:Subject/>",
                "<a xmlns='b'/>",
                "<xnat:Project xmlns:xnat='http://nrg.wustl.edu/xnat'/>",
                "<xnat:Subject xmlns:xnat='http://nrg.wustl.edu/xnat' color='red'/>",
                "{\"items\":[]}"
            })
    void a_body_that_is_no_subject_is_refused(String body) {
        var answer = owner.put(project + "/subjects/Y", "text/xml", body);

        if (body.isEmpty()) {
            assertThat(answer.statusCode()).as("an empty body is none").isEqualTo(201);
            owner.delete(project + "/subjects/Y");
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
        }
        assertThat(owner.get(project + "/subjects/Y").statusCode()).isEqualTo(404);
    }

    @Test
    void a_body_of_more_than_16_mebibytes_is_refused() {
        String big = "<!--" + "x".repeat(Submissions.MAX_BODY_BYTES) + "-->";

        var counted = owner.put(project + "/subjects/Z", "text/xml", big);
        var streamed =
                owner.send(
                        owner.request(project + "/subjects/Z")
                                .header("Content-Type", "text/xml")
                                .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofString(big))));

        assertThat(counted.statusCode()).isEqualTo(413);
        assertThat(streamed.statusCode()).isEqualTo(413);
        assertThat(owner.get(project + "/subjects/Z").statusCode()).isEqualTo(404);
    }

    @Test
    void a_document_nested_beyond_measure_is_refused() {
        String xml = "<a>".repeat(100_000);

        assertThat(owner.put(project + "/subjects/Z", "text/xml", xml).statusCode()).isEqualTo(413);
    }

    @Test
    void too_many_columns_and_parameters_are_refused() {
        assertThat(owner.get(project + "/subjects?columns=" + "ID,".repeat(501)).statusCode())
                .isEqualTo(400);
        assertThat(owner.get(project + "/subjects?" + "a=1&".repeat(1001)).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data/projects/%ff",
                "/data/projects/%zz",
                "/data/projects/a%00b",
                "/data/projects/a%2fb",
                "/data/projects/..%2f..",
                "/data/projects/%2e%2e/x",
                "/data//projects/x",
                "/data/projects/a;b=c",
                "/data/projects/a%5cb"
            })
    void addresses_that_can_be_read_in_two_ways_are_refused(String path) {
        assertThat(raw(path)).isIn(400, 404);
    }

    private static int raw(String path) {
        try (var socket =
                new java.net.Socket(server.address().getHost(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("GET "
                                            + path
                                            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                            + "Authorization: "
                                            + server.admin().authorization().orElseThrow()
                                            + "\r\n\r\n")
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            String line =
                    new String(
                            socket.getInputStream().readNBytes(12),
                            java.nio.charset.StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(9).strip());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
