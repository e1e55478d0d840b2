package org.africai.server.files;

import static org.africai.server.files.TestArchive.all;
import static org.africai.server.files.TestArchive.session;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.africai.server.access.Caller;
import org.africai.server.access.Role;
import org.africai.server.db.TestDatabase;
import org.africai.store.Digests;
import org.africai.store.Hashing;
import org.africai.store.Md5;
import org.africai.store.Sha256;
import org.africai.store.Spooled;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Blobs that were received without their MD5.
class Md5Test {
    @RegisterExtension static final TestDatabase database = new TestDatabase();
    private static TestArchive archive;
    private static int number;
    private Caller owner;
    private String project;

    @BeforeAll
    static void open() {
        archive = new TestArchive(database);
    }

    @BeforeEach
    void makeProject() {
        project = "P" + ++number;
        archive.project(project);
        owner = archive.somebody("owner" + number, project, Role.OWNER);
    }

    /// A file whose bytes were received without MD5.
    private Digests put(String text) throws Exception {
        archive.put(owner, session(project), "R", "a.txt", text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Spooled file =
                archive.store
                        .spool()
                        .receive(
                                new ByteArrayInputStream(bytes),
                                bytes.length,
                                Hashing.WITHOUT_MD5)) {
            archive.store.publish(file);
            assertThat(file.digests().md5()).isNull();
            archive.sql
                    .of("update blob set md5 = null where sha256 = :name")
                    .bind("name", file.sha256().bytes())
                    .update();
            archive.blobs.insertOrGet(List.of(file.digests()));
        }
        return Digests.of(bytes);
    }

    private byte[] stored(Sha256 blob) {
        return archive.sql
                .of("select coalesce(md5, '') as md5 from blob where sha256 = :name")
                .bind("name", blob.bytes())
                .only(row -> row.bytes("md5"));
    }

    private String told() {
        return archive.list(owner, all(session(project))).getFirst().file().md5();
    }

    @Test
    void a_listing_tells_it_before_anybody_has_computed_it() throws Exception {
        Digests digests = put("told at once " + number);

        assertThat(told()).isEqualTo(hex(digests));
        assertThat(stored(digests.sha256())).isEmpty();
    }

    @Test
    void the_job_computes_what_is_missing() throws Exception {
        Digests digests = put("computed later " + number);

        try (var job = new Md5Job(archive.store, archive.blobs, Clock.systemUTC())) {
            job.run(Instant.now().plusSeconds(3600));
        }

        assertThat(stored(digests.sha256())).isEqualTo(md5(digests).bytes());
        assertThat(told()).isEqualTo(hex(digests));
    }

    @Test
    void the_job_leaves_alone_what_has_just_come() throws Exception {
        Digests digests = put("just now " + number);

        try (var job = new Md5Job(archive.store, archive.blobs, Clock.systemUTC())) {
            job.run(Instant.EPOCH);
        }

        assertThat(stored(digests.sha256())).isEmpty();
    }

    @Test
    void bytes_that_are_gone_have_none() throws Exception {
        Digests digests = put("lost " + number);
        String name = digests.sha256().hex();
        java.nio.file.Files.delete(
                archive.folder.resolve("blobs").resolve(name.substring(0, 2)).resolve(name));

        try (var job = new Md5Job(archive.store, archive.blobs, Clock.systemUTC())) {
            job.run(Instant.now().plusSeconds(3600));
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void it_is_kept_when_the_same_bytes_come_again_without_it() throws Exception {
        Digests digests = put("again " + number);
        archive.blobs.insertOrGet(List.of(digests));

        archive.blobs.insertOrGet(
                List.of(new Digests(digests.sha256(), null, digests.crc32(), digests.size())));

        assertThat(stored(digests.sha256())).isEqualTo(md5(digests).bytes());
    }

    private static Md5 md5(Digests digests) {
        assertThat(digests.md5()).isNotNull();
        return digests.md5();
    }

    private static String hex(Digests digests) {
        return md5(digests).hex();
    }
}
