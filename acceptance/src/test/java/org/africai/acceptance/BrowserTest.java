package org.africai.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.africai.phantom.Cohort;
import org.africai.phantom.ImageSeries;
import org.africai.phantom.NiftiExport;
import org.africai.phantom.PhantomSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// OHIF, NiiVue and the quick look in Chromium, as people use them. Pictures of the screen are kept
/// in `target/screenshots`.
class BrowserTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
    private static final Path WEB = ROOT.resolve("web");
    private static final Path SHOTS = ROOT.resolve("acceptance/target/screenshots");
    private static final String REAL_SERIES = "ct-philips-S21570-2010";
    private static final int SEED = 1;

    @TestFactory
    List<DynamicTest> images_are_shown_in_a_browser(@TempDir Path folder) throws Exception {
        assumeTrue(
                Programs.succeed("command -v chromium && command -v node"),
                "chromium or node is not installed (apt-get install chromium nodejs): the viewers"
                        + " were NOT tried");
        assumeTrue(
                Files.exists(WEB.resolve("node_modules/playwright-core"))
                        && Files.exists(WEB.resolve("target/classes/META-INF/africai/viewer.json")),
                "the server was built without its viewers (-Dskip.web, -Dskip.viewer, or no npm):"
                        + " they were NOT tried");
        Path content = Files.createDirectory(folder.resolve("content"));
        PhantomSession session = Cohort.of(2, SEED).subjects().get(1).sessions().getFirst();
        fill(content, session);
        Map<String, String> environment = new TreeMap<>();
        environment.put("WEB", WEB.toString());
        environment.put("CHROMIUM", Programs.run(folder, Map.of(), "which", "chromium").strip());
        environment.put("FOLDER", content.toString());
        environment.put("SHOTS", SHOTS.toString());
        int slices = session.series().getFirst().geometry().slices();
        environment.put("SLICES", Integer.toString(slices));
        return ClientChecks.run(List.of("node"), "viewer_checks.mjs", 30, folder, environment);
    }

    private static void fill(Path folder, PhantomSession session) throws IOException {
        ImageSeries images = session.series().getFirst();
        try (var zip = zip(folder.resolve("phantom.zip"))) {
            writeImages(zip, session);
            add(zip, "segmentation.dcm", session.segmentation(0)::write);
            add(zip, "contours.dcm", session.contours(0)::write);
        }
        try (var zip = zip(folder.resolve("another.zip"))) {
            writeImages(zip, session);
        }
        write(folder.resolve("image.nii.gz"), out -> NiftiExport.image(images, out));
        for (String observer : List.of("observer1", "observer2")) {
            write(
                    folder.resolve("segmentation_lesion_" + observer + ".nii.gz"),
                    out -> NiftiExport.lesion(images, out));
        }
        write(folder.resolve("broken.nii.gz"), BrowserTest::writeNothingOfUse);
        Optional<Path> real = RealSeries.folder(REAL_SERIES);
        if (real.isPresent()) {
            writeReal(folder.resolve("real.zip"), real.get());
        }
    }

    private static void writeImages(ZipOutputStream zip, PhantomSession session)
            throws IOException {
        for (int slice = 0; slice < session.series().getFirst().geometry().slices(); slice++) {
            int place = slice;
            add(zip, slice + ".dcm", out -> session.dicom(0).write(place, out));
        }
    }

    private static void writeReal(Path target, Path series) throws IOException {
        try (var zip = zip(target);
                Stream<Path> files = Files.list(series)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(zip, file.getFileName().toString(), out -> Files.copy(file, out));
            }
        }
    }

    private static void writeNothingOfUse(OutputStream out) throws IOException {
        var zipped = new GZIPOutputStream(out);
        zipped.write(new byte[400]);
        zipped.finish();
    }

    private interface Writer {
        void to(OutputStream out) throws IOException;
    }

    private static ZipOutputStream zip(Path target) throws IOException {
        return new ZipOutputStream(Files.newOutputStream(target));
    }

    private static void add(ZipOutputStream zip, String name, Writer content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        content.to(zip);
        zip.closeEntry();
    }

    private static void write(Path file, Writer content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            content.to(out);
        }
    }
}
