package org.africai.dimse;

import java.util.List;
import org.africai.dicom.Uid;

/// What became of a retrieval.
///
/// @param answer how it went as a whole
/// @param counts how many objects arrived
/// @param failed those that did not, as far as the peer names them
public record RetrieveResult(Answer answer, SubOperations counts, List<Uid> failed) {
    public RetrieveResult {
        failed = List.copyOf(failed);
    }
}
