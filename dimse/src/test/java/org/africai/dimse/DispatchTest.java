package org.africai.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.africai.dicom.Uid;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomWriter;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.Octets;
import org.africai.dimse.ul.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchTest {
    private static final DicomClient CLIENT = DicomClient.of("SENDER");

    private final List<Uid> stored = new ArrayList<>();

    private Answer keep(StoreRequest request) {
        stored.add(request.sopInstance());
        return Answer.SUCCESS;
    }

    private Services keeping() {
        return Services.ECHO
                .withStore((request, _) -> keep(request))
                .withStorage(StorageClasses.standardAndUnknown(), TransferSyntaxes.ANY);
    }

    private static List<TestData.Bytes> kinds(int count) {
        List<TestData.Bytes> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            objects.add(
                    new TestData.Bytes(
                            new Uid("1.2.3." + i),
                            new Uid("2.25." + i),
                            TransferSyntax.EXPLICIT_LITTLE,
                            Octets.of("object " + i)));
        }
        return objects;
    }

    @Test
    void more_kinds_than_an_association_has_room_for_take_more_associations() throws Exception {
        List<TestData.Bytes> objects = kinds(150);
        try (TestServer server = new TestServer(keeping())) {
            try (Dispatch dispatch = new Dispatch(CLIENT, server.entity(), objects)) {
                for (TestData.Bytes object : objects) {
                    assertThat(dispatch.send(object).isSuccess()).isTrue();
                }
            }
            assertThat(server.nextReport().messages()).isEqualTo(64);
            assertThat(server.nextReport().messages()).isEqualTo(64);
            assertThat(server.nextReport().messages()).isEqualTo(22);
        }
        assertThat(stored).hasSize(150);
    }

    @Test
    void a_connection_that_broke_is_opened_again_for_the_next_object() throws Exception {
        List<TestData.Bytes> objects = kinds(3);
        AtomicInteger count = new AtomicInteger();
        Services breaking =
                keeping()
                        .withStore((request, _) -> {
                            if (count.incrementAndGet() == 2) {
                                throw new AssociationEnded(new AssociationEnd.Closed());
                            }
                            return keep(request);
                        });
        try (TestServer server = new TestServer(breaking);
                Dispatch dispatch = new Dispatch(CLIENT, server.entity(), objects)) {
            assertThat(dispatch.send(objects.get(0)).isSuccess()).isTrue();
            assertThatThrownBy(() -> dispatch.send(objects.get(1)))
                    .isInstanceOf(AssociationEnded.class);
            assertThat(dispatch.send(objects.get(2)).isSuccess()).isTrue();
        }
        assertThat(stored).hasSize(2);
    }

    @Test
    void a_peer_that_refuses_is_not_asked_again() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Admission refusing =
                (_, _, _) -> {
                    asked.incrementAndGet();
                    return new Admission.Verdict.Refused(Rejection.CALLING_AE_NOT_RECOGNIZED);
                };
        List<TestData.Bytes> objects = kinds(3);
        try (TestServer server = new TestServer(refusing, settings -> settings);
                Dispatch dispatch = new Dispatch(CLIENT, server.entity(), objects)) {
            for (TestData.Bytes object : objects) {
                assertThatThrownBy(() -> dispatch.send(object))
                        .hasMessageContaining("calling AE title not recognized");
            }
        }
        assertThat(asked).hasValue(1);
    }

    /// Nothing was sent yet, so that the association goes on.
    @Test
    void a_file_that_is_gone_ends_nothing_and_is_told(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("one.dcm");
        try (OutputStream out = Files.newOutputStream(path)) {
            var held = new MemoryArchive(1).objects().getFirst();
            DicomWriter.write(held.dataset(), held.transferSyntax(), out);
        }
        FileObject file = FileObject.of(path);
        try (TestServer server = new TestServer(keeping());
                Association association =
                        CLIENT.open(server.entity(), Proposal.EMPTY.store(List.of(file)))
                                .orThrow()) {
            Files.delete(path);
            assertThatThrownBy(() -> association.store(file)).isInstanceOf(IOException.class);
            assertThat(association.end()).isEmpty();
        }
        assertThat(stored).isEmpty();
    }
}
