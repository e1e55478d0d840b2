package org.africai.server.archive;

import java.util.Map;
import java.util.Set;
import org.africai.server.access.Right;
import org.jspecify.annotations.Nullable;

/// What one of a project's own groups is to be.
///
/// @param id its ID; `null` for the one that follows from its name
/// @param displayName its name; `null` for the one it has, or the one in its address
/// @param rights what its members are to do with data types, in place of what they may do with
///   these; of types that are not named, nothing changes
/// @param projects the projects that the rights were said to be in, which must be this one
public record GroupWish(
        @Nullable String id,
        @Nullable String displayName,
        Map<String, Set<Right>> rights,
        Set<String> projects) {
    public GroupWish {
        rights = Map.copyOf(rights);
        projects = Set.copyOf(projects);
    }
}
