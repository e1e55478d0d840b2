package org.africai.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
    }

    @Test
    void a_zip_goes_to_the_archive_with_labels_from_the_patient() {
        TestObject[] series = {TestObject.ct(1, 2, 1), TestObject.ct(1, 2, 2)};

        List<String> uris = sender.accepted(sender.toArchive("", TestArchives.zip(series)));

        assertThat(uris)
                .containsExactly(
                        "/data/archive/projects/"
                                + sender.project()
                                + "/subjects/PAT1/experiments/PAT1_CT");
        assertThat(sender.status(uris.getFirst())).isEqualTo(200);
        assertThat(sender.scans(uris.getFirst())).isEqualTo(Map.of("2", "xnat:ctScanData"));
        assertThat(sender.waiting()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SI", "DICOM-zip"})
    void every_file_is_stored_byte_for_byte_under_its_name(String handler) {
        TestObject first = TestObject.mr(2, 1, 1);
        TestObject second = TestObject.mr(2, 1, 2);

        String session =
                sender.accepted(
                                sender.toArchive(
                                        "&import-handler=" + handler,
                                        TestArchives.zip(first, second)))
                        .getFirst();

        assertThat(sender.dicom(session, "1"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("IM1.dcm", first.bytes(), "IM2.dcm", second.bytes()));
    }

    @Test
    void tar_and_tgz_are_taken_like_zip() {
        Map<String, byte[]> one = TestArchives.files(List.of(TestObject.ct(3, 1, 1)));
        Map<String, byte[]> other = TestArchives.files(List.of(TestObject.ct(4, 1, 1)));

        HttpResponse<String> tar =
                sender.send(
                        "dest=/archive/projects/$P", "application/x-tar", TestArchives.tar(one));
        HttpResponse<String> tgz =
                sender.send(
                        "dest=/archive/projects/$P",
                        "application/octet-stream",
                        TestArchives.gzip(TestArchives.tar(other)));

        assertThat(sender.accepted(tar).getFirst()).endsWith("/PAT3_CT");
        assertThat(sender.accepted(tgz).getFirst()).endsWith("/PAT4_CT");
    }

    @Test
    void a_single_object_is_taken_like_an_archive_of_one() {
        TestObject object = TestObject.ct(5, 1, 1);

        String session =
                sender.accepted(
                                sender.send(
                                        "dest=/archive/projects/$P&filename=one.dcm",
                                        "application/octet-stream",
                                        object.bytes()))
                        .getFirst();

        assertThat(sender.dicom(session, "1")).containsOnlyKeys("one.dcm");
    }

    @Test
    void a_form_carries_the_file_and_its_parameters_in_any_order() {
        byte[] zip = TestArchives.zip(TestObject.ct(6, 1, 1));
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--B\r\nContent-Disposition: form-data; name=\"image_archive\";"
                                + " filename=\"a.zip\"\r\n\r\n")
                        .getBytes(UTF_8));
        body.writeBytes(zip);
        body.writeBytes(
                ("\r\n--B\r\nContent-Disposition: form-data; name=\"project\"\r\n\r\n"
                                + sender.project()
                                + "\r\n--B\r\nContent-Disposition: form-data;"
                                + " name=\"session\"\r\n\r\nFORM1\r\n--B--\r\n")
                        .getBytes(UTF_8));

        HttpResponse<String> answer =
                sender.send(
                        "dest=/archive&subject=S1",
                        "multipart/form-data; boundary=B",
                        body.toByteArray());

        assertThat(sender.accepted(answer).getFirst()).endsWith("/subjects/S1/experiments/FORM1");
    }

    @Test
    void a_form_with_two_files_is_refused() {
        String part = "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\nx";
        String body = part + "\r\n" + part + "\r\n--B--\r\n";

        HttpResponse<String> answer =
                sender.send("project=$P", "multipart/form-data; boundary=B", body.getBytes(UTF_8));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("limited to one uploaded resource at a time");
    }

    @Test
    void the_sender_may_name_subject_and_session() {
        byte[] zip = TestArchives.zip(TestObject.ct(7, 1, 1));

        String uri =
                sender.accepted(
                                sender.send(
                                        "dest=/archive/projects/$P/subjects/SUBJ1/experiments/EXPT1",
                                        zip))
                        .getFirst();

        assertThat(uri)
                .isEqualTo(
                        "/data/archive/projects/"
                                + sender.project()
                                + "/subjects/SUBJ1/experiments/EXPT1");
        assertThat(sender.status("/data/projects/" + sender.project() + "/subjects/SUBJ1"))
                .isEqualTo(200);
    }

    @Test
    void a_header_names_the_project_where_the_sender_does_not() {
        TestObject object =
                TestObject.ct(8, 1, 1)
                        .with(d -> d.put(Tag.StudyComments, "Project:" + sender.project()));

        String uri =
                sender.accepted(sender.send("dest=/archive", TestArchives.zip(object))).getFirst();

        assertThat(uri).startsWith("/data/archive/projects/" + sender.project() + "/");
    }

    @Test
    void what_names_no_project_waits_unassigned() {
        String uri =
                sender.accepted(
                                sender.send(
                                        "dest=/archive", TestArchives.zip(TestObject.ct(9, 1, 1))))
                        .getFirst();

        assertThat(uri).startsWith("/data/prearchive/projects/Unassigned/").endsWith("/PAT9_CT");
        assertThat(sender.rows(uri)).hasSize(1);
        assertThat(sender.client().delete(uri).statusCode()).isEqualTo(200);
    }

    @Test
    void studies_in_one_upload_become_sessions_each_with_its_address() {
        byte[] zip = TestArchives.zip(TestObject.ct(10, 1, 1), TestObject.ct(11, 1, 1));

        List<String> uris = sender.accepted(sender.toArchive("", zip));

        assertThat(uris).hasSize(2);
        uris.forEach(uri -> assertThat(sender.status(uri)).isEqualTo(200));
    }

    @Test
    void studies_in_one_upload_cannot_all_have_the_name_that_the_sender_gives() {
        byte[] zip = TestArchives.zip(TestObject.ct(12, 1, 1), TestObject.ct(13, 1, 1));

        HttpResponse<String> answer = sender.toArchive("&session=ONE", zip);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("multiple imaging sessions");
        assertThat(sender.waiting()).isEmpty();
        assertThat(sender.status(sender.session("ONE"))).isEqualTo(404);
    }

    @Test
    void a_session_has_its_type_and_fields_from_the_headers() {
        byte[] zip =
                TestArchives.zip(
                        TestObject.ct(14, 1, 1),
                        TestObject.of(
                                14, 2, 1, "PT", KnownUid.PositronEmissionTomographyImageStorage));

        String session = sender.accepted(sender.toArchive("&session=PETCT", zip)).getFirst();

        assertThat(sender.scans(session))
                .isEqualTo(Map.of("1", "xnat:ctScanData", "2", "xnat:petScanData"));
        assertThat(sender.fields(session))
                .containsEntry("date", "2026-01-31")
                .containsEntry("time", "10:15:00")
                .containsEntry("UID", TestObject.studyUid(14))
                .containsEntry("modality", "PT,CT")
                .containsEntry("dcmPatientName", "PAT14")
                .containsEntry("scanner/manufacturer", "ACME");
        assertThat(sender.fields(session + "/scans/1"))
                .containsEntry("type", "CT series 1")
                .containsEntry("quality", "usable")
                .containsEntry("frames", "1")
                .containsEntry("UID", TestObject.seriesUid(14, 1));
    }

    @Test
    void series_that_share_a_number_get_scans_of_their_own() {
        TestObject one = TestObject.mr(15, 1, 1);
        TestObject other =
                TestObject.mr(15, 2, 1)
                        .with(d -> d.put(Tag.SeriesNumber, "1"))
                        .with(d -> d.put(Tag.SOPInstanceUID, new Uid("1.2.15.77")));

        String session =
                sender.accepted(sender.toArchive("", TestArchives.zip(one, other))).getFirst();

        assertThat(sender.scans(session)).containsOnlyKeys("1-MR1", "1-MR2");
    }

    @Test
    void files_of_one_name_in_different_folders_of_a_series_are_all_kept() {
        TestObject one = TestObject.ct(16, 1, 1);
        TestObject other = TestObject.ct(16, 1, 2);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a/IM.dcm", one.bytes());
        files.put("b/IM.dcm", other.bytes());

        String session = sender.accepted(sender.toArchive("", TestArchives.zip(files))).getFirst();

        Map<String, byte[]> stored = sender.dicom(session, "1");
        assertThat(stored).containsEntry("IM.dcm", one.bytes()).hasSize(2);
        assertThat(stored.keySet()).anyMatch(n -> n.startsWith(TestObject.studyUid(16) + "-1-2-"));
        assertThat(stored.values()).anyMatch(b -> java.util.Arrays.equals(b, other.bytes()));
    }

    @Test
    void an_object_that_is_in_an_upload_twice_is_stored_once_and_counted() {
        TestObject object = TestObject.ct(17, 1, 1);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a/IM1.dcm", object.bytes());
        files.put("b/IM1-again.dcm", object.bytes());

        HttpResponse<String> answer = sender.toArchive("", TestArchives.zip(files));

        String session = sender.accepted(answer).getFirst();
        assertThat(sender.dicom(session, "1")).containsOnlyKeys("IM1.dcm");
        assertThat(answer.headers().firstValue("X-Import-Summary"))
                .contains("objects=1; duplicates=1; leftovers=0; ignored=0");
    }

    @Test
    void two_objects_of_one_uid_wait_for_a_person_to_decide() {
        TestObject object = TestObject.ct(18, 1, 1);
        TestObject changed = object.with(d -> d.put(Tag.SeriesDescription, "changed"));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("IM1.dcm", object.bytes());
        files.put("IM1-changed.dcm", changed.bytes());

        HttpResponse<String> answer = sender.toArchive("", TestArchives.zip(files));

        assertThat(answer.statusCode()).isEqualTo(409);
        Map<String, String> waiting = sender.waiting().getFirst();
        assertThat(waiting).containsEntry("status", "CONFLICT");
        assertThat(answer.body())
                .contains(TestObject.sopUid(18, 1, 1))
                .contains("/data" + waiting.get("url"));
        assertThat(sender.status(sender.session("PAT18_CT"))).isEqualTo(404);
    }

    @Test
    void files_that_are_no_dicom_are_kept_with_the_session_and_reported() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("docs/README.txt", "hello".getBytes(UTF_8));
        files.putAll(TestArchives.files(List.of(TestObject.ct(19, 1, 1))));
        files.put("empty.dat", new byte[0]);
        files.put("__MACOSX/._x", new byte[] {1});
        files.put("Annotations/seg.nii.gz", new byte[] {2});

        HttpResponse<String> answer = sender.toArchive("&format=json", TestArchives.zip(files));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"leftovers\":3", "docs/README.txt", "empty.dat");
        String session = sender.session("PAT19_CT");
        assertThat(sender.files(session, "leftovers"))
                .containsOnlyKeys("docs/README.txt", "empty.dat")
                .containsEntry("docs/README.txt", "hello".getBytes(UTF_8));
        assertThat(sender.files(session, "Annotations")).containsOnlyKeys("seg.nii.gz");
    }

    @Test
    void one_object_is_taken_in_whatever_the_sender_s_machine_calls_it() {
        String query = "project=$P&dest=/archive&import-handler=SI&filename=C:%5Cscans%5C1.dcm";

        sender.accepted(
                sender.send(query, "application/octet-stream", TestObject.ct(33, 1, 1).bytes()));

        assertThat(sender.dicom(sender.session("PAT33_CT"), "1")).hasSize(1);
    }

    @Test
    void an_archive_that_begins_with_too_many_files_that_are_no_dicom_is_refused() {
        HttpResponse<String> answer = sender.toArchive("", TestArchives.zip(notes(20_001)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("none of its first 20000 files is a DICOM object");
        assertThat(sender.waiting()).isEmpty();
    }

    @Test
    void of_more_files_that_are_no_dicom_than_are_held_none_is_lost() {
        Map<String, byte[]> files = TestArchives.files(List.of(TestObject.ct(91, 1, 1)));
        files.putAll(notes(20_010));

        HttpResponse<String> answer = sender.toArchive("", TestArchives.zip(files));

        String session = sender.accepted(answer).getFirst();
        assertThat(answer.headers().firstValue("X-Import-Summary"))
                .contains("objects=1; duplicates=0; leftovers=20010; ignored=0");
        assertThat(sender.rows(session + "/resources/leftovers/files")).hasSize(20_010);
    }

    private static Map<String, byte[]> notes(int count) {
        Map<String, byte[]> notes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            notes.put("notes/" + i + ".txt", new byte[] {1});
        }
        return notes;
    }

    @Test
    void what_lies_beside_a_study_goes_with_it_wherever_in_the_archive_it_comes() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("README.txt", new byte[] {1});
        files.put("one/Annotations/seg.nii.gz", new byte[] {2});
        files.put("one/DICOM/1.dcm", TestObject.ct(31, 1, 1).bytes());
        files.put("two/Annotations/seg.nii.gz", new byte[] {3});
        files.put("two/DICOM/1.dcm", TestObject.ct(32, 1, 1).bytes());
        files.put("one/notes.txt", new byte[] {4});

        sender.accepted(sender.toArchive("", TestArchives.zip(files)));

        String one = sender.session("PAT31_CT");
        String two = sender.session("PAT32_CT");
        assertThat(sender.files(one, "Annotations")).containsOnlyKeys("seg.nii.gz");
        assertThat(sender.files(one, "Annotations").get("seg.nii.gz")).containsExactly(2);
        assertThat(sender.files(one, "leftovers")).containsOnlyKeys("README.txt", "one/notes.txt");
        assertThat(sender.files(two, "Annotations").get("seg.nii.gz")).containsExactly(3);
        assertThat(sender.files(two, "leftovers")).isEmpty();
    }

    @Test
    void a_dicom_zip_with_anything_else_is_refused_and_names_it() {
        Map<String, byte[]> files = TestArchives.files(List.of(TestObject.ct(20, 1, 1)));
        files.put("notes.txt", "not an image".getBytes(UTF_8));

        HttpResponse<String> answer =
                sender.toArchive("&import-handler=DICOM-zip", TestArchives.zip(files));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("unable to read DICOM object notes.txt");
        assertThat(sender.waiting()).isEmpty();
        assertThat(sender.status(sender.session("PAT20_CT"))).isEqualTo(404);
    }

    @Test
    void a_dicom_zip_passes_over_anything_else_when_it_is_told_to() {
        Map<String, byte[]> files = TestArchives.files(List.of(TestObject.ct(21, 1, 1)));
        files.put("notes.txt", "not an image".getBytes(UTF_8));

        HttpResponse<String> answer =
                sender.toArchive(
                        "&import-handler=DICOM-zip&Ignore-Unparsable=true",
                        TestArchives.zip(files));

        String session = sender.accepted(answer).getFirst();
        assertThat(sender.dicom(session, "1")).hasSize(1);
        assertThat(answer.headers().firstValue("X-Import-Summary"))
                .get()
                .asString()
                .contains("ignored=1");
        assertThat(sender.files(session, "leftovers")).isEmpty();
    }

    @Test
    void labels_that_no_address_could_hold_are_refused_and_nothing_is_archived() {
        HttpResponse<String> answer =
                sender.send(
                        "dest=/archive&project=$P&subject=a%2Fb&session=c",
                        TestArchives.zip(TestObject.ct(22, 1, 1)));

        assertThat(answer.statusCode()).isEqualTo(417);
        assertThat(sender.waiting()).isEmpty();
        assertThat(sender.status(sender.session("c"))).isEqualTo(404);
    }

    @Test
    void a_leftover_goes_with_the_object_before_it() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("first.txt", new byte[] {1});
        files.put("a/1.dcm", TestObject.ct(25, 1, 1).bytes());
        files.put("a/notes.txt", new byte[] {2});
        files.put("b/1.dcm", TestObject.ct(26, 1, 1).bytes());
        files.put("b/notes.txt", new byte[] {3});

        sender.accepted(sender.toArchive("", TestArchives.zip(files)));

        assertThat(sender.files(sender.session("PAT25_CT"), "leftovers"))
                .containsOnlyKeys("first.txt", "a/notes.txt");
        assertThat(sender.files(sender.session("PAT26_CT"), "leftovers"))
                .containsOnlyKeys("b/notes.txt");
    }

    @Test
    void volumes_that_claim_one_place_are_all_kept() {
        Map<String, byte[]> files = TestArchives.files(List.of(TestObject.ct(23, 1, 1)));
        files.put("a/Image/image.nii.gz", new byte[] {1});
        files.put("b/Image/image.nii.gz", new byte[] {2});

        String session = sender.accepted(sender.toArchive("", TestArchives.zip(files))).getFirst();

        assertThat(sender.files(session, "Image")).containsOnlyKeys("image.nii.gz");
        assertThat(sender.files(session, "leftovers")).containsOnlyKeys("b/Image/image.nii.gz");
    }

    @Test
    void an_object_without_a_file_name_gets_one_of_our_making() {
        String session =
                sender.accepted(
                                sender.send(
                                        "dest=/archive/projects/$P",
                                        "application/octet-stream",
                                        TestObject.ct(24, 1, 2).bytes()))
                        .getFirst();

        assertThat(sender.dicom(session, "1").keySet())
                .allMatch(name -> name.startsWith(TestObject.studyUid(24) + "-1-2-"));
    }

    @Test
    void get_is_not_possible() {
        assertThat(sender.status("/data/services/import")).isEqualTo(405);
    }
}
