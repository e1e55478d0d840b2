package org.africai.server.files;

import static org.africai.server.files.TestArchive.all;
import static org.africai.server.files.TestArchive.scan;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Role;
import org.africai.server.archive.Located;
import org.africai.server.db.TestDatabase;
import org.africai.store.EntryName;
import org.africai.store.Spooled;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScanObjectsTest {
    @RegisterExtension static final TestDatabase database = new TestDatabase();
    private static TestArchive archive;
    private static int number;
    private String project;
    private Caller member;
    private Located scan;

    @BeforeAll
    static void open() {
        archive = new TestArchive(database);
    }

    @BeforeEach
    void makeProject() {
        project = "P" + ++number;
        archive.project(project);
        member = archive.somebody("member" + number, project, Role.MEMBER);
        scan = archive.locator.find(member, Right.CREATE, scan(project));
    }

    private static ScanObject object(String name, String uid, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Spooled file = archive.store.spool().receive(new ByteArrayInputStream(bytes), 1000)) {
            archive.store.publish(file);
            return new ScanObject(
                    new EntryName(name),
                    file.digests(),
                    uid,
                    "1.2.840.10008.5.1.4.1.1.4",
                    "1.2.840.10008.1.2.1",
                    1,
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Attached> attach(boolean replace, ScanObject... objects) {
        return archive.scanObjects.attach(member, scan, "DICOM", List.of(objects), replace);
    }

    private List<String> texts() {
        return archive.list(member, all(scan(project))).stream().map(archive::text).toList();
    }

    @Test
    void objects_become_files_of_the_scan() {
        List<Attached> outcomes =
                attach(false, object("1.dcm", "1.2.1", "one"), object("2.dcm", "1.2.2", "two"));
        assertThat(outcomes).allMatch(o -> o instanceof Attached.Stored);
        Resource resource = archive.resources(member, scan(project)).getFirst();
        assertThat(resource.label()).isEqualTo("DICOM");
        assertThat(resource.format()).isEqualTo("DICOM");
        assertThat(resource.content()).isEqualTo("RAW");
        assertThat(resource.fileCount()).isEqualTo(2);
        assertThat(resource.fileSize()).isEqualTo(6);
        assertThat(archive.list(member, all(scan(project))))
                .allSatisfy(f -> assertThat(f.file().format()).isEqualTo("DICOM"));
    }

    @Test
    void the_same_object_again_is_a_duplicate_and_changes_nothing() {
        ScanObject one = object("1.dcm", "1.2.1", "one");
        attach(false, one);
        ScanObject again = object("other-name.dcm", "1.2.1", "one");
        assertThat(attach(false, again)).containsExactly(new Attached.Duplicate(again));
        assertThat(attach(true, again)).containsExactly(new Attached.Duplicate(again));
        assertThat(texts()).containsExactly("one");
    }

    @Test
    void the_same_uid_with_other_bytes_is_a_conflict_unless_it_replaces() {
        ScanObject one = object("1.dcm", "1.2.1", "one");
        ScanObject other = object("1.dcm", "1.2.1", "another");
        attach(false, one);
        assertThat(attach(false, other))
                .containsExactly(new Attached.Conflict(other, one.digests().sha256()));
        assertThat(texts()).containsExactly("one");

        assertThat(attach(true, other).getFirst()).isInstanceOf(Attached.Stored.class);
        assertThat(texts()).containsExactly("another");
        Resource resource = archive.resources(member, scan(project)).getFirst();
        assertThat(resource.fileCount()).isEqualTo(1);
        assertThat(resource.fileSize()).isEqualTo(7);
    }

    @Test
    void within_one_call_the_first_of_a_uid_counts() {
        ScanObject first = object("1.dcm", "1.2.1", "first");
        ScanObject twin = object("1.dcm", "1.2.1", "first");
        ScanObject second = object("2.dcm", "1.2.1", "second");
        assertThat(attach(true, first, twin, second))
                .satisfiesExactly(
                        o -> assertThat(o).isInstanceOf(Attached.Stored.class),
                        o -> assertThat(o).isEqualTo(new Attached.Duplicate(twin)),
                        o ->
                                assertThat(o)
                                        .isEqualTo(
                                                new Attached.Conflict(
                                                        second, first.digests().sha256())));
        assertThat(texts()).containsExactly("first");
    }

    @Test
    void objects_of_one_name_get_names_of_their_own() {
        archive.put(member, scan(project), "DICOM", "im.0_2.dcm", "not an object of ours");
        attach(
                false,
                object("im.0.dcm", "1.2.1", "a"),
                object("im.0.dcm", "1.2.2", "b"),
                object("im.0.dcm", "1.2.3", "c"));
        assertThat(archive.paths(member, scan(project)))
                .containsExactly("im.0.dcm", "im.0_2.dcm", "im_2.0.dcm", "im_3.0.dcm");
    }

    @Test
    void a_file_that_is_overwritten_or_deleted_is_no_object_any_more() {
        attach(false, object("1.dcm", "1.2.1", "one"));
        archive.put(member, scan(project), "DICOM", "1.dcm", "other", true);
        assertThat(attach(false, object("1.dcm", "1.2.1", "again")).getFirst())
                .isInstanceOfSatisfying(
                        Attached.Stored.class,
                        stored -> assertThat(stored.name().path()).isEqualTo("1_2.dcm"));
        archive.files.delete(Caller.SYSTEM, all(scan(project)), "*");
        assertThat(attach(false, object("1.dcm", "1.2.1", "third")).getFirst())
                .isInstanceOf(Attached.Stored.class);
    }

    @Test
    void the_same_object_from_many_senders_at_once_is_stored_once() throws Exception {
        ScanObject[] objects = {object("1.dcm", "1.2.1", "one"), object("2.dcm", "1.2.2", "two")};
        List<Callable<List<Attached>>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> attach(false, objects));
        }
        int stored = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Attached>> future : threads.invokeAll(calls)) {
                stored +=
                        (int)
                                future.get().stream()
                                        .filter(o -> o instanceof Attached.Stored)
                                        .count();
            }
        }
        assertThat(stored).isEqualTo(2);
        assertThat(archive.resources(member, scan(project)).getFirst().fileCount()).isEqualTo(2);
    }
}
