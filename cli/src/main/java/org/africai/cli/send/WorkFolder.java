package org.africai.cli.send;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The folder that one piece of work is kept in: its journal, what is anonymised and not sent yet,
/// the secret that pseudonyms are made with. For its owner's eyes only. One process at a time.
final class WorkFolder implements AutoCloseable {
    private static final int SECRET_BYTES = 32;
    private static final Set<PosixFilePermission> OTHERS =
            PosixFilePermissions.fromString("---rwxrwx");

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;

    private WorkFolder(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /// Opens a folder, or makes it.
    ///
    /// @return empty when another process works in it
    static Optional<WorkFolder> open(Path folder) throws IOException {
        makePrivate(folder);
        FileChannel file =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = file.tryLock();
            if (lock == null) {
                file.close();
                return Optional.empty();
            }
            WorkFolder work = new WorkFolder(folder, file, lock);
            makePrivate(work.outputs());
            work.sweep();
            return Optional.of(work);
        } catch (OverlappingFileLockException inThisProcess) {
            file.close();
            return Optional.empty();
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// What a killed run left half-written.
    private void sweep() throws IOException {
        try (Stream<Path> files = Files.list(outputs())) {
            for (Path file : files.filter(one -> one.toString().endsWith(".part")).toList()) {
                Files.delete(file);
            }
        }
    }

    static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, privately(folder, "rwx------"));
        }
    }

    /// The folder that a file lies in.
    static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    }

    private static FileAttribute<?>[] privately(Path path, String permissions) {
        boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /// Whether others than its owner may do anything with a file; no where the file system does not
    /// say.
    static boolean isOpenToOthers(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    }

    Path journal() {
        return folder.resolve("journal");
    }

    Path identities() {
        return folder.resolve("identities.map");
    }

    /// The files that were set aside, with their names and reasons: for the owner, not to be passed
    /// on.
    Path quarantineList() {
        return folder.resolve("set-aside.tsv");
    }

    Path outputs() {
        return folder.resolve("outgoing");
    }

    /// Where the anonymised form of a source lies.
    Path output(int number) {
        return outputs().resolve(number + ".dcm");
    }

    /// Where something is written until it is whole; swept at the next start.
    Path draft(String name) {
        return outputs().resolve(name + ".part");
    }

    /// A key that is kept in a file, made when the file is not there.
    ///
    /// @throws BadUse when others may read it, or it is no key
    static byte[] secret(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] made = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(made);
            makePrivate(folderOf(file));
            write(file, HexFormat.of().formatHex(made) + "\n");
        }
        if (isOpenToOthers(file)) {
            throw new BadUse(file + " is secret, but others may read it: chmod 600 " + file);
        }
        String text = Files.readString(file).strip();
        if (!text.matches("[0-9a-fA-F]{32,256}") || text.length() % 2 != 0) {
            throw new BadUse(
                    file + " is no secret: 32 to 256 hexadecimal digits on one line are wanted");
        }
        return HexFormat.of().parseHex(text);
    }

    private static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, privately(draft, "rw-------"));
        Files.writeString(draft, text);
        force(draft);
        try {
            Files.move(draft, file);
        } catch (FileAlreadyExistsException anotherWasFaster) {
            Files.delete(draft);
        }
        forceFolder(folderOf(file));
    }

    /// Makes what was written durable under its name.
    static void publish(Path draft, Path file) throws IOException {
        force(draft);
        Files.move(
                draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(folderOf(file));
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Windows cannot open folders, and needs no such thing.
    private static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockFile.close();
    }
}
