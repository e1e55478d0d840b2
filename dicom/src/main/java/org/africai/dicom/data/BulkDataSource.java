package org.africai.dicom.data;

import java.io.IOException;
import java.util.Optional;

/// Finds the values that JSON or XML only refers to.
@FunctionalInterface
public interface BulkDataSource {
    /// Nothing can be found: a reference is an error.
    BulkDataSource NONE = (_, _) -> Optional.empty();

    /// The bytes at an address, least significant byte first; empty when the address is unknown,
    /// which the reader reports as an error.
    Optional<BulkRange> find(TagPath path, String uri) throws IOException;
}
