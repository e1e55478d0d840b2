package org.africai.server.intake;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.africai.server.intake.WaitingFileTable.NewFile;
import org.africai.store.EntryName;

/// Where files go that came with a session and are no DICOM objects.
///
/// NIfTI volumes in a folder `Image` or `Annotations`, as the recommended layout of data sets has
/// them, become the session's resources of those names. Everything else becomes its resource
/// `leftovers`, under the path it came with.
final class Leftovers {
    /// The label of the resource.
    static final String RESOURCE = "leftovers";

    private static final Set<String> FOLDERS = Set.of("Image", "Annotations");

    private Leftovers() {}

    /// Where a file goes by its name.
    static NewFile file(String name, long blob) {
        List<String> parts = EntryName.parse(name).parts();
        int folder = isVolume(name) ? folderAt(parts) : -1;
        return folder < 0
                ? row(RESOURCE, parts, blob)
                : row(parts.get(folder), parts.subList(folder + 1, parts.size()), blob);
    }

    /// Where a file goes when its own place is taken.
    static NewFile other(String name, long blob) {
        return row(RESOURCE, EntryName.parse(name).parts(), blob);
    }

    private static NewFile row(String resource, List<String> path, long blob) {
        return new NewFile(null, resource, String.join("/", path), blob, null, false);
    }

    private static boolean isVolume(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".nii") || lower.endsWith(".nii.gz");
    }

    /// The last folder of such a name.
    private static int folderAt(List<String> parts) {
        for (int i = parts.size() - 2; i >= 0; i--) {
            if (FOLDERS.contains(parts.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
