package org.africai.server.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.function.Consumer;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomWriter;

/// A small DICOM object of our making.
///
/// @param study the last component of its StudyInstanceUID
/// @param series its SeriesNumber, and the last component of its SeriesInstanceUID
/// @param number its InstanceNumber, and the last component of its SOPInstanceUID
public record TestObject(int study, int series, int number, Dataset dataset) {
    private static final String ROOT = "1.2.826.0.1.3680043.10.1";
    private static final int SIDE = 16;

    public static TestObject ct(int study, int series, int number) {
        return of(study, series, number, "CT", KnownUid.CTImageStorage);
    }

    public static TestObject mr(int study, int series, int number) {
        return of(study, series, number, "MR", KnownUid.MRImageStorage);
    }

    public static TestObject of(int study, int series, int number, String modality, Uid sopClass) {
        byte[] pixels = new byte[SIDE * SIDE * 2];
        new Random(31L * (31L * study + series) + number).nextBytes(pixels);
        return new TestObject(
                study,
                series,
                number,
                Dataset.builder()
                        .put(Tag.SOPClassUID, sopClass)
                        .put(Tag.SOPInstanceUID, new Uid(sopUid(study, series, number)))
                        .put(Tag.StudyDate, "20260131")
                        .put(Tag.StudyTime, "101500")
                        .put(Tag.Modality, modality)
                        .put(Tag.Manufacturer, "ACME")
                        .put(Tag.StudyDescription, "Study " + study)
                        .put(Tag.SeriesDescription, modality + " series " + series)
                        .put(Tag.PatientName, "PAT" + study)
                        .put(Tag.PatientID, "PAT" + study + "_" + modality)
                        .put(Tag.StudyInstanceUID, new Uid(studyUid(study)))
                        .put(Tag.SeriesInstanceUID, new Uid(seriesUid(study, series)))
                        .put(Tag.SeriesNumber, Integer.toString(series))
                        .put(Tag.InstanceNumber, Integer.toString(number))
                        .put(Tag.SamplesPerPixel, 1)
                        .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                        .put(Tag.Rows, SIDE)
                        .put(Tag.Columns, SIDE)
                        .put(Tag.BitsAllocated, 16)
                        .put(Tag.BitsStored, 16)
                        .put(Tag.HighBit, 15)
                        .put(Tag.PixelRepresentation, 0)
                        .put(Tag.PixelData, Vr.OW, pixels)
                        .build());
    }

    public static String studyUid(int study) {
        return ROOT + "." + study;
    }

    public static String seriesUid(int study, int series) {
        return studyUid(study) + "." + series;
    }

    public static String sopUid(int study, int series, int number) {
        return seriesUid(study, series) + "." + number;
    }

    public TestObject with(Consumer<DatasetBuilder> change) {
        DatasetBuilder changed = dataset.edit();
        change.accept(changed);
        return new TestObject(study, series, number, changed.build());
    }

    /// The whole file.
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        try {
            DicomWriter.write(dataset, TransferSyntax.EXPLICIT_LITTLE, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// What its file is called in archives.
    public String fileName() {
        return "IM" + number + ".dcm";
    }
}
