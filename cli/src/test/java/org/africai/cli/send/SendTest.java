package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Stream;
import org.africai.cli.Exit;
import org.africai.cli.send.Sending.Ended;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder, an archive, and what can go wrong between them.
class SendTest {
    @TempDir Path temporary = Path.of("");
    private FakeArchive archive = new FakeArchive();
    private Path folder = Path.of("");
    private Path work = Path.of("");

    SendTest() throws IOException {}

    @BeforeEach
    void a_folder() {
        folder = temporary.resolve("in");
        work = temporary.resolve("work");
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private Ended send(String... more) {
        return Sending.run(archive, folder, work, more);
    }

    @Test
    void all_images_of_a_folder_arrive_and_are_given_over() throws IOException {
        Images.folder(folder, 2, 3);

        Ended ended = send();

        assertThat(ended.exit()).as(ended.said()).isEqualTo(Exit.DONE.status());
        assertThat(archive.imports).hasSize(6).doesNotHaveDuplicates();
        assertThat(archive.committed).hasSize(2).doesNotHaveDuplicates();
        assertThat(ended.said()).contains("6 files of 2 studies: 6 arrived and were compared");
    }

    @Test
    void nothing_that_tells_who_the_patient_is_leaves_the_house() throws IOException {
        Images.folder(folder, 1, 2);

        Ended ended = send("--report", temporary.resolve("out.html").toString());

        assertThat(ended.exit()).isEqualTo(0);
        for (byte[] body : archive.bodies) {
            assertThat(new String(body, ISO_8859_1)).doesNotContain(Images.PLANTED);
        }
        assertThat(archive.held.values().toString()).doesNotContain(Images.PLANTED);
        for (String report : new String[] {"out.html", "out.json"}) {
            String text = Files.readString(temporary.resolve(report));
            assertThat(text).contains("(0010,0020)");
            assertThat(text).doesNotContain(Images.PLANTED);
        }
    }

    @Test
    void images_of_a_patient_keep_one_pseudonym_and_studies_stay_apart() throws IOException {
        Images.write(folder.resolve("a"), Images.ct(1, 1));
        Images.write(folder.resolve("b"), Images.ct(1, 2));
        Images.write(
                folder.resolve("c"),
                Images.changed(Images.ct(2, 1), d -> d.put(Tag.PatientID, "PLANTEDID1")));

        send();

        var ids = archive.bodies.stream().map(body -> header(body, Tag.PatientID)).distinct();
        assertThat(ids).hasSize(1);
        assertThat(archive.committed).hasSize(2);
    }

    private static String header(byte[] body, int tag) {
        try {
            Dataset dataset = DicomReader.HEADER.read(body, "a body").dataset();
            return dataset.string(tag).orElse("");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_second_run_sends_nothing_again() throws IOException {
        Images.folder(folder, 1, 3);
        send();

        Ended again = send();

        assertThat(again.exit()).isEqualTo(0);
        assertThat(archive.imports).hasSize(3);
        assertThat(archive.committed).hasSize(1);
    }

    @Test
    void an_object_whose_acknowledgement_was_lost_is_not_sent_twice() throws IOException {
        Images.folder(folder, 1, 1);
        archive.troubles.add((exchange, body) -> {
            archive.keep(exchange, body);
            exchange.close(); // the line drops after the archive has it
            return true;
        });

        Ended ended = send();

        assertThat(ended.exit()).as(ended.said()).isEqualTo(0);
        assertThat(archive.imports).hasSize(1);
    }

    @Test
    void a_busy_archive_is_asked_again() throws IOException {
        Images.folder(folder, 1, 1);
        archive.troubles.add((exchange, body) -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            FakeArchive.answer(exchange, 503, "busy");
            return true;
        });

        Ended ended = send();

        assertThat(ended.exit()).as(ended.said()).isEqualTo(0);
        assertThat(ended.said()).contains("busy; next try in 1 s");
        assertThat(archive.imports).hasSize(1);
    }

    @Test
    void an_archive_that_cannot_be_reached_is_given_up_and_gone_on_with() throws IOException {
        Images.folder(folder, 1, 2);
        archive.troubles.add((exchange, body) -> {
            FakeArchive.answer(exchange, 503, "down");
            return true;
        });

        Ended first = send("--patience", "0", "--connections", "1");
        Ended second = send();

        assertThat(first.exit()).isEqualTo(Exit.UNREACHABLE.status());
        assertThat(first.said()).contains("run the same command again");
        assertThat(second.exit()).isEqualTo(0);
        assertThat(archive.imports).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void a_wrong_token_stops_before_anything_is_sent() throws IOException {
        Images.folder(folder, 1, 1);

        Ended ended =
                Sending.run(
                        Map.of(Credentials.TOKEN, "alias:wrong"),
                        "send",
                        folder.toString(),
                        "--to",
                        archive.address().toString(),
                        "--project",
                        "P",
                        "--work",
                        work.toString(),
                        "--no-map");

        assertThat(ended.exit()).isEqualTo(Exit.DENIED.status());
        assertThat(ended.said()).contains("login or token is wrong").doesNotContain("alias:wrong");
        assertThat(archive.imports).isEmpty();
    }

    @Test
    void an_object_that_the_archive_refuses_keeps_no_other_back() throws IOException {
        Images.folder(folder, 1, 3);
        archive.troubles.add((exchange, body) -> {
            FakeArchive.answer(exchange, 409, "came before with other bytes");
            return true;
        });

        Ended first = send();
        Ended second = send();
        Ended third = send("--again");

        assertThat(first.exit()).isEqualTo(Exit.INCOMPLETE.status());
        assertThat(first.said()).contains("409 came before with other bytes");
        assertThat(second.exit()).isEqualTo(Exit.INCOMPLETE.status());
        assertThat(third.exit()).as(third.said()).isEqualTo(0);
        assertThat(archive.imports).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void other_bytes_than_were_sent_are_noticed() throws IOException {
        Images.folder(folder, 1, 1);
        archive.troubles.add((exchange, body) -> {
            exchange.getResponseHeaders().set("X-Import-Received", "0".repeat(64));
            FakeArchive.answer(exchange, 200, "/data/prearchive/projects/P/1/E\r\n");
            return true;
        });

        Ended ended = send();

        assertThat(ended.exit()).isEqualTo(Exit.INCOMPLETE.status());
        assertThat(ended.said()).contains("received other bytes than were sent");
    }

    @Test
    void an_archive_that_changes_what_it_receives_is_compared_by_what_it_keeps()
            throws IOException {
        Images.folder(folder, 1, 2);
        archive.changesObjects = true;

        Ended ended = send();

        assertThat(ended.exit()).as(ended.said()).isEqualTo(0);
        assertThat(archive.imports).hasSize(2);
    }

    @Test
    void what_the_archive_has_lost_is_told_and_sent_again_only_when_asked() throws IOException {
        Images.folder(folder, 1, 2);
        archive.troubles.add((exchange, body) -> {
            archive.accept(exchange, body);
            archive.held.remove(Digest.of(body));
            return true;
        });

        Ended first = send();
        Ended second = send();
        Ended third = send("--again");

        assertThat(first.exit()).isEqualTo(Exit.UNVERIFIED.status());
        assertThat(archive.committed).hasSize(1);
        assertThat(second.exit()).isEqualTo(Exit.UNVERIFIED.status());
        assertThat(third.exit()).as(third.said()).isEqualTo(0);
        assertThat(archive.imports).hasSize(3);
    }

    @Test
    void an_archive_that_cannot_tell_what_it_has_is_no_reason_to_send_twice() throws IOException {
        Images.folder(folder, 1, 2);
        archive.isOld = true;

        Ended first = send();
        Ended second = send();

        assertThat(first.exit()).as(first.said()).isEqualTo(Exit.UNVERIFIED.status());
        assertThat(second.exit()).isEqualTo(Exit.UNVERIFIED.status());
        assertThat(archive.imports).hasSize(2);
        assertThat(archive.committed).hasSize(1);
    }

    @Test
    void a_project_that_archives_by_hand_is_told_of() throws IOException {
        Images.folder(folder, 1, 1);
        archive.code = "0";

        Ended ended = send();

        assertThat(ended.exit()).isEqualTo(0);
        assertThat(ended.said()).contains("waits in the archive for a person");
    }

    @Test
    void what_may_show_the_patient_is_set_aside_and_listed_for_the_owner_only() throws IOException {
        Images.folder(folder, 1, 1);
        Images.write(
                folder.resolve("PLANTEDNAME/shot"),
                Images.changed(Images.ct(1, 9), d -> d.put(Tag.BurnedInAnnotation, "YES")));
        Files.writeString(folder.resolve("notes.txt"), "PLANTEDNAME came at nine");
        Path report = temporary.resolve("r.html");

        Ended ended = send("--report", report.toString());

        assertThat(ended.exit()).isEqualTo(Exit.INCOMPLETE.status());
        assertThat(archive.imports).hasSize(1);
        assertThat(Files.readString(work.resolve("set-aside.tsv"))).contains("PLANTEDNAME/shot");
        assertThat(Files.readString(report)).contains("stated").doesNotContain(Images.PLANTED);
        assertThat(Files.readString(temporary.resolve("r.json"))).contains("\"notImages\":1");
    }

    @Test
    void a_broken_image_is_set_aside_with_its_reason() throws IOException {
        byte[] whole = Images.bytes(Images.ct(1, 1));
        Files.createDirectories(folder);
        Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, whole.length - 100));

        Ended ended = send();

        assertThat(ended.exit()).isEqualTo(Exit.INCOMPLETE.status());
        assertThat(ended.said()).contains("not sent: cut: ");
        assertThat(archive.imports).isEmpty();
    }

    @Test
    void a_file_that_is_changed_before_it_was_sent_goes_as_it_is_then() throws IOException {
        Images.folder(folder, 1, 1);
        archive.troubles.add((exchange, body) -> {
            FakeArchive.answer(exchange, 503, "down");
            return true;
        });
        send("--patience", "0");
        Path file = folder.resolve("PLANTEDNAME 1/IM1");
        Images.write(file, Images.changed(Images.ct(1, 1), d -> d.put(Tag.Rows, 8)));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

        send();

        assertThat(archive.bodies).hasSize(1);
        assertThat(
                        DicomReader.HEADER
                                .read(archive.bodies.getFirst(), "it")
                                .dataset()
                                .integer(Tag.Rows))
                .hasValue(8);
    }

    @Test
    void a_file_that_is_changed_after_it_was_sent_is_told_and_not_sent_again() throws IOException {
        Images.folder(folder, 1, 1);
        send();
        Path file = folder.resolve("PLANTEDNAME 1/IM1");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

        Ended ended = send();

        assertThat(ended.exit()).isEqualTo(Exit.INCOMPLETE.status());
        assertThat(ended.said()).contains("changed after it was sent");
        assertThat(archive.imports).hasSize(1);
    }

    @Test
    void a_dry_run_shows_the_changes_and_sends_nothing() throws IOException {
        Images.folder(folder, 1, 2);

        Ended ended = send("--dry-run");

        assertThat(ended.exit()).isEqualTo(0);
        assertThat(ended.said())
                .contains(
                        "(0010,0010) PLANTEDNAME^Of 1 → ",
                        "2 of 2 images of 1 studies would be sent");
        assertThat(archive.imports).isEmpty();
        assertThat(work.resolve("journal")).doesNotExist();
    }

    @Test
    void a_zip_is_looked_into_and_a_broken_one_is_told() throws IOException {
        Files.createDirectories(folder);
        Images.zip(folder.resolve("a.zip"), "x/IM1", Images.bytes(Images.ct(1, 1)));
        Files.write(folder.resolve("b.zip"), new byte[] {'P', 'K', 3, 4, 0, 0});

        Ended ended = send();

        assertThat(archive.imports).hasSize(1);
        assertThat(ended.exit()).isEqualTo(Exit.INCOMPLETE.status());
        assertThat(ended.said()).contains("b.zip is no whole ZIP");
        try (Stream<Path> left = Files.list(work.resolve("outgoing"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_script_of_ctp_is_obeyed_and_its_archive_routes_by_headers() throws IOException {
        Images.folder(folder, 1, 1);
        Path script = temporary.resolve("my.script");
        Files.writeString(
                script,
                """
                <script>
                  <e en="T" t="00100010" n="PatientName">@lookup(PatientID,ptid)</e>
                  <e en="T" t="00100020" n="PatientID">S1</e>
                  <r en="T" t="unspecifiedelements">x</r>
                  <k en="T" t="0020">x</k><k en="T" t="0008">x</k>
                </script>
                """);
        Path table = temporary.resolve("table");
        Files.writeString(table, "ptid/PLANTEDID1=SUBJ-1\n");

        Ended ended = send("--script", script.toString(), "--lookup", table.toString());

        assertThat(ended.exit()).as(ended.said()).isEqualTo(0);
        assertThat(header(archive.bodies.getFirst(), Tag.PatientName)).isEqualTo("SUBJ-1");
        assertThat(archive.committed.getFirst()).endsWith("/dicom_upload");
    }

    @Test
    void other_rules_do_not_go_on_with_the_work_of_these() throws IOException {
        Images.folder(folder, 1, 1);
        send();

        Ended ended = send("--profile", "research");

        assertThat(ended.exit()).isEqualTo(Exit.USAGE.status());
        assertThat(ended.said()).contains("begun with another set of rules");
    }

    @Test
    void the_owner_can_read_the_map_and_nobody_else() throws IOException {
        Images.folder(folder, 1, 1);
        Sending.runMapping(archive, folder, work);
        Path map = work.resolve("identities.map");

        Ended read = Sending.run(Sending.environment(), "send", "--show-map", map.toString());
        Ended stranger =
                Sending.run(
                        Map.of(Credentials.MAP_PASSPHRASE, "a guess of mine"),
                        "send",
                        "--show-map",
                        map.toString());

        String pseudonym = header(archive.bodies.getFirst(), Tag.PatientID);
        assertThat(read.said()).contains("patient\tPLANTEDID1\t" + pseudonym);
        assertThat(stranger.exit()).isEqualTo(Exit.USAGE.status());
        assertThat(stranger.said()).doesNotContain(Images.PLANTED);
        assertThat(Files.readString(map, ISO_8859_1)).doesNotContain("PLANTEDID1", pseudonym);
    }

    @Test
    void a_folder_without_images_is_a_mistake_and_no_success() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("notes.txt"), "nothing to send");

        Ended ended = send();

        assertThat(ended.exit()).isEqualTo(Exit.USAGE.status());
        assertThat(ended.said()).contains("there is no image in ");
    }

    @Test
    void what_cannot_be_meant_is_refused_with_a_word_on_what_can() {
        String to = archive.address().toString();
        for (String[] wrong :
                new String[][] {
                    {"send"},
                    {"send", "x"},
                    {"send", "x", "--to", to, "--project", "a b"},
                    {"send", "x", "--to", to, "--project", "P", "--profile", "none"},
                    {"send", "x", "--to", to, "--project", "P", "--connections", "9"},
                    {"send", "x", "--to", to, "--project", "P", "--patience", "-1"},
                    {"send", "x", "--to", "http://192.0.2.1", "--project", "P"},
                    {"send", "x", "--to", to, "--project", "P", "--password", "p"},
                    {"receive"},
                    {}
                }) {
            Ended ended = Sending.run(Sending.environment(), wrong);

            assertThat(ended.exit()).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(ended.said()).isNotBlank();
        }
    }

    @Test
    void one_run_at_a_time_works_in_a_folder() throws IOException {
        Images.folder(folder, 1, 1);
        try (WorkFolder held = WorkFolder.open(work).orElseThrow()) {
            assertThat(held.journal()).doesNotExist();

            Ended ended = send();

            assertThat(ended.exit()).isEqualTo(Exit.BUSY.status());
        }
    }

    @Test
    void secrets_are_for_their_owner_only() throws IOException {
        Images.folder(folder, 1, 1);
        Path token = temporary.resolve("token");
        Files.writeString(token, FakeArchive.TOKEN, UTF_8);
        Files.setPosixFilePermissions(
                token, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));

        Ended ended = send("--token-file", token.toString());

        assertThat(ended.exit()).isEqualTo(Exit.USAGE.status());
        assertThat(ended.said()).contains("others may read it").doesNotContain("secret\n");
        assertThat(archive.imports).isEmpty();
    }
}
