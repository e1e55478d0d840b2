package org.africai.phantom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.format.DateTimeFormatter;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomWriter;

/// Writes the slices of a series as CT or MR Image objects (PS3.3 §A.3, §A.4), explicit VR little
/// endian.
public final class DicomExport {
    private static final int BITS_STORED = 12;

    private final StudyIdentity study;
    private final int seriesNumber;
    private final ImageSeries series;

    /// @param seriesNumber Series Number (0020,0011), from 1
    public DicomExport(StudyIdentity study, int seriesNumber, ImageSeries series) {
        this.study = study;
        this.seriesNumber = seriesNumber;
        this.series = series;
    }

    /// Writes a slice as a file.
    public void write(int slice, OutputStream out) throws IOException {
        DicomWriter.write(dataset(slice), TransferSyntax.EXPLICIT_LITTLE, out);
    }

    /// A slice as a data set.
    public Dataset dataset(int slice) {
        DatasetBuilder image = Dataset.builder();
        study.describe(image);
        seriesAndEquipment(image);
        plane(image, slice);
        if (series.contrast() == Contrast.CT) {
            ctParameters(image);
        } else {
            mrParameters(image);
        }
        pixels(image, slice);
        return image.build();
    }

    private void seriesAndEquipment(DatasetBuilder image) {
        image.put(Tag.Modality, series.contrast().modality());
        image.put(Tag.SeriesInstanceUID, study.series(seriesNumber));
        image.put(Tag.SeriesNumber, seriesNumber);
        image.put(Tag.SeriesDescription, series.contrast().description());
        image.put(Tag.SeriesDate, study.date().format(DateTimeFormatter.BASIC_ISO_DATE));
        image.put(Tag.SeriesTime, "0935" + (10 + seriesNumber));
        image.put(Tag.BodyPartExamined, "HEAD");
        image.put(Tag.PatientPosition, "HFS");
        image.put(Tag.FrameOfReferenceUID, study.space());
        image.put(Tag.PositionReferenceIndicator, "");
        image.put(Tag.Manufacturer, "AFRICAI");
        image.put(Tag.ManufacturerModelName, "Phantom");
        image.put(Tag.StationName, "PHANTOM" + series.contrast().modality());
        image.put(Tag.InstitutionName, "AFRICAI Demonstration Hospital");
        image.put(Tag.SoftwareVersions, "1");
    }

    private void plane(DatasetBuilder image, int slice) {
        Geometry grid = series.geometry();
        image.put(Tag.SOPClassUID, series.contrast().sopClass());
        image.put(Tag.SOPInstanceUID, study.instance(seriesNumber, slice));
        image.put(Tag.InstanceNumber, slice + 1);
        image.put(Tag.AcquisitionNumber, 1);
        image.put(Tag.ImagePositionPatient, grid.x(0), grid.y(0), grid.z(slice));
        image.put(Tag.ImageOrientationPatient, 1.0, 0, 0, 0, 1, 0);
        image.put(Tag.SliceLocation, grid.z(slice));
        image.put(Tag.PixelSpacing, grid.spacing(), grid.spacing());
        image.put(Tag.SliceThickness, grid.sliceSpacing());
    }

    private static void ctParameters(DatasetBuilder image) {
        image.put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL");
        image.put(Tag.KVP, 120.0);
        image.put(Tag.XRayTubeCurrent, 240);
        image.put(Tag.ExposureTime, 1_000);
        image.put(Tag.GantryDetectorTilt, 0.0);
        image.put(Tag.ConvolutionKernel, "H31s");
        image.put(Tag.RescaleIntercept, (double) -ImageSeries.CT_OFFSET);
        image.put(Tag.RescaleSlope, 1.0);
        image.put(Tag.RescaleType, "HU");
        image.put(Tag.WindowCenter, 40.0);
        image.put(Tag.WindowWidth, 100.0);
    }

    private void mrParameters(DatasetBuilder image) {
        boolean t1 = series.contrast() == Contrast.T1;
        image.put(Tag.ImageType, "ORIGINAL", "PRIMARY", "M", "ND");
        image.put(Tag.ScanningSequence, t1 ? "GR" : "SE");
        image.put(Tag.SequenceVariant, t1 ? "SP" : "SK");
        image.put(Tag.ScanOptions, "");
        image.put(Tag.MRAcquisitionType, t1 ? "3D" : "2D");
        image.put(Tag.SequenceName, t1 ? "tfl3d1" : "tse2d1_11");
        image.put(Tag.RepetitionTime, t1 ? 1_900.0 : 5_000.0);
        image.put(Tag.EchoTime, t1 ? 2.5 : 96.0);
        image.put(Tag.EchoTrainLength, t1 ? 1 : 11);
        image.put(Tag.FlipAngle, t1 ? 9.0 : 150.0);
        image.put(Tag.MagneticFieldStrength, 1.5);
        image.put(Tag.PixelBandwidth, 200.0);
        image.put(Tag.ProtocolName, series.contrast().description());
        image.put(Tag.WindowCenter, t1 ? 350.0 : 500.0);
        image.put(Tag.WindowWidth, t1 ? 600.0 : 900.0);
    }

    private void pixels(DatasetBuilder image, int slice) {
        image.put(Tag.SamplesPerPixel, 1);
        image.put(Tag.PhotometricInterpretation, "MONOCHROME2");
        image.put(Tag.Rows, series.geometry().rows());
        image.put(Tag.Columns, series.geometry().columns());
        image.put(Tag.BitsAllocated, 16);
        image.put(Tag.BitsStored, BITS_STORED);
        image.put(Tag.HighBit, BITS_STORED - 1);
        image.put(Tag.PixelRepresentation, 0);
        image.put(Tag.PixelData, Vr.OW, littleEndian(series.slice(slice)));
    }

    private static byte[] littleEndian(short[] voxels) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * voxels.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(voxels);
        return bytes.array();
    }
}
