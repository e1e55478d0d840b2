package org.africai.server.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.africai.deid.Deidentifier;
import org.africai.deid.Outcome;
import org.africai.deid.Policy;
import org.africai.deid.ctp.CtpRules;
import org.africai.deid.ctp.CtpScript;
import org.africai.deid.filter.FilterExpression;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.intake.TestObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// `/api/projects/P/ctp.zip`: a pipeline for CTP.
class CtpRoutesTest {
    private static final String PASSWORD = "a few words in a row";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /// What CTP's documentation says of the stages that are used: their classes and attributes.
    private static final Map<String, Set<String>> STAGES =
            Map.of(
                    "DirectoryImportService", Set.of("import", "interval"),
                    "DicomImportService", Set.of("port"),
                    "DicomFilter", Set.of("script"),
                    "DicomAnonymizer", Set.of("script"),
                    "HttpExportService", Set.of("url", "username", "password"));

    private static final Set<String> OF_EVERY_STAGE =
            Set.of(
                    "name",
                    "class",
                    "root",
                    "quarantine",
                    "acceptXmlObjects",
                    "acceptZipObjects",
                    "acceptFileObjects");

    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private String project = "";

    @BeforeEach
    void a_project() {
        project = "CTP" + NUMBER.incrementAndGet();
        assertThat(SERVER.admin().put("/data/projects/" + project).statusCode()).isIn(200, 201);
    }

    private String path() {
        return "/api/projects/" + project + "/ctp.zip";
    }

    private Map<String, String> files() throws IOException {
        HttpResponse<byte[]> answer = SERVER.admin().download(path());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
        Map<String, String> files = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }

    private static String file(Map<String, String> files, String name) {
        return files.getOrDefault(name, "");
    }

    @Test
    void the_pipeline_is_made_of_what_ctp_knows_and_leads_here() throws Exception {
        Map<String, String> files = files();
        byte[] config = file(files, "config.xml").getBytes(UTF_8);

        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(config));

