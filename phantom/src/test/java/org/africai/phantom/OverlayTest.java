package org.africai.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.junit.jupiter.api.Test;

/// The lesion as a segmentation and as contours, over the images they belong to.
class OverlayTest {
    private static final Geometry GRID = new Geometry(96, 96, 20, 2.2, 8);
    private static final StudyIdentity STUDY =
            new StudyIdentity("P", "P_CT", "F", 1970, LocalDate.EPOCH, "", 4);

    private final ImageSeries ct =
            new ImageSeries(new Head(new SplittableRandom(2)), GRID, Contrast.CT, 3);
    private final DicomExport images = new DicomExport(STUDY, 1, ct);
    private final Dataset segmentation = new SegmentationExport(STUDY, 1, ct).dataset();
    private final Dataset contours = new ContourExport(STUDY, 1, ct).dataset();

    @Test
    void the_bits_of_the_segmentation_are_the_lesions_voxels() {
        byte[] bits = segmentation.bytes(Tag.PixelData).orElseThrow();
        List<Dataset> frames = segmentation.sequence(Tag.PerFrameFunctionalGroupsSequence);

        assertThat(frames).isNotEmpty().hasSizeLessThan(GRID.slices());
        assertThat(segmentation.integer(Tag.NumberOfFrames)).hasValue(frames.size());
        for (int frame = 0; frame < frames.size(); frame++) {
            byte[] mask = ct.lesionMask(slice(frames.get(frame)));
            for (int i = 0; i < mask.length; i++) {
                int bit = frame * mask.length + i;
                assertThat(bits[bit / 8] >> bit % 8 & 1).isEqualTo(mask[i]);
            }
        }
    }

    @Test
    void every_frame_names_the_image_that_lies_where_it_does() {
        for (Dataset frame : segmentation.sequence(Tag.PerFrameFunctionalGroupsSequence)) {
            Dataset image = images.dataset(slice(frame));
            Dataset source =
                    item(item(frame, Tag.DerivationImageSequence), Tag.SourceImageSequence);

            assertThat(source.string(Tag.ReferencedSOPInstanceUID))
                    .isEqualTo(image.string(Tag.SOPInstanceUID));
            assertThat(source.string(Tag.ReferencedSOPClassUID))
                    .isEqualTo(image.string(Tag.SOPClassUID));
        }
    }

    @Test
    void contours_lie_on_the_edge_of_the_lesion() {
        List<Dataset> polygons =
                item(contours, Tag.ROIContourSequence).sequence(Tag.ContourSequence);

        assertThat(polygons).isNotEmpty();
        for (Dataset polygon : polygons) {
            double[] points = polygon.decimals(Tag.ContourData);
            assertThat(points)
                    .hasSize(3 * polygon.integer(Tag.NumberOfContourPoints).orElseThrow());
            double x = mean(points, 0);
            double y = mean(points, 1);
            for (int i = 0; i < points.length; i += 3) {
                assertThat(at(points, i, x, y, 0.97).isLesion()).isTrue();
                assertThat(at(points, i, x, y, 1.03).isLesion()).isFalse();
            }
        }
    }

    /// The tissue on the line from a polygon's middle through a corner.
    ///
    /// @param reach 0 in the middle, 1 at the corner
    private Tissue at(double[] points, int corner, double x, double y, double reach) {
        return ct.head()
                .at(
                        x + (points[corner] - x) * reach,
                        y + (points[corner + 1] - y) * reach,
                        points[corner + 2]);
    }

    private static double mean(double[] points, int axis) {
        double sum = 0;
        for (int i = axis; i < points.length; i += 3) {
            sum += points[i];
        }
        return sum * 3 / points.length;
    }

    @Test
    void overlays_are_in_the_study_and_the_space_of_their_images_and_in_series_of_their_own() {
        Dataset image = images.dataset(0);
        for (Dataset overlay : List.of(segmentation, contours)) {
            assertThat(overlay.string(Tag.StudyInstanceUID))
                    .isEqualTo(image.string(Tag.StudyInstanceUID));
            assertThat(overlay.string(Tag.FrameOfReferenceUID))
                    .isEqualTo(image.string(Tag.FrameOfReferenceUID));
            assertThat(overlay.string(Tag.SeriesInstanceUID))
                    .isNotEqualTo(image.string(Tag.SeriesInstanceUID));
        }
        assertThat(item(segmentation, Tag.ReferencedSeriesSequence).string(Tag.SeriesInstanceUID))
                .isEqualTo(image.string(Tag.SeriesInstanceUID));
    }

    /// The slice that a frame lies in.
    private static int slice(Dataset frame) {
        double z = item(frame, Tag.PlanePositionSequence).decimals(Tag.ImagePositionPatient)[2];
        int slice = (int) Math.round(z / GRID.sliceSpacing() + (GRID.slices() - 1) / 2.0);
        assertThat(GRID.z(slice)).isCloseTo(z, within(1e-6));
        return slice;
    }

    private static Dataset item(Dataset dataset, int sequence) {
        return dataset.sequence(sequence).getFirst();
    }
}
