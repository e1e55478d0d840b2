package org.africai.store.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// The records of a ZIP's central directory, read one after the other through a window, so that a
/// million of them need no more memory than one.
final class ZipDirectory {
    /// Holds the largest record there can be: 46 + 3 × 65 535 bytes.
    private static final int WINDOW_BYTES = 256 << 10;

    private final ArchiveFile zip;
    private final ZipEnd end;
    private final ByteBuffer window;
    private long loadedTo; // the place in the file of the byte after the window's last
    private long records;

    ZipDirectory(ArchiveFile zip, ZipEnd end) {
        this.zip = zip;
        this.end = end;
        this.loadedTo = end.offset();
        this.window =
                ByteBuffer.allocate((int) Math.min(WINDOW_BYTES, end.size()))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .flip();
    }

    /// The next record, empty after the last.
    ///
    /// @throws BadArchive when the directory is damaged or has not the number of records it states
    Optional<ZipRecord> next() {
        if (!has(1)) {
            requireCount();
            return Optional.empty();
        }
        if (!has(ZipRecord.FIXED_LENGTH) || !ZipRecord.isRecord(window)) {
            throw damaged();
        }
        int length = ZipRecord.length(window);
        if (!has(length)) {
            throw damaged();
        }
        ByteBuffer record = window.slice(window.position(), length).order(window.order());
        window.position(window.position() + length);
        records++;
        return Optional.of(ZipRecord.read(zip, record));
    }

    private void requireCount() {
        if (records != end.entries()) {
            throw zip.bad(
                    null, "its directory has " + records + " records and states " + end.entries());
        }
    }

    private BadArchive damaged() {
        return zip.bad(null, "its directory is damaged after " + records + " records");
    }

    /// Whether `bytes` more are in the window, after filling it when they are not.
    private boolean has(int bytes) {
        if (window.remaining() < bytes) {
            window.compact();
            long left = end.offset() + end.size() - loadedTo;
            window.limit(window.position() + (int) Math.min(window.remaining(), left));
            int before = window.position();
            zip.fill(loadedTo, window);
            loadedTo += window.position() - before;
            window.flip();
        }
        return window.remaining() >= bytes;
    }
}
