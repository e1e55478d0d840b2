package org.africai.server.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.africai.server.access.Access;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.files.BlobTable;
import org.africai.server.files.CatalogRefresh;
import org.africai.server.files.Discards;
import org.africai.server.files.DownloadRequestTable;
import org.africai.server.files.Downloads;
import org.africai.server.files.FileMoves;
import org.africai.server.files.FileTable;
import org.africai.server.files.FilesSettings;
import org.africai.server.files.InstanceTable;
import org.africai.server.files.Md5Job;
import org.africai.server.files.ObjectArrivals;
import org.africai.server.files.OwnerTable;
import org.africai.server.files.ResourceTable;
import org.africai.server.files.Resources;
import org.africai.server.files.ScanObjects;
import org.africai.server.files.SessionFolders;
import org.africai.server.files.SessionImagesTable;
import org.africai.server.files.StorageCare;
import org.africai.server.files.StorageCareJob;
import org.africai.server.files.Uploads;
import org.africai.server.files.Viewing;
import org.africai.server.files.WebDownloads;
import org.africai.server.files.ZipInside;
import org.africai.server.settings.StartRefused;
import org.africai.store.BlobStore;
import org.africai.store.FileBlobStore;
import org.africai.store.StorageFailure;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Resources and files, and the blob store that holds their bytes.
@Configuration(proxyBeanMethods = false)
class FilesWiring {
    @Bean
    BlobStore blobStore(ServerSettings server, FilesSettings files, Clock clock) {
        Path folder = server.dataFolder().resolve("store");
        try {
            Files.createDirectories(folder);
            long volume = Files.getFileStore(folder).getTotalSpace();
            return FileBlobStore.open(folder, files.lowWaterBytes(volume), clock);
        } catch (IOException | StorageFailure e) {
            throw new StartRefused("the blob store cannot be opened: " + e.getMessage(), e);
        }
    }

    @Bean
    ReadinessCheck blobStoreCheck(BlobStore store) {
        return new ReadinessCheck(
                "blobs",
                () -> store.stoppedBy().map(failure -> "nothing is accepted until a restart"));
    }

    @Bean
    BlobTable blobTable(Sql sql) {
        return new BlobTable(sql);
    }

    @Bean
    StorageCare storageCare(BlobStore store, BlobTable blobs, Clock clock) {
        return new StorageCare(store, blobs, clock);
    }

    @Bean(destroyMethod = "close")
    StorageCareJob storageCareJob(StorageCare care, Discards discards) {
        return new StorageCareJob(care, discards);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Md5Job md5Job(BlobStore store, BlobTable blobs, Clock clock) {
        return new Md5Job(store, blobs, clock);
    }

    @Bean
    ResourceTable resourceTable(Sql sql) {
        return new ResourceTable(sql);
    }

    @Bean
    FileTable fileTable(Sql sql) {
        return new FileTable(sql);
    }

    @Bean
    OwnerTable ownerTable(Sql sql) {
        return new OwnerTable(sql);
    }

    @Bean
    InstanceTable instanceTable(Sql sql, Transactions transactions, ObjectArrivals arrivals) {
        return new InstanceTable(sql, transactions, arrivals);
    }

    @Bean
    Viewing viewing(Locator locator, Sql sql) {
        return new Viewing(locator, new SessionImagesTable(sql));
    }

    @Bean
    Resources resources(
            Access access,
            Locator locator,
            OwnerTable owners,
            ResourceTable table,
            Transactions transactions,
            Audit audit) {
        return new Resources(access, locator, owners, table, transactions, audit);
    }

    @Bean
    org.africai.server.files.Files files(
            Access access,
            Locator locator,
            OwnerTable owners,
            ResourceTable resources,
            FileTable table,
            BlobStore store,
            Transactions transactions,
            Audit audit) {
        return new org.africai.server.files.Files(
                access, locator, owners, resources, table, store, transactions, audit);
    }

    @Bean
    Uploads uploads(
            Locator locator,
            Resources resources,
            ResourceTable resourceTable,
            FileTable files,
            InstanceTable instances,
            BlobTable blobs,
            BlobStore store,
            Transactions transactions,
            Audit audit,
            FilesSettings settings) {
        return new Uploads(
                locator,
                resources,
                resourceTable,
                files,
                instances,
                blobs,
                store,
                transactions,
                audit,
                settings);
    }

    @Bean
    SessionFolders sessionFolders(org.africai.server.files.Files files) {
        return new SessionFolders(files);
    }

    @Bean
    ZipInside zipInside(BlobStore store) {
        return new ZipInside(store);
    }

    @Bean
    FileMoves fileMoves(
            Locator locator,
            Resources resources,
            ResourceTable resourceTable,
            FileTable files,
            Transactions transactions,
            Audit audit) {
        return new FileMoves(locator, resources, resourceTable, files, transactions, audit);
    }

    @Bean
    Downloads downloads(
            Access access,
            Locator locator,
            OwnerTable owners,
            FileTable files,
            BlobStore store,
            Audit audit,
            FilesSettings settings) {
        return new Downloads(access, locator, owners, files, store, audit, settings);
    }

    @Bean
    WebDownloads webDownloads(
            Access access,
            Locator locator,
            OwnerTable owners,
            FileTable files,
            BlobStore store,
            Audit audit,
            FilesSettings settings,
            Sql sql,
            Clock clock) {
        return new WebDownloads(
                access,
                locator,
                owners,
                files,
                new DownloadRequestTable(sql, clock),
                store,
                audit,
                settings);
    }

    @Bean
    CatalogRefresh catalogRefresh(
            Access access,
            Locator locator,
            OwnerTable owners,
            ResourceTable resources,
            FileTable files,
            BlobTable blobs,
            BlobStore store,
            Transactions transactions,
            Clock clock) {
        return new CatalogRefresh(
                access, locator, owners, resources, files, blobs, store, transactions, clock);
    }

    @Bean
    ScanObjects scanObjects(
            Resources resources,
            ResourceTable resourceTable,
            FileTable files,
            InstanceTable instances,
            BlobTable blobs,
            Transactions transactions) {
        return new ScanObjects(resources, resourceTable, files, instances, blobs, transactions);
    }
}
