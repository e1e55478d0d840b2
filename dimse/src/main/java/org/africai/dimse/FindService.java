package org.africai.dimse;

import java.io.IOException;

/// Answers queries (query/retrieve service class, PS3.4 §C.4.1).
@FunctionalInterface
public interface FindService {
    /// Answers one query, on a thread of its own.
    ///
    /// @param matches takes one match after the other; each is on its way when the call returns
    /// @return how it went; what is returned after the peer cancelled does not count
    /// @throws IOException when the query cannot be answered, which the peer is told; one that
    ///   `matches` threw must be thrown on
    Answer find(FindRequest request, Matches matches) throws IOException;

    /// What the service can do beyond the baseline.
    default QueryOptions options() {
        return QueryOptions.BASELINE;
    }
}
