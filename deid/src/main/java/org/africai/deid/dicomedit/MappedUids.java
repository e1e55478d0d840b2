package org.africai.deid.dicomedit;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.africai.deid.Secret;
import org.jspecify.annotations.Nullable;

/// What `mapUID` makes of identifiers: the same each time for the same one under the same prefix.
/// With a secret that holds for ever; without one, numbers are random and remembered in memory.
/// Thread-safe.
final class MappedUids {
    private static final int NUMBER_BYTES = 16;

    private final @Nullable Secret secret;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    MappedUids(@Nullable Secret secret) {
        this.secret = secret;
    }

    String of(String uid, String prefix) {
        if (secret != null) {
            byte[] digest = secret.digest("mapUID " + prefix, uid);
            byte[] number = Arrays.copyOf(digest, NUMBER_BYTES);
            return EditUids.under(prefix, new BigInteger(1, number));
        }
        if (known.size() >= DicomEditRules.MOST_MAPPED) {
            known.clear();
        }
        return known.computeIfAbsent(
                prefix + "/" + uid, _ -> EditUids.under(prefix, EditUids.randomNumber()));
    }
}
