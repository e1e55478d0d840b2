package org.africai.dicom.pixel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.africai.dicom.TestFiles;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.pixel.FrameIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares JPEG 2000 frames with what OpenJPEG makes of them. Skipped, and says so, where its
/// tools are not installed (Debian: `libopenjp2-tools`).
class OpenJpegTest {
    private static final FrameDecoder DECODER = new FrameDecoder();
    private static final Path DECOMPRESS = Path.of("/usr/bin/opj_decompress");
    private static final Path COMPRESS = Path.of("/usr/bin/opj_compress");

    /// Its size was overwritten with the bytes of a delimiter; both sides refuse it.
    private static final String NO_CODESTREAM = "JPEG2000-embedded-sequence-delimiter.dcm";

    private static final Set<TransferSyntax> SYNTAXES =
            Set.of(TransferSyntax.JPEG_2000, TransferSyntax.JPEG_2000_LOSSLESS);

    @Test
    void frames_of_real_files_are_those_that_openjpeg_decodes(@TempDir Path folder)
            throws Exception {
        List<Path> files = TestFiles.sample();
        requireTools();
        List<String> differences = new ArrayList<>();
        Map<String, Integer> compared = new TreeMap<>();

        for (Path path : files) {
            Optional<DicomFile> file = jpeg2000(path);
            if (file.isPresent() && !path.endsWith(NO_CODESTREAM)) {
                FrameIndex index = FrameIndex.of(file.get()).orElseThrow();
                for (int n = 1; n <= index.count(); n++) {
                    Decoding ours = DECODER.decode(file.get(), index, n);
                    byte[] code;
                    try (InputStream in = index.frame(n).open()) {
                        code = in.readAllBytes();
                    }
                    String difference = difference(ours, decompressed(code, folder), 1);
                    if (!difference.isEmpty()) {
                        differences.add(path.getFileName() + " frame " + n + ": " + difference);
                    }
                    compared.merge(file.get().transferSyntax().uid().value(), 1, Integer::sum);
                }
            }
        }

        System.err.println("frames compared with OpenJPEG: " + compared);
        assertThat(differences).isEmpty();
        assertThat(compared).hasSize(SYNTAXES.size());
    }

