package org.africai.store.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.africai.store.StorageFailure;

/// A file of ours as a stream that knows how much of it was read, and whose failures are
/// [StorageFailure]s, so that they are not taken for a damaged archive.
final class CountedFile extends FilterInputStream {
    private final Path path;
    private long count;

    CountedFile(Path path) {
        super(open(path));
        this.path = path;
    }

    private static InputStream open(Path path) {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw StorageFailure.io(path, e);
        }
    }

    long count() {
        return count;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            int n = in.read(bytes, offset, length);
            count += Math.max(n, 0);
            return n;
        } catch (IOException e) {
            throw StorageFailure.io(path, e);
        }
    }

    @Override
    public long skip(long n) {
        throw new UnsupportedOperationException("all of an archive is read");
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw StorageFailure.io(path, e);
        }
    }
}
