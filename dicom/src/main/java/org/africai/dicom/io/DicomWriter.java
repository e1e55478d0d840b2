package org.africai.dicom.io;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.africai.dicom.data.Content;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.TransferSyntax;

/// Writes DICOM files (PS3.10) and data sets. Streams are flushed and stay open; nothing is held in
/// memory but headers.
public final class DicomWriter {
    private static final int BUFFER_BYTES = 64 << 10;

    private DicomWriter() {}

    /// Writes a new file: an empty preamble, meta information naming this library, the data set.
    /// Group lengths are left out, lengths made even, values transcoded where the data set was read
    /// in another layout; pixel data stays as it is.
    ///
    /// @throws IllegalArgumentException when the data set does not say its SOP class and instance,
    ///   or its pixel data is not in the form that the transfer syntax asks for
    /// @throws IOException when a bulk value cannot be read, or writing fails
    public static void write(Dataset dataset, TransferSyntax syntax, OutputStream out)
            throws IOException {
        requirePixelForm(dataset, syntax);
        BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
        writeNewStart(FileMeta.of(dataset, syntax), buffered);
        writeBody(dataset, syntax, buffered);
        buffered.flush();
    }

    /// Writes a file that was read, or a changed one made from it.
    ///
    /// A file without a change gives the same bytes. After a change all elements that were not
    /// changed have the same bytes, and pixel data that was not read is copied from where it is.
    /// The writer needs a file read from a path or from memory.
    ///
    /// @throws IOException when the file that was read is gone or has become shorter, or writing
    ///   fails
    public static void write(DicomFile file, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
        if (file.isAsRead()) {
            copy(
                    file.origin().source().open(0, file.origin().size()),
                    file.origin().size(),
                    buffered);
        } else {
            writeChanged(file, buffered);
        }
        buffered.flush();
    }

    /// Writes a data set alone, as in messages, with group lengths and the elements of groups 0000
    /// and 0002 left out.
    ///
    /// @throws IllegalArgumentException when the pixel data is not in the form that the transfer
    ///   syntax asks for
    public static void writeDataset(Dataset dataset, TransferSyntax syntax, OutputStream out)
            throws IOException {
        requirePixelForm(dataset, syntax);
        BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
        writeBody(dataset, syntax, buffered);
        buffered.flush();
    }

    /// Writes a command set (PS3.7 §6.3): implicit VR little endian, its length in front.
    public static byte[] commandSet(Dataset command) {
        return withLength(
                command.edit().remove(Tag.CommandGroupLength).build(),
                Tag.CommandGroupLength,
                Encoding.IMPLICIT_LITTLE);
    }

    private static void requirePixelForm(Dataset dataset, TransferSyntax syntax) {
        dataset.element(Tag.PixelData)
                .filter(element ->
                        syntax.isKnown()
                                && element.content() instanceof Content.Fragments
                                        != syntax.isEncapsulated())
                .ifPresent(_ -> {
                    throw new IllegalArgumentException(
                            "the pixel data is not in the form that " + syntax.uid() + " asks for");
                });
    }

    // ---- file meta information

    private static void writeNewStart(Dataset meta, OutputStream out) throws IOException {
        FileStart.NEW.writeTo(out);
        writeMeta(meta, out);
    }

    static void writeMeta(Dataset meta, OutputStream out) throws IOException {
        out.write(withLength(meta, Tag.FileMetaInformationGroupLength, meta.encoding()));
    }

    private static byte[] withLength(Dataset group, int lengthTag, Encoding encoding) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DatasetEncoder encoder = DatasetEncoder.asFound(out, encoding);
        try {
            long length = encoder.length(group);
            encoder.write(Dataset.builder().put(lengthTag, length).build());
            encoder.write(group);
        } catch (IOException e) {
            throw new IllegalStateException("group " + Tag.toHex(lengthTag) + " has bulk", e);
        }
        return out.toByteArray();
    }

    // ---- data sets

    private static void writeBody(Dataset dataset, TransferSyntax syntax, OutputStream out)
            throws IOException {
        if (syntax.isDeflated()) {
            deflate(out, inner -> DatasetEncoder.normal(inner, syntax.encoding()).write(dataset));
        } else {
            DatasetEncoder.normal(out, syntax.encoding()).write(dataset);
        }
    }

    /// Something that writes.
    @FunctionalInterface
    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Raw deflate (RFC 1951), made even in length (PS3.5 §A.5).
    private static void deflate(OutputStream out, Body body) throws IOException {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater, BUFFER_BYTES);
            BufferedOutputStream buffered = new BufferedOutputStream(deflating, BUFFER_BYTES);
            body.writeTo(buffered);
            buffered.flush();
            deflating.finish();
            if (deflater.getBytesWritten() % 2 != 0) {
                out.write(0);
            }
        } finally {
            deflater.end();
        }
    }

    // ---- changed files

    private static void writeChanged(DicomFile file, OutputStream out) throws IOException {
        file.start().writeTo(out);
        if (file.meta() == file.origin().meta()) {
            DatasetEncoder.asFound(out, file.meta().encoding()).write(file.meta());
        } else {
            writeMeta(file.meta(), out);
        }
        Encoding encoding = file.transferSyntax().encoding();
        Body body =
                inner -> {
                    DatasetEncoder.asFound(inner, encoding).write(file.dataset());
                    copyTail(file, inner);
                };
        if (file.transferSyntax().isDeflated()) {
            deflate(out, body);
        } else {
            body.writeTo(out);
        }
    }

    private static void copyTail(DicomFile file, OutputStream out) throws IOException {
        if (file.origin().datasetSource() instanceof InflatedSource inflated) {
            try (InputStream rest = inflated.openFrom(file.tailOffset())) {
                rest.transferTo(out);
            }
            return;
        }
        long length = file.origin().size() - file.tailOffset();
        if (length > 0) {
            copy(file.origin().source().open(file.tailOffset(), length), length, out);
        }
    }

    private static void copy(InputStream from, long length, OutputStream out) throws IOException {
        try (from) {
            long copied = from.transferTo(out);
            if (copied != length) {
                throw new java.io.EOFException(
                        "the file has become shorter: " + copied + " of " + length + " bytes");
            }
        }
    }
}
