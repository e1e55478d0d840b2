package org.africai.server.boot;

import java.time.Clock;
import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.Authentication;
import org.africai.server.archive.Archive;
import org.africai.server.audit.Audit;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.dimse.CommitmentReports;
import org.africai.server.dimse.DimsePorts;
import org.africai.server.dimse.DimseServices;
import org.africai.server.dimse.DimseSettings;
import org.africai.server.intake.IntakeServices;
import org.africai.server.intake.WaitingObjects;
import org.africai.server.receivers.CommitmentJob;
import org.africai.server.receivers.CommitmentJudge;
import org.africai.server.receivers.Commitments;
import org.africai.server.receivers.ReceiverDesk;
import org.africai.server.receivers.ReceiverTable;
import org.africai.server.receivers.Receivers;
import org.africai.server.receivers.Retrievals;
import org.africai.server.site.SiteSettings;
import org.africai.server.studies.Decompressor;
import org.africai.server.studies.Studies;
import org.africai.store.BlobStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/// DICOM receivers.
@Configuration(proxyBeanMethods = false)
class DimseWiring {
    @Bean
    ReceiverTable receiverTable(Sql sql) {
        return new ReceiverTable(sql);
    }

    @Bean
    ReceiverDesk receiverDesk(
            ReceiverTable table,
            Accounts accounts,
            Authentication authentication,
            SiteSettings site) {
        return new ReceiverDesk(table, accounts, authentication, site);
    }

    @Bean
    Retrievals retrievals(Studies studies, Audit audit) {
        return new Retrievals(studies, audit);
    }

    @Bean
    Commitments commitments(
            Sql sql,
            ReceiverTable table,
            Retrievals retrievals,
            Access access,
            Accounts accounts,
            Transactions transactions,
            Clock clock) {
        var waiting = new WaitingObjects(access, sql);
        return new Commitments(
                sql,
                table,
                new CommitmentJudge(retrievals, waiting, accounts),
                new Changes(transactions),
                clock);
    }

    @Bean
    DimseServices dimseServices(
            ReceiverDesk desk,
            IntakeServices intake,
            Retrievals retrievals,
            Commitments commitments,
            BlobStore store,
            Decompressor decompressor,
            DimseSettings settings) {
        return new DimseServices(
                desk, intake.senders(), retrievals, commitments, store, decompressor, settings);
    }

    @Bean(destroyMethod = "close")
    CommitmentJob commitmentJob(
            Commitments commitments, DimseSettings settings, DimseServices services, Clock clock) {
        return new CommitmentJob(commitments, new CommitmentReports(settings, services), clock);
    }

    @Bean(destroyMethod = "close")
    DimsePorts dimsePorts(DimseSettings settings, DimseServices services, ServerSettings server) {
        return new DimsePorts(settings, services, server.shutdownGrace());
    }

    @Bean
    Receivers receivers(
            ReceiverTable table,
            Access access,
            Archive archive,
            Accounts accounts,
            Transactions transactions,
            Audit audit,
            Clock clock,
            DimsePorts ports) {
        return new Receivers(
                table,
                access,
                archive.locator(),
                accounts,
                new Changes(transactions),
                audit,
                clock,
                ports);
    }

    /// What was promised before the last end of the server is told, too.
    @Bean
    FirstStart commitmentsAreTold(CommitmentJob job) {
        return () -> {
            job.start();
            return List.of();
        };
    }

    /// After all that has to be set right before anything is received.
    @Bean
    @Order(Integer.MAX_VALUE)
    FirstStart receiversListen(Receivers receivers, DimseSettings settings) {
        return () ->
                receivers.begin(settings.port(), settings.aeTitle()).stream()
                        .map(label -> "DICOM receiver " + label + " listens at " + settings.host())
                        .toList();
    }
}
