package org.africai.phantom;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.data.Code;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomWriter;

/// Writes the lesion as a Segmentation object (PS3.3 §A.51) over the images of a series: one
/// segment, one bit a voxel, a frame for each slice that the lesion is in, on the grid of the
/// images.
public final class SegmentationExport {
    private static final int OWN_NUMBERS = 100;
    private static final int SEGMENT = 1;

    /// A warm red, in CIELab as PS3.3 §C.10.7.1.1 scales it.
    private static final int[] COLOUR = {38_000, 50_000, 45_000};

    private final Derived object;
    private final ImageSeries images;
    private final List<Integer> slices = new ArrayList<>();
    private final List<byte[]> masks = new ArrayList<>();

    /// @param seriesNumber of the images
    public SegmentationExport(StudyIdentity study, int seriesNumber, ImageSeries images) {
        this.object = new Derived(study, seriesNumber, images, OWN_NUMBERS + seriesNumber);
        this.images = images;
        for (int slice = 0; slice < images.geometry().slices(); slice++) {
            byte[] mask = images.lesionMask(slice);
            if (!isEmpty(mask)) {
                slices.add(slice);
                masks.add(mask);
            }
        }
    }

    private static boolean isEmpty(byte[] mask) {
        for (byte voxel : mask) {
            if (voxel != 0) {
                return false;
            }
        }
        return true;
    }

    /// Writes the object as a file.
    public void write(OutputStream out) throws IOException {
        DicomWriter.write(dataset(), TransferSyntax.EXPLICIT_LITTLE, out);
    }

    public Dataset dataset() {
        DatasetBuilder built = Dataset.builder();
        object.describe(built, KnownUid.SegmentationStorage, "SEG", "Lesion, segmented");
        content(built);
        segment(built);
        dimensions(built);
        built.put(
                Tag.ReferencedSeriesSequence,
                Dataset.builder()
                        .put(Tag.SeriesInstanceUID, object.study().series(object.seriesNumber()))
                        .put(Tag.ReferencedInstanceSequence, object.references())
                        .build());
        built.put(Tag.SharedFunctionalGroupsSequence, shared());
        built.put(Tag.PerFrameFunctionalGroupsSequence, frames());
        pixels(built);
        return built.build();
    }

    private void content(DatasetBuilder built) {
        built.put(Tag.ImageType, "DERIVED", "PRIMARY");
        built.put(Tag.ContentDate, object.day());
        built.put(Tag.ContentTime, "101500");
        built.put(Tag.ContentLabel, "LESION");
        built.put(Tag.ContentDescription, "The phantom's lesion");
        built.put(Tag.ContentCreatorName, "");
        built.put(Tag.SegmentationType, "BINARY");
        built.put(Tag.SegmentsOverlap, "NO");
        built.put(Tag.LossyImageCompression, "00");
    }

    private static void segment(DatasetBuilder built) {
        built.put(
                Tag.SegmentSequence,
                Dataset.builder()
                        .put(Tag.SegmentNumber, SEGMENT)
                        .put(Tag.SegmentLabel, "Lesion")
                        .put(Tag.SegmentAlgorithmType, "MANUAL")
                        .put(
                                Tag.SegmentedPropertyCategoryCodeSequence,
                                new Code("49755003", "SCT", "Morphologically Abnormal Structure"))
                        .put(
                                Tag.SegmentedPropertyTypeCodeSequence,
                                new Code("52988006", "SCT", "Lesion"))
                        .put(Tag.RecommendedDisplayCIELabValue, COLOUR)
                        .build());
    }

