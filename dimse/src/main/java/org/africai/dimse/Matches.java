package org.africai.dimse;

import java.io.IOException;
import org.africai.dicom.data.Dataset;

/// Takes the matches of a query.
public interface Matches {
    /// Sends a match. When they are missing the level of the query is added, and the called title
    /// as where to retrieve from when this side serves retrievals.
    ///
    /// @return whether more are wanted: not after the peer cancelled
    /// @throws IOException when the association ended
    boolean add(Dataset match) throws IOException;

    /// Sends a match for which some optional keys were not matched.
    ///
    /// @return whether more are wanted: not after the peer cancelled
    /// @throws IOException when the association ended
    boolean addWithUnsupportedKeys(Dataset match) throws IOException;

    /// Whether the peer cancelled, or is gone. For work that takes long between two matches.
    boolean isCancelled();
}
