package org.africai.dicom.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.data.BulkSource;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.encoding.TransferSyntax;
import org.jspecify.annotations.Nullable;

/// A DICOM file (PS3.10) as it was read: its header in memory, its bulk left where it is. Immutable
/// and safe for use by many threads.
public final class DicomFile {
    private final String name;
    private final BulkSource source;
    private final BulkSource datasetSource;
    private final long size;
    private final byte[] start;
    private final Dataset meta;
    private final Dataset dataset;
    private final @Nullable TransferSyntax declared;
    private final TransferSyntax used;
    private final List<Note> notes;
    private final @Nullable PixelDataPosition pixelData;
    private final long datasetOffset;
    private final long tailOffset;

    DicomFile(
            String name,
            BulkSource source,
            BulkSource datasetSource,
            long size,
            byte[] start,
            Dataset meta,
            Dataset dataset,
            @Nullable TransferSyntax declared,
            TransferSyntax used,
            List<Note> notes,
            @Nullable PixelDataPosition pixelData,
            long datasetOffset,
            long tailOffset) {
        this.name = name;
        this.source = source;
        this.datasetSource = datasetSource;
        this.size = size;
        this.start = start;
        this.meta = meta;
        this.dataset = dataset;
        this.declared = declared;
        this.used = used;
        this.notes = notes;
        this.pixelData = pixelData;
        this.datasetOffset = datasetOffset;
        this.tailOffset = tailOffset;
    }

    /// Reads the header of a file: everything before the pixel data.
    ///
    /// @throws InvalidDicom when the bytes are not DICOM, broken, or beyond a limit
    /// @throws IOException when the file cannot be read
    public static DicomFile readHeader(Path path) throws IOException {
        return DicomReader.HEADER.read(path);
    }

    /// Reads all elements of a file, passing over the pixel data.
    ///
    /// @throws InvalidDicom when the bytes are not DICOM, broken, or beyond a limit
    /// @throws IOException when the file cannot be read
    public static DicomFile read(Path path) throws IOException {
        return DicomReader.WHOLE.read(path);
    }

    /// What errors call the file: its path, or the name given when reading.
    public String name() {
        return name;
    }

    /// The file meta information, group 0002; empty when the file has none.
    public Dataset meta() {
        return meta;
    }

    /// The data set: all of it, or what comes before the pixel data.
    public Dataset dataset() {
        return dataset;
    }

    /// The transfer syntax that the data has, as far as it can be seen.
    public TransferSyntax transferSyntax() {
        return used;
    }

    /// The transfer syntax that the file says it has; empty when it does not say.
    public Optional<TransferSyntax> declaredTransferSyntax() {
        return Optional.ofNullable(declared);
    }

    /// What is against the standard in this file, the first of each kind.
    public List<Note> notes() {
        return notes;
    }

    /// Whether something of a kind was noted.
    public boolean hasNote(Note.Kind kind) {
        return notes.stream().anyMatch(note -> note.kind() == kind);
    }

    /// Where the pixel data is; empty when there is none.
    public Optional<PixelDataPosition> pixelData() {
        return Optional.ofNullable(pixelData);
    }

    /// Position in the file of the first byte of the data set, or of its deflated form.
    public long datasetOffset() {
        return datasetOffset;
    }

    /// Position of the first byte that was not read into the data set, in the file or in the
    /// inflated data set: of the pixel data, or the end.
    public long tailOffset() {
        return tailOffset;
    }

    BulkSource source() {
        return source;
    }

    BulkSource datasetSource() {
        return datasetSource;
    }

    long size() {
        return size;
    }

    byte[] start() {
        return start;
    }
}
