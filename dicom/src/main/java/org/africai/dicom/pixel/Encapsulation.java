package org.africai.dicom.pixel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// Puts compressed frames into a data set (PS3.5 §A.4), each in one fragment of its own.
public final class Encapsulation {
    private static final long LARGEST_BASIC = 0xFFFFFFFFL;
    private static final long LARGEST_FRAGMENT = 0xFFFFFFFEL;

    private Encapsulation() {}

    /// Which table says where the frames start. The standard allows one of them at most.
    public enum Offsets {
        /// None: the first item is empty.
        NONE,
        /// The basic offset table: offsets of 32 bits.
        BASIC,
        /// The extended offset table and the lengths (PS3.3 §C.7.6.3.1.8): offsets of 64 bits.
        EXTENDED,
        /// The basic one while 32 bits are enough, else the extended one.
        SMALLEST
    }

    /// A copy of a data set with these frames as its pixel data and NumberOfFrames, if it is there
    /// or there are several, set to their number. The frames are read when it is written.
    ///
    /// @throws IllegalArgumentException when there is no frame, one is empty or 4 GiB or longer, or
    ///   the basic offset table is asked for and too small
    public static Dataset encapsulate(Dataset dataset, List<BulkRange> frames, Offsets offsets) {
        requireFrames(frames);
        long[] places = places(frames);
        boolean isSmall = places[places.length - 1] <= LARGEST_BASIC;
        if (offsets == Offsets.BASIC && !isSmall) {
            throw new IllegalArgumentException("the frames are beyond the basic offset table");
        }
        DatasetBuilder copy = dataset.edit();
        if (frames.size() > 1 || dataset.contains(Tag.NumberOfFrames)) {
            copy.put(Tag.NumberOfFrames, Vr.IS, Integer.toString(frames.size()));
        }
        copy.remove(Tag.ExtendedOffsetTable).remove(Tag.ExtendedOffsetTableLengths);
        boolean isExtended =
                offsets == Offsets.EXTENDED || (offsets == Offsets.SMALLEST && !isSmall);
        if (isExtended) {
            copy.put(Tag.ExtendedOffsetTable, Vr.OV, longs(places));
            copy.put(Tag.ExtendedOffsetTableLengths, Vr.OV, longs(lengths(frames)));
        }
        boolean isBasic = !isExtended && offsets != Offsets.NONE;
        List<BulkRange> items = new ArrayList<>(frames.size() + 1);
        items.add(BulkRange.of(isBasic ? ints(places) : new byte[0]));
        items.addAll(frames);
        return copy.putFragments(Tag.PixelData, Vr.OB, items).build();
    }

    private static void requireFrames(List<BulkRange> frames) {
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("there is no frame");
        }
        for (BulkRange frame : frames) {
            if (frame.length() == 0 || frame.length() > LARGEST_FRAGMENT) {
                throw new IllegalArgumentException("a frame of " + frame.length() + " bytes");
            }
        }
    }

    /// Offsets of the headers of the frames, counted from the first one; fragments have an even
    /// length.
    private static long[] places(List<BulkRange> frames) {
        long[] places = new long[frames.size()];
        for (int i = 1; i < places.length; i++) {
            long length = frames.get(i - 1).length();
            places[i] = places[i - 1] + FragmentTable.HEADER_BYTES + length + (length & 1);
        }
        return places;
    }

    private static long[] lengths(List<BulkRange> frames) {
        return frames.stream().mapToLong(BulkRange::length).toArray();
    }

    private static byte[] ints(long[] values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putInt((int) value);
        }
        return bytes.array();
    }

    private static byte[] longs(long[] values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }
}
