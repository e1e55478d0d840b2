package org.africai.dicom.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.Optional;
import org.africai.dicom.data.BulkDataUri;
import org.africai.dicom.data.Dataset;

/// Writes data sets as XML of the Native DICOM Model (PS3.19 §A.1), value by value, so that memory
/// does not grow with the length of a value.
///
/// Tags of private elements are written in full with their creator beside them. Binary values are
/// in base64, least significant byte first, wherever no URI is given for them. Two forms go beyond
/// the model and are understood by [DicomXmlReader]: encapsulated pixel data without a URI is the
/// value field with the headers of its fragments, and text with control characters, for which XML
/// has no form, is its bytes in UTF-8, both in base64. A declared character set becomes `ISO_IR
/// 192`; group lengths and groups below 0008 are left out. A writer is immutable and may be used by
/// many threads.
public final class DicomXmlWriter {
    /// The namespace of the model.
    public static final String NAMESPACE = "http://dicom.nema.org/PS3.19/models/NativeDICOM";

    static final String ROOT = "NativeDicomModel";

    /// Writes all values themselves.
    public static final DicomXmlWriter INLINE =
            new DicomXmlWriter(Long.MAX_VALUE, (_, _) -> Optional.empty());

    private final long inlineBytes;
    private final BulkDataUri uris;

    private DicomXmlWriter(long inlineBytes, BulkDataUri uris) {
        this.inlineBytes = inlineBytes;
        this.uris = uris;
    }

    /// The same writer, which asks for the URI of values left in their file, of encapsulated pixel
    /// data, and of binary values longer than `inlineBytes`.
    ///
    /// @throws IllegalArgumentException when `inlineBytes` is negative
    public DicomXmlWriter withBulkData(long inlineBytes, BulkDataUri uris) {
        if (inlineBytes < 0) {
            throw new IllegalArgumentException("inline-bytes is negative: " + inlineBytes);
        }
        return new DicomXmlWriter(inlineBytes, uris);
    }

    /// Writes one data set as a document in UTF-8. The stream is flushed and stays open.
    ///
    /// @throws IOException when a bulk value cannot be read, or writing fails
    public void write(Dataset dataset, OutputStream out) throws IOException {
        XmlOut xml = new XmlOut(new BufferedWriter(new OutputStreamWriter(out, UTF_8)));
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.start(ROOT, "xmlns", NAMESPACE, "xml:space", "preserve");
        new XmlEncoder(xml, inlineBytes, uris).write(dataset);
        xml.end(ROOT);
        xml.flush();
    }
}
