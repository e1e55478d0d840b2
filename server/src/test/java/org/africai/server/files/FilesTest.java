package org.africai.server.files;

import static org.africai.server.files.TestArchive.all;
import static org.africai.server.files.TestArchive.scan;
import static org.africai.server.files.TestArchive.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.africai.server.access.Caller;
import org.africai.server.access.Role;
import org.africai.server.archive.Address;
import org.africai.server.db.TestDatabase;
import org.africai.server.files.FileFilter.PathMatch;
import org.africai.server.http.ByteRange;
import org.africai.server.http.Content;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.store.EntryName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FilesTest {
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
        project = "P" + ++number;
        archive.project(project);
        owner = archive.somebody("owner" + number, project, Role.OWNER);
    }

    private void put(Address to, String resource, String... paths) {
        for (String path : paths) {
            archive.put(owner, to, resource, path, path);
        }
    }

    private List<String> paths(PathMatch match, boolean recursive) {
        var filter = new FileFilter(match, recursive, List.of(), List.of());
        return archive.list(owner, all(session(project)), filter).stream()
                .map(f -> f.file().path().path())
                .toList();
    }

    @Test
    void a_folder_is_listed_with_and_without_its_folders() {
        put(session(project), "R", "1.dcm", "sub/2.dcm", "sub/folder/3.dcm", "subtle.txt");
        assertThat(paths(PathMatch.of("sub/"), true))
                .containsExactly("sub/2.dcm", "sub/folder/3.dcm");
        assertThat(paths(PathMatch.of("sub/"), false)).containsExactly("sub/2.dcm");
        assertThat(paths(PathMatch.of(""), false)).containsExactly("1.dcm", "subtle.txt");
        assertThat(paths(PathMatch.of("sub/2.dcm"), true)).containsExactly("sub/2.dcm");
    }

    @Test
    void a_pattern_means_itself_but_for_the_asterisk() {
        put(
                session(project),
                "R",
                "a_1.txt",
                "ab1.txt",
                "100%.txt",
                "1000.txt",
                "s/a_2.txt",
                "b\u0301");
        assertThat(paths(PathMatch.of("a_*"), true)).containsExactly("a_1.txt");
        assertThat(paths(PathMatch.of("*%*"), true)).containsExactly("100%.txt");
        assertThat(paths(PathMatch.of("*"), true)).hasSize(6);
    }

    @Test
    void files_are_chosen_by_format_and_content() throws IOException {
        var to = new Destination(session(project), null, "R");
        for (String content : List.of("T1", "T2", "")) {
            var attributes =
                    new Attributes("DICOM", content.isEmpty() ? null : content, null, null);
            try (Upload upload = archive.uploads.begin(owner, to, 0)) {
                upload.add(new EntryName("f" + content), new ByteArrayInputStream(new byte[3]));
                upload.finish(attributes, false);
            }
        }
        assertThat(chosen(List.of(), List.of("T2"))).containsExactly("fT2");
        assertThat(chosen(List.of("DICOM"), List.of("T1", "NULL"))).containsExactly("f", "fT1");
        assertThat(chosen(List.of("NULL"), List.of())).isEmpty();
        var filter = FileFilter.of(PathMatch.of(""));
        assertThat(archive.files.find(owner, all(session(project)), filter, 2))
                .hasValueSatisfying(f -> assertThat(f.file().path().path()).isEqualTo("fT2"));
        assertThat(archive.files.find(owner, all(session(project)), filter, 3)).isEmpty();
    }

    private List<String> chosen(List<String> formats, List<String> contents) {
        var filter = new FileFilter(new PathMatch.Under(""), true, formats, contents);
        return archive.list(owner, all(session(project)), filter).stream()
                .map(f -> f.file().path().path())
                .toList();
    }

    @Test
    void paths_come_in_the_order_of_their_code_points() {
        put(session(project), "R", "b", "B", "a", "Z", "é", "10", "9", "a.b", "a-b");
        assertThat(paths(PathMatch.of(""), true))
                .containsExactly("10", "9", "B", "Z", "a", "a-b", "a.b", "b", "é");
    }

    @Test
    void deleting_counts_and_takes_folders_files_and_patterns() {
        put(session(project), "R", "1", "sub/2", "sub/folder/3", "sub/folder/4", "subfolder");
        assertThat(archive.files.delete(owner, all(session(project)), "sub/folder")).isEqualTo(2);
        assertThat(paths(PathMatch.of(""), true)).containsExactly("1", "sub/2", "subfolder");
        assertThat(archive.files.delete(owner, all(session(project)), "sub*")).isEqualTo(2);
        Resource resource = archive.resources(owner, session(project)).getFirst();
        assertThat(resource.fileCount()).isEqualTo(1);
        assertThat(resource.fileSize()).isEqualTo(1);
        assertThatThrownBy(() -> archive.files.delete(owner, all(session(project)), "sub*"))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.NOT_FOUND));
        assertThatThrownBy(() -> archive.files.delete(owner, all(session(project)), ""))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_member_may_not_delete() {
        put(session(project), "R", "1");
        Caller member = archive.somebody("m" + project, project, Role.MEMBER);
        assertThatThrownBy(() -> archive.files.delete(member, all(session(project)), "1"))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.FORBIDDEN));
        var resource = new Destination(session(project), null, "R");
        assertThatThrownBy(() -> archive.resources.delete(member, resource))
                .isInstanceOf(Refusal.class);
        assertThat(archive.paths(owner, session(project))).containsExactly("1");
    }

    @Test
    void a_session_has_its_own_files_and_with_descendants_those_of_its_parts() {
        archive.sessions.assessor(project + "_E1", "QC");
        archive.sessions.reconstruction(project + "_E1", "R1");
        put(session(project), "R", "session");
        put(scan(project), "DICOM", "scan");
        put(new Address.OfAssessor(session(project), "QC"), "OUT", "assessor");
        put(new Address.OfReconstruction(session(project), "R1"), "OUT", "reconstruction");
        put(new Address.OfSubject(project, "S1"), "R", "subject");
        put(new Address.OfProject(project), "R", "project");

        assertThat(archive.paths(owner, session(project))).containsExactly("session");
        assertThat(below(session(project)))
                .containsExactlyInAnyOrder("session", "scan", "assessor", "reconstruction");
        assertThat(below(new Address.OfSubject(project, "S1")))
                .containsExactlyInAnyOrder(
                        "subject", "session", "scan", "assessor", "reconstruction");
        assertThat(below(new Address.OfProject(project)))
                .containsExactlyInAnyOrder(
                        "project", "subject", "session", "scan", "assessor", "reconstruction");
    }

    private List<String> below(Address address) {
        return archive.list(owner, new Selection(address, null, null, true)).stream()
                .map(f -> f.file().path().path())
                .toList();
    }

    @Test
    void a_shared_session_is_read_but_not_written_where_it_is_shared() {
        put(session(project), "R", "x");
        String other = project + "other";
        archive.project(other);
        archive.sessions.share(project + "_E1", other, "SHARED");
        Caller there = archive.somebody("t" + project, other, Role.OWNER);
        var shared = new Address.OfExperiment(other, null, "SHARED");

        assertThat(archive.paths(there, shared)).containsExactly("x");
        assertThat(archive.list(there, all(shared)).getFirst().resource().place().session())
                .isEqualTo(new Place.Named(project + "_E1", "SHARED"));
        assertThatThrownBy(() -> archive.put(there, shared, "R", "y", "y"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> archive.files.delete(there, all(shared), "x"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> archive.paths(there, session(project)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void descendants_reach_only_what_the_caller_may_read() {
        String other = project + "other";
        archive.project(other);
        put(session(project), "R", "mine");
        // the subject is shared into the other project, its session is not
        archive.sql
                .of(
                        "insert into subject_share (subject_key, project_key, label) select s.key,"
                                + " p.key, 'SH' from subject s, project p where s.id = :s and p.id"
                                + " = :p")
                .bind("s", project + "_S1")
                .bind("p", other)
                .update();
        Caller there = archive.somebody("t" + project, other, Role.OWNER);
        for (Address address :
                List.of(
                        new Address.OfSubject(other, "SH"),
                        new Address.OfSubject(null, project + "_S1"))) {
            assertThat(archive.list(there, new Selection(address, null, null, true))).isEmpty();
        }
        archive.sessions.share(project + "_E1", other, "E_SH");
        for (Address address :
                List.of(
                        new Address.OfSubject(other, "SH"),
                        new Address.OfSubject(null, project + "_S1"),
                        new Address.OfProject(other))) {
            assertThat(archive.list(there, new Selection(address, null, null, true)))
                    .as(address.toString())
                    .hasSize(1);
        }
    }

    @Test
    void what_is_quarantined_is_below_a_project_only_for_those_with_a_role_in_it() {
        put(session(project), "R", "quarantined");
        put(scan(project), "DICOM", "scan of it");
        put(new Address.OfProject(project), "R", "project");
        archive.sessions.accessibility(project, "public");
        archive.sql
                .of("update experiment set status = 'quarantine' where id = :id")
                .bind("id", project + "_E1")
                .update();
        var everything = new Selection(new Address.OfProject(project), null, null, true);
        assertThat(archive.list(owner, everything)).hasSize(3);
        for (Caller caller : List.of(Caller.GUEST, archive.somebody("q" + project))) {
            assertThat(archive.list(caller, everything))
                    .extracting(f -> f.file().path().path())
                    .containsExactly("project");
            assertThatThrownBy(() -> archive.paths(caller, scan(project)))
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void everybody_reads_what_is_public_and_nobody_what_is_protected() {
        put(session(project), "R", "x");
        archive.sessions.accessibility(project, "public");
        assertThat(archive.paths(Caller.GUEST, session(project))).containsExactly("x");
        archive.sessions.accessibility(project, "protected");
        assertThatThrownBy(() -> archive.paths(Caller.GUEST, session(project)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void bytes_are_given_from_any_place() throws IOException {
        put(session(project), "R", "0123456789");
        Content content =
                archive.files.content(archive.list(owner, all(session(project))).getFirst());
        var out = new java.io.ByteArrayOutputStream();
        content.writeTo(out, new ByteRange(3, 6));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("3456");
        assertThat(content.size()).isEqualTo(10);
    }

    @Test
    void a_flipped_bit_breaks_the_reading_of_the_whole_file() throws IOException {
        put(session(project), "R", "to be damaged " + project);
        ListedFile file = archive.list(owner, all(session(project))).getFirst();
        String name = file.file().digests().sha256().hex();
        Path blob = archive.folder.resolve("blobs").resolve(name.substring(0, 2)).resolve(name);
        byte[] bytes = java.nio.file.Files.readAllBytes(blob);
        bytes[3] ^= 1;
        java.nio.file.Files.write(blob, bytes);
        assertThatThrownBy(() -> archive.text(file)).hasMessageContaining("damaged");

        archive.sql
                .of("update blob set damaged_at = now() where sha256 = :sha")
                .bind("sha", file.file().digests().sha256().bytes())
                .update();
        ListedFile marked = archive.list(owner, all(session(project))).getFirst();
        assertThatThrownBy(() -> archive.files.content(marked)).hasMessageContaining("damaged");

        // the same bytes sent again mend it
        archive.put(owner, session(project), "AGAIN", "copy", "to be damaged " + project);
        ListedFile mended = archive.list(owner, all(session(project))).getFirst();
        assertThat(archive.text(mended)).isEqualTo("to be damaged " + project);
    }

    @Test
    void deeds_are_recorded() {
        long before = archive.count("audit");
        put(session(project), "R", "x"); // makes the resource and puts a file
        archive.files.delete(owner, all(session(project)), "x");
        archive.resources.delete(owner, new Destination(session(project), null, "R"));
        assertThat(archive.count("audit") - before).isEqualTo(4);
    }
}
