package org.africai.server.boot;

import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.config.Configs;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.deid.Anonymization;
import org.africai.server.deid.DeidServices;
import org.africai.server.deid.Quarantine;
import org.africai.server.deid.ScriptCheck;
import org.africai.server.files.BlobTable;
import org.africai.server.files.Discards;
import org.africai.server.intake.IntakeSettings;
import org.africai.store.BlobStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// De-identification.
@Configuration(proxyBeanMethods = false)
class DeidWiring {
    @Bean
    ScriptCheck scriptCheck() {
        return new ScriptCheck();
    }

    @Bean
    Discards discards(Sql sql, BlobTable blobs, Transactions transactions, BlobStore store) {
        return new Discards(sql, blobs, transactions, store);
    }

    /// What the last end of the server kept from going goes now.
    @Bean
    FirstStart discardedBlobs(Discards discards) {
        return () -> {
            discards.run();
            return List.of();
        };
    }

    @Bean
    DeidServices.Base deidBase(
            Access access, Audit audit, Sql sql, Transactions transactions, BlobStore store) {
        return new DeidServices.Base(access, audit, sql, transactions, store);
    }

    @Bean
    DeidServices deidServices(
            DeidServices.Base base,
            Locator locator,
            Configs configs,
            Discards discards,
            ScriptCheck check,
            IntakeSettings intake) {
        return DeidServices.on(base, locator, configs, discards, check, intake.maxUpload().bytes());
    }

    @Bean
    Anonymization anonymization(DeidServices deid) {
        return deid.anonymization();
    }

    @Bean
    Quarantine quarantine(DeidServices deid) {
        return deid.quarantine();
    }
}
