package org.africai.dicom.io;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;

/// Measures how many headers a core reads in a second, opening of the file included, by CPU time of
/// the thread. Run by hand: with the folder of a series, or `tiny` for small CT files made in a
/// temporary folder.
final class HeaderBenchmark {
    private static final int TINY_FILES = 10_000;
    private static final int PASSES = 12;
    private static final int SHOWN = 4;
    private static final long LEAST_FILES_A_PASS = 4_000;

    private HeaderBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> files =
                arguments[0].equals("tiny")
                        ? tinyFiles(Files.createTempDirectory("tiny"))
                        : filesIn(Path.of(arguments[0]));
        measure(files);
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(HeaderBenchmark::isDicom).toList();
        }
    }

    private static boolean isDicom(Path file) {
        try {
            return DicomFile.readHeader(file).dataset().size() > 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static void measure(List<Path> files) throws IOException {
        measure(files, "header", Dataset::size);
        measure(files, "header and every value as text", HeaderBenchmark::readValues);
    }

    private static int readValues(Dataset dataset) {
        int count = 0;
        for (Element element : dataset) {
            count += element.strings().size();
            for (Dataset item : element.items()) {
                count += readValues(item);
            }
        }
        return count;
    }

    private static void measure(List<Path> files, String what, ToIntFunction<Dataset> use)
            throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int pass = 0; pass < PASSES; pass++) {
            long count = 0;
            long results = 0;
            long start = threads.getCurrentThreadCpuTime();
            while (count < LEAST_FILES_A_PASS) {
                for (Path file : files) {
                    results += use.applyAsInt(DicomFile.readHeader(file).dataset());
                    count++;
                }
            }
            double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
            if (pass >= PASSES - SHOWN) {
                System.out.printf(
                        Locale.ROOT,
                        "%s: %d files, %.1f elements or values each: %.0f files/s/core%n",
                        what,
                        count,
                        (double) results / count,
                        count / seconds);
            }
        }
    }

    private static List<Path> tinyFiles(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < TINY_FILES; i++) {
            Path file = folder.resolve("ct" + i + ".dcm");
            try (OutputStream out = Files.newOutputStream(file)) {
                DicomWriter.write(tinyCt(i), TransferSyntax.EXPLICIT_LITTLE, out);
            }
            files.add(file);
        }
        System.out.println(TINY_FILES + " files of " + Files.size(files.getLast()) + " bytes");
        return files;
    }

    /// A CT header with about eighty elements and next to no pixels.
    private static Dataset tinyCt(int number) {
        DatasetBuilder ct =
                Dataset.builder()
                        .put(Tag.SpecificCharacterSet, "ISO_IR 100")
                        .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                        .put(Tag.SOPClassUID, KnownUid.CTImageStorage)
                        .put(Tag.SOPInstanceUID, new Uid("1.2.826.0.1.3680043.10.1338." + number))
                        .put(Tag.StudyInstanceUID, new Uid("1.2.826.0.1.3680043.10.1338.1.1"))
                        .put(Tag.SeriesInstanceUID, new Uid("1.2.826.0.1.3680043.10.1338.1.2"))
                        .put(Tag.FrameOfReferenceUID, new Uid("1.2.826.0.1.3680043.10.1338.3"))
                        .put(Tag.PatientName, "Okafor^Adaeze")
                        .put(Tag.RescaleIntercept, -1024)
                        .put(Tag.RescaleSlope, 1)
                        .put(Tag.PixelSpacing, 0.48828125, 0.48828125)
                        .put(Tag.ImagePositionPatient, -125, -125, -number * 1.25)
                        .put(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)
                        .put(Tag.PixelData, Vr.OW, new byte[32]);
        texts(ct, "20260314", TINY_DATES);
        texts(ct, "101500.123", TINY_TIMES);
        texts(ct, "AXIAL TEXT", TINY_TEXTS);
        texts(ct, "12.5", TINY_DECIMALS);
        for (int tag : TINY_SHORTS) {
            ct.put(tag, 4);
        }
        return ct.build();
    }

    private static void texts(DatasetBuilder target, String value, int... tags) {
        for (int tag : tags) {
            target.put(tag, value);
        }
    }

    private static final int[] TINY_DATES = {
        Tag.StudyDate,
        Tag.SeriesDate,
        Tag.AcquisitionDate,
        Tag.ContentDate,
        Tag.PatientBirthDate,
        Tag.InstanceCreationDate,
        Tag.DateOfLastCalibration,
    };
    private static final int[] TINY_TIMES = {
        Tag.StudyTime,
        Tag.SeriesTime,
        Tag.AcquisitionTime,
        Tag.ContentTime,
        Tag.InstanceCreationTime,
        Tag.TimeOfLastCalibration,
    };
    private static final int[] TINY_TEXTS = {
        Tag.AccessionNumber,
        Tag.Modality,
        Tag.Manufacturer,
        Tag.InstitutionName,
        Tag.InstitutionAddress,
        Tag.ReferringPhysicianName,
        Tag.StationName,
        Tag.StudyDescription,
        Tag.SeriesDescription,
        Tag.ManufacturerModelName,
        Tag.PatientID,
        Tag.PatientSex,
        Tag.PatientAge,
        Tag.BodyPartExamined,
        Tag.ScanOptions,
        Tag.DeviceSerialNumber,
        Tag.SoftwareVersions,
        Tag.ProtocolName,
        Tag.ContrastBolusAgent,
        Tag.FilterType,
        Tag.ConvolutionKernel,
        Tag.PatientPosition,
        Tag.StudyID,
        Tag.PositionReferenceIndicator,
        Tag.RotationDirection,
        Tag.PhotometricInterpretation,
        Tag.RescaleType,
        Tag.PerformingPhysicianName,
        Tag.OperatorsName,
        Tag.ExposureModulationType,
    };
    private static final int[] TINY_DECIMALS = {
        Tag.SliceThickness,
        Tag.KVP,
        Tag.SpacingBetweenSlices,
        Tag.DataCollectionDiameter,
        Tag.ReconstructionDiameter,
        Tag.DistanceSourceToDetector,
        Tag.DistanceSourceToPatient,
        Tag.GantryDetectorTilt,
        Tag.TableHeight,
        Tag.SliceLocation,
        Tag.WindowCenter,
        Tag.WindowWidth,
        Tag.PatientWeight,
        Tag.FocalSpots,
    };
    private static final int[] TINY_SHORTS = {
        Tag.SamplesPerPixel,
        Tag.Rows,
        Tag.Columns,
        Tag.BitsAllocated,
        Tag.BitsStored,
        Tag.HighBit,
        Tag.PixelRepresentation,
        Tag.SeriesNumber,
        Tag.AcquisitionNumber,
        Tag.InstanceNumber,
        Tag.ExposureTime,
        Tag.XRayTubeCurrent,
        Tag.Exposure,
        Tag.GeneratorPower,
        Tag.NumberOfTemporalPositions,
    };
}
