package org.africai.server.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.server.boot.Eventually;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Uploads that are broken, hostile or cut off: a clear answer, and nothing of them is seen or
/// kept.
class BadUploadTest {
    @RegisterExtension
    static final TestServer SERVER =
            TestServer.with(
                    Map.of(
                            "intake-max-upload", "32MiB",
                            "intake-max-files", "200",
                            "intake-max-sessions", "3"));

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
    }

    @AfterEach
    void nothing_is_left_of_it() {
        assertThat(sender.waiting()).isEmpty();
        Eventually.holds("empty spool", Duration.ofSeconds(10), () -> spooled() == 0);
    }

    private static long spooled() {
        Path spool = SERVER.data().resolve("store").resolve("spool");
        try (Stream<Path> files = Files.list(spool)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_zip_that_is_cut_short_is_refused() {
        byte[] zip = TestArchives.zip(TestObject.ct(1, 1, 1), TestObject.ct(1, 1, 2));

        assertRefused(Arrays.copyOf(zip, zip.length - 40), "did not include parseable files");
    }

    @Test
    void a_zip_with_a_flipped_bit_is_refused() {
        byte[] zip =
                TestArchives.zip(
                        IntStream.rangeClosed(1, 150)
                                .mapToObj(n -> TestObject.ct(1, 1, n))
                                .toArray(TestObject[]::new));
        zip[zip.length * 3 / 4] ^= 0x10;

        HttpResponse<String> answer = sender.toArchive("", zip);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(sender.status(sender.session("PAT1_CT"))).isEqualTo(404);
    }

    @Test
    void what_is_neither_an_archive_nor_dicom_is_refused() {
        assertRefused("hello".getBytes(UTF_8), "did not include parseable files");
    }

    @Test
    void an_empty_body_is_refused() {
        assertRefused(new byte[0], "did not include parseable files");
    }

    @Test
    void an_archive_without_dicom_is_refused() {
        assertRefused(
                TestArchives.zip(Map.of("a.txt", new byte[] {1}, "b.nii.gz", new byte[] {2})),
                "did not include parseable files");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../evil.dcm", "a/../../evil.dcm", "..\\evil.dcm", "C:\\evil.dcm", "a\nb"})
    void an_entry_that_would_leave_its_folder_is_refused_by_name(String name) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("good.dcm", TestObject.ct(2, 1, 1).bytes());
        files.put(name, TestObject.ct(2, 1, 2).bytes());

        HttpResponse<String> answer = sender.toArchive("", TestArchives.zip(files));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("evil".substring(0, name.contains("evil") ? 4 : 0));
        assertThat(sender.status(sender.session("PAT2_CT"))).isEqualTo(404);
    }

    @Test
    void an_absolute_name_is_taken_relative_as_clients_mean_it() {
        byte[] zip = TestArchives.zip(Map.of("/abs/IM1.dcm", TestObject.ct(3, 1, 1).bytes()));

        String session = sender.accepted(sender.toArchive("", zip)).getFirst();

        assertThat(sender.dicom(session, "1")).containsOnlyKeys("IM1.dcm");
    }

    @ParameterizedTest
    @ValueSource(chars = {'2', '1', '3', '4', '6'})
    void links_devices_and_pipes_in_a_tar_are_refused(char type) {
        var tar = new ByteArrayOutputStream();
        byte[] good = TestArchives.tar(TestArchives.files(List.of(TestObject.ct(4, 1, 1))));
        tar.write(good, 0, good.length - 1024);
        tar.writeBytes(TestArchives.tarHeader("special", 0, type));
        tar.writeBytes(new byte[1024]);

        assertRefused(tar.toByteArray(), "special");
        assertThat(sender.status(sender.session("PAT4_CT"))).isEqualTo(404);
    }

    @Test
    void a_zip_bomb_is_refused() {
        byte[] bomb = TestArchives.zip(Map.of("zeros", new byte[16 << 20]));

        assertRefused(bomb, "did not include parseable files");
    }

    @Test
    void an_upload_beyond_the_limit_is_refused_before_it_is_read() {
        HttpResponse<String> answer = sender.toArchive("", new byte[(32 << 20) + 1]);

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void files_beyond_the_limit_together_are_refused() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        var random = new java.util.Random(7);
        for (int i = 0; i < 5; i++) {
            byte[] half = new byte[8 << 20];
            random.nextBytes(half);
            Arrays.fill(half, half.length / 4, half.length, (byte) i);
            files.put("file" + i, half);
        }

        assertRefused(TestArchives.zip(files), "larger than the limit");
    }

    @Test
    void more_files_than_allowed_are_refused() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        IntStream.range(0, 201).forEach(i -> files.put("f" + i, new byte[0]));

        assertRefused(TestArchives.zip(files), "more than 200 entries");
    }

    @Test
    void more_sessions_than_allowed_are_refused() {
        byte[] zip =
                TestArchives.zip(
                        IntStream.rangeClosed(51, 54)
                                .mapToObj(study -> TestObject.ct(study, 1, 1))
                                .toArray(TestObject[]::new));

        assertRefused(zip, "more than 3 imaging sessions");
    }

    @Test
    void a_broken_character_set_keeps_no_object_out() {
        TestObject object =
                TestObject.ct(5, 1, 1)
                        .with(d -> d.put(Tag.SpecificCharacterSet, Vr.CS, "ISO 2022 NONSENSE"))
                        .with(d ->
                                d.put(
                                        Tag.PatientName,
                                        Vr.PN,
                                        new byte[] {(byte) 0xFF, 0x1B, '$', 'B', 0, 'x'}));

        String session =
                sender.accepted(sender.toArchive("&session=E5", TestArchives.zip(object)))
                        .getFirst();

        assertThat(sender.dicom(session, "1")).containsEntry("IM1.dcm", object.bytes());
    }

    @Test
    void an_object_that_is_cut_short_is_kept_as_a_leftover_and_named_by_a_dicom_zip() {
        byte[] whole = TestObject.ct(6, 1, 2).bytes();
        Map<String, byte[]> files = TestArchives.files(List.of(TestObject.ct(6, 1, 1)));
        files.put("cut.dcm", Arrays.copyOf(whole, 300));

        HttpResponse<String> strict =
                sender.toArchive("&import-handler=DICOM-zip", TestArchives.zip(files));
        String session = sender.accepted(sender.toArchive("", TestArchives.zip(files))).getFirst();

        assertThat(strict.statusCode()).isEqualTo(400);
        assertThat(strict.body()).contains("unable to read DICOM object cut.dcm");
        assertThat(sender.files(session, "leftovers")).containsOnlyKeys("cut.dcm");
    }

    @Test
    void a_sender_that_hangs_up_half_way_leaves_nothing() throws IOException {
        URI server = SERVER.address();
        byte[] zip = TestArchives.zip(TestObject.ct(7, 1, 1));
        String head =
                "POST /data/services/import?dest=/archive/projects/"
                        + sender.project()
                        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                        + sender.client().authorization().orElseThrow()
                        + "\r\nContent-Type: application/zip\r\nContent-Length: "
                        + zip.length
                        + "\r\n\r\n";

        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            socket.getOutputStream().write(zip, 0, zip.length / 2);
            socket.getOutputStream().flush();
            Eventually.holds("spooled", Duration.ofSeconds(10), () -> spooled() == 1);
            socket.setSoLinger(true, 0);
        }

        Eventually.holds("empty spool", Duration.ofSeconds(10), () -> spooled() == 0);
        assertThat(sender.status(sender.session("PAT7_CT"))).isEqualTo(404);
    }

    private void assertRefused(byte[] body, String message) {
        HttpResponse<String> answer = sender.toArchive("", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
    }
}
