package org.africai.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.junit.jupiter.api.Test;

class ExportTest {
    private static final Geometry GRID = new Geometry(96, 96, 20, 2.2, 8);
    private static final int VOXELS_AT = 352;

    private final Head head = new Head(RandomGenerator.of("L64X128MixRandom"));
    private final ImageSeries ct = new ImageSeries(head, GRID, Contrast.CT, 3);

    @Test
    void a_voxel_of_the_nifti_image_is_that_of_the_dicom_slice_in_hounsfield_units()
            throws IOException {
        ByteBuffer nifti = nifti(out -> NiftiExport.image(ct, out));
        short[] slice = ct.slice(9);
        int row = 40;
        int column = 51;
        int index = (9 * GRID.rows() + row) * GRID.columns() + column;
        assertThat(nifti.getShort(VOXELS_AT + 2 * index))
                .isEqualTo((short) (slice[row * GRID.columns() + column] - 1_024));
    }

    @Test
    void the_nifti_matrix_puts_a_voxel_where_dicom_does_with_x_and_y_reversed() throws IOException {
        ByteBuffer nifti = nifti(out -> NiftiExport.image(ct, out));
        double[] dicom = dicom(3).decimals(Tag.ImagePositionPatient);
        assertThat(row(nifti, 280, 0, 0, 3)).isCloseTo(-dicom[0], within(1e-3));
        assertThat(row(nifti, 296, 0, 0, 3)).isCloseTo(-dicom[1], within(1e-3));
        assertThat(row(nifti, 312, 0, 0, 3)).isCloseTo(dicom[2], within(1e-3));
        assertThat(row(nifti, 280, 1, 0, 3)).isCloseTo(-dicom[0] - 2.2, within(1e-3));
    }

    @Test
    void the_segmentation_has_as_many_voxels_as_the_lesion_has_volume() throws IOException {
        ByteBuffer nifti = nifti(out -> NiftiExport.lesion(ct, out));
        int inside = 0;
        for (int i = VOXELS_AT; i < nifti.limit(); i++) {
            inside += nifti.get(i);
        }
        double volume = inside * 2.2 * 2.2 * 8;
        assertThat(volume).isCloseTo(head.lesionVolume(), within(head.lesionVolume() * 0.25));
    }

    @Test
    void a_slice_says_what_a_ct_image_has_to_say() {
        Dataset image = dicom(0);
        assertThat(image.string(Tag.SOPClassUID)).contains("1.2.840.10008.5.1.4.1.1.2");
        assertThat(image.string(Tag.PatientName)).contains("AFR-001");
        assertThat(image.integer(Tag.Rows)).hasValue(96);
        assertThat(image.bytes(Tag.PixelData).orElseThrow()).hasSize(96 * 96 * 2);
    }

    private Dataset dicom(int slice) {
        var identity =
                new StudyIdentity(
                        "AFR-001", "AFR-001_CT1", "F", 1980, LocalDate.of(2024, 2, 1), "CT", 1);
        return new DicomExport(identity, 1, ct).dataset(slice);
    }

    private static double row(ByteBuffer nifti, int at, int i, int j, int k) {
        return nifti.getFloat(at) * i
                + nifti.getFloat(at + 4) * j
                + nifti.getFloat(at + 8) * k
                + nifti.getFloat(at + 12);
    }

    private static ByteBuffer nifti(Export export) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.to(out);
        byte[] bytes =
                new GZIPInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes();
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private interface Export {
        void to(ByteArrayOutputStream out) throws IOException;
    }
}
