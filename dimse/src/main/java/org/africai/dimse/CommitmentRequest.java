package org.africai.dimse;

import java.util.List;
import org.africai.dicom.Uid;

/// A wish to be told that objects are kept (N-ACTION, PS3.4 §J.3.2).
///
/// @param association who wants to know
/// @param transaction what the report must name
/// @param objects what it is about, one at least
public record CommitmentRequest(
        AssociationInfo association, Uid transaction, List<ObjectReference> objects) {
    public CommitmentRequest {
        objects = List.copyOf(objects);
    }
}
