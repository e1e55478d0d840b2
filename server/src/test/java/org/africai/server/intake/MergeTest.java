package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.archive.Address;
import org.africai.server.boot.TestServer;
import org.africai.server.files.Attributes;
import org.africai.server.files.Side;
import org.africai.server.files.Uploaded;
import org.africai.server.files.Uploads;
import org.africai.store.EntryName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An upload to a session that is in the archive already: the promises of XNAT's own tests.
class MergeTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
    }

    @Test
    void the_same_upload_again_is_a_conflict_and_waits() {
        sender.accepted(sender.toArchive("", mr(1, 6)));

        HttpResponse<String> again = sender.toArchive("", mr(1, 6));

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("Session already exists, retry with overwrite enabled");
        assertThat(sender.waiting()).hasSize(1);
        assertThat(sender.waiting().getFirst()).containsEntry("status", "CONFLICT");
        assertThat(again.body()).contains(sender.waiting().getFirst().get("url"));
    }

    @Test
    void appending_identical_files_is_a_conflict() {
        sender.accepted(sender.toArchive("", mr(1, 6)));

        assertThat(sender.toArchive("&overwrite=append", mr(1, 6)).statusCode()).isEqualTo(409);
    }

    @Test
    void appending_identical_files_succeeds_when_files_may_be_overwritten() {
        sender.accepted(sender.toArchive("", mr(1, 6)));

        sender.accepted(sender.toArchive("&overwrite=append&overwrite_files=true", mr(1, 6)));

        assertThat(sender.dicom(sender.session("PAT1_MR"), "1")).hasSize(6);
        assertThat(sender.waiting()).isEmpty();
    }

    @Test
    void delete_replaces_what_is_there_and_keeps_the_rest() {
        sender.accepted(sender.toArchive("", mr(1, 11)));
        TestObject changed = TestObject.mr(1, 1, 11).with(d -> d.put(Tag.StudyID, "changed"));
        TestObject[] more =
                IntStream.rangeClosed(11, 16)
                        .mapToObj(n -> n == 11 ? changed : TestObject.mr(1, 1, n))
                        .toArray(TestObject[]::new);

        sender.accepted(sender.toArchive("&overwrite=delete", TestArchives.zip(more)));

        var files = sender.dicom(sender.session("PAT1_MR"), "1");
        assertThat(files).hasSize(16).containsEntry("IM11.dcm", changed.bytes());
        assertThat(sender.fields(sender.session("PAT1_MR") + "/scans/1"))
                .containsEntry("frames", "16");
    }

    @Test
    void the_rest_of_a_series_is_appended() {
        sender.accepted(sender.toArchive("", mr(1, 11)));

        sender.accepted(sender.toArchive("&overwrite=append", mr(12, 16)));

        assertThat(sender.dicom(sender.session("PAT1_MR"), "1")).hasSize(16);
    }

    @Test
    void an_overlap_of_one_object_keeps_everything_from_being_appended() {
        sender.accepted(sender.toArchive("", mr(1, 11)));

        HttpResponse<String> answer = sender.toArchive("&overwrite=append", mr(11, 16));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(sender.dicom(sender.session("PAT1_MR"), "1")).hasSize(11);
        assertThat(sender.waiting()).hasSize(1);
    }

    @Test
    void another_series_of_the_study_becomes_another_scan() {
        sender.accepted(sender.toArchive("", mr(1, 6)));

        sender.accepted(
                sender.toArchive("&overwrite=append", TestArchives.zip(TestObject.mr(1, 2, 1))));

        String session = sender.session("PAT1_MR");
        assertThat(sender.scans(session)).containsOnlyKeys("1", "2");
        assertThat(sender.dicom(session, "1")).hasSize(6);
    }

    @Test
    void a_series_with_a_taken_number_gets_an_index_and_is_found_again_by_its_uid() {
        sender.accepted(sender.toArchive("", mr(1, 1)));
        TestObject other = renumbered(1);
        TestObject later = renumbered(2);

        sender.accepted(sender.toArchive("&overwrite=append", TestArchives.zip(other)));
        sender.accepted(sender.toArchive("&overwrite=append", TestArchives.zip(later)));

        String session = sender.session("PAT1_MR");
        assertThat(sender.scans(session)).containsOnlyKeys("1", "1-MR1");
        assertThat(sender.dicom(session, "1")).hasSize(1);
        assertThat(sender.dicom(session, "1-MR1")).hasSize(2);
    }

    /// An object of series 7 that says it is of series 1.
    private static TestObject renumbered(int number) {
        return TestObject.mr(1, 7, number).with(d -> d.put(Tag.SeriesNumber, "1"));
    }

    @Test
    void what_was_said_of_the_session_before_stays() {
        String session = sender.session("GIVEN");
        String put =
                "/data/projects/"
                        + sender.project()
                        + "/subjects/S1/experiments/GIVEN?xsiType=xnat:mrSessionData"
                        + "&xnat:mrSessionData/date=2001-02-03";
        assertThat(sender.client().put(put).statusCode()).isIn(200, 201);
        addNote(session);

        sender.accepted(
                sender.send(
                        "dest=/archive/projects/$P/subjects/S1/experiments/GIVEN&overwrite=append",
                        mr(1, 6)));

        assertThat(sender.fields(session))
                .containsEntry("date", "2001-02-03")
                .containsEntry("UID", TestObject.studyUid(1));
        assertThat(sender.scans(session)).hasSize(1);
        assertThat(sender.files(session, "NOTES")).hasSize(1);
    }

    private void addNote(String session) {
        Caller admin = SERVER.get(Accounts.class).named(TestServer.ADMIN).orElseThrow().caller();
        var to =
                new org.africai.server.files.Destination(
                        new Address.OfExperiment(sender.project(), null, "GIVEN"),
                        Side.RESOURCES,
                        "NOTES");
        try (var upload = SERVER.get(Uploads.class).begin(admin, to, 0)) {
            upload.add(EntryName.parse("a.txt"), new ByteArrayInputStream(new byte[] {1}));
            assertThat(upload.finish(Attributes.NONE, false)).isInstanceOf(Uploaded.Stored.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(sender.files(session, "NOTES")).hasSize(1);
    }

    @Test
    void another_study_is_never_mixed_into_a_session() {
        sender.accepted(sender.toArchive("&session=E1&subject=S1", mr(1, 2)));
        byte[] other = TestArchives.zip(TestObject.mr(2, 3, 1));

        HttpResponse<String> answer =
                sender.toArchive("&session=E1&subject=S1&overwrite=append", other);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Invalid modification of session UID");
        assertThat(sender.scans(sender.session("E1"))).hasSize(1);
    }

    @Test
    void a_session_never_changes_its_subject_by_what_is_added() {
        sender.accepted(sender.toArchive("&session=E1&subject=S1", mr(1, 2)));

        HttpResponse<String> answer =
                sender.toArchive("&session=E1&subject=S2&overwrite=append", mr(3, 4));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Invalid modification of session subject");
    }

    @Test
    void a_session_takes_no_scans_of_another_modality() {
        String put =
                "/data/projects/"
                        + sender.project()
                        + "/subjects/PAT1/experiments/PAT1_MR?xsiType=xnat:petSessionData";
        assertThat(sender.client().put(put).statusCode()).isIn(200, 201);

        assertThat(sender.toArchive("", mr(1, 2)).statusCode()).isEqualTo(409);
        HttpResponse<String> answer = sender.toArchive("&overwrite=delete", mr(1, 2));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("modality");
    }

    @Test
    void where_the_site_allows_it_another_modality_is_added_and_the_session_keeps_its_type() {
        String put =
                "/data/projects/"
                        + sender.project()
                        + "/subjects/PAT1/experiments/PAT1_MR?xsiType=xnat:petSessionData";
        assertThat(sender.client().put(put).statusCode()).isIn(200, 201);
        crossModality("false");
        try {
            assertThat(sender.toArchive("", mr(1, 2)).statusCode()).isEqualTo(409);
            sender.accepted(sender.toArchive("&overwrite=delete", mr(1, 2)));
        } finally {
            crossModality("true");
        }

        assertThat(sender.rows("/data/projects/" + sender.project() + "/experiments"))
                .extracting(row -> row.get("xsiType"))
                .containsExactly("xnat:petSessionData");
        assertThat(sender.scans(sender.session("PAT1_MR")).values())
                .containsOnly("xnat:mrScanData");
    }

    private void crossModality(String prevents) {
        var set =
                sender.client()
                        .post(
                                "/xapi/siteConfig/preventCrossModalityMerge",
                                "application/json",
                                prevents);
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
    }

    @Test
    void contours_may_follow_the_images_they_were_drawn_on() {
        sender.accepted(sender.toArchive("&session=E1&subject=S1", mr(1, 2)));
        TestObject contours =
                TestObject.of(1, 9, 1, "RTSTRUCT", KnownUid.RTStructureSetStorage)
                        .with(d -> d.remove(Tag.PixelData));

        sender.accepted(
                sender.toArchive(
                        "&session=E1&subject=S1&overwrite=append", TestArchives.zip(contours)));

        assertThat(sender.scans(sender.session("E1"))).containsEntry("9", "xnat:rtImageScanData");
        assertThat(sender.fields(sender.session("E1"))).doesNotContainEntry("modality", "RTSTRUCT");
    }

    @Test
    void a_subject_is_known_in_any_case() {
        sender.accepted(sender.toArchive("&subject=Anna&session=E1", mr(1, 1)));
        byte[] other = TestArchives.zip(TestObject.mr(2, 1, 1));

        String uri =
                sender.accepted(sender.toArchive("&subject=ANNA&session=E2", other)).getFirst();

        assertThat(uri).contains("/subjects/Anna/");
        assertThat(sender.rows("/data/projects/" + sender.project() + "/subjects")).hasSize(1);
    }

    @Test
    void an_object_of_the_same_uid_with_other_bytes_is_a_conflict_when_appending() {
        sender.accepted(sender.toArchive("", mr(1, 1)));
        TestObject changed = TestObject.mr(1, 1, 1).with(d -> d.put(Tag.StudyID, "x"));

        HttpResponse<String> answer =
                sender.toArchive("&overwrite=append", TestArchives.zip(changed));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("other bytes");
        assertThat(sender.dicom(sender.session("PAT1_MR"), "1"))
                .containsEntry("IM1.dcm", TestObject.mr(1, 1, 1).bytes());
    }

    private static byte[] mr(int from, int to) {
        return TestArchives.zip(
                IntStream.rangeClosed(from, to)
                        .mapToObj(n -> TestObject.mr(1, 1, n))
                        .toArray(TestObject[]::new));
    }
}
