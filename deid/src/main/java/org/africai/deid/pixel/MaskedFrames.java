package org.africai.deid.pixel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.pixel.FrameIndex;
import org.africai.dicom.pixel.codec.Decoding;
import org.africai.dicom.pixel.codec.EncodedFrame;
import org.africai.dicom.pixel.codec.FrameDecoder;
import org.africai.dicom.pixel.codec.FrameEncoder;
import org.africai.dicom.pixel.codec.NativeWriter;
import org.africai.dicom.pixel.codec.PixelFormat;
import org.africai.dicom.pixel.codec.Samples;

/// The frames of a file with areas blanked, each decoded when it is asked for.
///
/// @param mask what to blank
record MaskedFrames(DicomFile file, FrameIndex index, PixelMask mask, FrameDecoder decoder) {
    int count() {
        return index.count();
    }

    /// A frame, blanked.
    ///
    /// @throws NotDecodable when the frame cannot be decoded
    /// @throws IOException when the file cannot be read
    Samples samples(int number) throws IOException {
        return switch (decoder.decode(file, index, number)) {
            case Decoding.Decoded(Samples samples) -> Blanking.blank(samples, mask);
            case Decoding.Unsupported(String reason) -> throw new NotDecodable(reason);
            case Decoding.Broken(String reason) -> throw new NotDecodable(reason);
        };
    }

    /// All frames as the value of native pixel data, made while it is read.
    BulkRange nativeValue(PixelFormat format) {
        long bits = format.bitsAllocated() == 1 ? 1 : (long) format.sampleBytes() * Byte.SIZE;
        long bytes = Math.ceilDiv(format.samples() * bits * count(), Byte.SIZE);
        long even = bytes + (bytes & 1);
        return new BulkRange((offset, length) -> from(new NativeStream(this), offset), 0, even);
    }

    /// A compressed frame that is made again when it is read.
    BulkRange encodedLater(int number, TransferSyntax syntax, long length) {
        return new BulkRange((offset, _) -> from(encoded(number, syntax), offset), 0, length);
    }

    private InputStream encoded(int number, TransferSyntax syntax) throws IOException {
        return switch (FrameEncoder.encode(samples(number), syntax)) {
            case EncodedFrame.Encoded(BulkRange bytes) -> bytes.open();
            case EncodedFrame.Unsupported(String reason) -> throw new IOException(reason);
        };
    }

    private static InputStream from(InputStream in, long offset) throws IOException {
        in.skipNBytes(offset);
        return in;
    }

    /// The native value, a frame at a time.
    private static final class NativeStream extends InputStream {
        private final MaskedFrames frames;
        private final ByteArrayOutputStream made = new ByteArrayOutputStream();
        private final NativeWriter writer = new NativeWriter(made);
        private ByteArrayInputStream ready = new ByteArrayInputStream(new byte[0]);
        private int next = 1;

        NativeStream(MaskedFrames frames) {
            this.frames = frames;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (ready.available() == 0) {
                if (next > frames.count() + 1) {
                    return -1;
                }
                fill();
            }
            return ready.read(to, offset, length);
        }

        private void fill() throws IOException {
            if (next <= frames.count()) {
                writer.write(frames.samples(next));
            } else {
                writer.finish();
            }
            next++;
            ready = new ByteArrayInputStream(made.toByteArray());
            made.reset();
        }
    }
}
