package org.africai.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Where blobs lie: `blobs/ab/abcdef…`, one folder for each value of the first byte; `spool/` and
/// `journal/` beside `blobs/`.
///
/// @param root the folder of the store
record BlobFolders(Path root) {
    /// How many folders hold blobs. Two levels, 65 536 folders, took 2.7 s to make where these took
    /// 20 ms, and gain nothing: a folder of 400 000 names (10⁸ blobs in all) is a tree in ext4 and
    /// XFS alike.
    static final int COUNT = 256;

    private static final String FORMAT = "africai-blobs-1\n";

    /// Makes all folders that are missing, and all of them durable, each in its parent.
    static BlobFolders make(Path root, Durability durability) throws IOException {
        var folders = new BlobFolders(root.toAbsolutePath());
        List<Path> parents = new ArrayList<>(parentsToForce(folders.root));
        create(folders.root);
        create(folders.spool());
        create(folders.journal());
        create(folders.blobs());
        for (Path folder : folders.all()) {
            create(folder);
        }
        folders.writeFormat(durability);
        parents.add(folders.blobs());
        parents.add(folders.root);
        durability.folders(parents, folders.format());
        return folders;
    }

    /// An earlier start may have been killed while it wrote the file.
    private void writeFormat(Durability durability) throws IOException {
        String found = Files.exists(format()) ? Files.readString(format()) : "";
        if (!FORMAT.startsWith(found)) {
            throw new IOException("is of another format: " + Shown.text(found.strip()));
        }
        if (!found.equals(FORMAT)) {
            Files.writeString(format(), FORMAT);
        }
        durability.files(List.of(format()));
    }

    /// The parents of all folders that must be made for `root`, or its own parent when it exists:
    /// an earlier start may have been killed before it made `root` durable.
    private static List<Path> parentsToForce(Path root) {
        List<Path> parents = new ArrayList<>();
        Path folder = root.getParent();
        while (folder != null) {
            parents.add(folder);
            if (Files.exists(folder)) {
                return parents;
            }
            folder = folder.getParent();
        }
        return parents;
    }

    private static void create(Path folder) throws IOException {
        Files.createDirectories(folder, Private.folderAttributes(folder));
    }

    List<Path> all() {
        return IntStream.range(0, COUNT).mapToObj(this::folder).toList();
    }

    Path folder(int firstByte) {
        return blobs().resolve(HexFormat.of().toHexDigits((byte) firstByte));
    }

    /// The blob that `file` is by its name, empty when it is none of ours.
    static Optional<Sha256> blob(Path file) {
        String name = String.valueOf(file.getFileName());
        return Hex.isLowerCase(name, Sha256.BYTES)
                ? Optional.of(new Sha256(name))
                : Optional.empty();
    }

    Path folder(Sha256 blob) {
        return blobs().resolve(blob.hex().substring(0, 2));
    }

    Path file(Sha256 blob) {
        return folder(blob).resolve(blob.hex());
    }

    /// Says how the folders are laid out.
    Path format() {
        return root.resolve("format");
    }

    Path spool() {
        return root.resolve("spool");
    }

    /// What keeps blobs that are not yet durable in their own files.
    Path journal() {
        return root.resolve("journal");
    }

    private Path blobs() {
        return root.resolve("blobs");
    }
}
