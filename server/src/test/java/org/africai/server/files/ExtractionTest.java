package org.africai.server.files;

import static org.africai.server.files.TestArchive.all;
import static org.africai.server.files.TestArchive.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.africai.server.access.Caller;
import org.africai.server.access.Role;
import org.africai.server.db.TestDatabase;
import org.africai.store.EntryName;
import org.africai.store.archive.BadArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractionTest {
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

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Uploaded extract(byte[] bytes, Optional<EntryName> folder) throws IOException {
        var to = new Destination(session(project), null, "R");
        try (Upload upload = archive.uploads.begin(member, to, 0)) {
            upload.addExtracted("test.zip", folder, new ByteArrayInputStream(bytes));
            return upload.finish(Attributes.NONE, false);
        }
    }

    @Test
    void the_files_of_an_archive_become_files_of_the_resource() throws IOException {
        byte[] zip =
                zip(
                        Map.of(
                                "a.txt", text("A"),
                                "sub/b.txt", text("B"),
                                "__MACOSX/._a.txt", text("junk"),
                                "sub/", new byte[0]));
        assertThat(extract(zip, Optional.empty())).isInstanceOf(Uploaded.Stored.class);
        assertThat(archive.paths(member, session(project))).containsExactly("a.txt", "sub/b.txt");

        extract(zip, Optional.of(new EntryName("deep/er")));
        assertThat(archive.paths(member, session(project)))
                .containsExactly("a.txt", "deep/er/a.txt", "deep/er/sub/b.txt", "sub/b.txt");
        assertThat(archive.list(member, all(session(project))).getFirst().resource().fileCount())
                .isEqualTo(4);
    }

    @Test
    void an_archive_with_a_name_that_is_taken_stores_nothing() throws IOException {
        archive.put(member, session(project), "R", "b", "old");
        assertThat(extract(zip(Map.of("a", text("1"), "b", text("2"))), Optional.empty()))
                .isEqualTo(new Uploaded.Duplicates(List.of(new EntryName("b"))));
        assertThat(archive.paths(member, session(project))).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "a\u0000b", "C:\\x", "a\nb", "..\\x"})
    void a_name_that_leaves_the_resource_refuses_the_whole_archive(String name) throws IOException {
        byte[] zip = zip(Map.of("good.txt", text("A"), name, text("evil")));
        assertThatThrownBy(() -> extract(zip, Optional.empty())).isInstanceOf(BadArchive.class);
        assertThat(archive.paths(member, session(project))).isEmpty();
    }

    @Test
    void a_bomb_is_refused_and_nothing_stays() throws IOException {
        byte[] zip = zip(Map.of("bomb", new byte[64 << 20], "good", text("x")));
        assertThat(zip.length).isLessThan(100_000);
        assertThatThrownBy(() -> extract(zip, Optional.empty())).isInstanceOf(BadArchive.class);
        assertThat(archive.paths(member, session(project))).isEmpty();
        try (var spool = java.nio.file.Files.list(archive.folder.resolve("spool"))) {
            assertThat(spool).isEmpty();
        }
    }

    @Test
    void a_truncated_archive_stores_nothing_wherever_it_is_cut() throws IOException {
        byte[] zip = zip(Map.of("a", text("first"), "b", text("second")));
        for (int length = 0; length < zip.length; length += 7) {
            byte[] cut = Arrays.copyOf(zip, length);
            assertThatThrownBy(() -> extract(cut, Optional.empty()))
                    .as("cut at " + length)
                    .isInstanceOf(BadArchive.class);
        }
        assertThat(archive.paths(member, session(project))).isEmpty();
    }

    @Test
    void what_is_no_archive_is_refused_by_name() {
        assertThatThrownBy(() -> extract(text("plain text"), Optional.empty()))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("test.zip");
    }
}
