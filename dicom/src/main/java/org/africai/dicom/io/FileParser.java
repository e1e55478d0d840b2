package org.africai.dicom.io;

import java.io.IOException;
import java.util.Optional;
import org.africai.dicom.data.BulkSource;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetAssembler;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.InvalidDicom.Reason;
import org.jspecify.annotations.Nullable;

/// Reads one file: preamble, file meta information (PS3.10 §7.1), data set.
final class FileParser {
    private static final int ELEMENT_BYTES = 8;

    private final HeaderBuffer in;
    private final Limits limits;
    private final StopRule stop;
    private final BulkSource source;
    private final Notes notes = new Notes();
    private final DatasetAssembler assembler = new DatasetAssembler();
    private FileStart start = FileStart.NEW;
    private Dataset meta = Dataset.EMPTY;
    private @Nullable TransferSyntax declared;

    FileParser(HeaderBuffer in, Limits limits, StopRule stop, BulkSource source) {
        this.in = in;
        this.limits = limits;
        this.stop = stop;
        this.source = source;
    }

    DicomFile parse() throws IOException {
        readStart();
        readMeta();
        TransferSyntax used = syntax();
        if (used.isDeflated()) {
            return readDeflated(used);
        }
        long datasetOffset = in.position();
        DatasetParser parser = parser(in, assembler, source);
        parser.parse(used.encoding());
        PixelDataPosition pixelData = parser.pixelData();
        if (pixelData != null && pixelData.length() > in.size() - pixelData.valueOffset()) {
            notes.add(Note.Kind.PIXEL_DATA_TRUNCATED, pixelData.headerOffset(), pixelData.tag());
        }
        assembler.finish(in.finished());
        return file(
                used,
                assembler.close(false),
                pixelData,
                datasetOffset,
                parser.tailOffset(),
                source);
    }

    private DatasetParser parser(
            HeaderBuffer buffer, DatasetAssembler target, BulkSource bulkSource) {
        return new DatasetParser(buffer, target, limits, notes, bulkSource, stop);
    }

    private DicomFile file(
            TransferSyntax used,
            Dataset dataset,
            @Nullable PixelDataPosition pixelData,
            long datasetOffset,
            long tailOffset,
            BulkSource bulkSource)
            throws IOException {
        return new DicomFile(
                new DicomFile.Origin(
                        in.name(),
                        source,
                        bulkSource,
                        in.sizeFound(),
                        start,
                        meta,
                        dataset,
                        declared,
                        used,
                        notes.list(),
                        pixelData,
                        datasetOffset,
                        tailOffset));
    }

    private void readStart() throws IOException {
        start = FileStart.read(in);
        if (!start.hasPreamble()) {
            notes.add(Note.Kind.NO_PREAMBLE, 0, 0);
        }
    }

    private void readMeta() throws IOException {
        if (!in.has(ELEMENT_BYTES) || !FileStart.isMeta(in.array, in.at)) {
            notes.add(Note.Kind.NO_FILE_META, in.position(), 0);
            return;
        }
        boolean isExplicit = Vr.ofCode(in.array[in.at + 4], in.array[in.at + 5]) != null;
        if (!isExplicit) {
            notes.add(Note.Kind.META_IMPLICIT, in.position(), 0);
        }
        long begin = in.position();
        new DatasetParser(in, assembler, limits, notes, source, StopRule.META)
                .parse(isExplicit ? Encoding.EXPLICIT_LITTLE : Encoding.IMPLICIT_LITTLE);
        assembler.finish(in.array);
        meta = assembler.close(false);
        checkMetaLength(in.position() - begin);
        declared = meta.uid(Tag.TransferSyntaxUID).map(TransferSyntax::of).orElse(null);
    }

