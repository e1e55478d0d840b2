package org.africai.store.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import org.africai.store.BlobStore;
import org.africai.store.Sha256;
import org.africai.store.StorageFailure;
import org.jspecify.annotations.Nullable;

/// A ZIP on our disk, read at any place. Our disk's failures are [StorageFailure]s, a place beyond
/// the end is the archive's fault.
final class ArchiveFile implements AutoCloseable {
    private final String name;
    private final SeekableByteChannel channel;
    private final Function<IOException, StorageFailure> failure;
    private final long size;

    private ArchiveFile(
            String name, SeekableByteChannel channel, Function<IOException, StorageFailure> failure)
            throws IOException {
        this.name = name;
        this.channel = channel;
        this.failure = failure;
        this.size = channel.size();
    }

    static ArchiveFile open(Path path, String name) {
        try {
            return new ArchiveFile(
                    name,
                    FileChannel.open(path, StandardOpenOption.READ),
                    e -> StorageFailure.io(path, e));
        } catch (IOException e) {
            throw StorageFailure.io(path, e);
        }
    }

    static ArchiveFile open(BlobStore store, Sha256 blob, String name) {
        SeekableByteChannel channel = store.open(blob);
        try {
            return new ArchiveFile(name, channel, e -> StorageFailure.unreadable(blob, e));
        } catch (IOException e) {
            throw StorageFailure.unreadable(blob, e);
        }
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    /// `length` bytes from `position` on, little-endian.
    ByteBuffer read(long position, int length) {
        if (position < 0 || position > size - length) {
            throw bad(null, "is cut short or damaged: it ends before byte " + (position + length));
        }
        var buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fill(position, buffer);
        return buffer.flip();
    }

    /// Fills the whole of `buffer`'s remaining space.
    void fill(long position, ByteBuffer buffer) {
        long next = position;
        while (buffer.hasRemaining()) {
            int n = readSome(next, buffer);
            if (n < 0) {
                throw bad(null, "is cut short");
            }
            next += n;
        }
    }

    private int readSome(long position, ByteBuffer buffer) {
        try {
            return channel.position(position).read(buffer);
        } catch (IOException e) {
            throw failure.apply(e);
        }
    }

    BadArchive bad(@Nullable String entry, String reason) {
        return new BadArchive(name, entry, reason, null);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure.apply(e);
        }
    }
}
