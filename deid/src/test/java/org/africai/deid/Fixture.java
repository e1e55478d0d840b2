package org.africai.deid;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.DicomWriter;

/// Objects to de-identify, and what comes out of it.
public final class Fixture {
    public static final int PRIVATE_CREATOR = Tag.of(0x0009, 0x0010);
    public static final int PRIVATE_TEXT = Tag.of(0x0009, 0x1001);
    public static final int PRIVATE_NUMBERS = Tag.of(0x0009, 0x1002);
    public static final int CURVE = Tag.of(0x5000, 0x0005);
    public static final int OVERLAY_COMMENTS = Tag.of(0x6000, 0x4000);
    public static final int TAIL_CREATOR = Tag.of(0x7FE1, 0x0010);
    public static final int TAIL = Tag.of(0x7FE1, 0x1001);

    private Fixture() {}

    /// The item of a sequence with a name, a private block and a reference.
    public static Dataset item() {
        return Dataset.builder()
                .put(Tag.ReferencedSOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.ReferencedSOPInstanceUID, "1.2.3.4.5")
                .put(Tag.StudyDate, "20200110")
                .put(PRIVATE_CREATOR, Vr.LO, "ACME 1.1")
                .put(PRIVATE_TEXT, Vr.LO, "nested private")
                .put(Tag.PatientName, "Nested^Name")
                .build();
    }

    /// A CT image with something of everything.
    public static Dataset rich() {
        return image(text(Dataset.builder())).build();
    }

    private static DatasetBuilder text(DatasetBuilder builder) {
        return builder.put(Tag.SpecificCharacterSet, "ISO_IR 100")
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY")
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, "1.2.826.0.1.3680043.9.9999.2")
                .put(Tag.StudyInstanceUID, "1.2.826.0.1.3680043.9.9999.1")
                .put(Tag.SeriesInstanceUID, "1.2.826.0.1.3680043.9.9999.1.1")
                .put(Tag.StudyDate, "20200229")
                .put(Tag.AcquisitionDate, "20200101-20200105")
                .put(Tag.AcquisitionDateTime, "20200102030405.123456+0100")
                .put(Tag.StudyTime, "112233.5")
                .put(Tag.AccessionNumber, "ACC0012345")
                .put(Tag.Modality, "CT")
                .put(Tag.Manufacturer, "Maker Inc")
                .put(Tag.InstitutionName, "H\u00f4pital Nord")
                .put(Tag.StudyDescription, "a/b/c path")
                .put(Tag.OperatorsName, "Op^One", "Op^Two")
                .put(Tag.ReferencedStudySequence, List.of(item()))
                .put(Tag.SourceImageSequence, List.of(item(), item()))
                .put(
                        Tag.RequestAttributesSequence,
                        List.of(
                                Dataset.builder()
                                        .put(Tag.ReferencedStudySequence, List.of(item()))
                                        .put(Tag.ScheduledProcedureStepID, "SPS1")
                                        .build()))
                .put(Tag.PatientName, "Smith^John^Quincy")
                .put(Tag.PatientID, "PID-007")
                .put(Tag.PatientBirthDate, "19570623")
                .put(Tag.PatientSex, "M")
                .put(Tag.OtherPatientIDs, "A1", "B2")
                .put(Tag.PatientAge, "062Y")
                .put(Tag.PatientWeight, "81.5")
                .put(Tag.PatientComments, "some comment")
                .put(PRIVATE_CREATOR, Vr.LO, "ACME 1.1")
                .put(PRIVATE_TEXT, Vr.LO, "private text")
                .put(PRIVATE_NUMBERS, Vr.US, 7L, 8L);
    }

    private static DatasetBuilder image(DatasetBuilder builder) {
        return builder.put(Tag.FrameIncrementPointer, "00181063")
                .put(Tag.InstanceNumber, "3")
                .put(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .put(Tag.Rows, 2)
                .put(Tag.Columns, 2)
                .put(Tag.BitsAllocated, 8)
                .put(Tag.BitsStored, 8)
                .put(Tag.HighBit, 7)
                .put(Tag.PixelRepresentation, 0)
                .put(Tag.ImagePresentationComments, "image comment")
                .put(CURVE, Vr.US, 2L)
                .put(OVERLAY_COMMENTS, Vr.LT, "overlay comment")
                .put(Tag.PixelData, Vr.OW, new byte[] {1, 2, 3, 4})
                .put(TAIL_CREATOR, Vr.LO, "TAIL")
                .put(TAIL, Vr.LO, "tail value")
                .put(Tag.DataSetTrailingPadding, Vr.OB, new byte[8]);
    }

    /// A data set as a file in memory.
    public static DicomFile file(Dataset dataset) {
        return file(dataset, TransferSyntax.EXPLICIT_LITTLE);
    }

    public static DicomFile file(Dataset dataset, TransferSyntax syntax) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.write(dataset, syntax, out);
            return read(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static DicomFile read(byte[] bytes) throws IOException {
        return DicomReader.WHOLE.read(bytes, "test");
    }

    /// What came out.
    public static final class Result {
        private final Outcome outcome;
        private final byte[] bytes;

        Result(Outcome outcome, byte[] bytes) {
            this.outcome = outcome;
            this.bytes = bytes;
        }

        public Outcome outcome() {
            return outcome;
        }

        /// What was written.
        public byte[] bytes() {
            return bytes;
        }

        public Dataset dataset() {
            try {
                return read(bytes).dataset();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public Report report() {
            return ((Outcome.Changed) outcome).report();
        }
    }

    public static Result run(Rules rules, DicomFile file) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Outcome outcome = new Deidentifier(rules).run(file, out);
            return new Result(outcome, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
