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
import java.util.Locale;
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
        access = new Access(new MembershipTable(sql));
        locator = new Locator(access, new LocatorTable(sql));
        audit = new Audit(new AuditTable(sql), Clock.systemUTC());
        owners = new OwnerTable(sql);
        resourceTable = new ResourceTable(sql);
        fileTable = new FileTable(sql);
        blobs = new BlobTable(sql);
        instances = new InstanceTable(sql);
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
                        blobs,
                        store,
                        transactions,
                        audit,
                        settings);
        scanObjects =
                new ScanObjects(
                        resources, resourceTable, fileTable, instances, blobs, transactions);
    }

    /// A private project with the subject `S1`, the session `E1` (ID `<project>_E1`) and its scan
    /// `1` of type `T1w`.
    void project(String id) {
        long project =
                insert(
                        "insert into project (id, name, created_by) values (:a, :a, 'test')"
                                + " returning key",
                        id,
                        "");
        sql.of(
                        "insert into project_name (name, project_key, kind, spelling)"
                                + " values (:name, :project, 'id', :id)")
                .bind("name", id.toLowerCase(Locale.ROOT))
                .bind("project", project)
                .bind("id", id)
                .update();
        insert(
                "insert into subject (id, project_key, label, created_by)"
                        + " select :b, key, 'S1', 'test' from project where id = :a returning key",
                id,
                id + "_S1");
        session(id, "E1");
        scan(id + "_E1", "1", "T1w");
    }

    void session(String project, String label) {
        insert(
                "insert into experiment (id, project_key, subject_key, xsi_type, label, created_by)"
                        + " select p.id || '_' || :b, p.key, s.key, 'xnat:mrSessionData', :b, 'test'"
                        + " from project p join subject s on s.project_key = p.key"
                        + " where p.id = :a returning key",
                project,
                label);
    }

    void scan(String session, String id, String type) {
        sql.of(
                        "insert into scan (session_key, id, xsi_type, type, created_by)"
                                + " select key, :id, 'xnat:mrScanData', :type, 'test'"
                                + " from experiment where id = :session")
                .bind("session", session)
                .bind("id", id)
                .bind("type", type)
                .update();
    }

    void reconstruction(String session, String id) {
        insert(
                "insert into reconstruction (session_key, id, created_by)"
                        + " select key, :b, 'test' from experiment where id = :a returning key",
                session,
                id);
    }

    void assessor(String session, String label) {
        insert(
                "insert into experiment (id, project_key, session_key, xsi_type, label, created_by)"
                        + " select id || '_' || :b, project_key, key, 'xnat:qcManualAssessorData',"
                        + " :b, 'test' from experiment where id = :a returning key",
                session,
                label);
    }

    void share(String session, String project, String label) {
        sql.of(
                        "insert into experiment_share (experiment_key, project_key, label)"
                                + " select e.key, p.key, :label from experiment e, project p"
                                + " where e.id = :session and p.id = :project")
                .bind("session", session)
                .bind("project", project)
                .bind("label", label)
                .update();
    }

    void accessibility(String project, String level) {
        sql.of("update project set accessibility = :level where id = :project")
                .bind("project", project)
                .bind("level", level)
                .update();
    }

    /// Somebody new, without any role.
    Caller somebody(String login) {
        long key =
                insert(
                        "insert into account (login, email) values (:a, :b) returning key",
                        login,
                        "");
        return new Caller(key, login, false);
    }

    Caller somebody(String login, String project, Role role) {
        Caller caller = somebody(login);
        sql.of(
                        "insert into membership (project_key, account_key, role)"
                                + " select key, :account, :role from project where id = :project")
                .bind("account", caller.account())
                .bind("role", role.word())
                .bind("project", project)
                .update();
        return caller;
    }

    void dismiss(Caller caller) {
        sql.of("delete from membership where account_key = :account")
                .bind("account", caller.account())
                .update();
    }

    private long insert(String text, String a, String b) {
        return sql.of(text).bind("a", a).bind("b", b).only(row -> row.number("key"));
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
        try (Upload upload = uploads.begin(caller, to, Attributes.NONE, overwrite, 0)) {
            upload.add(
                    EntryName.parse(path),
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            return upload.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ListedFile> list(Caller caller, Selection selection) {
        return list(caller, selection, FileFilter.ALL);
    }

    List<ListedFile> list(Caller caller, Selection selection, FileFilter filter) {
        List<ListedFile> listed = new ArrayList<>();
        files.list(caller, selection, filter, listed::add);
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
        resources.list(caller, all(owner), found::add);
        return found;
    }

    long count(String table) {
        return sql.of("select count(*) as n from " + table).only(row -> row.number("n"));
    }
}
