package org.africai.dicom.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Optional;
import org.africai.dicom.data.BulkDataUri;
import org.africai.dicom.data.Dataset;

/// Writes data sets as JSON (PS3.18 Annex F), value by value, so that memory does not grow with the
/// length of a value.
///
/// All digits are kept: IS and DS are JSON numbers when well-formed and otherwise strings, US to UV
/// are numbers in full, FL and FD the shortest decimals that are read as the same value, or the
/// strings `NaN`, `Infinity`, `-Infinity`. Binary values are in base64, least significant byte
/// first, wherever no URI is given for them. Encapsulated pixel data without a URI is the value
/// field with the headers of its fragments in base64, which the standard does not foresee but
/// [DicomJsonReader] understands. A declared character set becomes `ISO_IR 192`; group lengths and
/// groups below 0008 are left out. A writer is immutable and may be used by many threads.
public final class DicomJsonWriter {
    /// Writes all values themselves.
    public static final DicomJsonWriter INLINE =
            new DicomJsonWriter(Integer.MAX_VALUE, (_, _) -> Optional.empty());

    private final long inlineBytes;
    private final BulkDataUri uris;

    private DicomJsonWriter(long inlineBytes, BulkDataUri uris) {
        this.inlineBytes = inlineBytes;
        this.uris = uris;
    }

    /// The same writer, which asks for the URI of values left in their file, of encapsulated pixel
    /// data, and of binary values longer than `inlineBytes`.
    ///
    /// @throws IllegalArgumentException when `inlineBytes` is negative
    public DicomJsonWriter withBulkData(long inlineBytes, BulkDataUri uris) {
        if (inlineBytes < 0) {
            throw new IllegalArgumentException("inline-bytes is negative: " + inlineBytes);
        }
        return new DicomJsonWriter(inlineBytes, uris);
    }

    /// Writes one data set as an object, in UTF-8. The stream is flushed and stays open.
    ///
    /// @throws IOException when a bulk value cannot be read, or writing fails
    public void write(Dataset dataset, OutputStream out) throws IOException {
        write(dataset, writer(out));
    }

    /// Writes one data set as an object. The writer is flushed and stays open.
    ///
    /// @throws IOException when a bulk value cannot be read, or writing fails
    public void write(Dataset dataset, Writer out) throws IOException {
        JsonOut json = new JsonOut(out);
        new JsonEncoder(json, inlineBytes, uris).write(dataset);
        json.flush();
    }

    /// One data set as text: for small ones.
    ///
    /// @throws UncheckedIOException when a bulk value cannot be read
    public String toString(Dataset dataset) {
        StringWriter text = new StringWriter();
        try {
            write(dataset, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// Starts an array of data sets, in UTF-8, as answers of DICOMweb are. The stream stays open.
    public Array array(OutputStream out) throws IOException {
        return new Array(new JsonOut(writer(out)));
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    }

    /// An array that is being written. It is complete only after [#end], so that a reader notices
    /// when it was broken off.
    public final class Array {
        private final JsonOut json;

        private Array(JsonOut json) throws IOException {
            this.json = json;
            json.open('[');
        }

        /// Writes the next data set.
        ///
        /// @throws IOException when a bulk value cannot be read, or writing fails
        public void add(Dataset dataset) throws IOException {
            new JsonEncoder(json, inlineBytes, uris).write(dataset);
        }

        /// Ends the array and flushes the stream.
        public void end() throws IOException {
            json.close(']');
            json.flush();
        }
    }
}
