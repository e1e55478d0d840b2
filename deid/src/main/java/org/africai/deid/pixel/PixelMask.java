package org.africai.deid.pixel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.deid.DeidentificationMethod;
import org.africai.deid.Report;
import org.africai.deid.Verdict;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Content;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.PixelDataPosition;
import org.africai.dicom.pixel.Encapsulation;
import org.africai.dicom.pixel.FrameIndex;
import org.africai.dicom.pixel.codec.EncodedFrame;
import org.africai.dicom.pixel.codec.FrameDecoder;
import org.africai.dicom.pixel.codec.FrameEncoder;
import org.africai.dicom.pixel.codec.InvalidPixels;
import org.africai.dicom.pixel.codec.PixelFormat;
import org.africai.dicom.pixel.codec.Samples;

/// Blanks areas in all frames of an object. Pixels outside keep their values: what was not
/// compressed stays so; what was is compressed again without loss, in the same way where that is
/// lossless, else as lossless JPEG or RLE. Icons made of the image go.
///
/// Compressed frames are held in memory up to [#MOST_HELD_BYTES] and made twice beyond.
///
/// @param areas what to blank
/// @param value what all samples become, or [#BLACK]
/// @param statesCleaned whether the object says so
public record PixelMask(List<Area> areas, int value, boolean statesCleaned) {
    /// Fills with black, whatever number that is in the image.
    public static final int BLACK = Integer.MIN_VALUE;

    /// Compressed frames in memory, in bytes.
    public static final long MOST_HELD_BYTES = 64L << 20;

    private static final String RULE = "pixels blanked";

    public PixelMask {
        areas = List.copyOf(areas);
    }

    /// The object with the areas blanked, or rejected when that is not possible.
    ///
    /// @throws IOException when the file cannot be read
    public Verdict apply(DicomFile file) throws IOException {
        Optional<FrameIndex> index = FrameIndex.of(file);
        if (index.isEmpty()) {
            return new Verdict.Rejected("there are no pixels to blank");
        }
        if (!isAsRead(file)) {
            // They would be read from the file again, and what was blanked before would come back.
            return new Verdict.Rejected("other rules changed the pixels before");
        }
        try {
            MaskedFrames frames = new MaskedFrames(file, index.get(), this, new FrameDecoder());
            PixelFormat format = frames.samples(1).format();
            return file.transferSyntax().isEncapsulated()
                    ? compressed(file, frames, format)
                    : uncompressed(file, frames, format);
        } catch (InvalidPixels | NotDecodable broken) {
            return new Verdict.Rejected("the pixels cannot be blanked: " + broken.getMessage());
        }
    }

    private static boolean isAsRead(DicomFile file) {
        int tag = file.pixelData().map(PixelDataPosition::tag).orElse(Tag.PixelData);
        Optional<Element> pixels = file.dataset().element(tag);
        return pixels.isPresent()
                && switch (pixels.get().content()) {
                    case Content.Bulk(BulkRange range) -> range.source().equals(file.source());
                    case Content.Fragments(List<BulkRange> ranges) ->
                            ranges.stream().allMatch(range -> range.source().equals(file.source()));
                    case Content.Held _, Content.Items _ -> false;
                };
    }

    // ---- without compression

    /// The bytes are made while they are written; all frames are looked at before, since nothing
    /// may fail then.
    private Verdict uncompressed(DicomFile file, MaskedFrames frames, PixelFormat format)
            throws IOException {
        for (int number = 2; number <= frames.count(); number++) {
            requireSame(format, frames.samples(number).format());
        }
        boolean isWide = format.bitsAllocated() > Byte.SIZE;
        DatasetBuilder builder = described(file.dataset(), format);
        builder.putBulk(Tag.PixelData, isWide ? Vr.OW : Vr.OB, frames.nativeValue(format));
        TransferSyntax syntax = file.transferSyntax();
        boolean isLittle = syntax.isKnown() && !syntax.encoding().isBigEndian();
        TransferSyntax written =
                isLittle && !isVendors(syntax) ? syntax : TransferSyntax.EXPLICIT_LITTLE;
        return new Verdict.Accepted(stated(builder.build()), written, report());
    }

    private static void requireSame(PixelFormat one, PixelFormat other) throws NotDecodable {
        if (!one.equals(other)) {
            throw new NotDecodable("frames of different formats");
        }
    }

    /// Whether a syntax is one of a vendor, whose pixels have an order of their own.
    private static boolean isVendors(TransferSyntax syntax) {
        return !syntax.uid().value().startsWith("1.2.840.10008.");
    }

    // ---- compressed

    private Verdict compressed(DicomFile file, MaskedFrames frames, PixelFormat format)
            throws IOException {
        for (TransferSyntax syntax : candidates(file.transferSyntax())) {
            Optional<List<BulkRange>> encoded = encoded(frames, syntax, format);
            if (encoded.isPresent()) {
                Dataset described = described(file.dataset(), format).build();
                Dataset dataset =
                        Encapsulation.encapsulate(
                                described, encoded.get(), Encapsulation.Offsets.BASIC);
                return new Verdict.Accepted(stated(dataset), syntax, report());
            }
        }
        return new Verdict.Rejected("the blanked pixels cannot be compressed without loss");
    }

    private static List<TransferSyntax> candidates(TransferSyntax present) {
        List<TransferSyntax> candidates = new ArrayList<>();
        boolean isLossless =
                FrameEncoder.encodes(present)
                        && !present.uid().equals(TransferSyntax.JPEG_LS_NEAR_LOSSLESS.uid());
        if (isLossless) {
            candidates.add(present);
        }
        candidates.add(TransferSyntax.JPEG_LOSSLESS_SV1);
        candidates.add(TransferSyntax.RLE_LOSSLESS);
        return candidates;
    }

    private static Optional<List<BulkRange>> encoded(
            MaskedFrames frames, TransferSyntax syntax, PixelFormat first) throws IOException {
        List<BulkRange> ranges = new ArrayList<>();
        long held = 0;
        for (int number = 1; number <= frames.count(); number++) {
            Samples samples = frames.samples(number);
            requireSame(first, samples.format());
            if (!(FrameEncoder.encode(samples, syntax) instanceof EncodedFrame.Encoded one)) {
                return Optional.empty();
            }
            long length = one.bytes().length();
            boolean isHeld = held + length <= MOST_HELD_BYTES;
            held += isHeld ? length : 0;
            ranges.add(isHeld ? one.bytes() : frames.encodedLater(number, syntax, length));
        }
        return Optional.of(ranges);
    }

    // ---- elements

    private static DatasetBuilder described(Dataset dataset, PixelFormat format) {
        DatasetBuilder builder = dataset.edit();
        if (format.numbers() != PixelFormat.Numbers.FLOAT) {
            format.describe(builder);
        }
        return builder.remove(Tag.IconImageSequence)
                .remove(Tag.ExtendedOffsetTable)
                .remove(Tag.ExtendedOffsetTableLengths);
    }

    private Dataset stated(Dataset dataset) {
        if (!statesCleaned) {
            return dataset;
        }
        List<Dataset> codes =
                new ArrayList<>(dataset.sequence(Tag.DeidentificationMethodCodeSequence));
        codes.add(DeidentificationMethod.CLEAN_PIXEL_DATA.asCode().toItem());
        return dataset.edit()
                .put(Tag.BurnedInAnnotation, "NO")
                .put(Tag.DeidentificationMethodCodeSequence, codes)
                .build();
    }

    private Report report() {
        return new Report(Map.of(RULE, areas.size()), Map.of());
    }
}
