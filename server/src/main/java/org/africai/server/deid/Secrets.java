package org.africai.server.deid;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.africai.deid.Secret;
import org.africai.deid.ctp.IntegerTable;
import org.africai.server.db.Transactions;
import org.jspecify.annotations.Nullable;

/// The keys that identifiers, pseudonyms and shifts of dates are made with: one for each project,
/// and one of the site for what is unassigned. A key is made when it is first needed, is kept in
/// the database alone, and never changes, so that objects which come later fit those which came
/// before. Thread-safe.
final class Secrets {
    private static final int SECRET_BYTES = 32;
    private static final long OF_SITE = 0;

    private final SecretTable table;
    private final Transactions transactions;
    private final SecureRandom random;
    private final Map<Long, Secret> known = new ConcurrentHashMap<>();

    Secrets(SecretTable table, Transactions transactions, SecureRandom random) {
        this.table = table;
        this.transactions = transactions;
        this.random = random;
    }

    /// @param project its key, `null` for the site's
    Secret of(@Nullable Long project) {
        return known.computeIfAbsent(project == null ? OF_SITE : project, _ -> load(project));
    }

    private Secret load(@Nullable Long project) {
        return new Secret(
                table.find(project)
                        .or(() -> {
                            byte[] made = new byte[SECRET_BYTES];
                            random.nextBytes(made);
                            table.insert(project, made);
                            return table.find(project);
                        })
                        .orElseThrow(() -> new IllegalStateException("a project has no secret")));
    }

    /// The running numbers of a project's values (CTP's `@integer`). Kept for ever; of the values
    /// only keyed digests are.
    IntegerTable integers(@Nullable Long project) {
        return (type, value) -> {
            byte[] digest = of(project).digest("integer " + type, value);
            return table.number(project, type, digest)
                    .orElseGet(() ->
                            transactions.run(() -> {
                                table.insertNumber(project, type, digest);
                                return table.number(project, type, digest).orElseThrow();
                            }));
        };
    }
}
