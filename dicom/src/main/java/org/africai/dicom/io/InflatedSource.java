package org.africai.dicom.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.africai.dicom.data.BulkSource;

/// Values in a deflated data set: inflated from its start each time, so that cost grows with the
/// offset.
///
/// @param name what errors call the file
/// @param deflated the file
/// @param start position of the first compressed byte
/// @param end length of the file
record InflatedSource(
        String name,
        BulkSource deflated,
        long start,
        long end,
        boolean hasZlibHeader,
        Limits limits)
        implements BulkSource {
    @Override
    public InputStream open(long offset, long length) throws IOException {
        InputStream in = openFrom(offset);
        return new BoundedStream(in, length);
    }

    /// The inflated data from `offset` to its end.
    InputStream openFrom(long offset) throws IOException {
        InputStream file = deflated.open(start, end - start);
        try {
            InflatedStream inflated = new InflatedStream(file);
            if (inflated.input.skip(offset) != offset) {
                throw new EOFException(name + ": the inflated data ends before " + offset);
            }
            return inflated;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// A stream over an input, owning the file below.
    private final class InflatedStream extends InputStream {
        private final InputStream file;
        private final InflatingInput input;

        InflatedStream(InputStream file) throws IOException {
            this.file = file;
            HeaderBuffer buffer =
                    new HeaderBuffer(
                            new StreamInput(file, end - start), name, limits.headerBytes());
            this.input = new InflatingInput(buffer, hasZlibHeader, limits);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return length == 0 ? 0 : input.read(target, offset, length);
        }

        @Override
        public void close() throws IOException {
            input.close();
            file.close();
        }
    }
}
