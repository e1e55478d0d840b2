package org.africai.dicom.pixel.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.africai.dicom.TestFiles;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.InvalidDicom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures as files, and pictures of real files.
class PictureFilesTest {
    private static final Path DCM2PNM = Path.of("/usr/bin/dcmj2pnm");

    private static Picture smooth(int width, int height, boolean isColour) {
        byte[] bytes = new byte[width * height * (isColour ? 3 : 1)];
        Random random = new Random(5);
        for (int i = 0; i < bytes.length; i++) {
            int x = i / (isColour ? 3 : 1) % width;
            bytes[i] = (byte) (40 + x % 100 + random.nextInt(3) + (isColour ? i % 3 * 30 : 0));
        }
        return new Picture(width, height, isColour, bytes);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_png_has_the_same_pixels(boolean isColour) throws IOException {
        Picture picture = smooth(401, 307, isColour);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        picture.writePng(out);

        assertThat(worstDifference(picture, out.toByteArray())).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_jpeg_is_near_the_picture_and_nearer_in_better_quality(boolean isColour)
            throws IOException {
        Picture picture = smooth(203, 101, isColour);
        ByteArrayOutputStream fine = new ByteArrayOutputStream();
        ByteArrayOutputStream coarse = new ByteArrayOutputStream();

        picture.writeJpeg(fine, 98);
        picture.writeJpeg(coarse, 30);

        assertThat(worstDifference(picture, fine.toByteArray())).isLessThan(8);
        assertThat(worstDifference(picture, coarse.toByteArray())).isLessThan(40);
        assertThat(coarse.size()).isLessThan(fine.size() / 2);
    }

    @Test
    void noise_of_any_strength_can_be_written_as_jpeg() throws IOException {
        byte[] noise = new byte[64 * 64 * 3];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextBoolean() ? 0 : (byte) 255;
        }
        Picture picture = new Picture(64, 64, true, noise);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        picture.writeJpeg(out, 100);

        assertThat(worstDifference(picture, out.toByteArray())).isLessThan(8);
    }

    private static int worstDifference(Picture picture, byte[] file) throws IOException {
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
        assertThat(read.getWidth()).isEqualTo(picture.width());
        assertThat(read.getHeight()).isEqualTo(picture.height());
        int worst = 0;
        int[] pixel = new int[4];
        for (int y = 0, at = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                read.getRaster().getPixel(x, y, pixel);
                for (int i = 0; i < picture.channels(); i++, at++) {
                    int theirs = pixel[i];
                    worst = Math.max(worst, Math.abs(theirs - (picture.bytes()[at] & 0xFF)));
                }
            }
        }
        return worst;
    }

    @Test
    void every_image_of_the_test_data_is_shown_or_refused_with_a_reason() throws IOException {
        FrameRenderer renderer = new FrameRenderer();
        List<String> refused = new ArrayList<>();
        int shown = 0;
        for (Path path : TestFiles.sample()) {
            DicomFile file;
            try {
                file = DicomFile.readHeader(path);
                if (file.pixelData().isEmpty()) {
                    continue;
                }
                switch (renderer.render(file, 1, Presentation.DEFAULT.within(128, 128))) {
                    case Rendering.Rendered(Picture picture) -> {
                        assertThat(Math.max(picture.width(), picture.height())).isEqualTo(128);
                        shown++;
                    }
                    case Rendering.Unsupported(String reason) ->
                            refused.add(path.getFileName() + ": unsupported: " + reason);
                    case Rendering.Broken(String reason) ->
                            refused.add(path.getFileName() + ": broken: " + reason);
                }
            } catch (InvalidDicom e) {
                refused.add(path.getFileName() + ": " + e.reason());
            }
        }
        System.err.println(shown + " shown; refused: " + refused);
        assertThat(shown).isGreaterThan(60);
    }

    /// With the first window of the header, so that both sides are to do the same.
    @Test
    void grey_images_are_those_that_dcmtk_makes(@TempDir Path folder) throws Exception {
        compareAll(folder, 10, PictureFilesTest::isWindowed, "--use-window", "1", "--no-overlays");
    }

    @Test
    void overlays_are_those_that_dcmtk_draws(@TempDir Path folder) throws Exception {
        compareAll(
                folder,
                1,
                file -> isWindowed(file) && file.dataset().contains(Tag.OverlayRows),
                "--use-window",
                "1");
    }

    @Test
    void images_in_colour_are_those_that_dcmtk_makes(@TempDir Path folder) throws Exception {
        compareAll(folder, 10, PictureFilesTest::isColour, "--no-overlays");
    }

    private static void compareAll(
            Path folder, int least, Predicate<DicomFile> which, String... options)
            throws Exception {
        List<Path> files = TestFiles.sample();
        boolean isThere = Files.isExecutable(DCM2PNM);
        if (!isThere) {
            System.err.println("SKIPPED: dcmj2pnm is not installed");
        }
        assumeThat(isThere).isTrue();
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (Path path : files) {
            Path theirs = folder.resolve("picture.pnm");
            Files.deleteIfExists(theirs);
            if (header(path).filter(which).isPresent() && run(path, theirs, options)) {
                boolean hasOverlays = !List.of(options).contains("--no-overlays");
                double difference = difference(path, Files.readAllBytes(theirs), hasOverlays);
                compared++;
                if (!(difference <= 1)) {
                    differences.add(path.getFileName() + ": " + difference);
                }
            }
        }
        System.err.println(compared + " pictures compared with DCMTK's " + List.of(options));
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThanOrEqualTo(least);
    }

    private static Optional<DicomFile> header(Path path) throws IOException {
        try {
            DicomFile file = DicomFile.readHeader(path);
            return file.pixelData().isPresent() ? Optional.of(file) : Optional.empty();
        } catch (InvalidDicom _) {
            return Optional.empty();
        }
    }

    private static boolean isWindowed(DicomFile file) {
        return file.dataset().contains(Tag.WindowCenter)
                && file.dataset().integer(Tag.SamplesPerPixel).orElse(0) == 1;
    }

    private static boolean isColour(DicomFile file) {
        String photometric = file.dataset().string(Tag.PhotometricInterpretation).orElse("");
        return Set.of("RGB", "PALETTE COLOR", "YBR_FULL", "YBR_FULL_422").contains(photometric);
    }

    private static boolean run(Path from, Path to, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(DCM2PNM.toString(), "--write-raw-pnm"));
        command.addAll(List.of(options));
        command.addAll(List.of(from.toString(), to.toString()));
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /// The mean difference of a sample.
    private static double difference(Path path, byte[] pnm, boolean hasOverlays)
            throws IOException {
        DicomFile file = DicomFile.readHeader(path);
        Presentation how =
                hasOverlays ? Presentation.DEFAULT : Presentation.DEFAULT.withoutOverlays();
        Rendering ours = new FrameRenderer().render(file, 1, how);
        if (!(ours instanceof Rendering.Rendered(Picture picture))) {
            return Double.NaN;
        }
        int samples = picture.bytes().length;
        boolean isAsLarge = pnm.length > samples && pnm.length < samples + 40;
        long sum = isAsLarge ? 0 : Long.MAX_VALUE;
        for (int i = 0; i < samples && isAsLarge; i++) {
            int theirs = pnm[pnm.length - samples + i] & 0xFF;
            sum += Math.abs(theirs - (picture.bytes()[i] & 0xFF));
        }
        return (double) sum / samples;
    }
}
