package org.africai.server.files;

import java.util.List;
import org.africai.store.EntryName;

/// What became of an upload: all of its files are there, or none.
public sealed interface Uploaded {
    /// The files are durable and listed.
    ///
    /// @param files their paths in the resource, in the order they came
    record Stored(List<EntryName> files) implements Uploaded {
        public Stored {
            files = List.copyOf(files);
        }
    }

    /// Nothing was stored, because the resource has files of these names already.
    ///
    /// @param paths the first hundred of them
    record Duplicates(List<EntryName> paths) implements Uploaded {
        static final int MAX_SHOWN = 100;

        public Duplicates {
            paths = List.copyOf(paths);
        }
    }
}
