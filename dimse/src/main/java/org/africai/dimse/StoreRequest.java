package org.africai.dimse;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import org.africai.dicom.Uid;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dimse.ul.AeTitle;

/// An object that a peer sends (C-STORE-RQ, PS3.7 §9.1.1).
///
/// @param association who sends it
/// @param sopClass what the sender says it is; the data set may say otherwise
/// @param sopInstance what the sender says it is called; the data set may say otherwise
/// @param transferSyntax how the data set is encoded
/// @param priority how urgent the sender finds it
/// @param moveOriginator who asked that it be sent, when it comes of a C-MOVE
/// @param moveOriginatorId the message id of that C-MOVE
public record StoreRequest(
        AssociationInfo association,
        Uid sopClass,
        Uid sopInstance,
        TransferSyntax transferSyntax,
        Priority priority,
        Optional<AeTitle> moveOriginator,
        OptionalInt moveOriginatorId) {
    /// Writes what stands in front of the data set in a file (PS3.10 §7.1): preamble, prefix and
    /// meta information naming this library, the SOP instance and the transfer syntax. The bytes of
    /// the data set make a file of it, which is the same whoever sent the object.
    public void writeFileStart(OutputStream out) throws IOException {
        out.write(FileStart.of(this));
    }
}
