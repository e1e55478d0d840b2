package org.africai.server.studies;

import java.util.List;

/// Results of a query, in a fixed order: studies from the newest on, their series by number, and
/// instances by number.
///
/// @param hasMore whether there are more behind them
public record FoundPage(List<Found> found, boolean hasMore) {
    public FoundPage {
        found = List.copyOf(found);
    }
}
