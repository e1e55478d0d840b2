package org.africai.server.boot;

import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.archive.Archive;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.files.Resources;
import org.africai.server.files.Uploads;
import org.africai.server.studies.Decompressor;
import org.africai.server.studies.InstanceFrames;
import org.africai.server.studies.InstanceHeaders;
import org.africai.server.studies.Pictures;
import org.africai.server.studies.ScanSnapshotJob;
import org.africai.server.studies.ScanSnapshots;
import org.africai.server.studies.SeriesMetadata;
import org.africai.server.studies.Snapshots;
import org.africai.server.studies.Studies;
import org.africai.server.studies.StudiesSettings;
import org.africai.server.studies.StudyIndex;
import org.africai.server.studies.StudyIndexJob;
import org.africai.server.studies.Thumbnails;
import org.africai.store.BlobStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Studies, series and instances: their index and what is made of them in advance.
@Configuration(proxyBeanMethods = false)
class StudiesWiring {
    @Bean
    StudyIndex studyIndex(Sql sql, Transactions transactions, BlobStore store) {
        return new StudyIndex(sql, transactions, store);
    }

    @Bean
    Studies studies(Access access, Archive archive, Sql sql, Transactions transactions) {
        return new Studies(access, archive.locator(), sql, transactions);
    }

    @Bean
    InstanceHeaders instanceHeaders(BlobStore store) {
        return new InstanceHeaders(store);
    }

    @Bean
    InstanceFrames instanceFrames(InstanceHeaders headers) {
        return new InstanceFrames(headers);
    }

    @Bean
    SeriesMetadata seriesMetadata(
            Studies studies, InstanceHeaders headers, Sql sql, Transactions transactions) {
        return new SeriesMetadata(studies, headers, sql, transactions);
    }

    @Bean
    Pictures pictures(InstanceHeaders headers, InstanceFrames frames) {
        return new Pictures(headers, frames);
    }

    @Bean
    Decompressor decompressor(InstanceHeaders headers, InstanceFrames frames, Pictures pictures) {
        return new Decompressor(headers, frames, pictures);
    }

    @Bean
    Thumbnails thumbnails(Studies studies, Pictures pictures, Sql sql, Transactions transactions) {
        return new Thumbnails(studies, pictures, sql, transactions);
    }

    @Bean
    Snapshots snapshots(Archive archive, Pictures pictures, Sql sql) {
        return new Snapshots(archive.locator(), pictures, sql);
    }

    @Bean
    ScanSnapshots scanSnapshots(
            Archive archive,
            Snapshots snapshots,
            Resources resources,
            Uploads uploads,
            BlobStore store,
            Sql sql,
            Transactions transactions) {
        return new ScanSnapshots(
                archive.locator(),
                snapshots,
                sql,
                resources,
                uploads,
                store,
                new Changes(transactions));
    }

    @Bean(destroyMethod = "close")
    ScanSnapshotJob scanSnapshotJob(ScanSnapshots snapshots, StudiesSettings settings) {
        return new ScanSnapshotJob(snapshots, settings);
    }

    @Bean(destroyMethod = "close")
    StudyIndexJob studyIndexJob(StudyIndex index, SeriesMetadata metadata, Thumbnails thumbnails) {
        return new StudyIndexJob(index, metadata, thumbnails);
    }

    /// What was archived before there was an index, and what the last end of the server
    /// interrupted, is indexed from the start on, while requests are answered.
    @Bean
    FirstStart studyIndexing(StudyIndexJob job, ScanSnapshotJob snapshots) {
        return () -> {
            job.start();
            snapshots.start();
            return List.of();
        };
    }
}
