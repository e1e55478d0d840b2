package org.africai.dicom.data;

import java.io.IOException;
import java.io.InputStream;

/// Where values lie that were not read into memory. Safe for use by several threads at once.
@FunctionalInterface
public interface BulkSource {
    /// Opens a part of the source; the caller closes the stream.
    ///
    /// @throws IOException when the source is gone, has become shorter or cannot be read
    InputStream open(long offset, long length) throws IOException;
}
