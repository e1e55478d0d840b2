package org.africai.server.boot;

import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.archive.Archive;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.studies.InstanceFrames;
import org.africai.server.studies.InstanceHeaders;
import org.africai.server.studies.Pictures;
import org.africai.server.studies.SeriesMetadata;
import org.africai.server.studies.Snapshots;
import org.africai.server.studies.Studies;
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
    Studies studies(Access access, Archive archive, Sql sql) {
        return new Studies(access, archive.locator(), sql);
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
    Thumbnails thumbnails(Studies studies, Pictures pictures, Sql sql, Transactions transactions) {
        return new Thumbnails(studies, pictures, sql, transactions);
    }

    @Bean
    Snapshots snapshots(Archive archive, Pictures pictures, Sql sql) {
        return new Snapshots(archive.locator(), pictures, sql);
    }

    @Bean(destroyMethod = "close")
    StudyIndexJob studyIndexJob(StudyIndex index, SeriesMetadata metadata, Thumbnails thumbnails) {
        return new StudyIndexJob(index, metadata, thumbnails);
    }

    /// What was archived before there was an index, and what the last end of the server
    /// interrupted, is indexed from the start on, while requests are answered.
    @Bean
    FirstStart studyIndexing(StudyIndexJob job) {
        return () -> {
            job.start();
            return List.of();
        };
    }
}
