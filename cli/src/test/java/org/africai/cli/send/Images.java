package org.africai.cli.send;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomWriter;

/// Small images of patients that do not exist, with marks wherever an identity may stand.
final class Images {
    /// What must not be found anywhere but on the owner's machine.
    static final List<String> PLANTED =
            List.of(
                    "PLANTEDNAME",
                    "PLANTEDID",
                    "19570623",
                    "PLANTEDTEXT",
                    "1.2.826.0.1.3680043.77");

    private static final String ROOT = "1.2.826.0.1.3680043.77";
    private static final int SIDE = 16;

    private Images() {}

    static Dataset ct(int study, int number) {
        byte[] pixels = new byte[SIDE * SIDE * 2];
        new Random(31L * study + number).nextBytes(pixels);
        return Dataset.builder()
                .put(Tag.SOPClassUID, KnownUid.CTImageStorage)
                .put(Tag.SOPInstanceUID, new Uid(ROOT + "." + study + ".1." + number))
                .put(Tag.StudyDate, "20260131")
                .put(Tag.AccessionNumber, "PLANTEDID7")
                .put(Tag.Modality, "CT")
                .put(Tag.InstitutionName, "PLANTEDTEXT hospital")
                .put(Tag.StudyDescription, "of PLANTEDNAME")
                .put(Tag.PatientName, "PLANTEDNAME^Of " + study)
                .put(Tag.PatientID, "PLANTEDID" + study)
                .put(Tag.PatientBirthDate, "19570623")
                .put(Tag.PatientComments, "PLANTEDTEXT")
                .put(
                        Tag.RequestAttributesSequence,
                        Dataset.itemBuilder()
                                .put(Tag.RequestedProcedureDescription, "PLANTEDTEXT")
                                .build())
                .put(0x00091001, Vr.LO, "PLANTEDTEXT")
                .put(0x00090010, Vr.LO, "ACME")
                .put(Tag.StudyInstanceUID, new Uid(ROOT + "." + study))
                .put(Tag.SeriesInstanceUID, new Uid(ROOT + "." + study + ".1"))
                .put(Tag.SeriesNumber, "1")
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
                .build();
    }

    static byte[] bytes(Dataset dataset) throws IOException {
        var out = new ByteArrayOutputStream();
        DicomWriter.write(dataset, TransferSyntax.EXPLICIT_LITTLE, out);
        return out.toByteArray();
    }

    static Dataset changed(Dataset dataset, Consumer<DatasetBuilder> change) {
        DatasetBuilder builder = dataset.edit();
        change.accept(builder);
        return builder.build();
    }

    static void write(Path file, Dataset dataset) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes(dataset));
    }

    /// A folder of studies 1 to `studies`, with as many images each; named after their patients, as
    /// people do.
    static Path folder(Path folder, int studies, int images) throws IOException {
        for (int study = 1; study <= studies; study++) {
            for (int number = 1; number <= images; number++) {
                Path file = folder.resolve("PLANTEDNAME " + study + "/IM" + number);
                write(file, ct(study, number));
            }
        }
        return folder;
    }

    static void zip(Path file, String name, byte[] content) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
    }
}
