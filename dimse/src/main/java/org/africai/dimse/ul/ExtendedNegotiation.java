package org.africai.dimse.ul;

import org.africai.dicom.Uid;

/// What a service class negotiates for itself (PS3.7 §D.3.3.5).
///
/// @param sopClass what it is about
/// @param information bytes whose meaning the service class defines
public record ExtendedNegotiation(Uid sopClass, Octets information) {}
