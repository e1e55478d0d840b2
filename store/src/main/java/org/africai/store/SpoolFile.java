package org.africai.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// A spool file being written: its limit, and the room on the volume, are looked at while it grows.
/// Closing it before [#finish] deletes it.
final class SpoolFile implements AutoCloseable {
    /// How far a file may grow between two looks at the free space.
    private static final long LOOK_EVERY_BYTES = 64L << 20;

    private final Spool spool;
    private final Path path;
    private final FileChannel channel;
    private final long limitBytes;
    private long size;
    private long nextLookAt;
    private boolean finished;

    SpoolFile(Spool spool, long limitBytes) {
        spool.requireRoom(0);
        this.spool = spool;
        this.limitBytes = limitBytes;
        this.nextLookAt = LOOK_EVERY_BYTES;
        this.path = spool.newFile();
        this.channel = create();
    }

    private FileChannel create() {
        try {
            return FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    Private.fileAttributes(path));
        } catch (IOException e) {
            spool.left(path);
            throw StorageFailure.io(path, e);
        }
    }

    /// @throws TooLarge when the limit would be exceeded
    void admit(int length) {
        if (length > limitBytes - size) {
            throw new TooLarge(limitBytes);
        }
        size += length;
        if (size >= nextLookAt) {
            spool.requireRoom(0);
            nextLookAt = size + LOOK_EVERY_BYTES;
        }
    }

    void write(byte[] bytes, int offset, int length) {
        admit(length);
        writeAdmitted(bytes, offset, length);
    }

    void writeAdmitted(byte[] bytes, int offset, int length) {
        try {
            for (var buffer = ByteBuffer.wrap(bytes, offset, length); buffer.hasRemaining(); ) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw StorageFailure.io(path, e);
        }
    }

    Staged finish() {
        closeChannel();
        finished = true;
        return new Staged(spool, path, size);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        try {
            closeChannel();
        } finally {
            spool.delete(path);
        }
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            throw StorageFailure.io(path, e);
        }
    }
}
