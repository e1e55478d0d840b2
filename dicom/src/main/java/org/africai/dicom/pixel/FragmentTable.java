package org.africai.dicom.pixel;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.InvalidDicom.Reason;

/// The items of encapsulated pixel data (PS3.5 §A.4), found by reading their headers.
///
/// @param basicOffsets the first item, which may be empty
/// @param fragments the others
/// @param isDelimited whether the sequence delimiter is there
record FragmentTable(BulkRange basicOffsets, List<BulkRange> fragments, boolean isDelimited) {
    static final int HEADER_BYTES = 8;

    static FragmentTable read(PixelSource pixels) throws IOException {
        try (InputStream in = pixels.open(pixels.position().valueOffset())) {
            return new Scan(pixels, in).read();
        }
    }

    /// Position from which offset tables count: of the header of the first fragment.
    long origin() {
        return basicOffsets.offset() + basicOffsets.length();
    }

    /// Offset of a fragment's header as offset tables have it.
    long headerOffset(int fragment) {
        return fragments.get(fragment).offset() - HEADER_BYTES - origin();
    }

    /// One pass over the headers.
    private static final class Scan {
        private final PixelSource pixels;
        private final InputStream in;
        private final List<BulkRange> items = new ArrayList<>();
        private final ByteBuffer header;
        private long at;

        Scan(PixelSource pixels, InputStream in) {
            this.pixels = pixels;
            this.in = in;
            this.at = pixels.position().valueOffset();
            this.header =
                    ByteBuffer.allocate(HEADER_BYTES)
                            .order(
                                    pixels.isBigEndian()
                                            ? ByteOrder.BIG_ENDIAN
                                            : ByteOrder.LITTLE_ENDIAN);
        }

        FragmentTable read() throws IOException {
            boolean isDelimited = readItems();
            if (items.isEmpty()) {
                throw pixels.invalid(Reason.MALFORMED, at, "there is no item for the offset table");
            }
            List<BulkRange> fragments = items.subList(1, items.size());
            return new FragmentTable(items.getFirst(), List.copyOf(fragments), isDelimited);
        }

        private boolean readItems() throws IOException {
            while (true) {
                int count = in.readNBytes(header.array(), 0, HEADER_BYTES);
                if (count == 0) {
                    return false;
                }
                if (count < HEADER_BYTES) {
                    throw pixels.invalid(
                            Reason.TRUNCATED, at, "the input ends in the header of a fragment");
                }
                int tag = Tag.of(header.getShort(0) & 0xFFFF, header.getShort(2) & 0xFFFF);
                if (tag == Tag.SequenceDelimitationItem) {
                    return true;
                }
                item(tag, Integer.toUnsignedLong(header.getInt(4)));
            }
        }

        private void item(int tag, long length) throws IOException {
            if (tag != Tag.Item) {
                throw pixels.invalid(
                        Reason.MALFORMED, at, "no fragment starts with " + Tag.toString(tag));
            }
            if (items.size() > pixels.limits().elements()) {
                throw pixels.invalid(
                        Reason.LIMIT_EXCEEDED,
                        at,
                        "more than " + pixels.limits().elements() + " fragments");
            }
            at += HEADER_BYTES;
            if (length > pixels.end() - at) {
                throw overrun(length);
            }
            items.add(pixels.range(at, length));
            pass(length);
            at += length;
        }

        private void pass(long length) throws IOException {
            try {
                in.skipNBytes(length);
            } catch (EOFException _) {
                throw overrun(length);
            }
        }

        private InvalidDicom overrun(long length) {
            return pixels.invalid(
                    Reason.TRUNCATED, at, "the input ends in a fragment of " + length + " bytes");
        }
    }
}
