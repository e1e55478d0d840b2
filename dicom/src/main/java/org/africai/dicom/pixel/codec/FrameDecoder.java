package org.africai.dicom.pixel.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.PixelDataPosition;
import org.africai.dicom.pixel.Frame;
import org.africai.dicom.pixel.FrameIndex;

/// Turns frames into samples. Immutable and safe for use by many threads.
///
/// | transfer syntax | |
/// |---|---|
/// | not compressed, either byte order; deflated frames | all formats |
/// | RLE | all formats |
/// | JPEG baseline and extended (…4.50, …4.51) | sequential, 8 and 12 bits |
/// | JPEG lossless (…4.57, …4.70) | all predictors, 2 to 16 bits |
/// | JPEG-LS (…4.80, …4.81) | 2 to 16 bits |
/// | JPEG 2000 (…4.90, …4.91) | both wavelets, to 24 bits; tiles of 32 Mi samples at most |
///
/// Whatever the bytes say, memory stays below the frame's bytes, four times the samples', 16 MiB,
/// and twelve bytes for each sample of a JPEG 2000 tile; the samples take no more than the limit;
/// the time grows with both.
public final class FrameDecoder {
    /// The default limit of a frame: 256 MiB, more than the largest images of one.
    public static final long DEFAULT_LARGEST_BYTES = 1L << 28;

    private static final long MOST_LARGEST_BYTES = 1L << 30;

    /// A deflated byte gives at most 1032.
    private static final long DEFLATE_RATIO = 1032;

    /// Big endian pixels behind a little endian header.
    private static final String GE_BIG_ENDIAN = "1.2.840.113619.5.2";

    private final long largestBytes;

    /// A decoder of frames up to the default limit.
    public FrameDecoder() {
        this(DEFAULT_LARGEST_BYTES);
    }

    /// @param largestBytes of samples and of the compressed frame; frames beyond are not decoded
    /// @throws IllegalArgumentException when it is less than a byte or more than a gibibyte
    public FrameDecoder(long largestBytes) {
        if (largestBytes < 1 || largestBytes > MOST_LARGEST_BYTES) {
            throw new IllegalArgumentException("1 byte to 1 GiB: " + largestBytes);
        }
        this.largestBytes = largestBytes;
    }

    /// Whether frames in this transfer syntax can be decoded, most of them at least.
    public static boolean decodes(TransferSyntax syntax) {
        return !syntax.isEncapsulated() || Compression.of(syntax).isPresent();
    }

    /// Decodes a frame of a file.
    ///
    /// @param index of the same file
    /// @param number from 1
    /// @throws IOException when the file cannot be read
    /// @throws IndexOutOfBoundsException when there is no such frame
    public Decoding decode(DicomFile file, FrameIndex index, int number) throws IOException {
        Frame frame = index.frame(number);
        try {
            PixelFormat format = PixelFormat.of(file);
            if (index.isEncapsulated()) {
                return decode(file.transferSyntax(), format, compressed(frame));
            }
            requireRoom(format);
            PixelDataPosition position = file.pixelData().orElseThrow();
            return new Decoding.Decoded(plain(frame, format, new NativeBytes(file, position)));
        } catch (InvalidPixels e) {
            return outcome(e);
        }
    }

    /// Decodes a compressed frame.
    ///
    /// @param syntax one with encapsulated pixel data
    /// @param format as the data set says
    /// @param code the frame's fragments one after the other
    /// @throws IllegalArgumentException when the transfer syntax is one without fragments
    public Decoding decode(TransferSyntax syntax, PixelFormat format, byte[] code) {
        if (!syntax.isEncapsulated()) {
            throw new IllegalArgumentException(syntax.uid() + " has no fragments");
        }
        try {
            requireRoom(format);
            return new Decoding.Decoded(samples(syntax, format, code));
        } catch (InvalidPixels e) {
            return outcome(e);
        }
    }

    private static Decoding outcome(InvalidPixels e) {
        String reason = String.valueOf(e.getMessage());
        return e.isUnsupported() ? new Decoding.Unsupported(reason) : new Decoding.Broken(reason);
    }

