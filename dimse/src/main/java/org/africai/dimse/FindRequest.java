package org.africai.dimse;

import org.africai.dicom.data.Dataset;

/// A query (C-FIND-RQ, PS3.4 §C.4.1).
///
/// @param association who asks
/// @param model the tree it is about
/// @param level what the matches shall be; it fits the model
/// @param identifier keys to match and elements to return, the level included
/// @param options what both sides agreed to
public record FindRequest(
        AssociationInfo association,
        QueryModel model,
        QueryLevel level,
        Dataset identifier,
        QueryOptions options) {}
