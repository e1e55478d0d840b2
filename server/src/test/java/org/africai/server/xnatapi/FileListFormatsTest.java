package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.rows;
import static org.africai.server.xnatapi.FileServer.put;
import static org.assertj.core.api.Assertions.assertThat;

import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lists of files in the forms that only XNAT has: links, catalogues, places on a disk.
class FileListFormatsTest {
    @RegisterExtension static final TestServer server = TestServer.shared();
    private static FileServer files;
    private static TestClient owner;

    @BeforeAll
    static void open() {
        files = new FileServer(server);
        owner = files.owner();
        put(owner, files.session() + "/scans/1/resources/NIFTI/files/sub/b%20%3C%26.nii", "voxels");
        put(owner, files.session() + "/resources/NOTES/files/n.txt", "note");
        put(owner, "/data/projects/" + files.project + "/resources/PLAN/files/p.txt", "plan");
    }

    @Test
    void as_links_that_lead_to_the_files() {
        var answer = owner.get(files.session() + "/scans/1/files?format=xList");

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).contains(">b &lt;&amp;.nii</a><br>").doesNotContain("<html");
        String address = answer.body().replaceAll("(?s).*?href=\"([^\"]+)\".*", "$1");
        assertThat(owner.get(address.replace("&amp;", "&")).body()).isEqualTo("voxels");
    }

    @Test
    void as_a_catalogue_with_whole_addresses() {
        var answer = owner.get(files.session() + "/files?format=xcat&all=true");

        assertThat(answer.body())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cat:Catalog ")
                .contains("URI=\"" + server.address() + "/data/experiments/")
                .contains("b%20%3C&amp;.nii\"");
    }

    @Test
    void by_the_place_that_xnat_would_give_them() {
        assertThat(rows(owner.get(files.session() + "/files?all=true&locator=projectPath")))
                .allSatisfy(row -> assertThat(row).doesNotContainKey("URI"))
                .extracting(row -> row.get("projectPath"))
                .contains(
                        "arc001/" + label() + "/RESOURCES/NOTES/n.txt",
                        "arc001/" + label() + "/SCANS/1/NIFTI/sub/b <&.nii");
        String project = "/data/projects/" + files.project + "/files?locator=projectPath";
        assertThat(rows(owner.get(project)))
                .extracting(row -> row.get("projectPath"))
                .containsExactly("resources/PLAN/p.txt");
    }

    private static String label() {
        return files.session().substring(files.session().lastIndexOf('/') + 1);
    }

    @Test
    void no_place_on_this_servers_disk_is_told() {
        assertThat(owner.get(files.session() + "/files?locator=absolutePath").statusCode())
                .isEqualTo(400);
    }

    @Test
    void what_one_may_not_read_is_not_there_in_any_form() {
        TestClient stranger = People.user(server);

        for (String how : new String[] {"format=xList", "format=xcat", "locator=projectPath"}) {
            var answer = stranger.get(files.session() + "/files?" + how);
            assertThat(answer.statusCode()).as(how).isEqualTo(404);
            assertThat(answer.body()).doesNotContain(label());
        }
    }

    @Test
    void a_prepared_download_is_listed_as_a_catalogue_for_its_owner() {
        String body =
                "{\"sessions\":[\""
                        + files.project
                        + ":S:"
                        + label()
                        + ":"
                        + Answers.field(owner.get(files.session()), "ID")
                        + "\"],\"projectIds\":[\""
                        + files.project
                        + "\"],\"resources\":[\"NOTES\"],\"scan_types\":[],\"scan_formats\":[],"
                        + "\"options\":[\"simplified\"]}";
        JsonNode prepared =
                new JsonMapper()
                        .readTree(
                                owner.post(
                                                "/xapi/archive/downloadwithsize",
                                                "application/json",
                                                body)
                                        .body());
        String download = "/xapi/archive/download/" + prepared.path("id").asString();

        String xml = owner.get(download + "/xml").body();

        assertThat(xml).contains("<cat:Catalog ").contains("/files/n.txt\"").contains("digest=");
        assertThat(owner.get(download).body()).isEqualTo(xml);
        TestClient stranger = People.user(server);
        assertThat(stranger.get(download + "/xml").statusCode()).isEqualTo(404);
        assertThat(server.guest().get(download).statusCode()).isIn(401, 404);
        owner.delete("/data/projects/" + files.project + "/resources/PLAN");
    }
}
