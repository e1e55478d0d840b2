package org.africai.store.archive;

import java.util.Optional;
import org.africai.store.EntryName;
import org.africai.store.InvalidEntryName;
import org.jspecify.annotations.Nullable;

/// What holds for the entries of any archive: how many, how large together, which names.
final class EntryCheck {
    private final String archive;
    private final ArchiveLimits limits;
    private final SeenNames seen = new SeenNames();
    private long entries;
    private long totalBytes;

    EntryCheck(String archive, ArchiveLimits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    /// Counts a file of `size` bytes and gives its checked name.
    EntryName file(String raw, long size) {
        count();
        EntryName name = name(archive, raw);
        if (!seen.add(name)) {
            throw bad(raw, "is there twice");
        }
        if (size < 0 || size > limits.maxTotalBytes() - totalBytes) {
            throw bad(
                    raw,
                    "makes the files larger than the limit of "
                            + limits.maxTotalBytes()
                            + " bytes together");
        }
        totalBytes += size;
        return name;
    }

    /// Counts a folder and checks its name; `./` is what `tar` calls the folder it was called in.
    void folder(String raw) {
        count();
        String name = raw.replaceAll("[/\\\\]+$", "");
        if (!name.isEmpty() && !name.equals(".")) {
            name(archive, name);
        }
    }

    long totalBytes() {
        return totalBytes;
    }

    private void count() {
        entries++;
        if (entries > limits.maxEntries()) {
            throw bad(null, "holds more than " + limits.maxEntries() + " entries");
        }
    }

    static EntryName name(String archive, String raw) {
        try {
            return EntryName.parse(raw);
        } catch (InvalidEntryName e) {
            throw new BadArchive(archive, raw, "its " + e.getMessage(), e);
        }
    }

    BadArchive bad(@Nullable String entry, String reason) {
        return new BadArchive(archive, entry, reason, null);
    }

    /// What a Unix file mode says the entry is, when that has no place here.
    static Optional<String> special(int mode) {
        return switch (mode & 0170000) {
            case 0, 0100000, 0040000 -> Optional.empty();
            case 0120000 -> Optional.of("is a symbolic link");
            case 0060000, 0020000 -> Optional.of("is a device");
            case 0010000 -> Optional.of("is a named pipe");
            case 0140000 -> Optional.of("is a socket");
            default -> Optional.of("is neither file nor folder");
        };
    }
}