    private void dimensions(DatasetBuilder built) {
        var organization = object.study().uid(object.ownNumber() * 10_000L + 9_999);
        built.put(
                Tag.DimensionOrganizationSequence,
                Dataset.builder().put(Tag.DimensionOrganizationUID, organization).build());
        built.put(
                Tag.DimensionIndexSequence,
                Dataset.builder()
                        .put(Tag.DimensionOrganizationUID, organization)
                        .put(Tag.DimensionIndexPointer, Vr.AT, (long) Tag.ReferencedSegmentNumber)
                        .put(
                                Tag.FunctionalGroupPointer,
                                Vr.AT,
                                (long) Tag.SegmentIdentificationSequence)
                        .build(),
                Dataset.builder()
                        .put(Tag.DimensionOrganizationUID, organization)
                        .put(Tag.DimensionIndexPointer, Vr.AT, (long) Tag.ImagePositionPatient)
                        .put(Tag.FunctionalGroupPointer, Vr.AT, (long) Tag.PlanePositionSequence)
                        .build());
    }

    private Dataset shared() {
        Geometry grid = images.geometry();
        return Dataset.builder()
                .put(
                        Tag.PixelMeasuresSequence,
                        Dataset.builder()
                                .put(Tag.PixelSpacing, grid.spacing(), grid.spacing())
                                .put(Tag.SliceThickness, grid.sliceSpacing())
                                .put(Tag.SpacingBetweenSlices, grid.sliceSpacing())
                                .build())
                .put(
                        Tag.PlaneOrientationSequence,
                        Dataset.builder()
                                .put(Tag.ImageOrientationPatient, 1.0, 0, 0, 0, 1, 0)
                                .build())
                .build();
    }

    private List<Dataset> frames() {
        List<Dataset> frames = new ArrayList<>();
        for (int frame = 0; frame < slices.size(); frame++) {
            frames.add(frame(frame, slices.get(frame)));
        }
        return frames;
    }

    private Dataset frame(int frame, int slice) {
        Geometry grid = images.geometry();
        Dataset source =
                object.reference(slice)
                        .put(
                                Tag.PurposeOfReferenceCodeSequence,
                                new Code(
                                        "121322",
                                        "DCM",
                                        "Source image for image processing operation"))
                        .build();
        return Dataset.builder()
                .put(
                        Tag.DerivationImageSequence,
                        Dataset.builder()
                                .put(Tag.SourceImageSequence, source)
                                .put(
                                        Tag.DerivationCodeSequence,
                                        new Code("113076", "DCM", "Segmentation"))
                                .build())
                .put(
                        Tag.FrameContentSequence,
                        Dataset.builder().put(Tag.DimensionIndexValues, SEGMENT, frame + 1).build())
                .put(
                        Tag.PlanePositionSequence,
                        Dataset.builder()
                                .put(Tag.ImagePositionPatient, grid.x(0), grid.y(0), grid.z(slice))
                                .build())
                .put(
                        Tag.SegmentIdentificationSequence,
                        Dataset.builder().put(Tag.ReferencedSegmentNumber, SEGMENT).build())
                .build();
    }

    private void pixels(DatasetBuilder built) {
        built.put(Tag.SamplesPerPixel, 1);
        built.put(Tag.PhotometricInterpretation, "MONOCHROME2");
        built.put(Tag.NumberOfFrames, slices.size());
        built.put(Tag.Rows, images.geometry().rows());
        built.put(Tag.Columns, images.geometry().columns());
        built.put(Tag.BitsAllocated, 1);
        built.put(Tag.BitsStored, 1);
        built.put(Tag.HighBit, 0);
        built.put(Tag.PixelRepresentation, 0);
        built.put(Tag.PixelData, Vr.OB, packed());
    }

    /// One bit a voxel, the first in the lowest; frames follow each other without a gap (PS3.5
    /// §8.1.1, §D).
    private byte[] packed() {
        int perFrame = images.geometry().voxelsPerSlice();
        long bits = (long) perFrame * masks.size();
        byte[] packed = new byte[Math.toIntExact((bits + 15) / 16 * 2)];
        for (int frame = 0; frame < masks.size(); frame++) {
            for (int i = 0; i < perFrame; i++) {
                long bit = (long) frame * perFrame + i;
                packed[(int) (bit / 8)] |= (byte) (masks.get(frame)[i] << bit % 8);
            }
        }
        return packed;
    }
}
