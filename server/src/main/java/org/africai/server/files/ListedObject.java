package org.africai.server.files;

import org.jspecify.annotations.Nullable;

/// A file and, where it is a DICOM object of a scan, which.
///
/// @param sopUid its SOPInstanceUID
/// @param number its InstanceNumber
public record ListedObject(ListedFile file, @Nullable String sopUid, @Nullable Long number) {}
