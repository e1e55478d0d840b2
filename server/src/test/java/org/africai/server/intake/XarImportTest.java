package org.africai.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// XNAT's archives of documents with their files, `import-handler=XAR`.
class XarImportTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
        sender.client().put("/data/projects/" + sender.project() + "/subjects/S");
    }

    private String session(String resources) {
        return """
        <xnat:MRSession xmlns:xnat="http://nrg.wustl.edu/xnat"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" project="%s" label="E">
         <xnat:date>2024-01-02</xnat:date>
         %s
         <xnat:subject_ID>S</xnat:subject_ID>
         <xnat:scans>
          <xnat:scan ID="1" type="T1" xsi:type="xnat:mrScanData">
           <xnat:file label="DICOM" URI="SCANS/1/DICOM/scan_1_catalog.xml" format="DICOM"
             xsi:type="xnat:resourceCatalog"/>
          </xnat:scan>
         </xnat:scans>
        </xnat:MRSession>
        """
                .formatted(sender.project(), resources);
    }

    private Map<String, byte[]> files(String folder, String document) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(folder + "session.xml", document.getBytes(UTF_8));
        files.put(folder + "SCANS/1/DICOM/scan_1_catalog.xml", "<a/>".getBytes(UTF_8));
        files.put(folder + "SCANS/1/DICOM/a/1.dcm", TestObject.mr(1, 1, 1).bytes());
        files.put(folder + "notes/inner.zip", TestArchives.zip(TestObject.mr(1, 1, 9)));
        return files;
    }

    private HttpResponse<String> send(Map<String, byte[]> files) {
        return sender.send("import-handler=XAR", TestArchives.zip(files));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "E/"})
    void a_session_comes_with_its_document_and_its_files(String folder) {
        String uri = sender.accepted(send(files(folder, session("")))).getFirst();

        assertThat(uri).startsWith("/data/archive/experiments/XNAT_E");
        assertThat(sender.fields(uri))
                .containsEntry("label", "E")
                .containsEntry("date", "2024-01-02");
        assertThat(sender.scans(uri)).containsExactlyEntriesOf(Map.of("1", "xnat:mrScanData"));
        assertThat(sender.dicom(sender.session("E"), "1")).containsOnlyKeys("a/1.dcm");
        assertThat(sender.client().get(uri + "/scans/1/resources/DICOM").body())
                .contains(TestObject.sopUid(1, 1, 1));
        assertThat(sender.files(sender.session("E"), "XAR")).containsOnlyKeys("notes/inner.zip");
    }

    @Test
    void an_assessor_comes_with_its_files() {
        sender.accepted(send(files("", session(""))));
        String document =
                """
                <xnat:QCManualAssessment xmlns:xnat="http://nrg.wustl.edu/xnat"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" project="%s" label="QC">
                 <xnat:out>
                  <xnat:file label="MASK" URI="mask.nii" xsi:type="xnat:resource"/>
                 </xnat:out>
                 <xnat:imageSession_ID>E</xnat:imageSession_ID>
                </xnat:QCManualAssessment>
                """
                        .formatted(sender.project());

        String uri =
                sender.accepted(
                                send(
                                        Map.of(
                                                "qc.xml",
                                                document.getBytes(UTF_8),
                                                "mask.nii",
                                                new byte[] {1, 2})))
                        .getFirst();

        assertThat(sender.client().get(uri + "/out/resources/MASK/files/mask.nii").body())
                .isEqualTo("\1\2");
    }

    @Test
    void what_it_names_and_does_not_hold_makes_nothing() {
        String resource =
                "<xnat:resources><xnat:resource label='R' URI='none.txt'"
                        + " xsi:type='xnat:resource'/></xnat:resources>";

        refused(send(files("", session(resource))), 400, "not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "a/../../b"})
    void a_file_outside_of_it_is_never_read(String uri) {
        String resource =
                "<xnat:resources><xnat:resource label='R' URI='"
                        + uri
                        + "' xsi:type='xnat:resource'/></xnat:resources>";

        refused(send(files("", session(resource))), uri.contains("..") ? 422 : 400, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<",
                "<a/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
                "<xnat:Subject xmlns:xnat='http://nrg.wustl.edu/xnat' label='S'/>"
            })
    void a_document_that_is_none_of_a_session_is_refused(String document) {
        refused(send(files("", document)), 422, "");
    }

    @Test
    void without_a_document_or_with_two_sessions_it_is_refused() {
        refused(send(Map.of("a.txt", new byte[] {1})), 400, "Unable to locate");
        Map<String, byte[]> two = files("", session(""));
        two.put("other.xml", session("").replace("label=\"E\"", "label=\"F\"").getBytes(UTF_8));
        refused(send(two), 400, "one imaging session");
        refused(
                sender.send("import-handler=XAR", "no archive".getBytes(UTF_8)),
                400,
                "not a valid archive");
    }

    @Test
    void files_that_are_there_are_not_replaced() {
        sender.accepted(send(files("", session(""))));

        refusedKeeping(send(files("", session(""))), 409);
    }

    @Test
    void those_who_may_not_add_send_nothing() {
        var guest = new ImportClient(SERVER, SERVER.guest(), sender.project());

        assertThat(
                        guest.send("import-handler=XAR", TestArchives.zip(files("", session(""))))
                                .statusCode())
                .isEqualTo(401);
        String elsewhere = session("").replace(sender.project(), "NO" + sender.project());
        refused(send(files("", elsewhere)), 404, "");
    }

    private void refused(HttpResponse<String> answer, int status, String why) {
        refusedKeeping(answer, status);
        assertThat(answer.body()).contains(why);
        assertThat(sender.rows("/data/projects/" + sender.project() + "/experiments")).isEmpty();
    }

    private static void refusedKeeping(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
