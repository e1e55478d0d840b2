package org.africai.cli.send;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.InvalidDicom;

/// Looks through a folder, a ZIP or a medium for images. Only the first kilobytes of each file are
/// read. Links are not followed.
///
/// @param images what is to be sent, by study and place
/// @param others files that are no images, by place
/// @param missing places that the directory of a medium (DICOMDIR) names and that are not there
/// @param problems what could not be looked at, in words for the owner
record Scan(List<Source> images, List<Source> others, List<String> missing, List<String> problems) {
    /// Most files in a ZIP.
    static final int MOST_ENTRIES = 1_000_000;

    /// Longest file in a ZIP, unpacked.
    static final long MOST_ENTRY_BYTES = 64L << 30;

    private static final int START_BYTES = 256;
    private static final DicomReader IDS = DicomReader.HEADER.stoppingAt(Tag.SeriesInstanceUID);

    Scan {
        images = List.copyOf(images);
        others = List.copyOf(others);
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
    }

    /// @param root a folder, a ZIP, a DICOMDIR, whose files are then meant, or an image
    /// @throws BadUse when it is not there
    static Scan of(Path root) throws IOException {
        if (!Files.exists(root)) {
            throw new BadUse("there is no " + root);
        }
        var looking = new Looking(baseOf(root));
        if (Files.isDirectory(root)) {
            looking.walk();
        } else {
            looking.start(root);
        }
        return looking.scan();
    }

    /// What places are relative to.
    static Path baseOf(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        return Files.isDirectory(absolute) ? absolute : WorkFolder.folderOf(absolute);
    }

    private static final class Looking {
        private final Path base;
        private final List<Source> images = new ArrayList<>();
        private final List<Source> others = new ArrayList<>();
        private final Set<String> missing = new LinkedHashSet<>();
        private final List<String> problems = new ArrayList<>();

        Looking(Path base) {
            this.base = base;
        }

        Scan scan() {
            images.sort(Comparator.comparing(Source::study).thenComparing(Source::place));
            others.sort(Comparator.comparing(Source::place));
            return new Scan(images, others, List.copyOf(missing), problems);
        }

        void walk() throws IOException {
            Files.walkFileTree(
                    base,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes seen)
                                throws IOException {
                            if (seen.isRegularFile()) {
                                look(file, false);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException why) {
                            problems.add(base.relativize(file) + " cannot be read");
                            return FileVisitResult.CONTINUE;
                        }
                    });
        }

        /// A file that the owner named.
        void start(Path root) throws IOException {
            look(root.toAbsolutePath().normalize(), true);
        }

        /// @param isNamed whether the owner named it, so that a directory stands for its files
        private void look(Path file, boolean isNamed) throws IOException {
            try {
                lookInto(file, isNamed);
            } catch (AccessDeniedException denied) {
                problems.add(base.relativize(file) + " cannot be read");
            }
        }

