package org.africai.server.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.africai.server.settings.StartRefused;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs (`initdb`, `postgres`), unpacked once from the archive on the class path.
///
/// The folder is named by the archive's checksum, so a new version unpacks beside the old one. It
/// appears under its final name by one rename, and only whole; two starts that race both end up
/// with a good one. `files.tsv` in it lists every file with its size: a folder that lost something,
/// such as to a power cut right after unpacking, is made anew.
final class EmbeddedPostgresPrograms {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgresPrograms.class);
    private static final String LIST = "files.tsv";
    private static final String FOR_ALL = "rwxr-xr-x";
    private static final String READ_BY_ALL = "rw-r--r--";

    private EmbeddedPostgresPrograms() {}

    /// The folder that holds `bin/postgres`, unpacked first when it is not there or not whole.
    ///
    /// @throws StartRefused when this kind of machine has no archive on the class path
    static Path in(Path folder) throws IOException {
        URL archive = archive();
        Path home = folder.resolve(identity(archive));
        if (isWhole(home)) {
            return home;
        }
        Files.createDirectories(folder);
        Path fresh = Files.createTempDirectory(folder, ".unpacking-");
        try {
            unpack(archive, fresh);
            install(fresh, home);
        } finally {
            deleteTree(fresh);
        }
        return home;
    }

    private static URL archive() {
        String name = "/postgres-%s-%s.txz".formatted(system(), processor());
        URL found = EmbeddedPostgresPrograms.class.getResource(name);
        if (found == null) {
            throw new StartRefused(
                    "there is no embedded PostgreSQL for this machine (%s) in this build; name a server with --database-url"
                            .formatted(name.substring(1)));
        }
        return found;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.split(" ", 2)[0];
    }

    private static String processor() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> other;
        };
    }

    /// The checksum and size that the jar's directory holds for the archive: known without reading
    /// its 15 MB.
    private static String identity(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection inJar) {
            var entry = inJar.getJarEntry();
            return "%s-%s-%s"
                    .formatted(processor(), Long.toHexString(entry.getCrc()), entry.getSize());
        }
        return "%s-%s".formatted(processor(), archive.openConnection().getContentLengthLong());
    }

    private static boolean isWhole(Path home) throws IOException {
        Path list = home.resolve(LIST);
        if (!Files.isRegularFile(list)) {
            return false;
        }
        for (String line : Files.readAllLines(list)) {
            int tab = line.indexOf('\t');
            Path file = home.resolve(line.substring(tab + 1));
            if (!Files.isRegularFile(file)
                    || Files.size(file) != Long.parseLong(line.substring(0, tab))) {
                log.warn("embedded postgres programs are not whole missing={}", file);
                return false;
            }
        }
        return true;
    }

    private static void unpack(URL archive, Path target) throws IOException {
        long begun = System.nanoTime();
        var sizes = new TreeMap<String, Long>();
        try (InputStream packed = archive.openStream();
                var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (isNeeded(entry)) {
                    unpack(tar, entry, target);
                    sizes.put(entry.getName(), entry.isSymbolicLink() ? -1 : entry.getSize());
                }
            }
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(FOR_ALL));
        writeList(target, sizes);
        log.info(
                "unpacked embedded postgres files={} ms={}",
                sizes.size(),
                (System.nanoTime() - begun) / 1_000_000);
    }

    /// Headers and static libraries serve compilers only.
    private static boolean isNeeded(TarArchiveEntry entry) {
        String name = entry.getName();
        return !name.endsWith(".a") && !name.startsWith("include/") && !entry.isDirectory();
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("the archive names a file outside it: " + entry.getName());
        }
        createFolders(target, target.relativize(file));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        boolean runs = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString(runs ? FOR_ALL : READ_BY_ALL));
    }

    /// The folders above a file, readable by everyone whatever the umask: the database may run as
    /// another user.
    private static void createFolders(Path target, Path file) throws IOException {
        for (int depth = 1; depth < file.getNameCount(); depth++) {
            Path folder = target.resolve(file.subpath(0, depth));
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOR_ALL));
            }
        }
    }

    private static void writeList(Path target, Map<String, Long> sizes) throws IOException {
        var lines = new StringBuilder();
        sizes.forEach((name, size) -> {
            if (size >= 0) {
                lines.append(size).append('\t').append(name).append('\n');
            }
        });
        Files.writeString(target.resolve(LIST), lines);
    }

    private static void install(Path fresh, Path home) throws IOException {
        if (Files.exists(home, LinkOption.NOFOLLOW_LINKS) && !isWhole(home)) {
            Path broken = home.resolveSibling(".broken-" + System.nanoTime());
            Files.move(home, broken, StandardCopyOption.ATOMIC_MOVE);
            deleteTree(broken);
        }
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!isWhole(home)) { // otherwise another start was first
                throw e;
            }
        }
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
