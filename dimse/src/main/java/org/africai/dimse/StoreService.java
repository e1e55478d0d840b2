package org.africai.dimse;

import java.io.IOException;
import java.io.InputStream;

/// Takes objects (storage service class, PS3.4 Annex B).
@FunctionalInterface
public interface StoreService {
    /// Takes one object. Called on the thread of the association, one object after the other; many
    /// associations call at once.
    ///
    /// The sender is told what is returned, so that a success may be returned only when the object
    /// is durable. An exception tells the sender of a processing failure; one that the stream threw
    /// must be thrown on, because there is nobody left to be told.
    ///
    /// @param dataset the data set in the transfer syntax of the request, as it comes from the
    ///   peer; nothing of it is in memory. It need not be read to its end nor closed, and cannot be
    ///   read after the return
    /// @throws IOException when the object cannot be kept
    Answer store(StoreRequest request, InputStream dataset) throws IOException;
}
