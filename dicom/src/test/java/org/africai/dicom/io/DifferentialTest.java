package org.africai.dicom.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.africai.dicom.Pydicom;
import org.africai.dicom.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares each value of real files with what pydicom reads. Skipped, and says so, where pydicom
/// is not installed for `/usr/bin/python3` (Debian: `python3-pydicom`).
class DifferentialTest {
    /// Where pydicom and this library differ, and why this one is left as it is.
    private static final Map<String, String> DISAGREEMENTS =
            Map.ofEntries(
                    Map.entry("pydicom/no_meta.dcm", "a stray byte in front: not DICOM here"),
                    Map.entry("pydicom/rtplan_truncated.dcm", "cut short: rejected here"),
                    Map.entry("synthetic/deflated-zlib-header.dcm", "tolerated here"),
                    Map.entry("synthetic/dup-tag.dcm", "the first counts here, the last there"),
                    Map.entry("synthetic/encaps-frag-overrun.dcm", "cut short: rejected here"),
                    Map.entry("synthetic/length-4GB-value.dcm", "cut short: rejected here"),
                    Map.entry("synthetic/not-dicom-text.dcm", "text: rejected here"),
                    Map.entry("synthetic/truncated-in-tag.dcm", "cut short: rejected here"),
                    Map.entry("synthetic/deflate-bomb.dcm", "exhausts the memory there"),
                    Map.entry("synthetic/nested-5000-unclosed.dcm", "rejected by both"));

    @Test
    void values_are_those_that_pydicom_reads(@TempDir Path folder) throws Exception {
        Path data = TestFiles.folder();
        Pydicom.require();
        List<Path> files =
                TestFiles.sample().stream()
                        .filter(file ->
                                !DISAGREEMENTS.containsKey(data.relativize(file).toString()))
                        .toList();

        Map<String, List<String>> theirs = pydicom(files, folder);

        List<String> differences = new ArrayList<>();
        for (Path file : files) {
            compare(file, theirs.getOrDefault(file.toString(), List.of()), differences);
        }
        assertThat(differences).isEmpty();
        assertThat(theirs).hasSameSizeAs(files);
    }

    private static Map<String, List<String>> pydicom(List<Path> files, Path folder)
            throws Exception {
        Path script = folder.resolve("lines.py");
        try (InputStream in = DifferentialTest.class.getResourceAsStream("pydicom-lines.py")) {
            Files.copy(java.util.Objects.requireNonNull(in), script);
        }
        Path list = folder.resolve("list.txt");
        Files.write(list, files.stream().map(Path::toString).toList(), UTF_8);
        Process process =
                new ProcessBuilder(Pydicom.PYTHON.toString(), script.toString())
                        .redirectInput(list.toFile())
                        .redirectError(folder.resolve("errors.txt").toFile())
                        .start();
        Map<String, List<String>> lines = parse(process.getInputStream());
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    private static Map<String, List<String>> parse(InputStream in) throws IOException {
        Map<String, List<String>> files = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("FILE ")) {
                current = new ArrayList<>();
                files.put(line.substring("FILE ".length()), current);
            } else if (!line.equals("END")) {
                current.add(line);
            }
        }
        return files;
    }

    private static void compare(Path file, List<String> theirs, List<String> differences)
            throws IOException {
        Map<String, String> ours = byPath(DatasetLines.of(DicomReader.WHOLE.read(file).dataset()));
        Map<String, String> other = byPath(theirs);
        ours.remove("(7FE0,0010)");
        TreeSet<String> places = new TreeSet<>(ours.keySet());
        places.addAll(other.keySet());
        for (String place : places) {
            String our = ours.getOrDefault(place, "absent");
            String their = other.getOrDefault(place, "absent");
            if (!isSame(place, our, their)) {
                differences.add(file + " " + place + ": '" + our + "', there '" + their + "'");
            }
        }
    }

    private static Map<String, String> byPath(List<String> lines) {
        Map<String, String> byPath = new LinkedHashMap<>();
        for (String line : lines) {
            int space = line.indexOf(' ');
            byPath.putIfAbsent(line.substring(0, space), line.substring(space + 1));
        }
        return byPath;
    }

    /// pydicom has dictionaries of private elements, and leaves out an empty last group of a name.
    private static boolean isSame(String place, String our, String their) {
        boolean isPrivate = "13579BDF".indexOf(place.charAt(place.length() - 7)) >= 0;
        boolean isKnownThere = isPrivate && our.startsWith("UN ") && !their.equals("absent");
        boolean isName = our.startsWith("PN ") && our.replaceAll("=+$", "").equals(their);
        return our.equals(their) || isKnownThere || isName;
    }
}
