package org.africai.dicom.pixel.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.encoding.TransferSyntax;

/// Compresses frames without loss; [Samples] decoded again are equal in every bit allocated.
///
/// The data set that holds the frames must be described by the samples' format (see
/// [PixelFormat#describe]): what was planar or had fewer colour differences before is not any more.
/// Frames without compression are written by [NativeWriter].
public final class FrameEncoder {
    private static final String OTHER_WIDTH = "JPEG has samples of 8 or 16 bits allocated only";

    private static final int MEAN = 7;

    private FrameEncoder() {}

    /// Whether frames can be written in this transfer syntax, some formats at least.
    public static boolean encodes(TransferSyntax syntax) {
        boolean isLossy =
                syntax.uid().equals(TransferSyntax.JPEG_BASELINE.uid())
                        || syntax.uid().equals(TransferSyntax.JPEG_EXTENDED.uid());
        return !isLossy
                && Compression.of(syntax).filter(one -> one != Compression.JPEG_2000).isPresent();
    }

    /// Compresses a frame.
    ///
    /// @param syntax one with encapsulated pixel data
    public static EncodedFrame encode(Samples samples, TransferSyntax syntax) {
        PixelFormat format = samples.format();
        Compression compression = Compression.of(syntax).orElse(null);
        return switch (compression) {
            case null -> unsupported("no encoder for the transfer syntax " + syntax.uid().value());
            case NONE -> encoded(plain(samples));
            case DEFLATE -> encoded(deflated(plain(samples)));
            case RLE ->
                    RleCodec.canEncode(format)
                            ? encoded(RleCodec.encode(samples))
                            : unsupported("RLE has fifteen segments; the samples need more");
            case JPEG_2000 -> unsupported("JPEG 2000 is read, not written");
            case JPEG -> jpeg(samples, syntax);
            case JPEG_LS ->
                    fitsJpeg(format)
                            ? encoded(JpegLsEncoder.encode(samples))
                            : unsupported(OTHER_WIDTH);
        };
    }

    /// The predictor is the only one of selection value 1, and else the one that takes the mean.
    private static EncodedFrame jpeg(Samples samples, TransferSyntax syntax) {
        boolean isFirstPredictor = syntax.uid().equals(TransferSyntax.JPEG_LOSSLESS_SV1.uid());
        if (!isFirstPredictor && !syntax.uid().equals(TransferSyntax.JPEG_LOSSLESS.uid())) {
            return unsupported("frames are compressed without loss only");
        }
        return fitsJpeg(samples.format())
                ? encoded(JpegLosslessEncoder.encode(samples, isFirstPredictor ? 1 : MEAN))
                : unsupported(OTHER_WIDTH);
    }

    private static boolean fitsJpeg(PixelFormat format) {
        return format.bitsAllocated() == 8 || format.bitsAllocated() == 16;
    }

    private static EncodedFrame encoded(byte[] bytes) {
        return new EncodedFrame.Encoded(BulkRange.of(bytes));
    }

    private static EncodedFrame unsupported(String reason) {
        return new EncodedFrame.Unsupported(reason);
    }

    private static byte[] plain(Samples samples) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            NativeWriter writer = new NativeWriter(out);
            writer.write(samples);
            writer.finish();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater)) {
            deflating.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }
}
