package org.africai.store;

import java.nio.file.Path;

/// A complete temporary file of the spool that was not hashed, only to be read. Closing it deletes
/// the file.
public final class Staged implements AutoCloseable {
    private final Path path;
    private final long size;

    Staged(Path path, long size) {
        this.path = path;
        this.size = size;
    }

    /// Where the bytes are, to be read only.
    public Path path() {
        return path;
    }

    /// In bytes.
    public long size() {
        return size;
    }

    @Override
    public void close() {
        Spool.delete(path);
    }
}
