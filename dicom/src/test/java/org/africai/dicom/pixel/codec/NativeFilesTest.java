package org.africai.dicom.pixel.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.africai.dicom.TestFiles;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.DicomWriter;
import org.africai.dicom.pixel.FrameIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pixel data without compression, in all its layouts.
class NativeFilesTest {
    private static final FrameDecoder DECODER = new FrameDecoder();

    @ParameterizedTest
    @CsvSource({
        "pydicom/MR_small_bigendian.dcm, pydicom/MR_small_implicit.dcm",
        "pydicom/MR_small_expb.dcm, pydicom/MR_small_implicit.dcm",
        "pydicom/MR_small_padded.dcm, pydicom/MR_small_implicit.dcm",
        "pydicom/MR_small_RLE.dcm, pydicom/MR_small_implicit.dcm",
        "pydicom/MR_small_jpeg_ls_lossless.dcm, pydicom/MR_small_implicit.dcm",
        "encapsulation/CT1_UNC.explicit_big_endian.dcm,"
                + " encapsulation/CT1_UNC.explicit_little_endian.dcm",
        "encapsulation/CT1_UNC.fragmented_bot_jpeg_ls.80.dcm,"
                + " encapsulation/CT1_UNC.explicit_little_endian.dcm",
        "pydicom-data/emri_small_big_endian.dcm, pydicom-data/emri_small.dcm",
        "pydicom-data/SC_rgb_expb_2frame.dcm, pydicom/SC_rgb_rle_2frame.dcm",
        "pydicom-data/SC_rgb_expb_32bit_2frame.dcm, pydicom-data/SC_rgb_32bit_2frame.dcm",
        "pydicom/SC_rgb_rle_32bit_2frame.dcm, pydicom-data/SC_rgb_32bit_2frame.dcm",
        "pydicom/SC_rgb_rle_16bit_2frame.dcm, pydicom-data/SC_rgb_16bit_2frame.dcm",
        "pydicom-data/liver_expb.dcm, pydicom-data/liver.dcm",
        "pydicom-data/liver_rle.dcm, pydicom-data/liver.dcm",
        "pydicom-data/liver_deflate.dcm, pydicom-data/liver.dcm",
        "pydicom-data/liver_nonbyte_aligned_rle.dcm, pydicom-data/liver_nonbyte_aligned.dcm",
        "pydicom-data/liver_nonbyte_aligned_deflate.dcm, pydicom-data/liver_nonbyte_aligned.dcm",
        "pydicom-data/liver_nonbyte_aligned_j2k.dcm, pydicom-data/liver_nonbyte_aligned.dcm",
        "pydicom-data/emri_small_jpeg_2k_lossless.dcm, pydicom-data/emri_small.dcm",
        "pydicom-data/OBXXXX1A_expb.dcm, pydicom-data/OBXXXX1A.dcm",
        "pydicom-data/OBXXXX1A_rle.dcm, pydicom-data/OBXXXX1A.dcm",
        "pydicom/rtdose_rle.dcm, pydicom/rtdose.dcm",
    })
    void the_same_image_in_two_layouts_has_the_same_samples(String one, String other)
            throws IOException {
        DicomFile first = DicomFile.readHeader(TestFiles.file(one));
        DicomFile second = DicomFile.readHeader(TestFiles.file(other));
        FrameIndex firstIndex = FrameIndex.of(first).orElseThrow();
        FrameIndex secondIndex = FrameIndex.of(second).orElseThrow();

        assertThat(firstIndex.count()).isEqualTo(secondIndex.count());
        for (int n = 1; n <= firstIndex.count(); n++) {
            Samples ours = Pixels.decoded(DECODER.decode(first, firstIndex, n));
            Samples theirs = Pixels.decoded(DECODER.decode(second, secondIndex, n));
            assertThat(DcmtkTest.difference(ours, theirs, 0)).isEmpty();
        }
    }

