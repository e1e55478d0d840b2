package org.africai.dicom.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.africai.dicom.Uid;
import org.africai.dicom.data.BulkSource;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.jspecify.annotations.Nullable;

/// A DICOM file (PS3.10) as it was read: its header in memory, its bulk left where it is. Immutable
/// and safe for use by many threads.
public final class DicomFile {
    private final Origin origin;
    private final FileStart start;
    private final Dataset meta;
    private final Dataset dataset;

    DicomFile(Origin origin) {
        this(origin, origin.start(), origin.meta(), origin.dataset());
    }

    private DicomFile(Origin origin, FileStart start, Dataset meta, Dataset dataset) {
        this.origin = origin;
        this.start = start;
        this.meta = meta;
        this.dataset = dataset;
    }

    /// What was read.
    ///
    /// @param source the whole file
    /// @param datasetSource the data set, inflated when the file is deflated
    /// @param size length of the file, [ByteInput#UNKNOWN] of a stream
    /// @param start preamble and prefix
    record Origin(
            String name,
            BulkSource source,
            BulkSource datasetSource,
            long size,
            FileStart start,
            Dataset meta,
            Dataset dataset,
            @Nullable TransferSyntax declared,
            TransferSyntax used,
            List<Note> notes,
            @Nullable PixelDataPosition pixelData,
            long datasetOffset,
            long tailOffset) {}

    /// Reads the header of a file: everything before the pixel data. Elements behind it are not
    /// seen and stay as they are when the file is written again; who must see all of them uses
    /// [#read].
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

    /// The same file with another data set, which was made from this one's by [Dataset#edit]. When
    /// the SOP class or instance was changed, the meta information that named it changes too.
    public DicomFile withDataset(Dataset changed) {
        Dataset named = follow(meta, Tag.MediaStorageSOPClassUID, changed, Tag.SOPClassUID);
        named = follow(named, Tag.MediaStorageSOPInstanceUID, changed, Tag.SOPInstanceUID);
        return new DicomFile(origin, start, named, changed);
    }

    private Dataset follow(Dataset group, int metaTag, Dataset changed, int tag) {
        Optional<Uid> before = dataset.uid(tag);
        Optional<Uid> after = changed.uid(tag);
        boolean follows = before.isPresent() && before.equals(group.uid(metaTag));
        return follows && after.isPresent() && !after.equals(before)
                ? group.edit().put(metaTag, after.get()).build()
                : group;
    }

    /// The same file with an empty preamble and new meta information, which names this library as
    /// the writer and the transfer syntax that the data really has.
    ///
    /// @throws IllegalArgumentException when the data set does not say its SOP class and instance
    public DicomFile withNewMeta() {
        return new DicomFile(origin, FileStart.NEW, FileMeta.of(dataset, origin.used), dataset);
    }

    /// What errors call the file: its path, or the name given when reading.
    public String name() {
        return origin.name;
    }

    /// Whether the file starts with a preamble of zeros and the prefix, as files written here do.
    public boolean hasEmptyPreamble() {
        return start.isNew();
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
        return origin.used;
    }

    /// The transfer syntax that the file says it has; empty when it does not say.
    public Optional<TransferSyntax> declaredTransferSyntax() {
        return Optional.ofNullable(origin.declared);
    }

    /// What is against the standard in the file that was read, the first of each kind.
    public List<Note> notes() {
        return origin.notes;
    }

    /// Whether something of a kind was noted.
    public boolean hasNote(Note.Kind kind) {
        return origin.notes.stream().anyMatch(note -> note.kind() == kind);
    }

    /// Where the pixel data is in the file that was read; empty when there is none.
    public Optional<PixelDataPosition> pixelData() {
        return Optional.ofNullable(origin.pixelData);
    }

    /// What the positions of the data set refer to: the file, or the inflated data set of a
    /// deflated one. A file read from a stream can not be opened again.
    public BulkSource source() {
        return origin.datasetSource;
    }

    /// Number of bytes of [#source]; empty when it is not known: of streams and deflated files.
    public OptionalLong sourceBytes() {
        boolean isKnown = origin.size != ByteInput.UNKNOWN && !origin.used.isDeflated();
        return isKnown ? OptionalLong.of(origin.size) : OptionalLong.empty();
    }

    /// Position in the file of the first byte of the data set, or of its deflated form.
    public long datasetOffset() {
        return origin.datasetOffset;
    }

    /// Position of the first byte that was not read into the data set, in the file or in the
    /// inflated data set: of the pixel data, or the end.
    public long tailOffset() {
        return origin.tailOffset;
    }

    FileStart start() {
        return start;
    }

    Origin origin() {
        return origin;
    }

    /// Whether nothing was changed since the file was read.
    boolean isAsRead() {
        return start == origin.start && meta == origin.meta && dataset == origin.dataset;
    }
}
