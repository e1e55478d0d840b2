package org.africai.store;

import java.util.Collection;
import java.util.Set;

/// Knows which blobs rows name.
@FunctionalInterface
public interface References {
    /// Those of `candidates`, a thousand at most, that a row names now.
    Set<Sha256> among(Collection<Sha256> candidates);
}
