package org.africai.server.files;

import java.util.List;
import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Transactions;
import org.africai.server.files.FileFilter.PathMatch;
import org.africai.server.http.Content;
import org.africai.server.http.Refusal;
import org.africai.store.BlobStore;
import org.jspecify.annotations.Nullable;

/// The files of resources: listing, reading and deleting them. [Uploads] takes them in.
public final class Files {
    private final Chooser chooser;
    private final Locator locator;
    private final ResourceTable resources;
    private final FileTable files;
    private final BlobStore store;
    private final Transactions transactions;
    private final Audit audit;

    public Files(
            Access access,
            Locator locator,
            OwnerTable owners,
            ResourceTable resources,
            FileTable files,
            BlobStore store,
            Transactions transactions,
            Audit audit) {
        this.chooser = new Chooser(access, locator, owners);
        this.locator = locator;
        this.resources = resources;
        this.files = files;
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
    }

    /// The files, ordered by resource and path, with all digests.
    ///
    /// @throws Refusal when the owner is not there or may not be read
    public Found<ListedFile> list(Caller caller, Selection selection, FileFilter filter) {
        FileTable.Chosen chosen = chooser.choose(caller, selection).chosen();
        return reader ->
                files.each(
                        chosen,
                        filter,
                        one -> reader.accept(new ListedFile(one.resource(), told(one.file()))));
    }

    /// As [#list], with what those that are DICOM objects are.
    public Found<ListedObject> objects(Caller caller, Selection selection, FileFilter filter) {
        FileTable.Chosen chosen = chooser.choose(caller, selection).chosen();
        return reader ->
                files.eachObject(
                        chosen,
                        filter,
                        one -> {
                            ListedFile file = one.file();
                            reader.accept(
                                    new ListedObject(
                                            new ListedFile(file.resource(), told(file.file())),
                                            one.sopUid(),
                                            one.number()));
                        });
    }

    /// With its MD5, which listings tell: where nobody has computed it yet, the bytes are read for
    /// it. It stays absent when they are damaged or cannot be read.
    private StoredFile told(StoredFile file) {
        if (file.digests().md5() != null || file.isDamaged()) {
            return file;
        }
        return Md5Job.compute(store, file.digests().sha256()).map(file::withMd5).orElse(file);
    }

    /// SeriesInstanceUID of the scan that a resource, which the caller may read, is of.
    public Optional<String> scanUid(Resource resource) {
        return resources.scanUid(resource.key());
    }

    /// One of the files in the order of [#list], empty when there are not so many.
    ///
    /// @param index counts from 0
    /// @throws Refusal when the owner is not there or may not be read
    public Optional<ListedFile> find(
            Caller caller, Selection selection, FileFilter filter, int index) {
        return files.nth(chooser.choose(caller, selection).chosen(), filter, index);
    }

    /// The bytes of a file that [#find] or [#list] gave to this caller.
    ///
    /// @throws IllegalStateException when a scrub found them damaged
    public Content content(ListedFile file) {
        if (file.file().isDamaged()) {
            throw new IllegalStateException(
                    "file " + file.file().key() + " is damaged and not given out");
        }
        return new BlobContent(store, file.file().digests(), file.file().createdAt());
    }

    /// Deletes files: one, a folder of them, or those that fit a pattern. A path without a slash at
    /// its end is a file's where there is one, else a folder's.
    ///
    /// @return how many files were deleted
    /// @throws Refusal when there are none, or the caller may not delete from the owner
    public int delete(Caller caller, Selection selection, String path) {
        if (path.isEmpty()) {
            throw Refusal.invalid("Name the files to delete, or delete the resource itself.");
        }
        return transactions.run(() -> {
            Located owner = locator.find(caller, Right.DELETE, selection.owner());
            int deleted = delete(caller, owner, selection, PathMatch.of(path));
            if (deleted == 0 && PathMatch.of(path) instanceof PathMatch.Exactly) {
                deleted = delete(caller, owner, selection, new PathMatch.Under(path + "/"));
            }
            if (deleted == 0) {
                throw Access.missing(caller, "file '" + path + "' in " + owner.inWords());
            }
            return deleted;
        });
    }

    private int delete(Caller caller, Located owner, Selection selection, PathMatch path) {
        int deleted = 0;
        for (Resource resource : named(owner, selection.side(), selection.resources())) {
            if (resources.lock(resource.key())) {
                deleted += delete(caller, owner, resource, path);
            }
        }
        return deleted;
    }

    private int delete(Caller caller, Located owner, Resource resource, PathMatch path) {
        FileTable.Removed removed = files.delete(resource.key(), FileFilter.of(path));
        if (removed.files() > 0) {
            resources.count(resource.key(), -removed.files(), -removed.bytes());
            audit.record(
                    caller,
                    Action.DELETED,
                    "files",
                    Long.toString(resource.key()),
                    owner.project().key());
        }
        return removed.files();
    }

    private List<Resource> named(Located owner, @Nullable Side side, @Nullable String names) {
        return resources.named(Owners.of(owner), side, ResourceNames.of(names));
    }
}
