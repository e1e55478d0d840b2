package org.africai.dicom.pixel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.africai.dicom.TestFiles;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.pixel.FrameIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares each compressed frame of real files with what DCMTK's decoders make of it. Skipped, and
/// says so, where they are not installed (Debian: `dcmtk`).
class DcmtkTest {
    private static final FrameDecoder DECODER = new FrameDecoder();
    private static final Path BIN = Path.of("/usr/bin");

    /// Rounding in the cosine transform, and in spreading colour differences.
    private static final int JPEG_TOLERANCE = 2;

    private static final Map<TransferSyntax, String> TOOLS =
            Map.of(
                    TransferSyntax.RLE_LOSSLESS, "dcmdrle",
                    TransferSyntax.JPEG_BASELINE, "dcmdjpeg",
                    TransferSyntax.JPEG_EXTENDED, "dcmdjpeg",
                    TransferSyntax.JPEG_LOSSLESS, "dcmdjpeg",
                    TransferSyntax.JPEG_LOSSLESS_SV1, "dcmdjpeg",
                    TransferSyntax.JPEG_LS_LOSSLESS, "dcmdjpls",
                    TransferSyntax.JPEG_LS_NEAR_LOSSLESS, "dcmdjpls");

    @Test
    void compressed_frames_are_those_that_dcmtk_decodes(@TempDir Path folder) throws Exception {
        List<Path> files = TestFiles.sample();
        requireTools();
        List<String> differences = new ArrayList<>();
        Map<String, Integer> compared = new TreeMap<>();

        for (Path path : files) {
            Optional<DicomFile> file = header(path);
            String tool = file.map(one -> TOOLS.get(one.transferSyntax())).orElse(null);
            if (tool != null) {
                compare(path, file.orElseThrow(), tool, folder, compared, differences);
            }
        }

        System.err.println("frames compared with DCMTK: " + compared);
        assertThat(differences).isEmpty();
        assertThat(compared.keySet()).hasSizeGreaterThanOrEqualTo(5);
    }

    private static void requireTools() {
        for (String tool : List.of("dcmdrle", "dcmdjpeg", "dcmdjpls")) {
            boolean isThere = Files.isExecutable(BIN.resolve(tool));
            if (!isThere) {
                System.err.println("SKIPPED: " + tool + " is not installed");
            }
            assumeThat(isThere).as(tool).isTrue();
        }
    }

    private static Optional<DicomFile> header(Path path) throws IOException {
        try {
            DicomFile file = DicomFile.readHeader(path);
            return file.pixelData().map(_ -> file);
        } catch (InvalidDicom _) {
            return Optional.empty();
        }
    }

    private static void compare(
            Path path,
            DicomFile file,
            String tool,
            Path folder,
            Map<String, Integer> compared,
            List<String> differences)
            throws Exception {
        Path native_ = folder.resolve("native.dcm");
        Files.deleteIfExists(native_);
        if (!run(tool, path, native_, folder)) {
            System.err.println(tool + " does not read " + path.getFileName());
            return;
        }
        DicomFile theirs = DicomFile.readHeader(native_);
        FrameIndex ourIndex = FrameIndex.of(file).orElseThrow();
        FrameIndex theirIndex = FrameIndex.of(theirs).orElseThrow();
        for (int n = 1; n <= ourIndex.count(); n++) {
            String where = path.getFileName() + " frame " + n;
            Decoding ours = DECODER.decode(file, ourIndex, n);
            if (!(ours instanceof Decoding.Decoded(Samples samples))) {
                differences.add(where + ": " + ours);
                continue;
            }
            Samples other = Pixels.decoded(DECODER.decode(theirs, theirIndex, n));
            boolean isLossy = isLossy(file.transferSyntax());
            String difference = difference(samples, other, isLossy ? JPEG_TOLERANCE : 0);
            if (!difference.isEmpty()) {
                differences.add(where + ": " + difference);
            }
            compared.merge(file.transferSyntax().uid().value(), 1, Integer::sum);
        }
    }

    private static boolean isLossy(TransferSyntax syntax) {
        return syntax.equals(TransferSyntax.JPEG_BASELINE)
                || syntax.equals(TransferSyntax.JPEG_EXTENDED);
    }

    private static boolean run(String tool, Path from, Path to, Path folder) throws Exception {
        List<String> command = new ArrayList<>(List.of(BIN.resolve(tool).toString()));
        if (tool.equals("dcmdjpeg")) {
            command.add("+cn");
        }
        command.addAll(List.of(from.toString(), to.toString()));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log.txt").toFile())
                        .start();
        return process.waitFor() == 0;
    }

    static String difference(Samples ours, Samples theirs, int tolerance) {
        if (ours.format().samples() != theirs.format().samples()) {
            return "sizes differ: " + ours.format() + " and " + theirs.format();
        }
        long most = 0;
        int where = -1;
        for (int i = 0; i < ours.format().samples(); i++) {
            long distance = Math.abs(ours.integer(i) - theirs.integer(i));
            if (distance > most) {
                most = distance;
                where = i;
            }
        }
        return most <= tolerance
                ? ""
                : "by " + most + " at " + where + " of " + ours.format() + " / " + theirs.format();
    }
}
