package org.africai.dimse;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dicom.encoding.TransferSyntax;

/// An object that can be sent.
public interface OutgoingObject {
    Uid sopClass();

    Uid sopInstance();

    /// How its data set is encoded.
    TransferSyntax transferSyntax();

    /// Writes the data set, without preamble and meta information, in [#transferSyntax]. The stream
    /// stays open.
    ///
    /// @throws IOException when the object cannot be read; once bytes were sent this ends the
    ///   association, because a message cannot be taken back
    void writeTo(OutputStream out) throws IOException;

    /// Whether it could be sent uncompressed in other encodings than its own: for these a
    /// presentation context is asked for, too.
    default boolean isConvertible() {
        return !transferSyntax().isEncapsulated();
    }

    /// The same object in another transfer syntax, when that can be done without loss.
    default Optional<OutgoingObject> in(TransferSyntax other) {
        return Optional.empty();
    }
}