    private void requireRoom(PixelFormat format) throws InvalidPixels {
        if (format.bytes() > largestBytes) {
            throw InvalidPixels.unsupported(
                    "a frame of " + format.bytes() + " bytes; the limit is " + largestBytes);
        }
    }

    private byte[] compressed(Frame frame) throws IOException {
        if (frame.length() > largestBytes) {
            throw InvalidPixels.unsupported(
                    "a frame of " + frame.length() + " bytes; the limit is " + largestBytes);
        }
        try (InputStream in = frame.open()) {
            return in.readAllBytes();
        }
    }

    private static Samples samples(TransferSyntax syntax, PixelFormat format, byte[] code)
            throws InvalidPixels {
        Compression compression =
                Compression.of(syntax)
                        .orElseThrow(() ->
                                InvalidPixels.unsupported(
                                        "no decoder for the transfer syntax "
                                                + syntax.uid().value()));
        return switch (compression) {
            case NONE -> NativeFormat.decode(format, code, 0);
            case DEFLATE -> NativeFormat.decode(format, inflated(format, code), 0);
            case RLE -> RleCodec.decode(code, format);
            case JPEG -> JpegDecoder.decode(code, format);
            case JPEG_LS -> JpegLsDecoder.decode(code, format);
            case JPEG_2000 -> J2kDecoder.decode(code, format);
        };
    }

    private static byte[] inflated(PixelFormat format, byte[] code) throws InvalidPixels {
        long size = NativeFormat.frameBytes(format);
        if (size / DEFLATE_RATIO > code.length) {
            throw InvalidPixels.broken("too few bytes for a deflated frame of this size");
        }
        byte[] bytes = new byte[(int) size];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(code);
            int count = 0;
            while (count < bytes.length) {
                int more = inflater.inflate(bytes, count, bytes.length - count);
                if (more == 0) {
                    throw InvalidPixels.broken("a deflated frame ends before its samples do");
                }
                count += more;
            }
            return bytes;
        } catch (DataFormatException _) {
            throw InvalidPixels.broken("a deflated frame is no deflated data");
        } finally {
            inflater.end();
        }
    }

    /// The order in which a file has the bytes of native samples.
    private record NativeBytes(PixelDataPosition position, boolean isBigEndian) {
        NativeBytes(DicomFile file, PixelDataPosition position) {
            this(
                    position,
                    file.transferSyntax().encoding().isBigEndian()
                            || file.transferSyntax().uid().value().equals(GE_BIG_ENDIAN));
        }

        /// Bytes of which the order is turned around: those of a sample, or of a word in which two
        /// samples of eight bits or sixteen of one bit share (PS3.5 §8.1.2).
        int unit(PixelFormat format) {
            if (!isBigEndian) {
                return 1;
            }
            return format.bitsAllocated() > 8
                    ? format.sampleBytes()
                    : position.vr() == Vr.OW ? 2 : 1;
        }
    }

    private static Samples plain(Frame frame, PixelFormat format, NativeBytes layout)
            throws IOException {
        int unit = layout.unit(format);
        BulkRange range = frame.ranges().getFirst();
        int lead = (int) ((range.offset() - layout.position().valueOffset()) % unit);
        long length = Math.ceilDiv(lead + range.length(), unit) * unit;
        byte[] bytes = read(new BulkRange(range.source(), range.offset() - lead, length));
        if (unit > 1) {
            NativeFormat.swap(bytes, unit);
        }
        byte[] own = lead == 0 ? bytes : java.util.Arrays.copyOfRange(bytes, lead, bytes.length);
        return NativeFormat.decode(format, own, frame.firstBit());
    }

    private static byte[] read(BulkRange range) throws IOException {
        try (InputStream in = BulkRange.openAll(List.of(range))) {
            byte[] bytes = in.readNBytes((int) range.length());
            if (bytes.length < range.length()) {
                throw InvalidPixels.broken("the file ends within a frame");
            }
            return bytes;
        }
    }
}
