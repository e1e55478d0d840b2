package org.africai.server.files;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.africai.server.http.Refusal;
import org.africai.store.EntryName;

/// The rule that a name in a resource is a file's or a folder's, never both: a ZIP of them could
/// not be unpacked.
final class NameClash {
    private NameClash() {}

    /// @param there what the resource has under the new paths
    /// @throws Refusal when one of the new paths is a folder of the resource, or a file of it is a
    ///   folder among the paths
    static void refuse(
            FileTable files, long resource, Collection<EntryName> paths, FileTable.There there) {
        Set<String> folders = FolderNames.of(paths);
        Optional<String> file =
                folders.isEmpty() ? Optional.empty() : files.fileAmong(resource, folders);
        if (file.isPresent()) {
            throw Refusal.conflict("'" + file.get() + "' is a file; it cannot be a folder too.");
        }
        if (there.folder().isPresent()) {
            throw Refusal.conflict(
                    "'" + there.folder().get() + "' is a folder; it cannot be a file too.");
        }
    }
}
