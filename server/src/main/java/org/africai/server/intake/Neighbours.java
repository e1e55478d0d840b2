package org.africai.server.intake;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.africai.store.EntryName;
import org.africai.store.InvalidEntryName;
import org.jspecify.annotations.Nullable;

/// The studies of the objects in each folder of an upload: a file that is no DICOM belongs to the
/// session whose objects lie nearest to it, such as `S1_CT/Annotations/segmentation.nii.gz` to the
/// study in `S1_CT/DICOM`, wherever in the archive it comes. Not for use by several threads at
/// once.
final class Neighbours {
    /// How many folders are remembered, 20 MB of names at most; an object in a further one is known
    /// by the folders above it.
    private static final int MAX_FOLDERS = 20_000;

    private final Map<String, Set<String>> studiesByFolder = new HashMap<>();
    private @Nullable String last;

    /// An object of the upload.
    ///
    /// @param name its path in the archive; one that no archive may hold, as a lone file can have,
    ///   says nothing of folders
    void add(String name, String study) {
        last = study;
        for (String folder = folder(name); ; folder = parent(folder)) {
            remember(study, folder);
            if (folder.isEmpty()) {
                return;
            }
        }
    }

    private void remember(String study, String folder) {
        Set<String> studies = studiesByFolder.get(folder);
        if (studies != null) {
            studies.add(study);
        } else if (studiesByFolder.size() < MAX_FOLDERS || folder.isEmpty()) {
            studiesByFolder.put(folder, new LinkedHashSet<>(Set.of(study)));
        }
    }

    /// The study of the last object so far.
    @Nullable String last() {
        return last;
    }

    /// The study whose objects share the most folders with a file; of several the one that came
    /// before it, else the first.
    ///
    /// @param before study of the object before the file, `null` when it was the first
    /// @throws IllegalStateException when there was no object
    String nearest(String name, @Nullable String before) {
        for (String folder = folder(name); ; folder = parent(folder)) {
            Set<String> studies = studiesByFolder.get(folder);
            if (studies != null) {
                return before != null && studies.contains(before)
                        ? before
                        : studies.iterator().next();
            }
            if (folder.isEmpty()) {
                throw new IllegalStateException("no object was received");
            }
        }
    }

    private static String folder(String name) {
        try {
            return parent(EntryName.parse(name).path());
        } catch (InvalidEntryName _) {
            return "";
        }
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
