package org.africai.dicom.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.dict.Tag;

/// Encapsulated pixel data as one run of bytes: items with their headers and the delimiter (PS3.5
/// §A.4), which is the value field of the element.
public final class FragmentBytes {
    private static final int HEADER_BYTES = 8;

    private FragmentBytes() {}

    /// The value field that holds these fragments, the first being the basic offset table.
    public static InputStream open(List<BulkRange> fragments) throws IOException {
        List<InputStream> parts = new ArrayList<>();
        for (BulkRange fragment : fragments) {
            parts.add(header(Tag.Item, fragment.length()));
            parts.add(BulkRange.openAll(List.of(fragment)));
        }
        parts.add(header(Tag.SequenceDelimitationItem, 0));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    /// Number of bytes of that value field.
    public static long length(List<BulkRange> fragments) {
        long length = HEADER_BYTES;
        for (BulkRange fragment : fragments) {
            length += HEADER_BYTES + fragment.length();
        }
        return length;
    }

    private static InputStream header(int tag, long length) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort((short) Tag.group(tag)).putShort((short) tag).putInt((int) length);
        return new ByteArrayInputStream(header.array());
    }

    /// The fragments in a value field; empty when the bytes are anything else.
    public static Optional<List<BulkRange>> split(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<BulkRange> fragments = new ArrayList<>();
        BulkRange all = BulkRange.of(bytes);
        while (in.remaining() >= HEADER_BYTES) {
            int tag = Tag.of(in.getShort() & 0xFFFF, in.getShort() & 0xFFFF);
            long length = Integer.toUnsignedLong(in.getInt());
            if (tag == Tag.SequenceDelimitationItem && length == 0 && !in.hasRemaining()) {
                return fragments.isEmpty() ? Optional.empty() : Optional.of(fragments);
            }
            if (tag != Tag.Item || length > in.remaining()) {
                return Optional.empty();
            }
            fragments.add(new BulkRange(all.source(), in.position(), length));
            in.position(in.position() + (int) length);
        }
        return Optional.empty();
    }
}
