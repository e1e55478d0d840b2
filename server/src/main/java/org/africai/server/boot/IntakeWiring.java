package org.africai.server.boot;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.accounts.Accounts;
import org.africai.server.archive.Archive;
import org.africai.server.audit.Audit;
import org.africai.server.config.ConfigCheck;
import org.africai.server.config.Configs;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.deid.DeidServices;
import org.africai.server.files.BlobTable;
import org.africai.server.files.Discards;
import org.africai.server.files.ScanObjects;
import org.africai.server.files.Uploads;
import org.africai.server.intake.ArchiveValidation;
import org.africai.server.intake.CtpPackage;
import org.africai.server.intake.Deliveries;
import org.africai.server.intake.DicomDump;
import org.africai.server.intake.DicomMappings;
import org.africai.server.intake.Headers;
import org.africai.server.intake.Holdings;
import org.africai.server.intake.IdleSessionsJob;
import org.africai.server.intake.Imports;
import org.africai.server.intake.IntakeServices;
import org.africai.server.intake.IntakeSettings;
import org.africai.server.intake.LaterImports;
import org.africai.server.intake.LeftBehindJob;
import org.africai.server.intake.Originals;
import org.africai.server.intake.Prearchive;
import org.africai.server.intake.PrearchiveActions;
import org.africai.server.intake.PrearchiveQueue;
import org.africai.server.intake.Progress;
import org.africai.server.intake.QuarantineRelease;
import org.africai.server.intake.StudyRoutings;
import org.africai.server.intake.UserCache;
import org.africai.server.intake.WaitingFiles;
import org.africai.server.schema.TypeRegistry;
import org.africai.server.site.SiteSettings;
import org.africai.server.workflows.Workflows;
import org.africai.store.BlobStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Imports and the prearchive.
@Configuration(proxyBeanMethods = false)
class IntakeWiring {
    @Bean
    IntakeServices.Base intakeBase(
            Access access,
            Audit audit,
            Sql sql,
            Transactions transactions,
            TypeRegistry registry,
            BlobStore store,
            Clock clock,
            IntakeSettings settings) {
        return new IntakeServices.Base(
                access, audit, sql, transactions, registry, store, clock, settings);
    }

    @Bean
    IntakeServices intakeServices(
            IntakeServices.Base base,
            Archive archive,
            BlobTable blobs,
            ScanObjects objects,
            Uploads uploads,
            Accounts accounts,
            Workflows workflows,
            Configs configs,
            SiteSettings site,
            DeidServices deid,
            Discards discards) {
        var others =
                new IntakeServices.Others(
                        archive,
                        archive.locator(),
                        archive.experiments(),
                        archive.scans(),
                        blobs,
                        objects,
                        uploads,
                        accounts,
                        workflows,
                        configs,
                        site,
                        deid,
                        discards);
        return IntakeServices.on(base, others);
    }

    @Bean
    Imports imports(IntakeServices intake) {
        return intake.imports();
    }

    @Bean
    Holdings holdings(Archive archive, Sql sql) {
        return new Holdings(archive.locator(), sql);
    }

    @Bean
    CtpPackage ctpPackage(Archive archive) {
        return new CtpPackage(archive.locator(), new SecureRandom());
    }

    @Bean
    Deliveries deliveries(IntakeServices intake) {
        return intake.deliveries();
    }

    @Bean
    Prearchive prearchive(IntakeServices intake) {
        return intake.prearchive();
    }

    @Bean
    PrearchiveActions prearchiveActions(IntakeServices intake) {
        return intake.actions();
    }

    @Bean
    DicomMappings dicomMappings(IntakeServices intake) {
        return intake.mappings();
    }

    @Bean
    ArchiveValidation archiveValidation(IntakeServices intake) {
        return intake.validation();
    }

    @Bean
    WaitingFiles waitingFiles(IntakeServices intake) {
        return intake.files();
    }

    @Bean
    Progress progress(IntakeServices intake) {
        return intake.progress();
    }

    @Bean
    UserCache userCache(IntakeServices intake) {
        return intake.userCache();
    }

    @Bean
    StudyRoutings studyRoutings(IntakeServices intake) {
        return intake.routings();
    }

    @Bean(destroyMethod = "close")
    LaterImports laterImports(IntakeServices intake) {
        return intake.later();
    }

    /// Settings that arriving data depends on are looked at when they are set.
    @Bean
    ConfigCheck intakeConfigCheck() {
        return IntakeServices.CONFIG_CHECK;
    }

    @Bean
    DicomDump dicomDump(IntakeServices intake) {
        return intake.dump();
    }

    @Bean(destroyMethod = "close")
    LeftBehindJob leftBehind(IntakeServices intake) {
        return intake.leftBehind();
    }

    @Bean(destroyMethod = "close")
    PrearchiveQueue prearchiveQueue(IntakeServices intake) {
        return intake.queue();
    }

    @Bean
    Headers headers(IntakeServices intake) {
        return intake.headers();
    }

    @Bean
    Originals originals(IntakeServices intake) {
        return intake.originals();
    }

    @Bean
    QuarantineRelease quarantineRelease(IntakeServices intake) {
        return intake.release();
    }

    @Bean(destroyMethod = "close")
    IdleSessionsJob idleSessions(IntakeServices intake) {
        return intake.idleSessions();
    }

    /// What the last end of the server interrupted is set right before the first request.
    @Bean
    FirstStart prearchiveRecovery(
            IntakeServices intake,
            IdleSessionsJob idleSessions,
            PrearchiveQueue queue,
            LeftBehindJob leftBehind,
            LaterImports later) {
        return () -> {
            intake.recovery().run();
            later.start();
            idleSessions.start();
            queue.start();
            leftBehind.start();
            return List.of();
        };
    }
}
