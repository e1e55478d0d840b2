package org.africai.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.DicomWriter;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.NetworkLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// C-ECHO and C-STORE from and to DCMTK.
class DcmtkStoreTest {
    private static final DicomClient CLIENT = DicomClient.of("SENDER");

    @TempDir private Path folder;

    private Path received() {
        return folder.resolve("received");
    }

    /// Writes what comes as files, as an archive would.
    private Answer keep(StoreRequest request, InputStream dataset) throws IOException {
        Files.createDirectories(received());
        Path file = received().resolve(request.sopInstance().value() + ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            request.writeFileStart(out);
            dataset.transferTo(out);
        }
        return Answer.SUCCESS;
    }

    private TestServer archive() {
        Services services =
                Services.ECHO
                        .withStore(this::keep)
                        .withStorage(StorageClasses.standardAndUnknown(), TransferSyntaxes.ANY);
        return new TestServer(services);
    }

    private List<Path> files(Path of) throws IOException {
        if (!Files.isDirectory(of)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(of)) {
            return files.sorted().toList();
        }
    }

    /// A CT-like file of the given length and more.
    private Path file(int number, int length) throws IOException {
        Path file = folder.resolve("ct" + number + ".dcm");
        Dataset dataset =
                Dataset.builder()
                        .put(Tag.SOPClassUID, KnownUid.CTImageStorage)
                        .put(Tag.SOPInstanceUID, new Uid("2.25.77" + number))
                        .put(Tag.PatientName, "Nobody^N")
                        .put(Tag.PixelData, Vr.OW, new byte[length])
                        .build();
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.write(dataset, TransferSyntax.EXPLICIT_LITTLE, out);
        }
        return file;
    }

    private static byte[] dataset(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        DicomFile read = DicomReader.HEADER.read(file);
        return Arrays.copyOfRange(all, (int) read.datasetOffset(), all.length);
    }

    @Test
    void echoscu_is_answered() throws Exception {
        try (TestServer server = archive()) {
            var result = Dcmtk.run("echoscu", "--repeat", 3, "localhost", server.port());

            assertThat(result.exit()).as(result.output()).isZero();
            AssociationReport report = server.nextReport();
            assertThat(report.end()).isInstanceOf(AssociationEnd.Released.class);
            assertThat(report.messages()).isEqualTo(3);
        }
    }

    @Test
    void echoscu_that_aborts_is_the_peers_end() throws Exception {
        try (TestServer server = archive()) {
            Dcmtk.run("echoscu", "--abort", "localhost", server.port());

            assertThat(server.nextReport().end()).isInstanceOf(AssociationEnd.Aborted.class);
        }
    }

    @Test
    void echoscu_hears_why_it_is_rejected() throws Exception {
        var nobody = Admission.forTitles(Set.of(), Services.ECHO);
        try (TestServer server = new TestServer(nobody, settings -> settings)) {
            var result = Dcmtk.run("echoscu", "localhost", server.port());

            assertThat(result.exit()).isNotZero();
            assertThat(result.output()).contains("Called AE Title Not Recognized");
        }
    }

    @Test
    void a_login_of_storescu_is_understood() throws Exception {
        List<String> names = new ArrayList<>();
        Admission login =
                (request, _, _) -> {
                    var identity = request.information().identity();
                    names.add(identity == null ? "" : identity.primary().toText());
                    names.add(identity == null ? "" : identity.secondary().toText());
                    return Admission.Verdict.admit(Services.ECHO.withStore(this::keep));
                };
        try (TestServer server = new TestServer(login, settings -> settings)) {
            var result =
                    Dcmtk.run(
                            "storescu",
                            "--user",
                            "ada",
                            "--password",
                            "secret",
                            "-rsp",
                            "localhost",
                            server.port(),
                            file(1, 10));
            assertThat(result.exit()).as(result.output()).isZero();
            assertThat(names).containsExactly("ada", "secret");
        }
    }

    @Test
    void what_storescu_sends_arrives_byte_for_byte() throws Exception {
        Path one = file(1, 600_000);
        Path two = file(2, 10);
        try (TestServer server = archive()) {
            var result = Dcmtk.run("storescu", "-xe", "-R", "localhost", server.port(), one, two);
            assertThat(result.exit()).as(result.output()).isZero();
        }
        assertThat(files(received())).hasSize(2);
        assertThat(dataset(files(received()).get(0))).isEqualTo(dataset(one));
        DicomFile file = DicomReader.WHOLE.read(files(received()).get(1));
        assertThat(file.notes()).isEmpty();
        assertThat(file.meta().contains(Tag.SourceApplicationEntityTitle)).isFalse();
        assertThat(file.meta().uid(Tag.TransferSyntaxUID))
                .contains(TransferSyntax.EXPLICIT_LITTLE.uid());
    }

    @Test
    void storescu_with_nagle_on_is_served_too() throws Exception {
        List<Object> arguments = new ArrayList<>(List.of("-xe", "-R"));
        try (TestServer server = archive()) {
            arguments.add("localhost");
            arguments.add(server.port());
            for (int i = 0; i < 20; i++) {
                arguments.add(file(i, 500_000));
            }
            var result = Dcmtk.runWithNagle("storescu", arguments.toArray());
            assertThat(result.exit()).as(result.output()).isZero();
        }
        assertThat(files(received())).hasSize(20);
    }

    @Test
    void real_files_go_to_storescp_and_come_back_from_storescu_as_they_were() throws Exception {
        List<Path> sample = readable(TestFiles.sample());
        Path out = Files.createDirectories(folder.resolve("storescp"));
        int sent = 0;
        try (var storescp = Dcmtk.listen("storescp", "+B", "+xa", "-pm", "-od", out)) {
            List<FileObject> objects = objects(sample);
            RemoteEntity peer = RemoteEntity.plain("STORESCP", "127.0.0.1", storescp.port());
            try (Dispatch dispatch = new Dispatch(CLIENT, peer, objects)) {
                for (FileObject object : objects) {
                    sent += isTaken(dispatch, object) ? 1 : 0;
                }
            }
        }
        assertThat(files(out)).hasSize(sent);
        assertThat(sent).isGreaterThan(objects(sample).size() * 3 / 4);
        for (Path arrived : files(out)) {
            assertThat(isSameAsSent(arrived, sample)).as(arrived.toString()).isTrue();
        }
        comeBack(files(out));
    }

    private static boolean isTaken(Dispatch dispatch, FileObject object) throws IOException {
        return dispatch.send(object).isSuccess();
    }

    /// DCMTK writes data sets anew, but leaves compressed pixel data as it is.
    private void comeBack(List<Path> files) throws Exception {
        List<Path> compressed = new ArrayList<>();
        try (TestServer server = archive()) {
            for (Path file : files) {
                TransferSyntax syntax = DicomReader.HEADER.read(file).transferSyntax();
                if (syntax.isEncapsulated()
                        && Dcmtk.run("dcmsend", "-dn", "localhost", server.port(), file).exit()
                                == 0) {
                    compressed.add(file);
                }
            }
        }
        assertThat(compressed).hasSizeGreaterThan(5);
        for (Path file : compressed) {
            Uid name = DicomReader.HEADER.read(file).dataset().uid(Tag.SOPInstanceUID).get();
            Path arrived = received().resolve(name.value() + ".dcm");
            // Padding behind the pixel data stays behind.
            int same = Arrays.mismatch(pixels(arrived), pixels(file));
            assertThat(same).as(file.toString()).isIn(-1, pixels(arrived).length);
        }
    }

    private static byte[] pixels(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        long start = DicomReader.HEADER.read(file).pixelData().orElseThrow().valueOffset();
        return Arrays.copyOfRange(all, (int) start, all.length);
    }

    private boolean isSameAsSent(Path arrived, List<Path> sent) throws IOException {
        byte[] bytes = dataset(arrived);
        for (Path file : sent) {
            if (Arrays.equals(bytes, dataset(file))) {
                return true;
            }
        }
        return false;
    }

    /// Files with unique names and a defined size, so that a folder can be compared.
    private static List<Path> readable(List<Path> files) throws IOException {
        List<Path> readable = new ArrayList<>();
        List<Uid> seen = new ArrayList<>();
        for (Path file : files) {
            Optional<FileObject> object = object(file);
            if (object.isPresent()
                    && object.get().isExact()
                    && !seen.contains(object.get().sopInstance())) {
                seen.add(object.get().sopInstance());
                readable.add(file);
            }
        }
        return readable;
    }

    private static List<FileObject> objects(List<Path> files) throws IOException {
        List<FileObject> objects = new ArrayList<>();
        for (Path file : files) {
            object(file).ifPresent(objects::add);
        }
        return objects;
    }

    private static Optional<FileObject> object(Path file) throws IOException {
        try {
            return Optional.of(FileObject.of(file));
        } catch (InvalidDicom _) {
            return Optional.empty();
        }
    }

    @Test
    void storescp_takes_what_is_rewritten_for_it() throws Exception {
        Path out = Files.createDirectories(folder.resolve("storescp"));
        FileObject object = FileObject.of(file(1, 100_000));
        try (var storescp = Dcmtk.listen("storescp", "+xi", "-od", out)) {
            RemoteEntity peer = RemoteEntity.plain("STORESCP", "127.0.0.1", storescp.port());
            Proposal proposal = Proposal.EMPTY.echo().store(List.of(object));
            try (Association association = CLIENT.open(peer, proposal).orThrow()) {
                assertThat(association.echo().isSuccess()).isTrue();
                assertThat(association.store(object).isSuccess()).isTrue();
                assertThat(association.contexts())
                        .extracting(context -> context.transferSyntax().uid())
                        .containsOnly(TransferSyntax.IMPLICIT_LITTLE.uid());
            }
        }
        DicomFile arrived = DicomReader.WHOLE.read(files(out).getFirst());
        assertThat(arrived.dataset().string(Tag.PatientName)).contains("Nobody^N");
        assertThat(arrived.pixelData().orElseThrow().length()).isEqualTo(100_000);
    }

    @Test
    void storescp_that_aborts_ends_the_association_without_an_answer() throws Exception {
        FileObject object = FileObject.of(file(1, 100_000));
        var limits = NetworkLimits.DEFAULT;
        try (var storescp = Dcmtk.listen("storescp", "--abort-after", "-od", folder)) {
            RemoteEntity peer = RemoteEntity.plain("STORESCP", "127.0.0.1", storescp.port());
            DicomClient client = new DicomClient(CLIENT.title(), limits);
            Association association =
                    client.open(peer, Proposal.EMPTY.store(List.of(object))).orThrow();
            try (association) {
                assertThatThrownBy(() -> association.store(object)).isInstanceOf(IOException.class);
                assertThat(association.end()).containsInstanceOf(AssociationEnd.Aborted.class);
            }
        }
    }

    @Test
    void storescp_that_refuses_is_a_rejection() throws Exception {
        try (var storescp = Dcmtk.listen("storescp", "--refuse", "-od", folder)) {
            RemoteEntity peer = RemoteEntity.plain("STORESCP", "127.0.0.1", storescp.port());
            assertThat(CLIENT.open(peer, Proposal.EMPTY.echo()))
                    .isInstanceOf(Opening.Rejected.class);
        }
    }
}
