package org.africai.store;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files and folders that only the server's own user can read, where the file system knows users.
final class Private {
    private static final FileAttribute<?>[] NONE = {};
    private static final FileAttribute<?>[] FILE = {permissions("rw-------")};
    private static final FileAttribute<?>[] FOLDER = {permissions("rwx------")};

    private Private() {}

    static FileAttribute<?>[] fileAttributes(Path path) {
        return isPosix(path) ? FILE : NONE;
    }

    static FileAttribute<?>[] folderAttributes(Path path) {
        return isPosix(path) ? FOLDER : NONE;
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
