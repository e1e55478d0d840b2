package org.africai.dimse.ul;

import org.africai.dicom.Uid;

/// Who may be user and provider of a SOP class (PS3.7 §D.3.3.4). Without it the requestor is the
/// user and the acceptor the provider.
///
/// @param sopClass what it is about
/// @param isScu whether the requestor may be the user
/// @param isScp whether the requestor may be the provider
public record RoleSelection(Uid sopClass, boolean isScu, boolean isScp) {}
