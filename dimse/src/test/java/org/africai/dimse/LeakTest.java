package org.africai.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.africai.dicom.dict.KnownUid;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.RawPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// After many associations that ended in every way, what they took is free again.
@Timeout(120)
class LeakTest {
    private static final int ROUNDS = 200;
    private static final int FEW = 20;
    private static final long MEBIBYTE = 1 << 20;

    private static final NetworkLimits HASTY =
            NetworkLimits.DEFAULT.withTimes(
                    Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(20));

    private final TestServer server =
            new TestServer(
                    Services.ECHO.withStore((_, dataset) -> {
                        dataset.transferTo(OutputStream.nullOutputStream());
                        return Answer.SUCCESS;
                    }),
                    HASTY);

    @Test
    void places_handles_and_memory_return() throws Exception {
        rounds(FEW);
        long handles = handles();
        long memory = memory();

        rounds(ROUNDS);

        assertThat(server.server().openAssociations()).isZero();
        assertThat(handles()).isLessThan(handles + FEW);
        assertThat(memory()).isLessThan(memory + 16 * MEBIBYTE);
        server.close();
    }

    private void rounds(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            switch (i % 5) {
                case 0 -> good();
                case 1 -> bad(RawPeer::abort);
                case 2 -> bad(peer -> peer.send("99 00 00000000"));
                case 3 -> bad(peer -> peer.fragment(1, 3, new byte[] {1}));
                default -> bad(LeakTest::halfAnObject);
            }
            assertThat(server.nextReport().end()).isNotNull();
        }
    }

    private void good() throws IOException {
        var object = TestData.Bytes.of(1, 100_000);
        Proposal proposal = Proposal.EMPTY.store(List.of(object));
        try (Association association =
                DicomClient.of("GOOD").open(server.entity(), proposal).orThrow()) {
            assertThat(association.store(object).isSuccess()).isTrue();
        }
    }

    /// What a peer does that ends it.
    @FunctionalInterface
    private interface Mischief {
        void at(RawPeer peer) throws IOException;
    }

    private void bad(Mischief mischief) throws IOException {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            mischief.at(peer);
        }
    }

    private static void halfAnObject(RawPeer peer) throws IOException {
        Command store =
                Command.request(CommandField.C_STORE, 1)
                        .withAffected(
                                KnownUid.CTImageStorage, TestData.Bytes.of(1, 1).sopInstance())
                        .withDataset();
        peer.fragment(3, 3, store.toBytes());
        peer.fragment(3, 0, new byte[50_000]);
    }

    /// Open files and sockets, where the system tells; else none.
    private static long handles() throws IOException {
        Path folder = Path.of("/proc/self/fd");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    private static long memory() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
