package org.africai.dimse.ul;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/// Reads protocol data units from a connection, at the pace that the limits allow. For one thread.
final class PduInput {
    private static final int FIRST_ALLOCATION = 8 << 10;

    private final Transport transport;
    private final Pace pace;
    private final byte[] header = new byte[PduType.HEADER_BYTES];
    private PduType type = PduType.ABORT;
    private long length;

    PduInput(Transport transport, NetworkLimits limits) {
        this.transport = transport;
        this.pace = new Pace(limits);
    }

    Pace pace() {
        return pace;
    }

    /// Reads the header of the next unit. Once its first byte has come, the rest must follow at the
    /// pace of messages, unless the wait is one of negotiation. A wait for the rest of a message
    /// goes on from unit to unit; all others begin anew.
    ///
    /// @param timer how long to wait for it
    /// @param isBusy whether to go on waiting when nothing came in that time
    void next(Timer timer, BooleanSupplier isBusy) throws IOException {
        if (timer != Timer.MESSAGE) {
            pace.start(timer);
        }
        first(timer, isBusy);
        if (timer == Timer.IDLE || timer == Timer.RESPONSE) {
            pace.start(Timer.MESSAGE);
        }
        restOfHeader();
    }

    /// Reads the header of the next unit within the wait that has begun.
    void following() throws IOException {
        readFully(header, 0, 1);
        restOfHeader();
    }

    private void restOfHeader() throws IOException {
        readFully(header, 1, header.length - 1);
        PduType found = PduType.of(header[0] & 0xFF);
        if (found == null) {
            throw new BadPdu(Abort.UNRECOGNIZED_PDU, "unit of type " + (header[0] & 0xFF));
        }
        type = found;
        length = new Cursor(header).lengthOfPdu();
    }

    private void first(Timer timer, BooleanSupplier isBusy) throws IOException {
        while (true) {
            try {
                readFully(header, 0, 1);
                return;
            } catch (SocketTimeoutException e) {
                if (!isBusy.getAsBoolean()) {
                    throw e;
                }
                pace.start(timer);
            }
        }
    }

    PduType type() {
        return type;
    }

    /// Length of the content, 0 to 2^32-1.
    long length() {
        return length;
    }

    /// The content of the unit, which is allocated as it comes and not as it is announced.
    byte[] content(int limit) throws IOException {
        if (length > limit) {
            throw BadPdu.invalid("a unit of " + length + " bytes where " + limit + " are allowed");
        }
        byte[] content = new byte[(int) Math.min(length, FIRST_ALLOCATION)];
        int size = 0;
        while (size < length) {
            if (size == content.length) {
                content = Arrays.copyOf(content, (int) Math.min(length, 2L * size));
            }
            int count = read(content, size, content.length - size);
            size += count;
        }
        return content;
    }

    /// The content of a unit that has four bytes.
    byte[] fixedContent() throws IOException {
        if (length != PduType.FIXED_BYTES) {
            throw BadPdu.invalid("a unit of 4 bytes has " + length);
        }
        return content(PduType.FIXED_BYTES);
    }

    void readFully(byte[] target, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            done += read(target, offset + done, count - done);
        }
    }

    /// Reads at least one byte.
    ///
    /// @throws EOFException when the peer closed the connection
    /// @throws SocketTimeoutException when it took too long
    int read(byte[] target, int offset, int count) throws IOException {
        long before = System.nanoTime();
        int read = transport.read(target, offset, count, pace.nanosLeft());
        if (read < 0) {
            throw new EOFException("closed by the peer");
        }
        pace.waited(System.nanoTime() - before, read);
        return read;
    }

    /// Reads and forgets until the peer closes the connection, so that what was sent last can reach
    /// it; or until the time or the bytes allowed are over.
    ///
    /// @param nanos longest wait in all
    void drain(long nanos) {
        pace.startAtMost(nanos);
        byte[] waste = new byte[FIRST_ALLOCATION];
        long left = NetworkLimits.TOLERATED_PDU_BYTES;
        try {
            while (left > 0) {
                left -= read(waste, 0, waste.length);
            }
        } catch (IOException _) {
            // The end, in whatever way it comes.
            return;
        }
    }
}
