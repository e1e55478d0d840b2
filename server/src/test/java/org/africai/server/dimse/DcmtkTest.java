package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.africai.server.boot.TestServer;
import org.africai.server.db.TestFolders;
import org.africai.server.intake.IdleSessionsJob;
import org.africai.server.intake.TestObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// DCMTK's tools as peers.
class DcmtkTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final String PROJECT = "DCMTK";
    private static TestReceiver receiver;

    @BeforeAll
    static void a_receiver() {
        assertThat(SERVER.admin().put("/data/projects/" + PROJECT).statusCode()).isEqualTo(200);
        receiver =
                TestReceiver.open(
                        SERVER,
                        "\"project\": \"DCMTK\", \"directArchive\": true, \"queryEnabled\": true");
    }

    @AfterAll
    static void goes() {
        receiver.close();
    }

    private static Path write(Path folder, TestObject object) throws IOException {
        return Files.write(
                folder.resolve(object.series() + "-" + object.number() + ".dcm"), object.bytes());
    }

    private static Object[] call(Object... more) {
        return Stream.concat(Stream.of("-aec", TestReceiver.TITLE), Stream.of(more)).toArray();
    }

    @Test
    void the_tools_echo_send_find_and_get() throws Exception {
        Path folder = TestFolders.create("sent");
        List<Object> files = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            files.add(write(folder, TestObject.ct(600, 1, n)));
        }
        String port = Integer.toString(receiver.port());
        assertThat(DcmtkTools.run("echoscu", call("127.0.0.1", port)).exit()).isZero();

        List<Object> send = new ArrayList<>(List.of(call("127.0.0.1", port)));
        send.addAll(files);
        DcmtkTools.Result sent = DcmtkTools.run("storescu", send.toArray());
        assertThat(sent.exit()).as(sent.output()).isZero();
        DcmtkTools.Result again = DcmtkTools.run("dcmsend", call("127.0.0.1", port, folder, "+sd"));
        assertThat(again.exit()).as(again.output()).isZero();
        archive();

        DcmtkTools.Result found =
                DcmtkTools.run(
                        "findscu",
                        call(
                                "-v",
                                "-S",
                                "-k",
                                "0008,0052=STUDY",
                                "-k",
                                "0020,000D=" + TestObject.studyUid(600),
                                "-k",
                                "0020,1208",
                                "127.0.0.1",
                                port));
        assertThat(found.exit()).as(found.output()).isZero();
        assertThat(found.output()).containsPattern("\\(0020,1208\\) IS \\[3 ?\\]");

        Path got = TestFolders.create("got");
        DcmtkTools.Result fetched =
                DcmtkTools.run(
                        "getscu",
                        call(
                                "-S",
                                "-od",
                                got,
                                "+B",
                                "-k",
                                "0008,0052=STUDY",
                                "-k",
                                "0020,000D=" + TestObject.studyUid(600),
                                "127.0.0.1",
                                port));
        assertThat(fetched.exit()).as(fetched.output()).isZero();
        try (Stream<Path> all = Files.list(got)) {
            List<Path> objects = all.toList();
            assertThat(objects).hasSize(3);
            assertThat(objects)
                    .anySatisfy(one ->
                            assertThat(Bytes.dataset(Files.readAllBytes(one)))
                                    .isEqualTo(Bytes.of(TestObject.ct(600, 1, 2))));
        }
    }

    /// The job takes a hundred sessions at a time.
    private static void archive() {
        for (int i = 0; i < 5; i++) {
            SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);
        }
    }
}
