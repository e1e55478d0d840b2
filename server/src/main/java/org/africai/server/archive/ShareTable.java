package org.africai.server.archive;

import java.util.List;

/// Which things of one kind are shared into which projects.
interface ShareTable {
    /// @return whether the share is new; otherwise it is there, or the label is taken by another
    boolean insert(long thing, long project, String label);

    /// @return whether there was such a share
    boolean delete(long thing, long project);

    /// Whether something is shared into the project under this label.
    boolean hasLabel(long project, String label);

    /// Where the thing is shared, oldest first.
    List<Share> of(long thing);
}
