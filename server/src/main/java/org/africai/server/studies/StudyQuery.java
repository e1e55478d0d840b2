package org.africai.server.studies;

import java.util.List;
import java.util.Set;

/// A query for patients, studies, series or instances.
///
/// @param keys all of which match; of any level: a study has a series that matches, a series has an
///   instance that does
/// @param include attributes wanted beside those that answers of the level always have
/// @param all whether all attributes that the index has of the level are wanted
/// @param offset results to pass over
/// @param limit results wanted at most
public record StudyQuery(
        Level level,
        List<QueryKey> keys,
        Set<Integer> include,
        boolean all,
        int offset,
        int limit) {
    /// How many results there are at most in one answer.
    public static final int MAX_LIMIT = 10_000;

    /// @throws IllegalArgumentException when offset or limit make no sense
    public StudyQuery {
        keys = List.copyOf(keys);
        include = Set.copyOf(include);
        if (offset < 0 || limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("no page: " + offset + "+" + limit);
        }
    }

    /// The first results of a level, with everything that the index has: for C-FIND.
    public static StudyQuery of(Level level, List<QueryKey> keys) {
        return new StudyQuery(level, keys, Set.of(), true, 0, MAX_LIMIT);
    }

    /// The results from `offset` on.
    public StudyQuery from(int offset) {
        return new StudyQuery(level, keys, include, all, offset, limit);
    }
}
