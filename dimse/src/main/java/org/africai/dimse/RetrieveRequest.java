package org.africai.dimse;

import org.africai.dicom.data.Dataset;

/// A wish for objects (C-MOVE-RQ or C-GET-RQ, PS3.4 §C.4.2 and §C.4.3).
///
/// @param association who asks
/// @param model the tree it is about
/// @param level what the identifier names; it fits the model
/// @param identifier the unique keys of what is wanted
public record RetrieveRequest(
        AssociationInfo association, QueryModel model, QueryLevel level, Dataset identifier) {}
