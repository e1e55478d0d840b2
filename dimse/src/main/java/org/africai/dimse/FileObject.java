package org.africai.dimse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.DicomWriter;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dimse.ul.PdvOutput;

/// A DICOM file that is sent byte for byte, or rewritten when only the encoding of an uncompressed
/// data set differs.
///
/// @param path where it is
/// @param transferSyntax what its bytes are in
/// @param datasetOffset where the data set starts in the file
/// @param isExact whether its bytes are what `transferSyntax` says; else they are written anew
public record FileObject(
        Path path,
        Uid sopClass,
        Uid sopInstance,
        TransferSyntax transferSyntax,
        long datasetOffset,
        boolean isExact)
        implements OutgoingObject {
    private static final DicomReader START = DicomReader.HEADER.stoppingAt(Tag.SOPInstanceUID + 1);

    /// A file, of which the first elements are read.
    ///
    /// @throws InvalidDicom when it is not DICOM, or does not say its SOP class and instance
    /// @throws IOException when it cannot be read
    public static FileObject of(Path path) throws IOException {
        DicomFile file = START.read(path);
        TransferSyntax syntax = TransferSyntax.of(file.transferSyntax().uid());
        return new FileObject(
                path,
                required(file, Tag.SOPClassUID),
                required(file, Tag.SOPInstanceUID),
                syntax,
                file.datasetOffset(),
                syntax.encoding() == file.transferSyntax().encoding());
    }

    private static Uid required(DicomFile file, int tag) throws InvalidDicom {
        Supplier<InvalidDicom> absent =
                () ->
                        new InvalidDicom(
                                InvalidDicom.Reason.MALFORMED,
                                file.name(),
                                file.datasetOffset(),
                                Tag.toString(tag),
                                "absent, or no identifier");
        return file.dataset().uid(tag).orElseThrow(absent);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (!isExact) {
            rewrite(transferSyntax, out);
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.position(datasetOffset);
            InputStream in = Channels.newInputStream(channel);
            long expected = channel.size() - datasetOffset;
            long sent = out instanceof PdvOutput pdvs ? pdvs.transferFrom(in) : in.transferTo(out);
            if (sent != expected) {
                throw new EOFException(path + " changed while it was sent");
            }
        }
    }

    private void rewrite(TransferSyntax syntax, OutputStream out) throws IOException {
        DicomWriter.writeDataset(DicomReader.WHOLE.read(path).dataset(), syntax, out);
    }

    /// Uncompressed data sets can be written in any other uncompressed encoding.
    @Override
    public Optional<OutgoingObject> in(TransferSyntax other) {
        if (other.uid().equals(transferSyntax.uid())) {
            return Optional.of(this);
        }
        boolean isPlain = !transferSyntax.isEncapsulated() && !other.isEncapsulated();
        return isPlain && other.isKnown()
                ? Optional.of(new Rewritten(this, other))
                : Optional.empty();
    }

    /// A file written in another encoding.
    private record Rewritten(FileObject file, TransferSyntax transferSyntax)
            implements OutgoingObject {
        @Override
        public Uid sopClass() {
            return file.sopClass;
        }

        @Override
        public Uid sopInstance() {
            return file.sopInstance;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            file.rewrite(transferSyntax, out);
        }
    }
}
