package org.africai.dimse.ul;

import org.africai.dicom.Uid;
import org.africai.dicom.encoding.TransferSyntax;

/// A presentation context that both sides agreed to.
///
/// @param id its number in the association
/// @param abstractSyntax the SOP class
/// @param transferSyntax how data sets are encoded
public record PresentationContext(int id, Uid abstractSyntax, TransferSyntax transferSyntax) {}
