package org.africai.server.files;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.africai.store.EntryName;

/// The folders that files are in.
final class FolderNames {
    private FolderNames() {}

    /// Every folder above one of `paths`, without a slash at its end.
    static Set<String> of(Collection<EntryName> paths) {
        Set<String> folders = new HashSet<>();
        for (EntryName path : paths) {
            String name = path.path();
            int slash = name.lastIndexOf('/');
            while (slash > 0 && folders.add(name.substring(0, slash))) {
                slash = name.lastIndexOf('/', slash - 1);
            }
        }
        return folders;
    }
}
