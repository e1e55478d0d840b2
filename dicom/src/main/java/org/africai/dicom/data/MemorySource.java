package org.africai.dicom.data;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Bulk values held in memory.
final class MemorySource implements BulkSource {
    private final byte[] bytes;

    MemorySource(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public InputStream open(long offset, long length) throws IOException {
        if (offset + length > bytes.length) {
            throw new EOFException("expected " + length + " bytes at " + offset);
        }
        return new ByteArrayInputStream(bytes, (int) offset, (int) length);
    }
}
