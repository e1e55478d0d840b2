package org.africai.server.dimse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.DicomWriter;
import org.africai.server.intake.TestObject;

/// The bytes of data sets, as they go over the wire.
final class Bytes {
    private Bytes() {}

    static byte[] of(TestObject object) throws IOException {
        var out = new ByteArrayOutputStream();
        DicomWriter.writeDataset(object.dataset(), TransferSyntax.EXPLICIT_LITTLE, out);
        return out.toByteArray();
    }

    /// Those of a file, without what stands before its data set.
    static byte[] dataset(byte[] file) throws IOException {
        var header = DicomReader.HEADER.read(file, "file");
        return Arrays.copyOfRange(file, Math.toIntExact(header.datasetOffset()), file.length);
    }
}
