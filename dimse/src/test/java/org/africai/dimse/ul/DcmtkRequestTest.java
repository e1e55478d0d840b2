package org.africai.dimse.ul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomWriter;
import org.africai.dimse.Dcmtk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests of DCMTK are the oracle of ours: read and written again they are the same bytes.
class DcmtkRequestTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echoscu -aet ME -aec YOU localhost PORT",
                "echoscu --propose-ts 20 --propose-pc 100 localhost PORT",
                "echoscu --max-pdu 131072 localhost PORT",
                "findscu -S -k QueryRetrieveLevel=STUDY localhost PORT",
                "findscu -P -xi -k QueryRetrieveLevel=STUDY localhost PORT",
                "getscu -S -k QueryRetrieveLevel=STUDY -k StudyInstanceUID=1.2 localhost PORT",
                "movescu -S -k QueryRetrieveLevel=STUDY -k StudyInstanceUID=1.2 localhost PORT",
                "storescu --user ada --password secret -rsp localhost PORT FILE",
                "storescu --user ada --empty-password localhost PORT FILE",
                "storescu -xv localhost PORT FILE",
            })
    void a_request_of_dcmtk_read_and_written_is_the_same(String command) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> request =
                    CompletableFuture.supplyAsync(() -> receive(listener));
            List<String> words =
                    new ArrayList<>(
                            Arrays.asList(
                                    command.replace("PORT", String.valueOf(listener.getLocalPort()))
                                            .replace("FILE", file().toString())
                                            .split(" ")));
            String tool = words.removeFirst();
            assertThat(Dcmtk.run(tool, words.toArray()).exit()).isNotZero();

            AssociationRequest read = AssociateReader.request(request.get());

            byte[] written = AssociateWriter.request(read);
            byte[] content = Arrays.copyOfRange(written, PduType.HEADER_BYTES, written.length);
            assertThat(HexFormat.of().formatHex(content))
                    .isEqualTo(HexFormat.of().formatHex(withoutReserved(request.get())));
            assertThat(read.contexts()).isNotEmpty();
            assertThat(read.information().implementationVersion()).startsWith("OFFIS_DCMTK");
            boolean isGet = command.startsWith("getscu");
            assertThat(read.role(KnownUid.CTImageStorage).isPresent()).isEqualTo(isGet);
        }
    }

    /// DCMTK writes FF into a byte of each presentation context that is reserved (PS3.8 Table
    /// 9-13).
    private static byte[] withoutReserved(byte[] request) {
        int at = 68;
        while (at < request.length) {
            if (request[at] == ItemType.PROPOSED_CONTEXT) {
                Arrays.fill(request, at + 5, at + 8, (byte) 0);
            }
            at += 4 + ((request[at + 2] & 0xFF) << 8 | (request[at + 3] & 0xFF));
        }
        return request;
    }

    /// storescu reads its file before it calls.
    private Path file() throws IOException {
        Path file = folder.resolve("ct.dcm");
        Dataset dataset =
                Dataset.builder()
                        .put(Tag.SOPClassUID, KnownUid.SecondaryCaptureImageStorage)
                        .put(Tag.SOPInstanceUID, "2.25.1")
                        .build();
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.write(dataset, TransferSyntax.EXPLICIT_LITTLE, out);
        }
        return file;
    }

    private static byte[] receive(ServerSocket listener) {
        try (Socket socket = listener.accept();
                RawPeer peer = new RawPeer(socket)) {
            byte[] content = peer.receive().content().toBytes();
            peer.send(AssociateWriter.reject(Rejection.NO_REASON));
            assertThat(peer.receive().isClosed()).isTrue();
            return content;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
