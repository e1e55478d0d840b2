package org.africai.deid.pixel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.africai.deid.Fixture;
import org.africai.deid.InvalidScript;
import org.africai.deid.Outcome;
import org.africai.deid.Rules;
import org.africai.deid.Secret;
import org.africai.deid.TestFiles;
import org.africai.deid.profile.ConfidentialityProfile;
import org.africai.deid.profile.ProfileRules;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.pixel.FrameIndex;
import org.africai.dicom.pixel.codec.Decoding;
import org.africai.dicom.pixel.codec.FrameDecoder;
import org.africai.dicom.pixel.codec.Samples;
import org.junit.jupiter.api.Test;

class PixelRulesTest {
    /// In bytes; the large ones add time and no other kind of pixel data.
    private static final long LARGEST_FILE = 200_000;

    @Test
    void a_region_has_one_column_and_one_row_more_than_it_says() throws InvalidScript {
        var script = PixelScript.parse("Comment { Modality.equals(\"CT\") } (0,0,3,2) (-2,-1,9,9)");

        var areas = script.areas(Fixture.file(image(4, 10, 8, "MONOCHROME2")));

        assertThat(areas).contains(List.of(new Area(0, 0, 4, 3), new Area(8, 3, 10, 4)));
    }

    @Test
    void the_first_expression_that_holds_decides() throws InvalidScript {
        var script =
                PixelScript.parse(
                        """
                        { Modality.equals("US") } (0,0,1,1)
                        { Modality.equals("CT") }
                        no regions (such as this)
                        { true. } (0,0,1,1)
                        """);

        assertThat(script.size()).isEqualTo(3);
        assertThat(script.areas(Fixture.file(image(4, 4, 8, "MONOCHROME2")))).contains(List.of());
    }

    @Test
    void what_is_no_script_is_an_error() {
        assertThatThrownBy(() -> PixelScript.parse("{ Modality.equals }"))
                .isInstanceOf(InvalidScript.class);
        assertThatThrownBy(() -> PixelScript.parse("{ true. } (1,2,x,4)"))
                .isInstanceOf(InvalidScript.class);
        assertThatThrownBy(() -> PixelScript.parse(" ".repeat(PixelScript.MOST_CHARACTERS + 1)))
                .isInstanceOf(InvalidScript.class);
    }

    @Test
    void blanks_to_black_and_leaves_the_rest() throws IOException {
        for (String photometric : List.of("MONOCHROME1", "MONOCHROME2")) {
            for (int bits : new int[] {8, 16}) {
                Dataset before = image(4, 6, bits, photometric);

                Samples after = masked(Fixture.file(before), new Area(1, 1, 3, 2)).getFirst();

                int black = photometric.equals("MONOCHROME1") ? (1 << bits) - 1 : 0;
                for (int i = 0; i < 24; i++) {
                    boolean isInside = i == 7 || i == 8;
                    assertThat(after.bits(i)).isEqualTo(isInside ? black : i + 1);
                }
            }
        }
    }

    @Test
    void big_endian_pixels_become_little_endian_ones() throws IOException {
        DicomFile file = Fixture.file(image(4, 6, 16, "MONOCHROME2"), TransferSyntax.EXPLICIT_BIG);

        Fixture.Result result = run(file, new Area(0, 0, 1, 1));

        DicomFile after = Fixture.read(result.bytes());
        assertThat(after.transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_LITTLE);
        assertThat(samples(after).getFirst().bits(0)).isZero();
        assertThat(samples(after).getFirst().bits(1)).isEqualTo(2);
    }

