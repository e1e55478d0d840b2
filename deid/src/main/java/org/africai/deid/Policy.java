package org.africai.deid;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a script made for another program is obeyed.
///
/// @param closed the leaks of that program which are closed
/// @param secret what hashes are made with; null when the leak of hashes without one stays open
public record Policy(Set<Leak> closed, @Nullable Secret secret) {
    /// As the other program does it, its leaks included.
    public static final Policy COMPATIBLE = new Policy(Set.of(), null);

    /// No leak but that of hashes, which takes a secret to close: see [#withSecret].
    public static final Policy STRICT = new Policy(EnumSet.allOf(Leak.class), null);

    public Policy {
        // Asked for each element: a set of bits.
        closed = closed.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(closed));
    }

    /// The same policy with a secret, so that hashes can not be reversed by whoever does not know
    /// it. Identifiers become others than CTP's.
    public Policy withSecret(Secret secret) {
        return new Policy(closed, secret);
    }

    /// Whether a leak is closed.
    public boolean closes(Leak leak) {
        return closed.contains(leak) && (leak != Leak.KEYLESS_HASH || secret != null);
    }

    /// Whether nothing is closed.
    public boolean isCompatible() {
        return closed.isEmpty();
    }
}
