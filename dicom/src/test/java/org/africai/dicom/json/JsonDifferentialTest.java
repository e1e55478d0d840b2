package org.africai.dicom.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.africai.dicom.Pydicom;
import org.africai.dicom.TestFiles;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.model.SameMeaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares the JSON of every real file with that of DCMTK's `dcm2json`, and where that gives none
/// (it refuses compressed pixel data and much that is broken) with that of pydicom. Skipped, and
/// says so, where neither is installed (Debian: `dcmtk`, `python3-pydicom`).
///
/// Both texts are read by [DicomJsonReader], so that this is also a test that it understands what
/// others write. Known disagreements are in `disagreements.tsv`: file, places, reason.
class JsonDifferentialTest {
    private static final Path DCM2JSON = Path.of("/usr/bin/dcm2json");
    private static final int TOOL_SECONDS = 60;

    /// Files that the other tools do not survive.
    private static final Set<String> NOT_GIVEN_TO_TOOLS = Set.of("synthetic/deflate-bomb.dcm");

    private static final Pattern PRIVATE_DICTIONARY =
            Pattern.compile(".*\\([0-9A-F]{3}[13579BDF],[0-9A-F]{4}\\) UN and [A-Z]{2}");

    @Test
    void every_file_has_the_json_that_others_give_it(@TempDir Path folder) throws Exception {
        Path data = TestFiles.folder();
        requireTools();
        Map<String, Dataset> ours = ours(data);
        Map<String, Dataset> theirs = dcmtk(data, ours.keySet());
        Set<String> rest = new HashSet<>(ours.keySet());
        rest.removeAll(theirs.keySet());
        theirs.putAll(pydicom(data, rest, folder));

        Set<String> differences = new HashSet<>();
        for (Map.Entry<String, Dataset> our : ours.entrySet()) {
            Dataset their = theirs.get(our.getKey());
            if (their == null) {
                differences.add(our.getKey() + "\tnone");
            } else {
                for (String place : SameMeaning.differences(our.getValue(), their)) {
                    differences.add(our.getKey() + "\t" + place);
                }
            }
        }
        Map<String, String> known = disagreements();
        List<String> unknown =
                differences.stream().filter(line -> !isKnown(line, known)).sorted().toList();
        System.err.println(
                "compared "
                        + ours.size()
                        + " files, "
                        + (ours.size() - rest.size())
                        + " of them with dcm2json; "
                        + (differences.size() - unknown.size())
                        + " known disagreements");
        assertThat(unknown).isEmpty();
    }

    /// The others have dictionaries of private elements, where this library says UN.
    private static boolean isKnown(String difference, Map<String, String> known) {
        return PRIVATE_DICTIONARY.matcher(difference).matches()
                || known.keySet().stream().anyMatch(difference::startsWith);
    }

    /// Beginnings of differences, with reasons.
    private static Map<String, String> disagreements() throws IOException {
        Map<String, String> known = new HashMap<>();
        for (String line : resource("disagreements.tsv").lines().skip(1).toList()) {
            String[] columns = line.split("\t");
            known.put(columns[0] + "\t" + columns[1], columns[2]);
        }
        return known;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = JsonDifferentialTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }

    private static void requireTools() throws IOException, InterruptedException {
        boolean isThere = Files.isExecutable(DCM2JSON);
        if (!isThere) {
            System.err.println("SKIPPED: dcm2json is not installed");
        }
        assumeThat(isThere).as("dcm2json").isTrue();
        Pydicom.require();
    }

    // ---- this library

    private static Map<String, Dataset> ours(Path data) throws IOException {
        Map<String, Dataset> ours = new HashMap<>();
        for (Path file : TestFiles.dicom()) {
            String name = data.relativize(file).toString();
            Optional<Dataset> dataset = read(file);
            if (dataset.isPresent() && !NOT_GIVEN_TO_TOOLS.contains(name)) {
                String json = DicomJsonWriter.INLINE.toString(dataset.get().without(Tag.PixelData));
                ours.put(name, parsed(json.getBytes(UTF_8), name));
            }
        }
        return ours;
    }

    private static Optional<Dataset> read(Path file) throws IOException {
        try {
            return Optional.of(DicomReader.WHOLE.read(file).dataset());
        } catch (InvalidDicom _) {
            return Optional.empty();
        }
    }

    private static Dataset parsed(byte[] json, String name) throws IOException {
        return DicomJsonReader.DEFAULT
                .read(new ByteArrayInputStream(json), name)
                .without(Tag.PixelData);
    }

    // ---- DCMTK

    private static Map<String, Dataset> dcmtk(Path data, Set<String> names) throws Exception {
        Map<String, Dataset> datasets = new HashMap<>();
        for (String name : names) {
            Optional<byte[]> json = dcm2json(data.resolve(name));
            if (json.isPresent()) {
                try {
                    datasets.put(name, parsed(json.get(), name));
                } catch (InvalidDicom e) {
                    System.err.println("dcm2json gives what is no DICOM JSON: " + e.getMessage());
                }
            }
        }
        return datasets;
    }

    private static Optional<byte[]> dcm2json(Path file) throws Exception {
        Process process =
                new ProcessBuilder(DCM2JSON.toString(), "-q", "-fc", file.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        byte[] json;
        try (InputStream in = process.getInputStream()) {
            json = in.readAllBytes();
        }
        if (!process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Optional.empty();
        }
        return process.exitValue() == 0 ? Optional.of(json) : Optional.empty();
    }

    // ---- pydicom

    private static Map<String, Dataset> pydicom(Path data, Set<String> names, Path folder)
            throws Exception {
        Path script = folder.resolve("write.py");
        Files.writeString(script, resource("pydicom-json.py"));
        Path list = folder.resolve("list.txt");
        List<String> files = names.stream().map(name -> data.resolve(name).toString()).toList();
        Files.write(list, files, UTF_8);
        Process process =
                new ProcessBuilder(Pydicom.PYTHON.toString(), script.toString())
                        .redirectInput(list.toFile())
                        .redirectError(folder.resolve("errors.txt").toFile())
                        .start();
        List<String> lines = new ArrayList<>();
        try (InputStream in = process.getInputStream()) {
            new String(in.readAllBytes(), UTF_8).lines().forEach(lines::add);
        }
        assertThat(process.waitFor()).as("pydicom").isZero();
        return pydicom(data, lines);
    }

    private static Map<String, Dataset> pydicom(Path data, List<String> lines) throws IOException {
        Map<String, Dataset> datasets = new HashMap<>();
        for (String line : lines) {
            int tab = line.indexOf('\t');
            String name = data.relativize(Path.of(line.substring(0, tab))).toString();
            if (tab + 1 < line.length()) {
                datasets.put(name, parsed(line.substring(tab + 1).getBytes(UTF_8), name));
            }
        }
        return datasets;
    }
}