    @Test
    void icons_go_and_the_object_says_that_it_was_cleaned() throws InvalidScript {
        Dataset before =
                image(4, 6, 8, "MONOCHROME2")
                        .edit()
                        .put(Tag.IconImageSequence, image(1, 1, 8, "MONOCHROME2"))
                        .build();
        var rules = new PixelRules(PixelScript.parse("{ true. } (0,0,1,1)"), true);

        Dataset after = Fixture.run(rules, Fixture.file(before)).dataset();

        assertThat(after.contains(Tag.IconImageSequence)).isFalse();
        assertThat(after.string(Tag.BurnedInAnnotation)).contains("NO");
        assertThat(after.codes(Tag.DeidentificationMethodCodeSequence).getFirst().value())
                .isEqualTo("113101");
    }

    @Test
    void what_was_blanked_does_not_come_back() throws InvalidScript {
        var first = new PixelRules(PixelScript.parse("{ true. } (0,0,1,1)"), false);
        var second = new PixelRules(PixelScript.parse("{ true. } (3,3,1,1)"), false);
        DicomFile file = Fixture.file(image(4, 6, 8, "MONOCHROME2"));

        var outcome = Fixture.run(Rules.inOrder(List.of(first, second)), file).outcome();

        assertThat(outcome).isInstanceOf(Outcome.Quarantined.class);
    }

    @Test
    void pixels_are_blanked_before_other_rules_change_the_elements()
            throws InvalidScript, IOException {
        var pixels =
                new PixelRules(PixelScript.parse("{ Modality.equals(\"CT\") } (0,0,1,1)"), true);
        var secret = new Secret("a secret of the project".getBytes(US_ASCII));
        var profile = new ProfileRules(ConfidentialityProfile.basic(secret));
        DicomFile file = Fixture.file(image(4, 6, 8, "MONOCHROME2"));

        Fixture.Result result = Fixture.run(Rules.inOrder(List.of(pixels, profile)), file);

        assertThat(samples(Fixture.read(result.bytes())).getFirst().bits(0)).isZero();
        assertThat(
                        result.dataset().codes(Tag.DeidentificationMethodCodeSequence).stream()
                                .map(code -> code.value()))
                .containsExactly("113100", "113101");
    }

    /// All of them: whatever is passed on is blank inside and the same outside, frame by frame.
    @Test
    void no_test_file_passes_unblanked() throws IOException {
        List<String> refused = new ArrayList<>();
        int blanked = 0;
        for (Path path : TestFiles.sample()) {
            DicomFile file;
            try {
                file = DicomFile.read(path);
            } catch (InvalidDicom _) {
                continue;
            }
            if (file.pixelData().isEmpty() || Files.size(path) > LARGEST_FILE) {
                continue;
            }
            Fixture.Result result = run(file, new Area(0, 0, 5, 3));
            if (result.outcome() instanceof Outcome.Quarantined(String reason)) {
                refused.add(path.getFileName() + ": " + reason);
                continue;
            }
            assertBlanked(path, samples(file), samples(Fixture.read(result.bytes())));
            blanked++;
        }

        assertThat(blanked).as("%s", refused).isGreaterThan(60);
    }

    private static void assertBlanked(Path path, List<Samples> before, List<Samples> after) {
        assertThat(after).as("%s", path).hasSameSizeAs(before);
        for (int frame = 0; frame < before.size(); frame++) {
            Samples expected = before.get(frame);
            Samples found = after.get(frame);
            Area area =
                    new Area(0, 0, 5, 3)
                            .within(expected.format().rows(), expected.format().columns());
            int bytes = expected.format().sampleBytes() * expected.format().samplesPerPixel();
            byte[] first = java.util.Arrays.copyOf(found.bytes(), bytes);
            for (int row = area.top(); row < area.bottom(); row++) {
                for (int column = area.left(); column < area.right(); column++) {
                    int at = (row * expected.format().columns() + column) * bytes;
                    System.arraycopy(found.bytes(), at, expected.bytes(), at, bytes);
                    assertThat(
                                    java.util.Arrays.equals(
                                            found.bytes(), at, at + bytes, first, 0, bytes))
                            .as("%s", path)
                            .isTrue();
                }
            }
            assertThat(java.util.Arrays.equals(found.bytes(), expected.bytes()))
                    .as("%s", path)
                    .isTrue();
        }
    }

