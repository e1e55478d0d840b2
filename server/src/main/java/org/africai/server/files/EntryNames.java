package org.africai.server.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.africai.store.EntryName;
import org.africai.store.InvalidEntryName;

/// Gives the files of one download their names: no two the same, and for the same files in the same
/// order always the same ones.
///
/// When a name is taken, as by two scans whose IDs and types join to the same folder, the later
/// file gets the lowest free number: `brain.nii.gz`, `brain_2.nii.gz`. A name that would be longer
/// than any may be goes to the folder `long-names`.
///
/// Of each name eight bytes of its SHA-256 are kept. Two names that meet there by chance cost one a
/// number it would not need.
final class EntryNames {
    private static final int MAX_SHORT_NAME = 80;

    private final ArchiveLayout layout;
    private final Set<Long> taken = new HashSet<>();
    private final MessageDigest sha256 = sha256();
    private long resource = -1;
    private String folder = "";

    EntryNames(ArchiveLayout layout) {
        this.layout = layout;
    }

    EntryName next(ListedFile file) {
        if (file.resource().key() != resource) {
            resource = file.resource().key();
            folder = layout.folder(file.resource());
        }
        EntryName name = name(file.file().path());
        EntryName free = name;
        for (int number = 2; !taken.add(hash(free)); number++) {
            free = NumberedName.of(name, number);
        }
        return free;
    }

    private EntryName name(EntryName path) {
        try {
            return EntryName.parse(folder + path);
        } catch (InvalidEntryName tooLong) {
            return shortened(path);
        }
    }

    private EntryName shortened(EntryName path) {
        byte[] whole = (folder + path).getBytes(StandardCharsets.UTF_8);
        String hash = HexFormat.of().formatHex(sha256.digest(whole), 0, 8);
        String name = path.fileName();
        int from =
                name.offsetByCodePoints(
                        name.length(),
                        -Math.min(name.codePointCount(0, name.length()), MAX_SHORT_NAME / 4));
        return EntryName.parse("long-names/" + hash + "-" + name.substring(from));
    }

    private long hash(EntryName name) {
        return ByteBuffer.wrap(sha256.digest(name.path().getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