    /// Frames of an odd number of bytes, and of bits that fill no byte, start within a word that
    /// big endian turns around.
    @ParameterizedTest
    @CsvSource({"8, OB", "8, OW", "1, OB", "1, OW", "16, OW"})
    void frames_that_start_anywhere_are_found_in_both_byte_orders(int bits, Vr vr)
            throws IOException {
        PixelFormat format = Pixels.grey(3, 5, bits, bits, false);
        Samples first = Pixels.random(format, 1);
        Samples second = Pixels.random(format, 2);
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        NativeWriter writer = new NativeWriter(value);
        writer.write(first);
        writer.write(second);
        long length = writer.finish();
        Dataset dataset =
                format.describe(described())
                        .put(Tag.NumberOfFrames, "2")
                        .put(Tag.PixelData, vr, value.toByteArray())
                        .build();

        for (Encoding encoding : new Encoding[] {Encoding.EXPLICIT_LITTLE, Encoding.EXPLICIT_BIG}) {
            DicomFile file = written(dataset, TransferSyntax.of(encoding));
            FrameIndex index = FrameIndex.of(file).orElseThrow();

            assertThat(Pixels.decoded(DECODER.decode(file, index, 1)).bytes())
                    .isEqualTo(first.bytes());
            assertThat(Pixels.decoded(DECODER.decode(file, index, 2)).bytes())
                    .isEqualTo(second.bytes());
        }
        assertThat(length % 2).isZero();
    }

    @Test
    void planes_become_pixels() {
        PixelFormat planar =
                new PixelFormat(
                        1, 2, 3, Photometric.RGB, 16, 16, 15, PixelFormat.Numbers.UNSIGNED, true);
        byte[] planes = {1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60};

        Samples samples =
                Pixels.decoded(
                        DECODER.decode(TransferSyntax.ENCAPSULATED_UNCOMPRESSED, planar, planes));

        assertThat(samples.bytes()).containsExactly(1, 10, 3, 30, 5, 50, 2, 20, 4, 40, 6, 60);
        assertThat(samples.format().isPlanar()).isFalse();
    }

    @Test
    void colour_differences_of_two_pixels_are_given_to_both() {
        PixelFormat half =
                new PixelFormat(
                        1,
                        2,
                        3,
                        Photometric.YBR_FULL_422,
                        8,
                        8,
                        7,
                        PixelFormat.Numbers.UNSIGNED,
                        false);

        Samples samples =
                Pixels.decoded(
                        DECODER.decode(
                                TransferSyntax.ENCAPSULATED_UNCOMPRESSED,
                                half,
                                new byte[] {1, 2, 30, 40}));

        assertThat(samples.bytes()).containsExactly(1, 30, 40, 2, 30, 40);
        assertThat(samples.format().photometric()).isEqualTo(Photometric.YBR_FULL);
    }

    @Test
    void only_the_bits_stored_are_the_sample() {
        PixelFormat inside =
                new PixelFormat(
                        1,
                        2,
                        1,
                        Photometric.MONOCHROME2,
                        16,
                        12,
                        13,
                        PixelFormat.Numbers.SIGNED,
                        false);
        Samples samples = new Samples(inside, new byte[] {(byte) 0xFF, (byte) 0xBF, 3, 0x40});
        int[] copy = new int[2];

        samples.copy(0, 2, copy);

        assertThat(samples.integer(0)).isEqualTo(0xFFF - 0x1000);
        assertThat(samples.integer(1)).isZero();
        assertThat(copy).containsExactly(-1, 0);
        assertThat(samples.bits(1)).isEqualTo(0x4003);
    }

    private static org.africai.dicom.data.DatasetBuilder described() {
        return Dataset.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, "1.2.3");
    }

    private static DicomFile written(Dataset dataset, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(dataset, syntax, out);
        return DicomReader.HEADER.read(out.toByteArray(), "test");
    }
}
