package org.africai.store.archive;

import java.io.IOException;
import java.io.InputStream;

/// The bytes of a TAR on their way to the library that reads it. It guards what the library does
/// not: how large the headers of one entry may be (long names and PAX records are kept in memory),
/// how much a gzip file may grow, and that there is an end and nothing behind it.
final class TarSource extends InputStream {
    /// The most bytes between two entries: names of 1 024 bytes and what else PAX tells fit many
    /// times.
    static final int MAX_HEADER_BYTES = 1 << 20;

    private static final int RECORD_BYTES = 512;
    private static final int BUFFER_BYTES = 64 << 10;

    private final InputStream in;
    private final CountedFile file;
    private final String archive;
    private final ArchiveLimits limits;
    private long total;
    private boolean inHeader;
    private long headerBytes;
    private int zeros; // how many zeros ended what was read since the header began
    private boolean zeroRecordSeen;
    private boolean moreAfterEnd;

    TarSource(InputStream in, CountedFile file, String archive, ArchiveLimits limits) {
        this.in = in;
        this.file = file;
        this.archive = archive;
        this.limits = limits;
    }

    /// What comes now are headers, or the end.
    void expectHeader() {
        inHeader = true;
        headerBytes = 0;
        zeros = 0;
    }

    /// What comes now is the content of an entry.
    void expectData() {
        inHeader = false;
    }

    boolean endedWithZeros() {
        return zeroRecordSeen;
    }

    /// Reads what is left.
    ///
    /// @throws BadArchive when there was anything but zeros behind the end
    Void requireOnlyZeros() throws IOException {
        expectHeader();
        byte[] buffer = new byte[BUFFER_BYTES];
        while (read(buffer, 0, buffer.length) >= 0) {
            headerBytes = 0;
        }
        if (moreAfterEnd) {
            throw bad("has more data behind its end");
        }
        return null;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = in.read(bytes, offset, length);
        if (n > 0) {
            count(n);
            if (inHeader) {
                lookForEnd(bytes, offset, n);
            }
        }
        return n;
    }

    private void count(int n) {
        total += n;
        if (limits.isBomb(total, file.count())) {
            throw bad("grows more than " + limits.maxRatio() + " times when extracted");
        }
        headerBytes += inHeader ? n : 0;
        if (headerBytes > MAX_HEADER_BYTES) {
            throw bad("has headers of more than " + MAX_HEADER_BYTES + " bytes for one entry");
        }
    }

    private void lookForEnd(byte[] bytes, int offset, int length) {
        int tail = 0;
        while (tail < length && bytes[offset + length - 1 - tail] == 0) {
            tail++;
        }
        moreAfterEnd |= zeroRecordSeen && tail < length;
        zeros = tail == length ? Math.min(zeros + tail, RECORD_BYTES) : tail;
        zeroRecordSeen |= zeros >= RECORD_BYTES;
    }

    private BadArchive bad(String reason) {
        return new BadArchive(archive, null, reason, null);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
