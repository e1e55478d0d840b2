package org.africai.dicom.data;

import java.util.Optional;

/// Says where values that are left out of JSON or XML can be fetched (BulkDataURI, PS3.18 §F.2.2).
@FunctionalInterface
public interface BulkDataUri {
    /// The address of a value; empty to write the value itself.
    Optional<String> of(TagPath path, Element element);
}
