package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomDumpTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final String DUMP = "/data/services/dicomdump?src=";

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");
    private String waiting = "";
    private String archived = "";

    @BeforeEach
    void a_session_that_waits_and_one_in_the_archive() {
        sender = ImportClient.create(SERVER);
        waiting = sent("dest=/prearchive/projects/$P", 1);
        archived = sent("dest=/archive/projects/$P", 2);
    }

    private String sent(String query, int study) {
        TestObject first =
                TestObject.ct(study, 1, 1)
                        .with(d ->
                                d.put(Tag.PatientComments, "x".repeat(100))
                                        .put(
                                                Tag.ReferencedStudySequence,
                                                List.of(
                                                        Dataset.itemBuilder()
                                                                .put(
                                                                        Tag
                                                                                .ReferencedSOPInstanceUID,
                                                                        "1.2.3")
                                                                .build())));
        return sender.accepted(
                        sender.send(query, TestArchives.zip(first, TestObject.ct(study, 2, 1))))
                .getFirst();
    }

    @Test
    void a_header_is_shown_line_by_line() {
        for (String source : List.of(archived + "/scans/1", waiting + "/scans/1")) {
            List<Map<String, String>> lines = sender.rows(DUMP + source);

            assertThat(lines)
                    .contains(
                            Map.of(
                                    "tag1", "(0008,0060)",
                                    "tag2", "",
                                    "vr", "CS",
                                    "value", "CT",
                                    "desc", "Modality"))
                    .anyMatch(line ->
                            "(0008,1110)".equals(line.get("tag1"))
                                    && "(0008,1155)".equals(line.get("tag2"))
                                    && "1.2.3".equals(line.get("value")))
                    .anyMatch(line -> "(0002,0010)".equals(line.get("tag1")))
                    .noneMatch(line -> "(7fe0,0010)".equals(line.get("tag1")))
                    .allMatch(line -> line.getOrDefault("value", "").length() <= 64);
        }
    }

    @Test
    void only_the_fields_asked_for_are_shown_and_whole() {
        List<Map<String, String>> lines =
                sender.rows(DUMP + archived + "/scans/1&field=Modality&field=00104000");

        assertThat(lines).hasSize(2);
        assertThat(lines.getLast()).containsEntry("value", "x".repeat(100));
    }

    @Test
    void addresses_are_taken_in_all_their_forms() {
        String short_ = archived.substring("/data".length());
        String withoutSubject =
                "/archive/projects/" + sender.project() + "/experiments/PAT2_CT/scans/2";
        String file = archived + "/scans/1/resources/DICOM/files/IM1.dcm";
        String waitingFile = waiting + "/scans/2/resources/DICOM/files/IM1.dcm";

        for (String source : List.of(short_, withoutSubject, file, waitingFile, waiting)) {
            assertThat(sender.rows(DUMP + source + "&field=Modality")).as(source).hasSize(1);
        }
        assertThat(sender.rows(DUMP + waitingFile + "&field=SeriesNumber").getFirst())
                .containsEntry("value", "2");
    }

    @Test
    void a_summary_shows_the_values_of_all_scans() {
        List<Map<String, String>> lines =
                sender.rows(DUMP + archived + "&summary=true&field=SeriesNumber&field=Modality");

        assertThat(lines).extracting(line -> line.get("value")).containsExactly("CT", "1,2");
    }

    @Test
    void other_formats_are_as_for_any_list() {
        assertThat(
                        sender.client()
                                .get(DUMP + archived + "/scans/1&field=Modality&format=csv")
                                .body())
                .isEqualTo("tag1,tag2,vr,value,desc\n\"(0008,0060)\",,CS,CT,Modality\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/archive",
                "/archive/projects/$P",
                "/archive/projects/$P/subjects/PAT2",
                "/prearchive/projects/$P",
                "/prearchive/projects/$P/1/x/scans",
                "/etc/passwd",
                "/archive/projects/$P/experiments/PAT2_CT/scans/1&field=nonsense"
            })
    void what_makes_no_sense_is_refused(String source) {
        assertThat(sender.status(DUMP + source.replace("$P", sender.project()))).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/archive/projects/$P/experiments/NONE",
                "/archive/projects/$P/experiments/PAT2_CT/scans/9",
                "/archive/projects/NOSUCH/experiments/PAT2_CT",
                "/prearchive/projects/$P/20000101_000000/NONE",
                "/prearchive/projects/NOSUCH/20000101_000000/NONE"
            })
    void what_is_not_there_is_not_found(String source) {
        assertThat(sender.status(DUMP + source.replace("$P", sender.project()))).isEqualTo(404);
    }

    @Test
    void who_may_not_read_gets_nothing() {
        assertThat(SERVER.guest().get(DUMP + archived + "/scans/1").statusCode()).isEqualTo(401);
        assertThat(SERVER.guest().get(DUMP + waiting).statusCode()).isEqualTo(401);
    }
}
