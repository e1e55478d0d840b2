package org.africai.server.files;

import static org.africai.server.files.TestArchive.all;
import static org.africai.server.files.TestArchive.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import org.africai.server.access.Caller;
import org.africai.server.access.Role;
import org.africai.server.db.TestDatabase;
import org.africai.store.FileBlobStore;
import org.africai.store.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StorageCareTest {
    private static final long FAST = Long.MAX_VALUE;

    @RegisterExtension static final TestDatabase database = new TestDatabase();
    private static TestArchive archive;
    private static int number;
    private String project;
    private Caller owner;

    @BeforeAll
    static void open() {
        archive = new TestArchive(database);
    }

    @BeforeEach
    void makeProject() {
        project = "CARE" + ++number;
        archive.project(project);
        owner = archive.somebody("keeper" + number, project, Role.OWNER);
        archive.put(owner, session(project), "R", "kept.txt", "kept " + project);
        archive.put(owner, session(project), "R", "gone.txt", "gone " + project);
    }

    @Test
    void a_sweep_removes_bytes_that_no_file_names_any_more_once_the_grace_is_over() {
        Sha256 kept = blob("kept.txt");
        Sha256 gone = blob("gone.txt");
        archive.files.delete(owner, all(session(project)), "gone.txt");

        care(Duration.ZERO).sweep();

        assertThat(archive.store.exists(gone)).isTrue();

        care(StorageCare.GRACE.plusHours(1)).sweep();

        assertThat(archive.store.exists(gone)).isFalse();
        assertThat(archive.store.exists(kept)).isTrue();
        assertThat(archive.text(archive.list(owner, all(session(project))).getFirst()))
                .isEqualTo("kept " + project);
    }

    @Test
    void a_scrub_finds_a_flipped_bit_and_the_file_is_not_given_out_any_more() throws IOException {
        flipABit(blob("kept.txt"));

        StorageCare care = care(StorageCare.VERIFY_EVERY.plusHours(1));
        int found = care.scrub(FAST);

        assertThat(found).isEqualTo(1);
        ListedFile damaged = listed("kept.txt");
        assertThatThrownBy(() -> archive.files.content(damaged)).hasMessageContaining("damaged");
        assertThat(archive.text(listed("gone.txt"))).isEqualTo("gone " + project);
        assertThat(care.scrub(FAST)).as("what was verified now is not due again").isZero();
    }

    private StorageCare care(Duration later) {
        Clock clock = Clock.offset(Clock.systemUTC(), later);
        return new StorageCare(FileBlobStore.open(archive.folder, 0, clock), archive.blobs, clock);
    }

    private ListedFile listed(String path) {
        return archive.list(owner, all(session(project))).stream()
                .filter(file -> file.file().path().path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private Sha256 blob(String path) {
        return listed(path).file().digests().sha256();
    }

    private void flipABit(Sha256 blob) throws IOException {
        Path file = archive.folder.resolve("blobs").resolve(blob.hex().substring(0, 2));
        try (FileChannel bytes =
                FileChannel.open(
                        file.resolve(blob.hex()),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            ByteBuffer first = ByteBuffer.allocate(1);
            bytes.read(first, 0);
            first.put(0, (byte) (first.get(0) ^ 1));
            bytes.write(first.flip(), 0);
        }
    }
}