    /// The length counts what follows the element that holds it.
    private void checkMetaLength(long bytes) {
        if (!meta.contains(Tag.FileMetaInformationGroupLength)) {
            notes.add(Note.Kind.META_LENGTH_MISSING, in.position() - bytes, 0);
            return;
        }
        int headerAndValue = 12;
        boolean isRight =
                meta.longInteger(Tag.FileMetaInformationGroupLength).orElse(-1)
                        == bytes - headerAndValue;
        if (!isRight) {
            notes.add(
                    Note.Kind.META_LENGTH_WRONG,
                    in.position() - bytes,
                    Tag.FileMetaInformationGroupLength);
        }
    }

    // ---- transfer syntax

    private TransferSyntax syntax() throws IOException {
        TransferSyntax said = declared;
        if (said == null) {
            return guessed();
        }
        if (!said.isKnown()) {
            notes.add(Note.Kind.TRANSFER_SYNTAX_UNKNOWN, in.position(), Tag.TransferSyntaxUID);
        }
        Optional<Encoding> seen = EncodingProbe.guess(in);
        if (seen.isEmpty() || (!said.isDeflated() && !contradicts(said, seen.get()))) {
            return said;
        }
        if (said.isDeflated() && seen.get() != Encoding.EXPLICIT_LITTLE) {
            return said;
        }
        notes.add(Note.Kind.TRANSFER_SYNTAX_CONTRADICTED, in.position(), Tag.TransferSyntaxUID);
        return said.isEncapsulated() ? said.with(seen.get()) : TransferSyntax.of(seen.get());
    }

    /// Whether the first element is otherwise than declared. A length that looks like a VR is taken
    /// for a VR only when it is that element's.
    private boolean contradicts(TransferSyntax said, Encoding seen) {
        if (said.encoding() != Encoding.IMPLICIT_LITTLE || seen == Encoding.IMPLICIT_LITTLE) {
            return said.encoding() != seen;
        }
        int little =
                Tag.of(
                        (in.array[in.at] & 0xFF) | (in.array[in.at + 1] << 8),
                        (in.array[in.at + 2] & 0xFF) | (in.array[in.at + 3] << 8));
        Vr vr = Vr.ofCode(in.array[in.at + 4], in.array[in.at + 5]);
        return seen == Encoding.EXPLICIT_BIG || Dictionary.vr(little) == vr;
    }

    private TransferSyntax guessed() throws IOException {
        Optional<Encoding> seen = EncodingProbe.guess(in);
        // Behind meta information it is DICOM, and the default is implicit (PS3.5 §10.1).
        if (seen.isEmpty() && meta.isEmpty()) {
            throw new InvalidDicom(
                    !start.isEmpty() ? Reason.MALFORMED : Reason.NOT_DICOM,
                    in.name(),
                    in.position(),
                    "",
                    in.has(1) ? "no data set starts here" : "there is no data");
        }
        notes.add(Note.Kind.NO_TRANSFER_SYNTAX, in.position(), Tag.TransferSyntaxUID);
        return TransferSyntax.of(seen.orElse(Encoding.IMPLICIT_LITTLE));
    }

    // ---- deflated data sets

    private DicomFile readDeflated(TransferSyntax used) throws IOException {
        boolean hasZlibHeader = InflatingInput.hasZlibHeader(in);
        if (hasZlibHeader) {
            notes.add(Note.Kind.ZLIB_HEADER, in.position(), 0);
        }
        assembler.finish(in.finished());
        long datasetOffset = in.position();
        BulkSource inflated =
                new InflatedSource(
                        in.name(), source, datasetOffset, in.size(), hasZlibHeader, limits);
        try (InflatingInput inflating = new InflatingInput(in, hasZlibHeader, limits)) {
            HeaderBuffer buffer = new HeaderBuffer(inflating, in.name(), limits.headerBytes());
            DatasetAssembler target = new DatasetAssembler();
            DatasetParser parser = parser(buffer, target, inflated);
            parser.parse(used.encoding());
            target.finish(buffer.finished());
            return file(
                    used,
                    target.close(false),
                    parser.pixelData(),
                    datasetOffset,
                    parser.tailOffset(),
                    inflated);
        }
    }
}
