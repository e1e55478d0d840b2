package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents that say where files are, and what things may be called.
class ResourceUriTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private TestClient owner = server.guest();
    private String project = "";

    @BeforeEach
    void a_project() {
        owner = People.user(server);
        project = "/data/projects/" + People.fresh("URIS");
        owner.put(project);
        owner.put(project + "/subjects/S");
    }

    private HttpResponse<String> post(String uri) {
        String xml =
                """
                <xnat:MRSession xmlns:xnat="http://nrg.wustl.edu/xnat"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" label="E">
                  <xnat:resources>
                    <xnat:resource xsi:type="xnat:resource" label="R" URI="%s"/>
                  </xnat:resources>
                </xnat:MRSession>\
                """
                        .formatted(uri);
        return owner.post(project + "/subjects/S/experiments", "text/xml", xml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b.txt",
                "a&#9;b.txt",
                "../x",
                "a/../../x",
                "a\\..\\x",
                "..",
                "/etc/passwd",
                "/data/../etc/passwd",
                "/data/projects/P/../../etc",
                "file:///etc/passwd",
                "http://example.org/x.txt",
                "C:\\x.txt"
            })
    void a_uri_to_somewhere_else_is_refused(String uri) {
        var answer = post(uri);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("URI");
        assertThat(owner.get(project + "/experiments/E").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b.txt", "a\\b.txt", "a..b/c...d", "x", "a%20b.txt"})
    void a_relative_uri_is_taken(String uri) {
        var answer = post(uri);

        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        assertThat(owner.get(project + "/experiments/E").statusCode()).isEqualTo(200);
    }

    @Test
    void a_document_of_ours_can_be_put_back() {
        owner.put(project + "/subjects/S/experiments/E?xsiType=xnat:mrSessionData");
        owner.put(project + "/experiments/E/scans/1?xsiType=xnat:mrScanData");
        for (String at : new String[] {"/experiments/E", "/experiments/E/scans/1"}) {
            owner.put(project + at + "/resources/R/files/a.txt?inbody=true", new byte[] {1});
        }
        String xml = owner.get(project + "/experiments/E?format=xml").body();
        assertThat(xml).contains("URI=\"/data/experiments/");

        assertThat(owner.put(project + "/experiments/E", "text/xml", xml).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "M%C3%BCller", "a.b", "a(1)", "a'b", "a+b"})
    void labels_may_have_spaces_and_letters_of_any_script(String label) {
        assertThat(owner.put(project + "/subjects/" + label).statusCode()).isEqualTo(201);
        assertThat(owner.get(project + "/subjects/" + label).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%3Cb", "a%7Cb", "a%2Ab", "a%2Cb", "a%22b", "a%3Fb", "a%23b"})
    void labels_have_nothing_that_breaks_addresses_or_folders(String label) {
        assertThat(owner.put(project + "/subjects/" + label).statusCode()).isEqualTo(417);
        assertThat(
                        owner.put(
                                        project
                                                + "/subjects/S/experiments/"
                                                + label
                                                + "?xsiType=xnat:mrSessionData")
                                .statusCode())
                .isEqualTo(417);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "a'b", "a(b)", "a%3Bb", "a%25b"})
    void ids_have_letters_digits_and_little_else(String id) {
        var subject = owner.put(project + "/subjects/NEW?ID=" + id);
        var session =
                owner.put(
                        project
                                + "/subjects/S/experiments/NEW?xsiType=xnat:mrSessionData"
                                + "&xnat:mrSessionData/ID="
                                + id);

        assertThat(subject.statusCode()).isEqualTo(417);
        assertThat(subject.body()).contains("Invalid character in ID");
        assertThat(session.statusCode()).isEqualTo(417);
        assertThat(owner.get(project + "/subjects/NEW").statusCode()).isEqualTo(404);
    }
}
