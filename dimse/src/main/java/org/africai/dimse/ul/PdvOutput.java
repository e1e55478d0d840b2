package org.africai.dimse.ul;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/// Sends one message: [#command], then the data set when there is one, then [#finish] and [#close].
///
/// Bytes are gathered in one buffer with their headers and go out in one write for each unit, the
/// command together with the first unit of the data set. The buffer grows with what is sent, up to
/// the peer's PDU length. Closed without being finished, the message is forgotten when nothing of
/// it was sent, and the association aborted otherwise.
public final class PdvOutput extends OutputStream {
    private static final int PDU_HEADER_BYTES = PduType.HEADER_BYTES;
    private static final int HEADER_BYTES = PDU_HEADER_BYTES + 6;
    private static final int FIRST_ALLOCATION = 512;
    private static final int COMMAND_FLAG = 1;
    private static final int LAST_FLAG = 2;

    private final Link link;

    /// Bytes of a message in one unit.
    private final int most;

    private final ReentrantLock lock = new ReentrantLock();
    private byte[] buffer = new byte[0];

    /// Where the unit starts that is being filled; what is before waits to be sent with it.
    private int start;

    private int size;
    private int context;
    private int flags;
    private long sent;
    private boolean isFinished;

    /// @param pduBytes longest content of a unit
    PdvOutput(Link link, int pduBytes) {
        this.link = link;
        this.most = pduBytes - (HEADER_BYTES - PDU_HEADER_BYTES);
    }

    /// Waits until no other message is being sent.
    void start(int contextId) {
        lock.lock();
        context = contextId;
        sent = 0;
        isFinished = false;
        flags = COMMAND_FLAG;
        start = 0;
        size = HEADER_BYTES;
    }

    /// Adds the command set.
    public void command(byte[] set) throws IOException {
        write(set, 0, set.length);
        seal(COMMAND_FLAG | LAST_FLAG);
        flags = 0;
        start = size;
        size = start + HEADER_BYTES;
    }

    @Override
    public void write(int b) throws IOException {
        room(1);
        buffer[size++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int count = Math.min(length - done, room(length - done));
            System.arraycopy(bytes, offset + done, buffer, size, count);
            size += count;
            done += count;
        }
    }

    /// Sends all that a stream has, reading it right into the buffer. The stream stays open.
    ///
    /// @return how many bytes that was
    public long transferFrom(InputStream in) throws IOException {
        long total = 0;
        while (true) {
            // A full unit is sent only when more follows, because the last one is marked.
            if (isFull()) {
                int next = in.read();
                if (next < 0) {
                    return total;
                }
                write(next);
                total++;
            }
            int fits = room(most);
            int count = in.read(buffer, size, fits);
            if (count < 0) {
                return total;
            }
            size += count;
            total += count;
        }
    }

    private boolean isFull() {
        return size - start - HEADER_BYTES == most;
    }

    /// Makes room in the unit, sending it when it is full.
    ///
    /// @param wanted how much would be good
    /// @return how many bytes fit at `size`
    private int room(int wanted) throws IOException {
        if (isFull()) {
            seal(flags);
            flush(size);
            start = 0;
            size = HEADER_BYTES;
        }
        int end = start + HEADER_BYTES + most;
        if (buffer.length <= size) {
            int grown = Math.max(Math.max(2 * buffer.length, FIRST_ALLOCATION), size + wanted);
            buffer = Arrays.copyOf(buffer, Math.min(end, grown));
        }
        return Math.min(buffer.length, end) - size;
    }

    /// Fills in the headers of the unit.
    private void seal(int control) {
        if (buffer.length < size) {
            buffer = Arrays.copyOf(buffer, size);
        }
        int bytes = size - start - HEADER_BYTES;
        buffer[start] = (byte) PduType.DATA.code();
        buffer[start + 1] = 0;
        putLength(start + 2, bytes + 6);
        putLength(start + PDU_HEADER_BYTES, bytes + 2);
        buffer[start + 10] = (byte) context;
        buffer[start + 11] = (byte) control;
    }

    private void putLength(int at, int value) {
        buffer[at] = (byte) (value >>> 24);
        buffer[at + 1] = (byte) (value >>> 16);
        buffer[at + 2] = (byte) (value >>> 8);
        buffer[at + 3] = (byte) value;
    }

    private void flush(int count) throws IOException {
        link.write(buffer, 0, count);
        sent += count;
    }

    /// Sends what is left.
    ///
    /// @param hasDataset whether a data set followed the command
    public void finish(boolean hasDataset) throws IOException {
        if (hasDataset) {
            seal(LAST_FLAG);
            flush(size);
        } else {
            flush(start);
        }
        isFinished = true;
    }

    @Override
    public void close() {
        try {
            if (!isFinished && sent > 0) {
                link.abort();
            }
        } finally {
            lock.unlock();
        }
    }
}
