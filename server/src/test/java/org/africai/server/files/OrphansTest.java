package org.africai.server.files;

import static org.africai.server.files.TestArchive.all;
import static org.africai.server.files.TestArchive.session;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.africai.server.access.Caller;
import org.africai.server.access.Role;
import org.africai.server.db.TestDatabase;
import org.africai.store.Sha256;
import org.africai.store.Spooled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrphansTest {
    @RegisterExtension static final TestDatabase database = new TestDatabase();
    private static int number;
    private TestArchive archive;
    private StorageCare care;
    private String project;
    private Caller owner;

    @BeforeEach
    void open() {
        archive = new TestArchive(database);
        care = new StorageCare(archive.store, archive.blobs, Clock.systemUTC());
        project = "P" + ++number;
        archive.project(project);
        owner = archive.somebody("owner" + number, project, Role.OWNER);
    }

    /// Puts a file and lets two days pass.
    private Sha256 oldFile(String path, String text) throws IOException {
        archive.put(owner, session(project), "R", path, text);
        Sha256 blob =
                archive.list(owner, all(session(project))).stream()
                        .filter(f -> f.file().path().path().equals(path))
                        .findFirst()
                        .orElseThrow()
                        .file()
                        .digests()
                        .sha256();
        age(blob);
        return blob;
    }

    private void age(Sha256 blob) throws IOException {
        Instant old = Clock.systemUTC().instant().minus(Duration.ofDays(2));
        String name = blob.hex();
        Path file = archive.folder.resolve("blobs").resolve(name.substring(0, 2)).resolve(name);
        java.nio.file.Files.setLastModifiedTime(file, FileTime.from(old));
        archive.sql
                .of("update blob set created_at = :old where sha256 = :sha256")
                .bind("old", old)
                .bind("sha256", blob.bytes())
                .update();
    }

    private boolean hasRow(Sha256 blob) {
        return archive.sql
                .of("select 1 from blob where sha256 = :sha256")
                .bind("sha256", blob.bytes())
                .any();
    }

    @Test
    void what_a_file_names_stays_however_old() throws IOException {
        Sha256 blob = oldFile("kept", "kept " + project);
        care.sweep();
        assertThat(archive.store.exists(blob)).isTrue();
        assertThat(hasRow(blob)).isTrue();
        assertThat(archive.text(archive.list(owner, all(session(project))).getFirst()))
                .isEqualTo("kept " + project);
    }

    @Test
    void the_bytes_of_a_deleted_file_go_after_a_day() throws IOException {
        Sha256 blob = oldFile("gone", "gone " + project);
        archive.files.delete(owner, all(session(project)), "gone");
        care.sweep();
        assertThat(archive.store.exists(blob)).isFalse();
        assertThat(hasRow(blob)).isFalse();
    }

    @Test
    void what_was_published_today_stays() throws IOException {
        archive.put(owner, session(project), "R", "new", "new " + project);
        Sha256 blob =
                archive.list(owner, all(session(project))).getFirst().file().digests().sha256();
        archive.files.delete(owner, all(session(project)), "new");
        care.sweep();
        assertThat(archive.store.exists(blob)).isTrue();
        assertThat(hasRow(blob)).isTrue();
    }

    @Test
    void bytes_that_never_got_a_row_go_after_a_day() throws IOException {
        byte[] bytes = ("never named " + project).getBytes(StandardCharsets.UTF_8);
        Sha256 blob;
        try (Spooled file = archive.store.spool().receive(new ByteArrayInputStream(bytes), 1000)) {
            archive.store.publish(file);
            blob = file.sha256();
        }
        care.sweep();
        assertThat(archive.store.exists(blob)).isTrue();
        age(blob);
        care.sweep();
        assertThat(archive.store.exists(blob)).isFalse();
    }

    @Test
    void bytes_that_come_back_just_before_the_sweep_stay() throws IOException {
        Sha256 blob = oldFile("first", "comes back " + project);
        archive.files.delete(owner, all(session(project)), "first");
        archive.put(owner, session(project), "R", "second", "comes back " + project);
        care.sweep();
        assertThat(archive.store.exists(blob)).isTrue();
        assertThat(archive.text(archive.list(owner, all(session(project))).getFirst()))
                .isEqualTo("comes back " + project);
    }
}
