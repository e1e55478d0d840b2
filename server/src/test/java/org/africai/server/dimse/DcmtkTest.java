package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dimse.Answer;
import org.africai.dimse.Association;
import org.africai.dimse.FileObject;
import org.africai.dimse.Proposal;
import org.africai.dimse.QueryModel;
import org.africai.dimse.StoreService;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.africai.server.db.TestFolders;
import org.africai.server.intake.IdleSessionsJob;
import org.africai.server.intake.TestData;
import org.africai.server.intake.TestObject;
import org.africai.store.BlobStore;
import org.africai.store.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// DCMTK's tools as peers, and all real files there are.
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

    /// Objects that our sender can send as they are: those that say what they are.
    private static Optional<FileObject> object(Path file) {
        try {
            return Optional.of(FileObject.of(file)).filter(FileObject::isExact);
        } catch (IOException notDicom) {
            return Optional.empty();
        }
    }

    /// What the test data has, the first file of each UID.
    private static Map<String, FileObject> objects() {
        Path data = TestData.folder().orElse(null);
        assumeThat(data).as("SKIPPED: no real DICOM files here").isNotNull();
        Map<String, FileObject> objects = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(data)) {
            all.filter(Files::isRegularFile)
                    .sorted()
                    .flatMap(file -> object(file).stream())
                    .forEach(one -> objects.putIfAbsent(one.sopInstance().value(), one));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return objects;
    }

    @Test
    void every_real_file_comes_back_byte_for_byte_or_is_refused_with_a_reason() throws Exception {
        Map<String, FileObject> objects = objects();
        Map<String, String> refused = new TreeMap<>();
        Map<String, FileObject> kept = new LinkedHashMap<>();
        for (FileObject object : objects.values()) {
            try (Association association =
                    receiver.sender().open(Proposal.EMPTY.store(List.of(object))).orThrow()) {
                Answer answer = association.store(object);
                if (answer.isSuccess()) {
                    kept.put(object.sopInstance().value(), object);
                } else {
                    refused.put(object.path().getFileName().toString(), answer.toString());
                }
            }
        }
        assertThat(kept).hasSizeGreaterThan(200);
        assertThat(refused.values())
                .as("%s", refused)
                .allSatisfy(why -> assertThat(why).matches("(C000|A900) .*"));
        requireStored(kept);
        archive();
        requireGettable(kept);
    }

    /// What is in the store is what was sent.
    private static void requireStored(Map<String, FileObject> kept) throws IOException {
        Map<String, String> differing = new TreeMap<>();
        for (Map.Entry<String, FileObject> one : kept.entrySet()) {
            byte[] sent = dataset(one.getValue().path());
            if (!waiting(one.getKey(), sent)) {
                differing.put(one.getKey(), one.getValue().path().toString());
            }
        }
        assertThat(differing).isEmpty();
    }

    private static boolean waiting(String sopUid, byte[] sent) {
        return SERVER
                .get(Sql.class)
                .of(
                        """
                        select b.sha256
                          from prearchive_file f
                          join blob b on b.key = f.blob_key
                         where f.sop_uid = :uid\
                        """)
                .bind("uid", sopUid)
                .list(row -> Sha256.of(row.bytes("sha256")))
                .stream()
                .anyMatch(blob -> {
                    try (var in = SERVER.get(BlobStore.class).openStream(blob)) {
                        return Arrays.equals(Bytes.dataset(in.readAllBytes()), sent);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static byte[] dataset(Path file) throws IOException {
        return Bytes.dataset(Files.readAllBytes(file));
    }

    /// What was archived comes back by C-GET as it was sent.
    private static void requireGettable(Map<String, FileObject> kept) throws IOException {
        int archived = 0;
        for (Map.Entry<String, FileObject> one : kept.entrySet()) {
            Optional<byte[]> got = get(one.getValue());
            if (got.isPresent()) {
                archived++;
                assertThat(got.get())
                        .as("%s", one.getValue().path())
                        .isEqualTo(dataset(one.getValue().path()));
            }
        }
        assertThat(archived).isGreaterThan(150);
    }

    private static Optional<byte[]> get(FileObject object) throws IOException {
        List<byte[]> got = new ArrayList<>();
        StoreService keep =
                (_, dataset) -> {
                    got.add(dataset.readAllBytes());
                    return Answer.SUCCESS;
                };
        DicomFile file = DicomReader.HEADER.read(object.path());
        Dataset identifier =
                Dataset.builder()
                        .put(Tag.QueryRetrieveLevel, "IMAGE")
                        .put(Tag.SOPInstanceUID, object.sopInstance())
                        .build();
        TransferSyntax syntax = TransferSyntax.of(file.transferSyntax().uid());
        Proposal proposal =
                Proposal.EMPTY.get(
                        QueryModel.STUDY_ROOT, List.of(object.sopClass()), List.of(syntax.uid()));
        try (Association association = receiver.sender().open(proposal).orThrow()) {
            var _ = association.get(QueryModel.STUDY_ROOT, identifier, keep, _ -> true);
        }
        return got.stream().findFirst();
    }
}
