package org.africai.server.studies;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Bytes that were made in advance and are not changed any more.
public final class KeptBytes {
    private final byte[] bytes;

    /// @param bytes which nobody else changes
    KeptBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The array itself, for the database.
    byte[] array() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
