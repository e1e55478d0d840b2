package org.africai.server.files;

import static org.africai.server.files.TestArchive.all;
import static org.africai.server.files.TestArchive.scan;
import static org.africai.server.files.TestArchive.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomWriter;
import org.africai.server.access.Caller;
import org.africai.server.access.Role;
import org.africai.server.archive.Address;
import org.africai.server.db.TestDatabase;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.settings.ByteSize;
import org.africai.store.EntryName;
import org.africai.store.TooLarge;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {
    @RegisterExtension static final TestDatabase database = new TestDatabase();
    private static TestArchive archive;
    private static int number;
    private String project;
    private Caller member;

    @BeforeAll
    static void open() {
        archive = new TestArchive(database);
    }

    @BeforeEach
    void makeProject() {
        project = "P" + ++number;
        archive.project(project);
        member = archive.somebody("member" + number, project, Role.MEMBER);
    }

    @Test
    void a_file_is_stored_listed_and_read() {
        Uploaded outcome = archive.put(member, session(project), "NOTES", "a/b.txt", "hello");

        assertThat(outcome).isInstanceOf(Uploaded.Stored.class);
        List<ListedFile> files = archive.list(member, all(session(project)));
        assertThat(files).hasSize(1);
        ListedFile file = files.getFirst();
        assertThat(file.file().path()).isEqualTo(new EntryName("a/b.txt"));
        assertThat(archive.text(file)).isEqualTo("hello");
        assertThat(file.address())
                .isEqualTo(
                        "/data/experiments/"
                                + project
                                + "_E1/resources/"
                                + file.resource().key()
                                + "/files/a/b.txt");
        assertThat(file.resource().fileCount()).isEqualTo(1);
        assertThat(file.resource().fileSize()).isEqualTo(5);
    }

    @Test
    void a_file_without_bytes_is_a_file() {
        archive.put(member, session(project), "NOTES", "empty", "");
        ListedFile file = archive.list(member, all(session(project))).getFirst();
        assertThat(file.file().digests().size()).isZero();
        assertThat(archive.text(file)).isEmpty();
    }

    @Test
    void a_name_that_is_taken_is_refused_and_the_old_bytes_stay() {
        archive.put(member, session(project), "NOTES", "a.txt", "old");
        long blobs = archive.count("blob");

        Uploaded outcome = archive.put(member, session(project), "NOTES", "a.txt", "new");

        assertThat(outcome).isEqualTo(new Uploaded.Duplicates(List.of(new EntryName("a.txt"))));
        assertThat(archive.text(archive.list(member, all(session(project))).getFirst()))
                .isEqualTo("old");
        assertThat(archive.count("blob")).isEqualTo(blobs);
    }

    @Test
    void overwriting_replaces_the_bytes_and_the_counters_follow() {
        archive.put(member, session(project), "NOTES", "a.txt", "old");
        archive.put(member, session(project), "NOTES", "a.txt", "longer", true);

        ListedFile file = archive.list(member, all(session(project))).getFirst();
        assertThat(archive.text(file)).isEqualTo("longer");
        assertThat(file.resource().fileCount()).isEqualTo(1);
        assertThat(file.resource().fileSize()).isEqualTo(6);
    }

    @Test
    void of_several_files_all_are_stored_or_none() throws IOException {
        archive.put(member, session(project), "NOTES", "b.txt", "old");
        var to = new Destination(session(project), null, "NOTES");
        try (Upload upload = archive.uploads.begin(member, to, 0)) {
            for (String name : List.of("a.txt", "b.txt", "c.txt")) {
                upload.add(new EntryName(name), text("new"));
            }
            assertThat(upload.finish(Attributes.NONE, false))
                    .isEqualTo(new Uploaded.Duplicates(List.of(new EntryName("b.txt"))));
        }
        assertThat(archive.paths(member, session(project))).containsExactly("b.txt");
    }

    @Test
    void equal_files_share_one_blob() {
        archive.put(member, session(project), "A", "1.txt", "same bytes " + project);
        archive.put(member, session(project), "B", "2.txt", "same bytes " + project);
        List<ListedFile> files = archive.list(member, all(session(project)));
        assertThat(files).hasSize(2);
        assertThat(files.get(0).file().digests()).isEqualTo(files.get(1).file().digests());
        assertThat(files).allSatisfy(f -> assertThat(archive.text(f)).startsWith("same"));
    }

    @Test
    void equal_files_in_one_upload_are_stored_both() throws IOException {
        var to = new Destination(session(project), null, "NOTES");
        try (Upload upload = archive.uploads.begin(member, to, 0)) {
            upload.add(new EntryName("a"), text("twin"));
            upload.add(new EntryName("b"), text("twin"));
            assertThat(upload.finish(Attributes.NONE, false)).isInstanceOf(Uploaded.Stored.class);
        }
        assertThat(archive.list(member, all(session(project))))
                .extracting(archive::text)
                .containsExactly("twin", "twin");
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing() {
        var to = new Destination(session(project), null, "NOTES");
        long resources = archive.count("resource");
        try (Upload upload = archive.uploads.begin(member, to, 0)) {
            upload.add(new EntryName("a"), text("whole"));
            assertThatThrownBy(() -> upload.add(new EntryName("b"), new Broken()))
                    .isInstanceOf(IOException.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(archive.paths(member, session(project))).isEmpty();
        assertThat(archive.count("resource")).isEqualTo(resources);
        assertThat(spoolFiles()).isZero();
    }

    @Test
    void an_upload_without_files_is_refused() {
        var to = new Destination(session(project), null, "NOTES");
        try (Upload upload = archive.uploads.begin(member, to, 0)) {
            assertThatThrownBy(() -> upload.finish(Attributes.NONE, false))
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void a_name_twice_in_one_upload_is_refused() throws IOException {
        var to = new Destination(session(project), null, "NOTES");
        try (Upload upload = archive.uploads.begin(member, to, 0)) {
            upload.add(new EntryName("a"), text("1"));
            assertThatThrownBy(() -> upload.add(new EntryName("a"), text("2")))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("twice");
        }
    }

    @Test
    void a_name_is_a_files_or_a_folders() throws IOException {
        archive.put(member, session(project), "NOTES", "a/b/c", "x");
        for (String name : List.of("a", "a/b", "a/b/c/d", "a/b/c/d/e")) {
            assertThatThrownBy(() -> archive.put(member, session(project), "NOTES", name, "y"))
                    .as(name)
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.CONFLICT));
        }
        archive.put(member, session(project), "NOTES", "a/b.c", "neighbours");
        archive.put(member, session(project), "NOTES", "a/b/c0", "neighbours");
        var to = new Destination(session(project), null, "OTHER");
        try (Upload upload = archive.uploads.begin(member, to, 0)) {
            upload.add(new EntryName("x/y"), text("1"));
            upload.add(new EntryName("x"), text("2"));
            assertThatThrownBy(() -> upload.finish(Attributes.NONE, false))
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void a_collaborator_and_a_stranger_may_not_upload() {
        Caller collaborator = archive.somebody("c" + project, project, Role.COLLABORATOR);
        Caller stranger = archive.somebody("s" + project);
        assertRefused(collaborator, Reason.FORBIDDEN);
        assertRefused(stranger, Reason.NOT_FOUND);
        assertRefused(Caller.GUEST, Reason.UNAUTHENTICATED);
    }

    private void assertRefused(Caller caller, Reason reason) {
        var to = new Destination(session(project), null, "NOTES");
        assertThatThrownBy(() -> archive.uploads.begin(caller, to, 0))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.reason()).isEqualTo(reason));
    }

    @Test
    void a_right_lost_during_the_upload_is_lost() throws IOException {
        var to = new Destination(session(project), null, "NOTES");
        try (Upload upload = archive.uploads.begin(member, to, 0)) {
            upload.add(new EntryName("a"), text("x"));
            archive.sessions.dismiss(member);
            assertThatThrownBy(() -> upload.finish(Attributes.NONE, false))
                    .isInstanceOf(Refusal.class);
        }
        assertThat(archive.paths(Caller.SYSTEM, session(project))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a\\b", "..", ".", "a,b", "*", "a\nb", "a:b"})
    void a_label_that_cannot_be_a_folder_is_refused_before_the_body(String label) {
        var to = new Destination(session(project), null, label);
        assertThatThrownBy(() -> archive.uploads.begin(member, to, 0)).isInstanceOf(Refusal.class);
    }

    @Test
    void the_first_file_of_a_scan_makes_a_raw_resource() {
        archive.put(member, scan(project), "DICOM", "1.dcm", "x");
        Resource resource = archive.resources(member, scan(project)).getFirst();
        assertThat(resource.content()).isEqualTo("RAW");
        assertThat(resource.place().category()).isEqualTo("scans");
        assertThat(resource.place().categoryId()).isEqualTo("1");
        assertThat(resource.place().categoryDescription()).isEqualTo("T1w");
    }

    @Test
    void what_is_put_into_an_assessor_without_a_side_came_out_of_it() {
        archive.sessions.assessor(project + "_E1", "QC");
        archive.sessions.reconstruction(project + "_E1", "R1");
        var assessor = new Address.OfAssessor(session(project), "QC");
        var reconstruction = new Address.OfReconstruction(session(project), "R1");
        archive.put(member, assessor, "MASK", "m.nii", "x");
        archive.put(member, reconstruction, "MASK", "m.nii", "y");
        assertThat(archive.resources(member, assessor))
                .singleElement()
                .satisfies(r -> assertThat(r.side()).isEqualTo(Side.OUT));
        assertThat(archive.resources(member, reconstruction).getFirst().side()).isEqualTo(Side.OUT);
        // and it is the same resource when the assessor is addressed as an experiment
        var asExperiment = new Address.OfExperiment(null, null, project + "_E1_QC");
        archive.put(member, asExperiment, "MASK", "n.nii", "z");
        assertThat(archive.paths(member, assessor)).containsExactly("m.nii", "n.nii");
    }

    @Test
    void in_and_out_are_told_apart() throws IOException {
        archive.sessions.assessor(project + "_E1", "QC");
        var assessor = new Address.OfAssessor(session(project), "QC");
        for (Side side : List.of(Side.IN, Side.OUT)) {
            var to = new Destination(assessor, side, "MASK");
            try (Upload upload = archive.uploads.begin(member, to, 0)) {
                upload.add(new EntryName("m.nii"), text(side.word()));
                upload.finish(Attributes.NONE, false);
            }
        }
        for (Side side : List.of(Side.IN, Side.OUT)) {
            List<ListedFile> files =
                    archive.list(member, new Selection(assessor, side, "MASK", false));
            assertThat(files).extracting(archive::text).containsExactly(side.word());
        }
    }

    @Test
    void of_concurrent_uploads_of_one_name_exactly_one_wins() throws Exception {
        int senders = 8;
        List<Callable<Uploaded>> calls = new ArrayList<>();
        var barrier = new CyclicBarrier(senders);
        for (int i = 0; i < senders; i++) {
            String text = "sender " + i;
            calls.add(() -> {
                barrier.await();
                return archive.put(member, session(project), "RACE", "one.txt", text);
            });
        }
        List<Uploaded> outcomes = together(calls);
        assertThat(outcomes).filteredOn(o -> o instanceof Uploaded.Stored).hasSize(1);
        assertThat(outcomes).filteredOn(o -> o instanceof Uploaded.Duplicates).hasSize(senders - 1);
        assertThat(archive.resources(member, session(project)))
                .singleElement()
                .satisfies(r -> assertThat(r.fileCount()).isEqualTo(1));
    }

    @Test
    void concurrent_uploads_into_one_resource_are_all_counted() throws Exception {
        List<Callable<Uploaded>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String name = i + ".txt";
            String text = "x".repeat(i % 5); // equal blobs in many transactions
            calls.add(() -> archive.put(member, session(project), "MANY", name, text));
        }
        assertThat(together(calls)).allMatch(o -> o instanceof Uploaded.Stored);
        Resource resource = archive.resources(member, session(project)).getFirst();
        assertThat(resource.fileCount()).isEqualTo(40);
        assertThat(resource.fileSize()).isEqualTo(IntStream.range(0, 40).map(i -> i % 5).sum());
    }

    @Test
    void concurrent_overwrites_leave_one_whole_file_and_right_counters() throws Exception {
        List<Callable<Uploaded>> calls = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            String text = "y".repeat(i);
            calls.add(() -> archive.put(member, session(project), "RACE", "one", text, true));
        }
        assertThat(together(calls)).allMatch(o -> o instanceof Uploaded.Stored);
        ListedFile file = archive.list(member, all(session(project))).getFirst();
        assertThat(file.resource().fileCount()).isEqualTo(1);
        assertThat(file.resource().fileSize()).isEqualTo(archive.text(file).length());
    }

    private static List<Uploaded> together(List<Callable<Uploaded>> calls) throws Exception {
        List<Uploaded> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Uploaded> future : threads.invokeAll(calls)) {
                outcomes.add(future.get());
            }
        }
        return outcomes;
    }

    @Test
    void limits_on_size_and_number_hold() throws IOException {
        var settings = new FilesSettings(new ByteSize(10), 2, 100, null);
        var small = new TestArchive(database, settings);
        var to = new Destination(session(project), null, "NOTES");
        try (Upload upload = small.uploads.begin(member, to, 0)) {
            upload.add(new EntryName("a"), text("0123456789"));
            assertThatThrownBy(() -> upload.add(new EntryName("b"), text("01234567890")))
                    .isInstanceOf(TooLarge.class);
            upload.add(new EntryName("b"), text(""));
            assertThatThrownBy(() -> upload.add(new EntryName("c"), text("")))
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.TOO_LARGE));
        }
    }

    private static byte[] object(String uid, String description) throws IOException {
        var out = new ByteArrayOutputStream();
        Dataset dataset =
                Dataset.builder()
                        .put(Tag.SOPClassUID, KnownUid.MRImageStorage)
                        .put(Tag.SOPInstanceUID, new Uid(uid))
                        .put(Tag.SeriesDescription, description)
                        .build();
        DicomWriter.write(dataset, TransferSyntax.EXPLICIT_LITTLE, out);
        return out.toByteArray();
    }

    private List<String> objects() {
        return archive.sql
                .of(
                        "select i.sop_uid from instance i join scan c on c.key = i.scan_key"
                                + " join experiment e on e.key = c.session_key"
                                + " where e.id = :id order by 1")
                .bind("id", project + "_E1")
                .list(row -> row.text("sop_uid"));
    }

    private Uploaded putObject(String resource, String name, byte[] bytes, boolean overwrite)
            throws IOException {
        var to = new Destination(scan(project), null, resource);
        try (Upload upload = archive.uploads.begin(member, to, 0)) {
            upload.add(new EntryName(name), new ByteArrayInputStream(bytes));
            return upload.finish(Attributes.NONE, overwrite);
        }
    }

    @Test
    void dicom_objects_put_into_a_scans_dicom_resource_are_known_as_such() throws IOException {
        putObject("DICOM", "1.dcm", object("1.2.1", "a"), false);
        putObject("DICOM", "2.dcm", object("1.2.2", "b"), false);
        putObject("DICOM", "readme.txt", new byte[] {1, 2, 3}, false);
        putObject("secondary", "copy.dcm", object("1.2.1", "another form of it"), false);
        putObject("NIFTI", "3.dcm", object("1.2.3", "c"), false);
        assertThat(objects()).containsExactly("1.2.1", "1.2.2");
        assertThat(archive.paths(member, scan(project))).hasSize(5);

        putObject("DICOM", "1.dcm", object("1.2.9", "other"), true);
        assertThat(objects()).containsExactly("1.2.2", "1.2.9");
        putObject("DICOM", "2.dcm", new byte[] {4, 5}, true);
        assertThat(objects()).containsExactly("1.2.9");
    }

    @Test
    void a_resource_found_by_its_number_takes_files() {
        archive.put(member, session(project), "NOTES", "a", "1");
        String key = Long.toString(archive.resources(member, session(project)).getFirst().key());
        archive.put(member, session(project), key, "b", "2");
        assertThat(archive.resources(member, session(project)))
                .singleElement()
                .satisfies(r -> assertThat(r.label()).isEqualTo("NOTES"));
        assertThat(archive.paths(member, session(project))).containsExactly("a", "b");
    }

    @Test
    void the_number_of_anothers_resource_opens_nothing() {
        archive.put(member, session(project), "NOTES", "a", "secret");
        long key = archive.resources(member, session(project)).getFirst().key();
        String other = project + "other";
        archive.project(other);
        Caller stranger = archive.somebody("o" + project, other, Role.OWNER);
        var there = new Selection(session(other), null, Long.toString(key), false);
        assertThat(archive.list(stranger, there)).isEmpty();
        var destination = new Destination(session(other), null, Long.toString(key));
        assertThatThrownBy(() -> archive.resources.find(stranger, destination))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> archive.resources.delete(stranger, destination))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> archive.files.delete(stranger, there, "a"))
                .isInstanceOf(Refusal.class);
        assertThat(archive.paths(member, session(project))).containsExactly("a");
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long spoolFiles() {
        Path spool = archive.folder.resolve("spool");
        try (Stream<Path> files = java.nio.file.Files.list(spool)) {
            return files.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// A sender that hangs up.
    private static final class Broken extends InputStream {
        private int left = 100_000;

        @Override
        public int read() throws IOException {
            if (left-- == 0) {
                throw new IOException("connection reset");
            }
            return 'x';
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            target[offset] = (byte) read();
            return 1;
        }
    }
}
