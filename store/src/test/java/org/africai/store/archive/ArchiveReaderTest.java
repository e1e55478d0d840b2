package org.africai.store.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveReaderTest {
    private static final Map<String, String> FILES =
            Map.of("a.txt", "hello", "b/ä.txt", "x".repeat(100_000), "empty", "");

    @TempDir Path folder;

    @Test
    void a_zip_gives_its_files() throws IOException {
        Path file = folder.resolve("without-an-ending");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("b/"));
            for (var entry : FILES.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(ArchiveKind.of(file)).contains(ArchiveKind.ZIP);
        assertThat(read(file)).isEqualTo(FILES);
    }

    @Test
    void a_tar_gives_its_files() throws IOException {
        Path file = folder.resolve("a.tar");
        writeTar(Files.newOutputStream(file));

        assertThat(ArchiveKind.of(file)).contains(ArchiveKind.TAR);
        assertThat(read(file)).isEqualTo(FILES);
    }

    @Test
    void a_tar_within_gzip_gives_its_files() throws IOException {
        Path file = folder.resolve("a.tgz");
        writeTar(new GZIPOutputStream(Files.newOutputStream(file)));

        assertThat(ArchiveKind.of(file)).contains(ArchiveKind.TAR_GZ);
        assertThat(read(file)).isEqualTo(FILES);
    }

    @Test
    void a_gzip_file_of_anything_else_is_no_archive() throws IOException {
        Path file = folder.resolve("brain.nii.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(new byte[4096]);
        }

        assertThat(ArchiveKind.of(file)).isEmpty();
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(BadArchive.class)
                .hasMessage("archive 'test': is neither ZIP nor TAR");
    }

    private static void writeTar(OutputStream out) throws IOException {
        try (var tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.putArchiveEntry(new TarArchiveEntry("./"));
            tar.closeArchiveEntry();
            for (var entry : FILES.entrySet()) {
                byte[] bytes = entry.getValue().getBytes(StandardCharsets.UTF_8);
                var header = new TarArchiveEntry("./" + entry.getKey());
                header.setSize(bytes.length);
                tar.putArchiveEntry(header);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (var reader = ArchiveReader.open(file, "test", ArchiveLimits.ofTotal(1 << 20))) {
            for (Optional<ArchiveEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
                ArchiveEntry entry = e.get();
                byte[] bytes = entry.content().readAllBytes();
                assertThat(bytes).hasSize((int) entry.size());
                files.put(entry.name().path(), new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
