package org.africai.dicom.pixel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.InvalidDicom.Reason;

/// Finds out which fragments of encapsulated pixel data make which frame.
///
/// In this order: an extended offset table, a basic offset table, each used only when it agrees
/// with the fragments and the number of frames; a single frame is all fragments; as many fragments
/// as frames are one each, as RLE always is; else frames start where a codestream starts behind the
/// end of another one.
final class EncapsulatedFrames {
    private final PixelSource pixels;
    private final Set<FrameIndex.Anomaly> anomalies = EnumSet.noneOf(FrameIndex.Anomaly.class);

    EncapsulatedFrames(PixelSource pixels) {
        this.pixels = pixels;
    }

    FrameIndex index() throws IOException {
        FragmentTable table = FragmentTable.read(pixels);
        if (!table.isDelimited()) {
            anomalies.add(FrameIndex.Anomaly.DELIMITER_MISSING);
        }
        Optional<FrameIndex> extended = byExtendedOffsets(table);
        if (extended.isPresent()) {
            return extended.get();
        }
        Optional<int[]> basic = byBasicOffsets(table);
        if (basic.isPresent()) {
            return index(FrameIndex.Source.BASIC_OFFSETS, table, basic.get());
        }
        return byFragments(table);
    }

    private FrameIndex byFragments(FragmentTable table) throws IOException {
        int fragments = table.fragments().size();
        int frames = pixels.frames();
        if (frames == 1 && fragments > 0) {
            return index(FrameIndex.Source.SINGLE_FRAME, table, new int[] {0});
        }
        if (fragments == frames) {
            int[] each = new int[frames];
            java.util.Arrays.setAll(each, i -> i);
            return index(FrameIndex.Source.FRAGMENT_EACH, table, each);
        }
        if (fragments < frames) {
            throw indivisible(fragments, frames);
        }
        int[] starts = new CodestreamEdges(pixels, table).frameStarts();
        if (starts.length != frames) {
            throw indivisible(fragments, frames);
        }
        return index(FrameIndex.Source.CODESTREAMS, table, starts);
    }

    private InvalidDicom indivisible(int fragments, int frames) {
        return pixels.invalid(
                Reason.MALFORMED,
                pixels.position().headerOffset(),
                fragments + " fragments cannot be divided into " + frames + " frames");
    }

    /// An index of frames that start at these fragments.
    private FrameIndex index(FrameIndex.Source source, FragmentTable table, int[] starts) {
        return new FrameIndex(
                source, new ByFragment(table.fragments(), starts), table.fragments(), anomalies);
    }

    private static final class ByFragment implements FrameIndex.Frames {
        private final List<BulkRange> fragments;
        private final int[] starts;

        ByFragment(List<BulkRange> fragments, int[] starts) {
            this.fragments = fragments;
            this.starts = starts;
        }

        @Override
        public int count() {
            return starts.length;
        }

        @Override
        public Frame at(int index) {
            int end = index + 1 < starts.length ? starts[index + 1] : fragments.size();
            List<BulkRange> own = fragments.subList(starts[index], end);
            long bytes = own.stream().mapToLong(BulkRange::length).sum();
            return new Frame(index + 1, own, 0, bytes * Byte.SIZE);
        }
    }

    // ---- basic offset table

    private Optional<int[]> byBasicOffsets(FragmentTable table) throws IOException {
        long bytes = table.basicOffsets().length();
        if (bytes == 0) {
            return Optional.empty();
        }
        Optional<int[]> starts =
                bytes == 4L * pixels.frames()
                        ? fragmentsAt(table, basicOffsets(table))
                        : Optional.empty();
        if (starts.isEmpty()) {
            anomalies.add(FrameIndex.Anomaly.BASIC_OFFSETS_WRONG);
        }
        return starts;
    }

    private long[] basicOffsets(FragmentTable table) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(allOf(table.basicOffsets().open()));
        buffer.order(pixels.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long[] offsets = new long[buffer.remaining() / Integer.BYTES];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = Integer.toUnsignedLong(buffer.getInt());
        }
        return offsets;
    }

    private static byte[] allOf(InputStream in) throws IOException {
        try (in) {
            return in.readAllBytes();
        }
    }

    /// The fragments whose headers are at these offsets; empty unless the first is at 0, each is
    /// behind the one before, and each is of a fragment.
    private static Optional<int[]> fragmentsAt(FragmentTable table, long[] offsets) {
        int[] starts = new int[offsets.length];
        int fragment = 0;
        for (int i = 0; i < offsets.length; i++) {
            while (fragment < table.fragments().size()
                    && table.headerOffset(fragment) < offsets[i]) {
                fragment++;
            }
            boolean isThere =
                    fragment < table.fragments().size()
                            && table.headerOffset(fragment) == offsets[i]
                            && (i == 0 ? fragment == 0 : fragment > starts[i - 1]);
            if (!isThere) {
                return Optional.empty();
            }
            starts[i] = fragment;
        }
        return Optional.of(starts);
    }

    // ---- extended offset table

    private Optional<FrameIndex> byExtendedOffsets(FragmentTable table) throws IOException {
        Optional<Element> offsets = pixels.dataset().element(Tag.ExtendedOffsetTable);
        if (offsets.isEmpty() || offsets.get().isEmpty()) {
            return Optional.empty();
        }
        Optional<Element> lengths = pixels.dataset().element(Tag.ExtendedOffsetTableLengths);
        Optional<List<BulkRange>> frames =
                lengths.isPresent() && hasOneEach(offsets.get()) && hasOneEach(lengths.get())
                        ? cut(table, longs(offsets.get()), longs(lengths.get()))
                        : Optional.empty();
        if (frames.isEmpty()) {
            anomalies.add(FrameIndex.Anomaly.EXTENDED_OFFSETS_WRONG);
        }
        return frames.map(ranges ->
                new FrameIndex(
                        FrameIndex.Source.EXTENDED_OFFSETS,
                        new Cut(ranges),
                        table.fragments(),
                        anomalies));
    }

    private boolean hasOneEach(Element table) {
        return table.length() == (long) Long.BYTES * pixels.frames();
    }

    private static LongBuffer longs(Element table) throws IOException {
        return ByteBuffer.wrap(allOf(table.open(false)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer();
    }

    /// The frames, each a fragment without padding; empty when the tables contradict the fragments.
    private static Optional<List<BulkRange>> cut(
            FragmentTable table, LongBuffer offsets, LongBuffer lengths) {
        long[] places = new long[offsets.remaining()];
        offsets.get(places);
        Optional<int[]> starts = fragmentsAt(table, places);
        if (starts.isEmpty() || places.length != table.fragments().size()) {
            return Optional.empty();
        }
        List<BulkRange> frames = new ArrayList<>(places.length);
        for (BulkRange fragment : table.fragments()) {
            long length = lengths.get();
            if (length < 0 || length > fragment.length() || fragment.length() - length > 1) {
                return Optional.empty();
            }
            frames.add(new BulkRange(fragment.source(), fragment.offset(), length));
        }
        return Optional.of(frames);
    }

    private record Cut(List<BulkRange> frames) implements FrameIndex.Frames {
        @Override
        public int count() {
            return frames.size();
        }

        @Override
        public Frame at(int index) {
            BulkRange range = frames.get(index);
            return new Frame(index + 1, List.of(range), 0, range.length() * Byte.SIZE);
        }
    }
}