    @Test
    void the_risk_is_told_from_the_elements() {
        Dataset plain = image(4, 4, 8, "MONOCHROME2");

        assertThat(BurnedInRisk.of(plain).level()).isEqualTo(BurnedInRisk.Level.NONE);
        assertThat(BurnedInRisk.of(plain.with(Tag.BurnedInAnnotation, "YES")).signs())
                .containsExactly(BurnedInRisk.Sign.STATED);
        assertThat(BurnedInRisk.of(plain.with(Tag.Modality, "US")).level())
                .isEqualTo(BurnedInRisk.Level.REVIEW);
        assertThat(
                        BurnedInRisk.of(
                                        plain.with(Tag.Modality, "US")
                                                .with(Tag.BurnedInAnnotation, "NO"))
                                .level())
                .isEqualTo(BurnedInRisk.Level.NONE);
        assertThat(
                        BurnedInRisk.of(plain.with(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7.4"))
                                .level())
                .isEqualTo(BurnedInRisk.Level.HIGH);
        assertThat(
                        BurnedInRisk.of(
                                        plain.with(
                                                Tag.ImageType,
                                                "DERIVED",
                                                "SECONDARY",
                                                "SCREEN SAVE"))
                                .signs())
                .containsExactly(BurnedInRisk.Sign.SECONDARY_CAPTURE);
        assertThat(
                        BurnedInRisk.of(
                                        plain.edit()
                                                .put(Tag.of(0x6002, 0x3000), Vr.OW, new byte[2])
                                                .put(Tag.of(0x6002, 0x0102), Vr.US, 12L)
                                                .build())
                                .signs())
                .containsExactlyInAnyOrder(
                        BurnedInRisk.Sign.OVERLAY, BurnedInRisk.Sign.OVERLAY_IN_PIXELS);
        assertThat(
                        BurnedInRisk.of(
                                        plain.edit()
                                                .put(
                                                        Tag.ContentSequence,
                                                        Dataset.builder()
                                                                .put(Tag.TextValue, "x")
                                                                .build())
                                                .build())
                                .signs())
                .containsExactly(BurnedInRisk.Sign.REPORT_TEXT);
    }

    private static Dataset image(int rows, int columns, int bits, String photometric) {
        byte[] pixels = new byte[rows * columns * bits / 8];
        for (int i = 0; i < rows * columns; i++) {
            pixels[i * bits / 8] = (byte) (i + 1);
        }
        return Dataset.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, "1.2.3")
                .put(Tag.Modality, "CT")
                .put(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, photometric)
                .put(Tag.Rows, rows)
                .put(Tag.Columns, columns)
                .put(Tag.BitsAllocated, bits)
                .put(Tag.BitsStored, bits)
                .put(Tag.HighBit, bits - 1)
                .put(Tag.PixelRepresentation, 0)
                .put(Tag.PixelData, bits == 8 ? Vr.OB : Vr.OW, pixels)
                .build();
    }

    private static List<Samples> masked(DicomFile file, Area area) throws IOException {
        return samples(Fixture.read(run(file, area).bytes()));
    }

    private static Fixture.Result run(DicomFile file, Area area) {
        var mask = new PixelMask(List.of(area), PixelMask.BLACK, false);
        return Fixture.run(mask::apply, file);
    }

    private static List<Samples> samples(DicomFile file) throws IOException {
        FrameIndex index = FrameIndex.of(file).orElseThrow();
        List<Samples> samples = new ArrayList<>();
        for (int number = 1; number <= index.count(); number++) {
            switch (new FrameDecoder().decode(file, index, number)) {
                case Decoding.Decoded(Samples one) -> samples.add(one);
                case Decoding.Unsupported(String reason) -> throw new IOException(reason);
                case Decoding.Broken(String reason) -> throw new IOException(reason);
            }
        }
        return samples;
    }
}
