package org.africai.dicom.io;

import java.io.IOException;

/// Bytes read from front to back.
interface ByteInput {
    /// What [#size] gives when it is not known.
    long UNKNOWN = Long.MAX_VALUE;

    /// Reads some bytes; -1 at the end.
    int read(byte[] target, int offset, int length) throws IOException;

    /// Passes over bytes.
    ///
    /// @return how many; fewer than asked for only at the end
    long skip(long count) throws IOException;

    /// Number of bytes in all, or [#UNKNOWN].
    long size() throws IOException;
}
