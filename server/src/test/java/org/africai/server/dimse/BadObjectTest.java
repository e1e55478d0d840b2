package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dimse.Answer;
import org.africai.dimse.Association;
import org.africai.dimse.Status;
import org.africai.server.boot.TestServer;
import org.africai.server.db.TestFolders;
import org.africai.server.dimse.Sender.Outgoing;
import org.africai.server.intake.TestObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Objects that cannot be kept: the sender is told why, nothing of them stays, and the next one is
/// taken. On a small disk where that can be had.
class BadObjectTest {
    private static final Path DISK = TestFolders.create("dimse-disk");
    private static final TestServer SERVER =
            TestServer.with(
                    Map.of(
                            "data",
                            DISK.toString(),
                            "files-low-water",
                            "0B",
                            "intake-max-upload",
                            "40MiB"));
    private static boolean isSmall;

    @BeforeAll
    static void a_small_disk() throws Exception {
        isSmall = run("mount", "-t", "tmpfs", "-o", "size=96m,mode=711", "tmpfs", DISK.toString());
        SERVER.begin();
    }

    @AfterAll
    static void is_taken_away() throws Exception {
        SERVER.end();
        assertThat(!isSmall || run("umount", DISK.toString())).isTrue();
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    @Test
    void what_is_not_what_the_command_says_is_told_so() {
        Outgoing object = Outgoing.of(TestObject.ct(30, 1, 1));
        try (TestReceiver receiver = TestReceiver.open(SERVER, "")) {
            Answer other =
                    receiver.sender()
                            .send(
                                    new Outgoing(
                                            object.object(), object.sopClass(), new Uid("1.2.3")));
            assertThat(other.status()).isEqualTo(Status.DATASET_DOES_NOT_MATCH);
            assertThat(other.comment()).contains("SOP Instance UID");

            Answer otherClass =
                    receiver.sender()
                            .send(
                                    new Outgoing(
                                            object.object(),
                                            new Uid("1.2.840.10008.5.1.4.1.1.4"),
                                            object.sopInstance()));
            assertThat(otherClass.status()).isEqualTo(Status.DATASET_DOES_NOT_MATCH);
            assertThat(receiver.waitingObjects(TestObject.sopUid(30, 1, 1))).isZero();
        }
        assertThat(spooled()).isZero();
    }

    @Test
    void what_is_no_object_is_told_so_without_a_value_of_it() {
        Outgoing good = Outgoing.of(TestObject.ct(31, 1, 1));
        TestObject nameless =
                TestObject.ct(31, 1, 2)
                        .with(d -> d.remove(Tag.SeriesInstanceUID).put(Tag.PatientName, "SECRET"));
        try (TestReceiver receiver = TestReceiver.open(SERVER, "")) {
            Answer answer = receiver.sender().send(Outgoing.of(nameless));
            assertThat(answer.status()).isEqualTo(Status.UNABLE_TO_PROCESS);
            assertThat(answer.comment()).contains("Series Instance UID").doesNotContain("SECRET");

            assertThat(receiver.sender().send(good)).isEqualTo(Answer.SUCCESS);
        }
        assertThat(spooled()).isZero();
    }

    @Test
    void what_is_too_long_or_does_not_fit_on_the_disk_is_refused_and_what_fits_is_taken()
            throws IOException {
        assumeThat(isSmall).as("a small file system, which only root can mount").isTrue();
        try (TestReceiver receiver = TestReceiver.open(SERVER, "");
                Association association =
                        receiver.sender().open(Sender.storing(large(1, 1))).orThrow()) {
            refused(association, large(34, 41), "longer than objects may be");
            assertThat(association.store(large(35, 36))).isEqualTo(Answer.SUCCESS);
            assertThat(association.store(large(36, 36))).isEqualTo(Answer.SUCCESS);
            refused(association, large(37, 36), "no room");

            assertThat(association.store(large(38, 1))).isEqualTo(Answer.SUCCESS);
            assertThat(receiver.waitingObjects(TestObject.sopUid(37, 1, 1))).isZero();
            assertThat(receiver.waitingObjects(TestObject.sopUid(38, 1, 1))).isEqualTo(1);
        }
    }

    private static void refused(Association association, Outgoing object, String why)
            throws IOException {
        Answer answer = association.store(object);
        assertThat(answer.status()).isEqualTo(Status.OUT_OF_RESOURCES);
        assertThat(answer.comment()).contains(why);
        assertThat(spooled()).isZero();
    }

    private static Outgoing large(int study, int mebibytes) {
        byte[] pixels = new byte[mebibytes << 20];
        new Random(study).nextBytes(pixels);
        return Outgoing.of(
                TestObject.ct(study, 1, 1).with(d -> d.put(Tag.PixelData, Vr.OW, pixels)));
    }

    private static long spooled() {
        try (Stream<Path> files = Files.list(DISK.resolve("store/spool"))) {
            return files.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
