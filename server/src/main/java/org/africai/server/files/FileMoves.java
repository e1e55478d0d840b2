package org.africai.server.files;

import java.util.List;
import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located;
import org.africai.server.archive.Located.Kind;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.db.Transactions;
import org.africai.server.files.FileFilter.PathMatch;
import org.africai.server.http.Refusal;
import org.africai.store.EntryName;

/// Gives files other names and other resources to be in. Their bytes stay where they are.
public final class FileMoves {
    private final Locator locator;
    private final Resources resources;
    private final ResourceTable resourceTable;
    private final FileTable files;
    private final Changes changes;
    private final Audit audit;

    public FileMoves(
            Locator locator,
            Resources resources,
            ResourceTable resourceTable,
            FileTable files,
            Transactions transactions,
            Audit audit) {
        this.locator = locator;
        this.resources = resources;
        this.resourceTable = resourceTable;
        this.files = files;
        this.changes = new Changes(transactions);
        this.audit = audit;
    }

    /// One file on its way.
    ///
    /// @param from the resource that has it
    /// @param path what it is called there
    /// @param to the resource it comes into, which is made where it is missing
    /// @param newPath what it is called there
    public record Move(Destination from, EntryName path, Destination to, EntryName newPath) {}

    /// Moves all of the files, or none.
    ///
    /// @param overwrite whether a file may take the place of another
    /// @throws Refusal when one is not there, a name is taken, or the caller may not delete where
    ///   it comes from or add where it goes to
    public void move(Caller caller, List<Move> moves, boolean overwrite) {
        changes.run(() -> moves.forEach(move -> move(caller, move, overwrite)));
    }

    private void move(Caller caller, Move move, boolean overwrite) {
        Located source = locator.find(caller, Right.DELETE, move.from().owner());
        Located target =
                locator.find(caller, overwrite ? Right.EDIT : Right.CREATE, move.to().owner());
        long old = lockedSource(caller, source, move);
        long now =
                resources.lockedForFiles(
                        caller, target, move.to().side(), move.to().resource(), Attributes.NONE);
        Long bytes = files.there(old, List.of(move.path())).sizes().get(move.path());
        if (bytes == null) {
            throw Access.missing(caller, "file '" + move.path() + "' in " + source.inWords());
        }
        if (old == now && move.path().equals(move.newPath())) {
            return;
        }
        makeRoom(now, move.newPath(), overwrite);
        boolean sameScan = source.kind() == Kind.SCAN && source.key() == target.key();
        files.move(new FileTable.Moved(old, move.path(), now, move.newPath()), sameScan);
        resourceTable.count(old, -1, -bytes);
        resourceTable.count(now, 1, bytes);
        record(caller, old, source);
        record(caller, now, target);
    }

    private long lockedSource(Caller caller, Located source, Move move) {
        Optional<ResourceRef> found =
                resources.ref(source, move.from().side(), move.from().resource());
        return found.map(ResourceRef::key)
                .filter(resourceTable::lock)
                .orElseThrow(() -> Resources.missing(caller, source, move.from()));
    }

    private void makeRoom(long resource, EntryName path, boolean overwrite) {
        FileTable.There there = files.there(resource, List.of(path));
        if (there.sizes().containsKey(path)) {
            if (!overwrite) {
                throw Refusal.conflict("There is already a file '" + path + "'.");
            }
            var removed = files.delete(resource, FileFilter.of(new PathMatch.Exactly(path.path())));
            resourceTable.count(resource, -removed.files(), -removed.bytes());
        }
        NameClash.refuse(files, resource, List.of(path), there);
    }

    private void record(Caller caller, long resource, Located owner) {
        audit.record(caller, Action.MOVED, "files", Long.toString(resource), owner.project().key());
    }
}
