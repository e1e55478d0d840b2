package org.africai.store;

import java.nio.file.Path;

/// A complete temporary file of the spool that was not hashed, only to be read. Closing it deletes
/// the file.
public final class Staged implements AutoCloseable {
    private final Spool spool;
    private final Path path;
    private final long size;

    Staged(Spool spool, Path path, long size) {
        this.spool = spool;
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

    /// The file has been renamed away.
    void left() {
        spool.left(path);
    }

    @Override
    public void close() {
        spool.delete(path);
    }
}
