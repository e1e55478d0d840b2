package org.africai.server.studies;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Content;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.pixel.FrameIndex;
import org.africai.dicom.pixel.codec.Decoding;
import org.africai.dicom.pixel.codec.FrameDecoder;
import org.africai.dicom.pixel.codec.PixelFormat;
import org.africai.dicom.pixel.codec.Samples;

/// Archived objects without compression, for those who take nothing else.
///
/// The data set is the archived one but for what describes the pixels, the icon, which is
/// compressed like them, and the tables of fragments. Where the compression lost something the data
/// set says so afterwards, too (PS3.3 §C.7.6.1.1.5). JPEG 2000 (…4.91) by the reversible wavelet
/// loses something or not: there the data set tells what it told before. Frames are decoded when
/// they are written, one at a time.
public final class Decompressor {
    /// Lengths have 32 bits, and all bits set mean that there is none (PS3.5 §7.1.1).
    private static final long LONGEST_VALUE = 0xFFFF_FFFEL;

    private static final String YES = "01";

    /// More than the main header of a codestream takes up to what is looked for.
    private static final int MAIN_HEADER_BYTES = 64 << 10;

    private final InstanceHeaders headers;
    private final InstanceFrames frames;
    private final Pictures pictures;

    public Decompressor(InstanceHeaders headers, InstanceFrames frames, Pictures pictures) {
        this.headers = headers;
        this.frames = frames;
        this.pictures = pictures;
    }

    /// What became of it.
    public sealed interface Outcome {
        /// The object, to be written in a transfer syntax without compression, while its file is
        /// there. Writing it fails when a later frame cannot be decoded.
        record Plain(Dataset dataset) implements Outcome {}

        /// It stays as it is.
        ///
        /// @param reason for the person who asked, without a full stop
        record Impossible(String reason) implements Outcome {}
    }

    /// Whether objects like this one can be decompressed, most of them at least; also those that
    /// are not compressed.
    public static boolean knows(StoredInstance instance) {
        if (!Uid.isValid(instance.transferSyntax())) {
            return false;
        }
        TransferSyntax syntax = TransferSyntax.of(new Uid(instance.transferSyntax()));
        return syntax.isKnown() && FrameDecoder.decodes(syntax);
    }

    /// Decodes the first frame, and tells what the whole is.
    ///
    /// @throws org.africai.server.http.Refusal when too many frames are being decoded
    /// @throws IOException when the file cannot be read
    public Outcome decompress(StoredInstance instance) throws IOException {
        try {
            DicomFile file = headers.file(instance);
            if (hasFragmentsInside(file.dataset())) {
                return new Outcome.Impossible("it has compressed images within sequences");
            }
            Optional<FrameIndex> index =
                    isCompressed(file.dataset()) ? frames.index(instance) : Optional.empty();
            return index.isEmpty()
                    ? new Outcome.Plain(file.dataset())
                    : decompress(instance, file, index.get());
        } catch (InvalidDicom broken) {
            return new Outcome.Impossible("its file is broken " + place(broken));
        }
    }

    private static String place(InvalidDicom broken) {
        return String.valueOf(broken.getMessage()).substring(broken.source().length() + 2);
    }

    private Outcome decompress(StoredInstance instance, DicomFile file, FrameIndex index)
            throws IOException {
        int told = file.dataset().integer(Tag.NumberOfFrames).orElse(1);
        if (index.count() != told || told < 1) {
            return new Outcome.Impossible(
                    "it says that it has " + told + " frames and has " + index.count());
        }
        return switch (pictures.decode(instance, index, 1)) {
            case Decoding.Decoded(Samples first) -> plain(instance, file, index, first);
            case Decoding.Unsupported(String reason) ->
                    new Outcome.Impossible("it cannot be decoded: " + reason);
            case Decoding.Broken(String reason) ->
                    new Outcome.Impossible("its first frame is broken: " + reason);
        };
    }

    private Outcome plain(StoredInstance instance, DicomFile file, FrameIndex index, Samples first)
            throws IOException {
        PixelFormat format = first.format();
        if (format.numbers() == PixelFormat.Numbers.FLOAT) {
            return new Outcome.Impossible("its samples are no integers");
        }
        var pixels = new DecodedFrames(pictures, instance, index, first);
        if (pixels.length() > LONGEST_VALUE) {
            return new Outcome.Impossible(
                    "without compression it has " + pixels.length() + " bytes of pixels");
        }
        DatasetBuilder builder =
                format.describe(file.dataset().edit())
                        .remove(Tag.IconImageSequence)
                        .remove(Tag.ExtendedOffsetTable)
                        .remove(Tag.ExtendedOffsetTableLengths)
                        .remove(Tag.EncapsulatedPixelDataValueTotalLength);
        tellLoss(builder, file, pixels.length(), index);
        Vr vr = format.bitsAllocated() > Byte.SIZE ? Vr.OW : Vr.OB;
        var range = new BulkRange(pixels, 0, pixels.length());
        return new Outcome.Plain(builder.putBulk(Tag.PixelData, vr, range).build());
    }

    private static long compressedBytes(FrameIndex index) {
        return index.fragments().stream().mapToLong(BulkRange::length).sum();
    }

    private static void tellLoss(
            DatasetBuilder builder, DicomFile file, long plainBytes, FrameIndex index)
            throws IOException {
        Optional<String> method = method(file.transferSyntax(), index);
        boolean isTold =
                file.dataset().string(Tag.LossyImageCompression).filter(YES::equals).isPresent();
        if (method.isEmpty() || isTold) {
            return;
        }
        double ratio = (double) plainBytes / Math.max(compressedBytes(index), 1);
        builder.put(Tag.LossyImageCompression, YES)
                .put(Tag.LossyImageCompressionMethod, method.get())
                .put(Tag.LossyImageCompressionRatio, String.format(Locale.ROOT, "%.2f", ratio));
    }

    /// The name of the compression where it certainly lost something (PS3.3 §C.7.6.1.1.5.1).
    private static Optional<String> method(TransferSyntax syntax, FrameIndex index)
            throws IOException {
        Uid uid = syntax.uid();
        if (uid.equals(TransferSyntax.JPEG_BASELINE.uid())
                || uid.equals(TransferSyntax.JPEG_EXTENDED.uid())) {
            return Optional.of("ISO_10918_1");
        }
        if (uid.equals(TransferSyntax.JPEG_LS_NEAR_LOSSLESS.uid())) {
            return Optional.of("ISO_14495_1");
        }
        return uid.equals(TransferSyntax.JPEG_2000.uid()) && Wavelet97.isUsed(start(index))
                ? Optional.of("ISO_15444_1")
                : Optional.empty();
    }

    private static byte[] start(FrameIndex index) throws IOException {
        try (InputStream in = index.frame(1).open()) {
            return in.readNBytes(MAIN_HEADER_BYTES);
        }
    }

    private static boolean isCompressed(Dataset dataset) {
        return dataset.element(Tag.PixelData).filter(Decompressor::isCompressed).isPresent();
    }

    private static boolean isCompressed(Element element) {
        return element.content() instanceof Content.Fragments;
    }

    /// In sequences, but for the icon, which is left out.
    private static boolean hasFragmentsInside(Dataset dataset) {
        return dataset.stream()
                .filter(element -> element.tag() != Tag.IconImageSequence)
                .filter(element -> element.vr() == Vr.SQ)
                .flatMap(element -> element.items().stream())
                .anyMatch(item ->
                        item.stream().anyMatch(Decompressor::isCompressed)
                                || hasFragmentsInside(item));
    }
}
