package org.africai.dicom.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/// Ranges read one after the other, each opened when the one before has ended.
final class JoinedStream extends InputStream {
    private final Iterator<BulkRange> rest;
    private InputStream current = nullInputStream();

    JoinedStream(List<BulkRange> ranges) {
        rest = ranges.iterator();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = current.read(target, offset, length);
        while (count < 0 && rest.hasNext()) {
            current.close();
            current = rest.next().open();
            count = current.read(target, offset, length);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
