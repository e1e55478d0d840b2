package org.africai.phantom;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomWriter;

/// Writes the lesion's contours as an RT Structure Set (PS3.3 §A.19) over the images of a series: a
/// polygon for each slice that the lesion is in.
public final class ContourExport {
    private static final int OWN_NUMBERS = 200;
    private static final int ROI = 1;
    private static final int CORNERS = 48;

    private final Derived object;
    private final ImageSeries images;

    /// @param seriesNumber of the images
    public ContourExport(StudyIdentity study, int seriesNumber, ImageSeries images) {
        this.object = new Derived(study, seriesNumber, images, OWN_NUMBERS + seriesNumber);
        this.images = images;
    }

    /// Writes the object as a file.
    public void write(OutputStream out) throws IOException {
        DicomWriter.write(dataset(), TransferSyntax.EXPLICIT_LITTLE, out);
    }

    public Dataset dataset() {
        DatasetBuilder built = Dataset.builder();
        object.describe(built, KnownUid.RTStructureSetStorage, "RTSTRUCT", "Lesion, outlined");
        built.put(Tag.OperatorsName, "");
        built.put(Tag.ApprovalStatus, "UNAPPROVED");
        built.put(Tag.StructureSetLabel, "LESION");
        built.put(Tag.StructureSetDate, object.day());
        built.put(Tag.StructureSetTime, "101500");
        built.put(Tag.ReferencedFrameOfReferenceSequence, space());
        built.put(Tag.StructureSetROISequence, region());
        built.put(
                Tag.ROIContourSequence,
                Dataset.builder()
                        .put(Tag.ROIDisplayColor, 255, 160, 40)
                        .put(Tag.ContourSequence, contours())
                        .put(Tag.ReferencedROINumber, ROI)
                        .build());
        built.put(
                Tag.RTROIObservationsSequence,
                Dataset.builder()
                        .put(Tag.ObservationNumber, ROI)
                        .put(Tag.ReferencedROINumber, ROI)
                        .put(Tag.RTROIInterpretedType, "")
                        .put(Tag.ROIInterpreter, "")
                        .build());
        return built.build();
    }

    private Dataset region() {
        return Dataset.builder()
                .put(Tag.ROINumber, ROI)
                .put(Tag.ReferencedFrameOfReferenceUID, object.study().space())
                .put(Tag.ROIName, "Lesion")
                .put(Tag.ROIGenerationAlgorithm, "MANUAL")
                .build();
    }

    /// The images, by the space they lie in, their study and their series.
    private Dataset space() {
        Dataset series =
                Dataset.builder()
                        .put(Tag.SeriesInstanceUID, object.study().series(object.seriesNumber()))
                        .put(Tag.ContourImageSequence, object.references())
                        .build();
        Dataset study =
                Dataset.builder()
                        .put(Tag.ReferencedSOPClassUID, KnownUid.DetachedStudyManagement)
                        .put(Tag.ReferencedSOPInstanceUID, object.study().study())
                        .put(Tag.RTReferencedSeriesSequence, series)
                        .build();
        return Dataset.builder()
                .put(Tag.FrameOfReferenceUID, object.study().space())
                .put(Tag.RTReferencedStudySequence, study)
                .build();
    }

    private List<Dataset> contours() {
        List<Dataset> contours = new ArrayList<>();
        for (int slice = 0; slice < images.geometry().slices(); slice++) {
            double z = images.geometry().z(slice);
            double[] edge = images.head().lesionEdge(z, CORNERS);
            if (edge.length > 0) {
                contours.add(contour(slice, edge, z));
            }
        }
        return contours;
    }

    private Dataset contour(int slice, double[] edge, double z) {
        double[] points = new double[edge.length / 2 * 3];
        for (int i = 0; i < edge.length / 2; i++) {
            points[3 * i] = rounded(edge[2 * i]);
            points[3 * i + 1] = rounded(edge[2 * i + 1]);
            points[3 * i + 2] = z;
        }
        return Dataset.builder()
                .put(Tag.ContourImageSequence, object.reference(slice).build())
                .put(Tag.ContourGeometricType, "CLOSED_PLANAR")
                .put(Tag.NumberOfContourPoints, CORNERS)
                .put(Tag.ContourData, points)
                .build();
    }

    /// To the hundredth of a millimetre.
    private static double rounded(double millimetres) {
        return Math.round(millimetres * 100) / 100.0;
    }
}