        private void lookInto(Path file, boolean isNamed) throws IOException {
            if (Files.isSymbolicLink(file)) {
                return;
            }
            String place = base.relativize(file).toString().replace('\\', '/');
            byte[] start = firstBytes(file);
            if (isZip(start)) {
                lookIntoZip(file, place);
                return;
            }
            long modified = Files.getLastModifiedTime(file).toMillis();
            if (!DicomReader.looksLikeDicom(start)) {
                others.add(new Source(1, place, Files.size(file), modified, "", ""));
                return;
            }
            Seen seen;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                seen = seen(in);
            }
            if (seen.isDirectory()) {
                directory(file, isNamed);
            } else {
                images.add(
                        new Source(
                                1,
                                place,
                                Files.size(file),
                                modified,
                                seen.study(),
                                seen.modality()));
            }
        }

        private static byte[] firstBytes(Path file) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(START_BYTES);
            }
        }

        private void lookIntoZip(Path file, String place) throws IOException {
            long modified = Files.getLastModifiedTime(file).toMillis();
            try (ZipFile zip = new ZipFile(file.toFile())) {
                if (zip.size() > MOST_ENTRIES) {
                    problems.add(place + " holds more than " + MOST_ENTRIES + " files");
                    return;
                }
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    if (!entry.isDirectory()) {
                        lookAtEntry(zip, entry, place + Source.IN + entry.getName(), modified);
                    }
                }
            } catch (ZipException | IllegalArgumentException broken) {
                problems.add(place + " is no whole ZIP; nothing of it is sent");
            }
        }

        private void lookAtEntry(ZipFile zip, ZipEntry entry, String place, long modified)
                throws IOException {
            if (entry.getSize() > MOST_ENTRY_BYTES) {
                problems.add(place + " is longer than " + MOST_ENTRY_BYTES + " bytes");
                return;
            }
            long bytes = Math.max(entry.getSize(), 0);
            byte[] start;
            try (InputStream in = zip.getInputStream(entry)) {
                start = in.readNBytes(START_BYTES);
            }
            if (isZip(start)) {
                problems.add(place + " is a ZIP within a ZIP; unpack it first");
            } else if (!DicomReader.looksLikeDicom(start)) {
                others.add(new Source(1, place, bytes, modified, "", ""));
            } else {
                try (InputStream in = zip.getInputStream(entry)) {
                    Seen seen = seen(in);
                    if (!seen.isDirectory()) {
                        images.add(
                                new Source(
                                        1, place, bytes, modified, seen.study(), seen.modality()));
                    }
                }
            }
        }

        /// The files that a medium says it has (PS3.10 §8): they are found by walking, or here when
        /// the directory itself was named; what is not there is told.
        private void directory(Path file, boolean isNamed) throws IOException {
            Dataset records;
            try {
                records = DicomReader.WHOLE.read(file).dataset();
            } catch (InvalidDicom broken) {
                problems.add(base.relativize(file) + " is a broken DICOMDIR: " + broken.reason());
                return;
            }
            for (Dataset record : records.sequence(Tag.DirectoryRecordSequence)) {
                List<String> names = record.strings(Tag.ReferencedFileID);
                if (!names.isEmpty()) {
                    named(WorkFolder.folderOf(file), names, isNamed);
                }
            }
        }

        private void named(Path folder, List<String> names, boolean isLookedAt) throws IOException {
            Path found = folder;
            for (String name : names) {
                found = child(found, name.strip());
            }
            if (!Files.isRegularFile(found) || !found.startsWith(base)) {
                missing.add(String.join("/", names));
            } else if (isLookedAt) {
                look(found, false);
            }
        }

        /// Media write names in capitals; what copied them may have made them small.
        private static Path child(Path folder, String name) throws IOException {
            if (name.isEmpty() || name.contains("/") || name.contains("..")) {
                return folder.resolve("no-such-file");
            }
            Path exact = folder.resolve(name);
            if (Files.exists(exact)) {
                return exact;
            }
            Path small = folder.resolve(name.toLowerCase(Locale.ROOT));
            return Files.exists(small) ? small : exact;
        }
    }

    private static boolean isZip(byte[] start) {
        return start.length > 3
                && start[0] == 'P'
                && start[1] == 'K'
                && start[2] == 3
                && start[3] == 4;
    }

    /// What the first elements say. A file that cannot be read is an image all the same: to be set
    /// aside with its reason later, never to be lost.
    private record Seen(boolean isDirectory, String study, String modality) {}

    private static Seen seen(InputStream in) throws IOException {
        try {
            DicomFile file = IDS.read(in, "a file");
            boolean isDirectory =
                    file.meta()
                            .uid(Tag.MediaStorageSOPClassUID)
                            .filter(KnownUid.MediaStorageDirectoryStorage::equals)
                            .isPresent();
            return new Seen(
                    isDirectory,
                    file.dataset().string(Tag.StudyInstanceUID).orElse(""),
                    file.dataset().string(Tag.Modality).orElse(""));
        } catch (InvalidDicom broken) {
            return new Seen(false, "", "");
        }
    }
}
