package org.africai.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomReader;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.AssociationEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queries and retrievals of DCMTK at our archive, and of ours at DCMTK's.
class DcmtkQueryRetrieveTest {
    private static final String STUDY = "StudyInstanceUID=" + MemoryArchive.STUDY;

    private final MemoryArchive archive = new MemoryArchive(3);

    @TempDir private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> !f.getFileName().toString().endsWith(".cfg")).toList();
        }
    }

    @Test
    void findscu_gets_its_matches() throws Exception {
        try (TestServer server = new TestServer(archive.services())) {
            var found =
                    Dcmtk.run(
                            "findscu",
                            "-v",
                            "-S",
                            "-k",
                            "QueryRetrieveLevel=IMAGE",
                            "-k",
                            STUDY,
                            "-k",
                            "Modality=C?",
                            "-k",
                            "SOPInstanceUID",
                            "-k",
                            "PatientName=*z*",
                            "localhost",
                            server.port());

            assertThat(found.exit()).as(found.output()).isZero();
            assertThat(found.output())
                    .contains("Find Response: 3 (Pending)")
                    .contains(MemoryArchive.STUDY + ".1.3")
                    .doesNotContain(MemoryArchive.STUDY + ".2.1")
                    .contains("ISO_IR 192")
                    .contains("Received Final Find Response (Success)");
            assertThat(server.nextReport().end()).isInstanceOf(AssociationEnd.Released.class);
        }
    }

    @Test
    void findscu_cancels() throws Exception {
        FindService endless =
                (_, out) -> {
                    long sent = 0;
                    while (out.add(Dataset.builder().put(Tag.PatientID, "X").build())) {
                        sent++;
                    }
                    assertThat(sent).isPositive();
                    return Answer.SUCCESS;
                };
        try (TestServer server = new TestServer(Services.ECHO.withFind(endless))) {
            var found =
                    Dcmtk.run(
                            "findscu",
                            "-v",
                            "-S",
                            "--cancel",
                            2,
                            "-k",
                            "QueryRetrieveLevel=STUDY",
                            "-k",
                            "PatientID",
                            "localhost",
                            server.port());
            assertThat(found.output()).contains("Received Final Find Response (Cancel");
            assertThat(server.nextReport().end()).isInstanceOf(AssociationEnd.Released.class);
        }
    }

    @Test
    void getscu_gets_a_study() throws Exception {
        try (TestServer server = new TestServer(archive.services())) {
            var got =
                    Dcmtk.run(
                            "getscu",
                            "-S",
                            "-k",
                            "QueryRetrieveLevel=STUDY",
                            "-k",
                            STUDY,
                            "-od",
                            folder,
                            "localhost",
                            server.port());
            assertThat(got.exit()).as(got.output()).isZero();
        }
        assertThat(files()).hasSize(6);
        for (Path file : files()) {
            assertThat(DicomReader.HEADER.read(file).dataset().string(Tag.PatientName))
                    .contains("Müller^Zoë");
        }
    }

    @Test
    void movescu_has_a_study_sent_to_storescp() throws Exception {
        try (TestServer server = new TestServer(archive.services());
                var storescp = Dcmtk.listen("storescp", "-od", folder)) {
            archive.know(RemoteEntity.plain("DEST", "127.0.0.1", storescp.port()));
            var moved =
                    Dcmtk.run(
                            "movescu",
                            "-v",
                            "-S",
                            "-aem",
                            "DEST",
                            "-k",
                            "QueryRetrieveLevel=STUDY",
                            "-k",
                            STUDY,
                            "localhost",
                            server.port());
            var refused =
                    Dcmtk.run(
                            "movescu",
                            "-v",
                            "-S",
                            "-aem",
                            "OTHER",
                            "-k",
                            "QueryRetrieveLevel=STUDY",
                            "-k",
                            STUDY,
                            "localhost",
                            server.port());

            assertThat(moved.exit()).as(moved.output()).isZero();
            assertThat(moved.output()).contains("Received Final Move Response (Success)");
            assertThat(refused.output()).contains("MoveDestinationUnknown");
        }
        assertThat(files()).hasSize(6);
    }

    /// DCMTK's archive, filled and asked by us.
    @Test
    void dcmqrscp_is_filled_asked_and_read() throws Exception {
        ConcurrentHashMap<Uid, Long> moved = new ConcurrentHashMap<>();
        ConcurrentHashMap<Uid, Long> got = new ConcurrentHashMap<>();
        StoreService destination = counting(moved);
        DicomClient client = DicomClient.of("ASKER");
        try (TestServer dest = new TestServer(Services.ECHO.withStore(destination));
                var dcmqrscp = Dcmtk.listen("dcmqrscp", "-c", configuration(dest.port()))) {
            RemoteEntity peer = RemoteEntity.plain("QR", "127.0.0.1", dcmqrscp.port());
            Proposal proposal =
                    Proposal.EMPTY
                            .store(archive.objects())
                            .find(QueryModel.STUDY_ROOT)
                            .move(QueryModel.STUDY_ROOT);
            try (Association association = client.open(peer, proposal).orThrow()) {
                List<Answer> answers = new ArrayList<>();
                association.storeAll(archive.objects(), (_, answer) -> answers.add(answer));
                assertThat(answers).hasSize(6).allMatch(Answer::isSuccess);

                List<Dataset> matches = new ArrayList<>();
                Dataset series =
                        Dataset.builder()
                                .put(Tag.QueryRetrieveLevel, "SERIES")
                                .put(Tag.StudyInstanceUID, MemoryArchive.STUDY)
                                .putEmpty(Tag.SeriesInstanceUID)
                                .putEmpty(Tag.Modality)
                                .build();
                Answer found = association.find(QueryModel.STUDY_ROOT, series, matches::add);
                assertThat(found.isSuccess()).isTrue();
                assertThat(matches)
                        .extracting(m -> m.string(Tag.Modality).orElseThrow())
                        .containsExactlyInAnyOrder("CT", "MR");

                RetrieveResult result =
                        association.move(
                                QueryModel.STUDY_ROOT, study(), new AeTitle("ASKER"), _ -> true);
                assertThat(result.answer().status()).isEqualTo(Status.SUCCESS);
                assertThat(moved).hasSize(6);
            }
            get(client, peer, counting(got));
            assertThat(got).isEqualTo(moved);
        }
    }

    private static void get(DicomClient client, RemoteEntity peer, StoreService store)
            throws IOException {
        Proposal proposal =
                Proposal.EMPTY.get(
                        QueryModel.STUDY_ROOT,
                        List.of(KnownUid.CTImageStorage, KnownUid.MRImageStorage),
                        List.of(TransferSyntax.EXPLICIT_LITTLE.uid()));
        try (Association association = client.open(peer, proposal).orThrow()) {
            RetrieveResult result =
                    association.get(QueryModel.STUDY_ROOT, study(), store, _ -> true);
            assertThat(result.answer().status()).isEqualTo(Status.SUCCESS);
            assertThat(result.counts().completed()).isEqualTo(6);
        }
    }

    private static StoreService counting(ConcurrentHashMap<Uid, Long> counts) {
        return (request, dataset) -> {
            Dataset read =
                    DicomReader.WHOLE.readDataset(dataset, request.transferSyntax(), "dataset");
            counts.put(request.sopInstance(), read.element(Tag.PixelData).get().length());
            return Answer.SUCCESS;
        };
    }

    private static Dataset study() {
        return Dataset.builder()
                .put(Tag.QueryRetrieveLevel, "STUDY")
                .put(Tag.StudyInstanceUID, MemoryArchive.STUDY)
                .build();
    }

    private Path configuration(int destinationPort) throws IOException {
        Path database = Files.createDirectory(folder.resolve("database"));
        Path file = folder.resolve("qr.cfg");
        String text =
                """
                NetworkTCPPort  = 11112
                MaxPDUSize      = 131072
                MaxAssociations = 16
                HostTable BEGIN
                asker = (ASKER, 127.0.0.1, %d)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                QR  %s  RW (200, 1024mb)  ANY
                AETable END
                """
                        .replace("%d", String.valueOf(destinationPort))
                        .replace("%s", database.toString());
        Files.writeString(file, text);
        return file;
    }
}
