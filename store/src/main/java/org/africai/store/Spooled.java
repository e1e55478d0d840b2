package org.africai.store;

import java.nio.file.Path;

/// A complete temporary file of the spool and its digests. Closing it deletes the file, unless a
/// [BlobStore] has published it.
///
/// Safe for use by several threads, though only one may publish it.
public final class Spooled implements AutoCloseable {
    private enum State {
        HELD,
        PUBLISHED,
        DISCARDED
    }

    private final Staged file;
    private final Digests digests;
    private volatile State state = State.HELD;
    private volatile boolean isClosed;

    Spooled(Staged file, Digests digests) {
        this.file = file;
        this.digests = digests;
    }

    /// Where the bytes are until they are published, to be read only.
    public Path path() {
        return file.path();
    }

    public Digests digests() {
        return digests;
    }

    /// The name the bytes have as a blob.
    public Sha256 sha256() {
        return digests.sha256();
    }

    boolean isPublished() {
        return state == State.PUBLISHED;
    }

    void requireHeldOrPublished() {
        if (state == State.DISCARDED) {
            throw new IllegalStateException("published after it was closed: " + path());
        }
    }

    /// Tells that the file has been renamed or copied away.
    void published() {
        state = State.PUBLISHED;
        file.left();
    }

    /// Whether whoever published it is done with it: what it is for has a row.
    boolean isClosed() {
        return isClosed;
    }

    @Override
    public void close() {
        isClosed = true;
        if (state == State.HELD) {
            state = State.DISCARDED;
            file.close();
        }
    }
}
