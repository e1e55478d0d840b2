package org.africai.server.files;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.archive.Address;

/// A session as the tree of folders that XNAT keeps it in:
///
/// ```
/// RESOURCES/label/…   SCANS/scan/label/…
/// ASSESSORS/assessor/side/label/…   PROCESSED/reconstruction/side/label/…
/// ```
///
/// Here it is a view: nothing is stored that way.
public final class SessionFolders {
    private final Files files;

    public SessionFolders(Files files) {
        this.files = files;
    }

    /// Something in a folder.
    ///
    /// @param name its last part
    /// @param size in bytes; of a folder, of all files in it
    /// @param file the file it is; absent for a folder
    public record Entry(String name, long size, Optional<ListedFile> file) {
        private Entry plus(long bytes) {
            return new Entry(name, size + bytes, file);
        }
    }

    /// What is in a folder of the session, files and folders by name; one entry when the path is a
    /// file's. Empty when there is no such folder.
    ///
    /// @param path without a slash at its end; empty for the session itself
    /// @throws org.africai.server.http.Refusal when the session is not there or may not be read
    public Map<String, Entry> list(Caller caller, Address.OfExperiment session, String path) {
        String folder = path.isEmpty() ? "" : path + "/";
        Map<String, Entry> entries = new LinkedHashMap<>();
        Found<ListedFile> all =
                files.list(caller, new Selection(session, null, null, true), FileFilter.ALL);
        all.each(file -> {
            String place = file.folderPath();
            if (place.equals(path)) {
                entries.put(place, entry(place, file));
            } else if (place.startsWith(folder)) {
                add(entries, place.substring(folder.length()), file);
            }
        });
        return entries;
    }

    private static void add(Map<String, Entry> entries, String rest, ListedFile file) {
        int slash = rest.indexOf('/');
        if (slash < 0) {
            entries.put(rest, entry(rest, file));
            return;
        }
        String name = rest.substring(0, slash);
        Entry folder = entries.getOrDefault(name, new Entry(name, 0, Optional.empty()));
        entries.put(name, folder.plus(file.file().digests().size()));
    }

    private static Entry entry(String name, ListedFile file) {
        return new Entry(
                name.substring(name.lastIndexOf('/') + 1),
                file.file().digests().size(),
                Optional.of(file));
    }
}
