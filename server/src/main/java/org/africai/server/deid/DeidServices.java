package org.africai.server.deid;

import java.security.SecureRandom;
import org.africai.server.access.Access;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.config.Configs;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.files.Discards;
import org.africai.store.BlobStore;

/// De-identification's services, put together.
///
/// @param scripts those in force
/// @param anonymization sets them
/// @param cleaner applies them
/// @param quarantine what they could not handle
public record DeidServices(
        Scripts scripts, Anonymization anonymization, Cleaner cleaner, Quarantine quarantine) {
    /// What it needs of the ground.
    public record Base(
            Access access, Audit audit, Sql sql, Transactions transactions, BlobStore store) {}

    /// @param check the one that the settings are looked at with
    /// @param maxBytes of an object at most
    public static DeidServices on(
            Base base,
            Locator locator,
            Configs configs,
            Discards discards,
            ScriptCheck check,
            long maxBytes) {
        var secrets =
                new Secrets(new SecretTable(base.sql()), base.transactions(), new SecureRandom());
        return new DeidServices(
                new Scripts(configs, check, System::nanoTime),
                new Anonymization(base.access(), configs),
                new Cleaner(base.store(), secrets, maxBytes),
                new Quarantine(
                        base.access(),
                        locator,
                        new QuarantineTable(base.sql()),
                        new Changes(base.transactions()),
                        base.audit(),
                        discards,
                        base.store()));
    }
}
