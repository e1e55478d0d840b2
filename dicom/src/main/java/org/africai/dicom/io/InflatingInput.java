package org.africai.dicom.io;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Bytes inflated from another input, with limits. [#close] frees the inflater's memory.
final class InflatingInput implements ByteInput, AutoCloseable {
    private static final int IN_BYTES = 16 << 10;
    private static final int SKIP_BYTES = 16 << 10;

    /// Below this the ratio does not count: small data sets of equal bytes compress well.
    private static final long FREE_BYTES = 1 << 20;

    private final HeaderBuffer deflated;
    private final Limits limits;
    private final Inflater inflater;
    private final byte[] chunk = new byte[IN_BYTES];

    /// @param deflated positioned at the first compressed byte
    /// @param hasZlibHeader whether the data is wrapped as zlib, against the standard
    InflatingInput(HeaderBuffer deflated, boolean hasZlibHeader, Limits limits) {
        this.deflated = deflated;
        this.limits = limits;
        this.inflater = new Inflater(!hasZlibHeader);
    }

    /// Whether bytes start as zlib does (RFC 1950): a check of two bytes, and no stored block that
    /// raw deflate would read there.
    static boolean hasZlibHeader(HeaderBuffer in) throws IOException {
        if (!in.has(5)) {
            return false;
        }
        int first = in.array[in.at] & 0xFF;
        int second = in.array[in.at + 1] & 0xFF;
        boolean isStored =
                ((second ^ in.array[in.at + 3]) & 0xFF) == 0xFF
                        && ((in.array[in.at + 2] ^ in.array[in.at + 4]) & 0xFF) == 0xFF;
        return (first & 0x0F) == 8 && (first << 8 | second) % 31 == 0 && !isStored;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(target, offset, length);
            while (count == 0 && !inflater.finished()) {
                if (inflater.needsDictionary() || !feed()) {
                    throw invalid(InvalidDicom.Reason.TRUNCATED, "the deflated data is cut short");
                }
                count = inflater.inflate(target, offset, length);
            }
            requireAllowed();
            return count == 0 ? -1 : count;
        } catch (DataFormatException e) {
            InvalidDicom invalid =
                    invalid(InvalidDicom.Reason.MALFORMED, "the data is not deflated");
            invalid.initCause(e);
            throw invalid;
        }
    }

    private boolean feed() throws IOException {
        if (!inflater.needsInput()) {
            return true;
        }
        int count = deflated.take(chunk);
        if (count > 0) {
            inflater.setInput(chunk, 0, count);
        }
        return count > 0;
    }

    private void requireAllowed() throws InvalidDicom {
        long out = inflater.getBytesWritten();
        long in = Math.max(1, inflater.getBytesRead());
        if (out > limits.inflatedBytes()) {
            throw invalid(
                    InvalidDicom.Reason.LIMIT_EXCEEDED,
                    "the data set is longer than " + limits.inflatedBytes() + " bytes inflated");
        }
        if (out > FREE_BYTES && out / in >= limits.inflateRatio()) {
            throw invalid(
                    InvalidDicom.Reason.LIMIT_EXCEEDED,
                    "the data set inflates more than " + limits.inflateRatio() + " times");
        }
    }

    private InvalidDicom invalid(InvalidDicom.Reason reason, String detail) {
        return new InvalidDicom(reason, deflated.name(), deflated.position(), "", detail);
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] waste = new byte[(int) Math.min(count, SKIP_BYTES)];
        long left = count;
        while (left > 0) {
            int read = read(waste, 0, (int) Math.min(left, waste.length));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return count - left;
    }

    @Override
    public long size() {
        return UNKNOWN;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