        assertThat(files.keySet())
                .containsExactly(
                        "MANUAL.md",
                        "config.xml",
                        "scripts/anonymizer.script",
                        "scripts/filter.script");
        List<String> order = new ArrayList<>();
        for (Element stage : stages(document)) {
            String name = stage.getTagName();
            order.add(name);
            assertThat(stage.getAttribute("class")).isEqualTo("org.rsna.ctp.stdstages." + name);
            assertThat(stage.getAttribute("quarantine")).isNotEmpty();
            Set<String> known = STAGES.getOrDefault(name, Set.of());
            for (int i = 0; i < stage.getAttributes().getLength(); i++) {
                String attribute = stage.getAttributes().item(i).getNodeName();
                assertThat(known.contains(attribute) || OF_EVERY_STAGE.contains(attribute))
                        .as("%s %s", name, attribute)
                        .isTrue();
            }
            String script = stage.getAttribute("script");
            assertThat(script.isEmpty() || files.containsKey(script)).isTrue();
        }
        assertThat(order)
                .containsExactly(
                        "DirectoryImportService",
                        "DicomImportService",
                        "DicomFilter",
                        "DicomAnonymizer",
                        "HttpExportService");
        assertThat(file(files, "config.xml"))
                .contains("url=\"" + SERVER.address() + "/data/services/import\"");
        assertThat(file(files, "MANUAL.md"))
                .contains("project " + project, SERVER.address().toString())
                .doesNotContain("$PROJECT", "$URL");
    }

    private static List<Element> stages(Document document) {
        Element pipeline = (Element) document.getElementsByTagName("Pipeline").item(0);
        List<Element> stages = new ArrayList<>();
        for (int i = 0; i < pipeline.getChildNodes().getLength(); i++) {
            if (pipeline.getChildNodes().item(i) instanceof Element stage) {
                stages.add(stage);
            }
        }
        return stages;
    }

    @Test
    void what_its_script_makes_of_an_image_is_anonymous_and_finds_its_way() throws Exception {
        CtpScript script = CtpScript.parse(file(files(), "scripts/anonymizer.script"));
        TestObject planted =
                TestObject.ct(9_001, 1, 1)
                        .with(d ->
                                d.put(Tag.PatientName, "PLANTED^A")
                                        .put(Tag.PatientID, "PLANTED7")
                                        .put(Tag.PatientBirthDate, "19570623")
                                        .put(Tag.StudyDescription, "PLANTED"));
        var out = new ByteArrayOutputStream();
        Outcome outcome =
                new Deidentifier(CtpRules.of(script, Policy.COMPATIBLE))
                        .run(DicomReader.WHOLE.read(planted.bytes(), "it"), out);
        var request =
                SERVER.admin()
                        .request("/data/services/import")
                        .header("Content-Type", "application/x-mirc")
                        .POST(BodyPublishers.ofByteArray(out.toByteArray()));

        HttpResponse<String> answer = SERVER.admin().send(request);

        assertThat(script.problems()).isEmpty();
        assertThat(outcome).isInstanceOf(Outcome.Changed.class);
        assertThat(new String(out.toByteArray(), ISO_8859_1))
                .doesNotContain("PLANTED", "19570623", "20260131", TestObject.studyUid(9_001));
        assertThat(answer.body()).isEqualTo("OK");
        String waiting =
                SERVER.admin().get("/data/prearchive/projects/" + project + "?format=csv").body();
        String pseudonym =
                DicomReader.HEADER
                        .read(out.toByteArray(), "it")
                        .dataset()
                        .string(Tag.PatientID)
                        .orElse("");
        assertThat(waiting).contains(pseudonym + "_");
    }

    @Test
    void its_filter_keeps_back_what_may_show_the_patient() throws Exception {
        FilterExpression filter = FilterExpression.parse(file(files(), "scripts/filter.script"));
        TestObject image = TestObject.ct(1, 1, 1);
        TestObject screen = TestObject.of(1, 1, 2, "OT", KnownUid.SecondaryCaptureImageStorage);

        assertThat(filter.test(read(image))).isTrue();
        assertThat(filter.test(read(screen))).isFalse();
        assertThat(filter.test(read(image.with(d -> d.put(Tag.BurnedInAnnotation, "YES")))))
                .isFalse();
    }

    private static DicomFile read(TestObject object) throws IOException {
        return DicomReader.WHOLE.read(object.bytes(), "it");
    }

    @Test
    void each_download_has_a_secret_of_its_own() throws Exception {
        String one = CtpScript.parse(script()).parameters().get("SITEID");
        String other = CtpScript.parse(script()).parameters().get("SITEID");

        assertThat(one).matches("[0-9a-f]{32}").isNotEqualTo(other);
    }

    private String script() throws IOException {
        return file(files(), "scripts/anonymizer.script");
    }

    @Test
    void only_who_may_add_to_the_project_gets_it() {
        assertThat(SERVER.guest().get(path()).statusCode()).isEqualTo(401);
        assertThat(user("").get(path()).statusCode()).isEqualTo(404);
        assertThat(user("Collaborators").get(path()).statusCode()).isEqualTo(403);
        assertThat(user("Members").get(path()).statusCode()).isEqualTo(200);
        assertThat(user("Owners").get(path()).statusCode()).isEqualTo(200);
        HttpResponse<String> nowhere = SERVER.admin().get("/api/projects/NO_SUCH/ctp.zip");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(SERVER.admin().post(path(), "text/plain", "").statusCode()).isEqualTo(405);
    }

    private TestClient user(String role) {
        String login = "ctp" + NUMBER.incrementAndGet();
        SERVER.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        PASSWORD);
        if (!role.isEmpty()) {
            String member = "/data/projects/" + project + "/users/" + role + "/" + login;
            assertThat(SERVER.admin().put(member).statusCode()).isEqualTo(200);
        }
        return SERVER.as(login, PASSWORD);
    }
}
