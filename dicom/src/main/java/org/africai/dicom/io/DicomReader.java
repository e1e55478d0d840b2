package org.africai.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.BulkSource;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetAssembler;
import org.africai.dicom.encoding.TransferSyntax;

/// Reads DICOM files (PS3.10) and data sets.
///
/// [#HEADER] stops at the pixel data and never reads it, apart from the few kilobytes that come
/// along with the header; [#WHOLE] goes on to the end of the file, passing over the pixel data.
/// Both leave long binary values in the file. A reader is immutable and may be used by many
/// threads.
///
/// Reading is tolerant of what real files do wrong and tells it in [DicomFile#notes]; what cannot
/// be understood without doubt, is cut short or goes beyond the limits is an [InvalidDicom].
public final class DicomReader {
    /// Reads up to the pixel data.
    public static final DicomReader HEADER =
            new DicomReader(Limits.DEFAULT, new StopRule(true, true, 0));

    /// Reads all elements.
    public static final DicomReader WHOLE =
            new DicomReader(Limits.DEFAULT, new StopRule(true, false, 0));

    private final Limits limits;
    private final StopRule stop;

    private DicomReader(Limits limits, StopRule stop) {
        this.limits = limits;
        this.stop = stop;
    }

    /// The same reader with other limits.
    public DicomReader within(Limits limits) {
        return new DicomReader(limits, stop);
    }

    /// The same reader, which stops before the first element of the outermost data set whose tag is
    /// `tag` or greater.
    public DicomReader stoppingAt(int tag) {
        return new DicomReader(limits, new StopRule(true, stop.isPixelDataEnd(), tag));
    }

    /// Whether bytes from the start of a file look like DICOM; 140 of them are enough. Cheap, and
    /// wrong for neither text nor common image formats.
    public static boolean looksLikeDicom(byte[] start) {
        return FileStart.looksLikeDicom(start);
    }

    /// Reads a file.
    ///
    /// @throws InvalidDicom when the bytes are not DICOM, broken, or beyond a limit
    /// @throws IOException when the file cannot be read
    public DicomFile read(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return read(new ChannelInput(channel), path.toString(), new PathSource(path));
        }
    }

    /// Reads a file that is not on a disk, such as an object in a store; bulk values are opened
    /// there.
    ///
    /// @param source the file, which is opened once for the header and once for each bulk value
    /// @param size length of the file in bytes
    /// @param name what errors call it
    public DicomFile read(BulkSource source, long size, String name) throws IOException {
        try (InputStream in = source.open(0, size)) {
            return read(new StreamInput(in, size), name, source);
        }
    }

    /// Reads a channel from its position on; bulk values cannot be opened afterwards. The channel
    /// stays open, at a position that is not defined.
    ///
    /// @param name what errors call it
    public DicomFile read(SeekableByteChannel channel, String name) throws IOException {
        return read(new ChannelInput(channel), name, new LostSource(name));
    }

    /// Reads a stream, which stays open; bulk values are passed over and cannot be opened
    /// afterwards. Up to a quarter of a mebibyte behind the header is read as well.
    ///
    /// @param name what errors call it
    public DicomFile read(InputStream in, String name) throws IOException {
        return read(new StreamInput(in, ByteInput.UNKNOWN), name, new LostSource(name));
    }

    /// Reads a file that is in memory.
    ///
    /// @param name what errors call it
    public DicomFile read(byte[] bytes, String name) throws IOException {
        BulkSource source = BulkRange.of(bytes).source();
        return read(new MemoryInput(bytes), name, source);
    }

    /// Reads a data set that stands alone, without preamble and meta information, as in messages.
    /// The stream stays open; bulk values are passed over and cannot be opened afterwards.
    ///
    /// @param name what errors call it
    public Dataset readDataset(InputStream in, TransferSyntax syntax, String name)
            throws IOException {
        return readDataset(
                new StreamInput(in, ByteInput.UNKNOWN), syntax, name, new LostSource(name));
    }

    /// Reads a data set that stands alone and is in memory.
    ///
    /// @param name what errors call it
    public Dataset readDataset(byte[] bytes, TransferSyntax syntax, String name)
            throws IOException {
        BulkSource source = BulkRange.of(bytes).source();
        return readDataset(new MemoryInput(bytes), syntax, name, source);
    }

    private Dataset readDataset(
            ByteInput input, TransferSyntax syntax, String name, BulkSource source)
            throws IOException {
        HeaderBuffer in = new HeaderBuffer(input, name, limits.headerBytes());
        if (!syntax.isDeflated()) {
            return readDataset(in, syntax, source);
        }
        boolean hasZlibHeader = InflatingInput.hasZlibHeader(in);
        BulkSource inflated = new InflatedSource(name, source, 0, in.size(), hasZlibHeader, limits);
        try (InflatingInput inflating = new InflatingInput(in, hasZlibHeader, limits)) {
            return readDataset(
                    new HeaderBuffer(inflating, name, limits.headerBytes()), syntax, inflated);
        }
    }

    private Dataset readDataset(HeaderBuffer in, TransferSyntax syntax, BulkSource source)
            throws IOException {
        DatasetAssembler assembler = new DatasetAssembler();
        DatasetParser parser = new DatasetParser(in, assembler, limits, new Notes(), source, stop);
        parser.parse(syntax.encoding());
        assembler.finish(in.finished());
        return assembler.close(false);
    }

    private DicomFile read(ByteInput input, String name, BulkSource source) throws IOException {
        HeaderBuffer in = new HeaderBuffer(input, name, limits.headerBytes());
        return new FileParser(in, limits, stop, source).parse();
    }

    /// Where values were that have gone by.
    private record LostSource(String name) implements BulkSource {
        @Override
        public InputStream open(long offset, long length) throws IOException {
            throw new IOException(name + ": a stream cannot be read again; bulk values are gone");
        }
    }
}
