package org.africai.server.studies;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.africai.dicom.data.BulkSource;
import org.africai.dicom.pixel.FrameIndex;
import org.africai.dicom.pixel.codec.Decoding;
import org.africai.dicom.pixel.codec.NativeWriter;
import org.africai.dicom.pixel.codec.PixelFormat;
import org.africai.dicom.pixel.codec.Samples;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// The frames of a compressed object as the value of native pixel data (PS3.5 §8.2), of even
/// length; each is decoded when it is read.
///
/// @param index of all frames
/// @param first the first one, which says what the others are like
record DecodedFrames(Pictures pictures, StoredInstance instance, FrameIndex index, Samples first)
        implements BulkSource {
    /// Number of bytes.
    long length() {
        PixelFormat format = first.format();
        long bytes =
                format.bitsAllocated() == 1
                        ? Math.ceilDiv(format.samples() * index.count(), Byte.SIZE)
                        : format.bytes() * index.count();
        return bytes + bytes % 2;
    }

    @Override
    public InputStream open(long offset, long length) throws IOException {
        var in = new Frames();
        in.skipNBytes(offset);
        in.left = length;
        return in;
    }

    private final class Frames extends InputStream {
        private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        private final NativeWriter packing = new NativeWriter(packed);
        private byte[] current = {};
        private int at;
        private int next = 1;
        private long given;
        private long left = Long.MAX_VALUE;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            while (at == current.length && left > 0) {
                byte @Nullable [] more = more();
                if (more == null) {
                    return -1;
                }
                current = more;
                at = 0;
            }
            int count = (int) Math.min(Math.min(length, current.length - at), left);
            System.arraycopy(current, at, target, offset, count);
            at += count;
            left -= count;
            return count == 0 ? -1 : count;
        }

        private byte @Nullable [] more() throws IOException {
            if (next > index.count()) {
                return next++ == index.count() + 1 ? end() : null;
            }
            Samples samples = next == 1 ? first : decoded(next);
            next++;
            if (samples.format().bitsAllocated() == 1) {
                packing.write(samples);
                return taken();
            }
            given += samples.bytes().length;
            return samples.bytes();
        }

        private byte[] taken() {
            byte[] bytes = packed.toByteArray();
            packed.reset();
            return bytes;
        }

        /// What is left of the last bits, and what makes the length even.
        private byte[] end() throws IOException {
            if (first.format().bitsAllocated() == 1) {
                var _ = packing.finish();
                return taken();
            }
            return new byte[(int) (given % 2)];
        }
    }

    private Samples decoded(int number) throws IOException {
        try {
            return switch (pictures.decode(instance, index, number)) {
                case Decoding.Decoded(Samples samples) when isAlike(samples) -> samples;
                case Decoding.Decoded _ -> throw broken(number, "it is unlike the first");
                case Decoding.Unsupported(String reason) -> throw broken(number, reason);
                case Decoding.Broken(String reason) -> throw broken(number, reason);
            };
        } catch (Refusal busy) {
            throw new IOException("frame " + number + " is not decoded", busy);
        }
    }

    private boolean isAlike(Samples samples) {
        return samples.format().equals(first.format());
    }

    private static IOException broken(int number, String reason) {
        return new IOException("frame " + number + " cannot be decoded: " + reason);
    }
}