    /// Each option is another way to code: progressions, tiles, precincts, layers, block styles
    /// (bypass 1, reset 2, terminate 4, vertically causal 8, predictable 16, symbols 32), offsets,
    /// regions, one component only transformed.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-n 1",
                "-n 3 -p RLCP",
                "-p RPCL -c [64,64],[32,32]",
                "-p PCRL -c [32,32] -t 48,40",
                "-p CPRL -c [16,64],[64,16]",
                "-t 33,65 -T 7,11 -d 17,19",
                "-b 4,4",
                "-b 1024,4",
                "-b 16,32 -SOP -EPH",
                "-M 1",
                "-M 2",
                "-M 4",
                "-M 8",
                "-M 32",
                "-M 63",
                "-M 5",
                "-M 13 -r 40,10,1",
                "-I",
                "-I -r 8",
                "-I -r 20,10,5 -p RPCL -t 60,60",
                "-I -n 2 -d 3,5",
                "-r 10",
                "-ROI c=0,U=7",
                "-TP R -t 64,64",
            })
    void every_way_to_code_is_understood(String options, @TempDir Path folder) throws Exception {
        requireTools();
        int seed = options.length();
        for (PixelFormat format :
                List.of(Pixels.grey(130, 97, 16, 12, false), Pixels.rgb(75, 101, 8))) {
            Samples samples = Pixels.random(format, seed);
            byte[] code = compressed(samples, options, folder);

            Decoding ours = DECODER.decode(TransferSyntax.JPEG_2000, format, code);

            boolean isLossless = !options.contains("-I") && !options.endsWith("-r 10");
            if (isLossless) {
                assertThat(Pixels.decoded(ours).bytes()).isEqualTo(samples.bytes());
            }
            assertThat(difference(ours, decompressed(code, folder), 1))
                    .as("%s, seed %d", format, seed)
                    .isEmpty();
        }
    }

    private static void requireTools() {
        boolean isThere = Files.isExecutable(DECOMPRESS) && Files.isExecutable(COMPRESS);
        if (!isThere) {
            System.err.println("SKIPPED: opj_compress and opj_decompress are not installed");
        }
        assumeThat(isThere).as("OpenJPEG's tools").isTrue();
    }

    private static Optional<DicomFile> jpeg2000(Path path) throws IOException {
        try {
            DicomFile file = DicomFile.readHeader(path);
            return Optional.of(file)
                    .filter(one -> one.pixelData().isPresent())
                    .filter(one -> SYNTAXES.contains(one.transferSyntax()));
        } catch (InvalidDicom _) {
            return Optional.empty();
        }
    }

    private static byte[] compressed(Samples samples, String options, Path folder)
            throws Exception {
        PixelFormat format = samples.format();
        Path raw = folder.resolve("in.rawl");
        Files.write(raw, planes(samples));
        Path to = folder.resolve("code.j2k");
        Files.deleteIfExists(to);
        List<String> command = new ArrayList<>(List.of(COMPRESS.toString()));
        command.addAll(List.of("-i", raw.toString(), "-o", to.toString(), "-F"));
        String shape = format.columns() + "," + format.rows() + "," + format.samplesPerPixel();
        command.add(shape + "," + format.bitsStored() + ",u");
        if (!options.isEmpty()) {
            command.addAll(List.of(options.split(" ")));
        }
        run(command, folder);
        return Files.readAllBytes(to);
    }

    /// OpenJPEG's raw images: component by component, least significant byte first.
    private static byte[] planes(Samples samples) {
        PixelFormat format = samples.format();
        int unit = format.sampleBytes();
        byte[] planes = new byte[samples.bytes().length];
        int kinds = format.samplesPerPixel();
        for (int i = 0; i < format.samples(); i++) {
            int to = (i % kinds * (int) format.pixels() + i / kinds) * unit;
            for (int j = 0; j < unit; j++) {
                planes[to + j] = (byte) (samples.bits(i) >>> (8 * j));
            }
        }
        return planes;
    }

    private static byte[] decompressed(byte[] code, Path folder) throws Exception {
        boolean isInBoxes = code.length > 4 && code[4] == 'j';
        Path from = folder.resolve(isInBoxes ? "in.jp2" : "in.j2k");
        Files.write(from, code);
        Path to = folder.resolve("out.rawl");
        Files.deleteIfExists(to);
        run(List.of(DECOMPRESS.toString(), "-i", from.toString(), "-o", to.toString()), folder);
        return Files.readAllBytes(to);
    }

    private static void run(List<String> command, Path folder) throws Exception {
        Path log = folder.resolve("log.txt");
        int status =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor();
        String said = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
        assertThat(status).as("%s%n%s", command, said).isZero();
    }

    private static String difference(Decoding ours, byte[] planes, int tolerance) {
        if (!(ours instanceof Decoding.Decoded(Samples samples))) {
            return ours.toString();
        }
        PixelFormat format = samples.format();
        int kinds = format.samplesPerPixel();
        int unit = planes.length / (int) format.samples();
        int mask = unit == 1 ? 0xFF : 0xFFFF;
        for (int i = 0; i < format.samples(); i++) {
            int at = (i % kinds * (int) format.pixels() + i / kinds) * unit;
            int theirs = 0;
            for (int j = 0; j < unit; j++) {
                theirs |= (planes[at + j] & 0xFF) << (8 * j);
            }
            int distance = Math.abs((short) ((samples.bits(i) & mask) - theirs));
            if (distance > tolerance) {
                return "by " + distance + " at " + i + " of " + format;
            }
        }
        return "";
    }
}
