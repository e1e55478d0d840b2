package org.africai.server.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.MembershipTable;
import org.africai.server.access.Role;
import org.africai.server.archive.Address;
import org.africai.server.archive.Locator;
import org.africai.server.archive.LocatorTable;
import org.africai.server.audit.Audit;
import org.africai.server.audit.AuditTable;
import org.africai.server.db.Sql;
import org.africai.server.db.TestDatabase;
import org.africai.server.db.TestFolders;
import org.africai.server.db.Transactions;
import org.africai.server.http.ByteRange;
import org.africai.server.http.Content;
import org.africai.store.BlobStore;
import org.africai.store.EntryName;
import org.africai.store.FileBlobStore;

/// An archive with people and sessions in it, for tests of files: the real services on a real
/// database and a real blob store.
final class TestArchive {
    final Sql sql;
    final TestSessions sessions;
    final Transactions transactions;
    final Path folder = TestFolders.create("store");
    final BlobStore store = FileBlobStore.open(folder, 0, Clock.systemUTC());
    final Access access;
    final Locator locator;
    final Audit audit;
    final OwnerTable owners;
    final ResourceTable resourceTable;
    final FileTable fileTable;
    final BlobTable blobs;
    final InstanceTable instances;
    final Resources resources;
    final Files files;
    final Uploads uploads;
    final ScanObjects scanObjects;

    TestArchive(TestDatabase database) {
        this(database, FilesSettings.DEFAULTS);
    }

    TestArchive(TestDatabase database, FilesSettings settings) {
        transactions = database.transactions();
        sql = database.sql();
        sessions = new TestSessions(sql);
        access = new Access(new MembershipTable(sql));
        locator = new Locator(access, new LocatorTable(sql));
        audit = new Audit(new AuditTable(sql), Clock.systemUTC());
        owners = new OwnerTable(sql);
        resourceTable = new ResourceTable(sql);
        fileTable = new FileTable(sql);
        blobs = new BlobTable(sql);
        instances = new InstanceTable(sql, transactions, _ -> {});
        resources = new Resources(access, locator, owners, resourceTable, transactions, audit);
        files =
                new Files(
                        access,
                        locator,
                        owners,
                        resourceTable,
                        fileTable,
                        store,
                        transactions,
                        audit);
        uploads =
                new Uploads(
                        locator,
                        resources,
                        resourceTable,
                        fileTable,
                        instances,
                        blobs,
                        store,
                        transactions,
                        audit,
                        settings);
        scanObjects =
                new ScanObjects(
                        resources, resourceTable, fileTable, instances, blobs, transactions);
    }

    void project(String id) {
        sessions.project(id);
    }

    /// Somebody new, without any role.
    Caller somebody(String login) {
        return sessions.somebody(login);
    }

    Caller somebody(String login, String project, Role role) {
        return sessions.somebody(login, project, role);
    }

    static Address.OfExperiment session(String project) {
        return new Address.OfExperiment(project, null, "E1");
    }

    static Address.OfScan scan(String project) {
        return new Address.OfScan(session(project), "1");
    }

    static Selection all(Address owner) {
        return new Selection(owner, null, null, false);
    }

    /// Uploads one file of text, without overwriting.
    Uploaded put(Caller caller, Address owner, String resource, String path, String text) {
        return put(caller, owner, resource, path, text, false);
    }

    Uploaded put(
            Caller caller,
            Address owner,
            String resource,
            String path,
            String text,
            boolean overwrite) {
        var to = new Destination(owner, null, resource);
        try (Upload upload = uploads.begin(caller, to, 0)) {
            upload.add(
                    EntryName.parse(path),
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            return upload.finish(Attributes.NONE, overwrite);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ListedFile> list(Caller caller, Selection selection) {
        return list(caller, selection, FileFilter.ALL);
    }

    List<ListedFile> list(Caller caller, Selection selection, FileFilter filter) {
        List<ListedFile> listed = new ArrayList<>();
        files.list(caller, selection, filter).each(listed::add);
        return listed;
    }

    /// The paths of the files that `caller` sees there.
    List<String> paths(Caller caller, Address owner) {
        return list(caller, all(owner)).stream().map(f -> f.file().path().path()).toList();
    }

    String text(ListedFile file) {
        return new String(bytes(files.content(file)), StandardCharsets.UTF_8);
    }

    static byte[] bytes(Content content) {
        var out = new ByteArrayOutputStream();
        try {
            if (content.size() > 0) {
                content.writeTo(out, new ByteRange(0, content.size() - 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    List<Resource> resources(Caller caller, Address owner) {
        List<Resource> found = new ArrayList<>();
        resources.list(caller, all(owner)).each(found::add);
        return found;
    }

    long count(String table) {
        return sql.of("select count(*) as n from " + table).only(row -> row.number("n"));
    }
}
