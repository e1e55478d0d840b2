package org.africai.dicom.pixel.render;

import java.io.IOException;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.pixel.codec.Samples;

/// Draws overlay planes (PS3.3 §C.9.2): bits of their own, or ones that samples have no use for.
final class Overlays {
    private static final int MOST_PLANES = 16;
    private static final byte WHITE = (byte) 0xFF;

    private final Dataset dataset;
    private final Samples samples;
    private final Picture picture;

    /// @param picture of all pixels of the samples
    Overlays(Dataset dataset, Samples samples, Picture picture) {
        this.dataset = dataset;
        this.samples = samples;
        this.picture = picture;
    }

    /// @param frame number of the frame, from 1
    void draw(int frame) throws IOException {
        for (int i = 0; i < MOST_PLANES; i++) {
            int group = i << 17;
            Plane plane = plane(group);
            if (plane.isThere() && plane.isOf(frame)) {
                draw(plane, frame - plane.firstFrame(), group);
            }
        }
    }

    /// @param left column of the first overlay pixel, from 0; it may be outside
    /// @param firstFrame frame of the image to which the first of the overlay belongs
    private record Plane(int rows, int columns, int left, int top, int frames, int firstFrame) {
        boolean isThere() {
            return rows > 0 && columns > 0;
        }

        /// An overlay of one frame that names no frame is for all.
        boolean isOf(int frame) {
            return frame >= firstFrame && frame - firstFrame < frames;
        }
    }

    private Plane plane(int group) {
        long[] origin = dataset.integers(Tag.OverlayOrigin + group);
        boolean hasOrigin = origin.length == 2;
        boolean isForAll =
                !dataset.contains(Tag.NumberOfFramesInOverlay + group)
                        && !dataset.contains(Tag.ImageFrameOrigin + group);
        return new Plane(
                dataset.integer(Tag.OverlayRows + group).orElse(0),
                dataset.integer(Tag.OverlayColumns + group).orElse(0),
                hasOrigin ? (int) origin[1] - 1 : 0,
                hasOrigin ? (int) origin[0] - 1 : 0,
                isForAll
                        ? Integer.MAX_VALUE
                        : dataset.integer(Tag.NumberOfFramesInOverlay + group).orElse(1),
                isForAll ? 1 : dataset.integer(Tag.ImageFrameOrigin + group).orElse(1));
    }

    private void draw(Plane plane, int overlayFrame, int group) throws IOException {
        Element data = dataset.element(Tag.OverlayData + group).orElse(null);
        if (data != null) {
            drawBits(plane, plane.frames == Integer.MAX_VALUE ? 0 : overlayFrame, data);
            return;
        }
        int bit = dataset.integer(Tag.OverlayBitPosition + group).orElse(0);
        boolean isUnused =
                samples.format().bitsAllocated() == 16
                        && bit < 16
                        && (bit > samples.format().highBit()
                                || bit
                                        <= samples.format().highBit()
                                                - samples.format().bitsStored());
        if (isUnused && dataset.contains(Tag.OverlayBitPosition + group)) {
            drawUnused(bit);
        }
    }

    private void drawBits(Plane plane, int overlayFrame, Element data) throws IOException {
        long size = (long) plane.rows * plane.columns;
        long first = size * overlayFrame;
        long bytes = Math.ceilDiv(first + size, Byte.SIZE);
        if (bytes > data.length()) {
            return;
        }
        byte[] bits = LookupTable.bytes(data, (int) bytes);
        for (int y = 0; y < plane.rows; y++) {
            for (int x = 0; x < plane.columns; x++) {
                long bit = first + (long) y * plane.columns + x;
                if ((bits[(int) (bit >>> 3)] >>> (bit & 7) & 1) != 0) {
                    mark((long) plane.left + x, (long) plane.top + y);
                }
            }
        }
    }

    private void drawUnused(int bit) {
        int columns = samples.format().columns();
        for (int i = 0; i < samples.format().pixels(); i++) {
            if ((samples.bits(i) >>> bit & 1) != 0) {
                mark(i % columns, i / columns);
            }
        }
    }

    private void mark(long x, long y) {
        if (x < 0 || y < 0 || x >= picture.width() || y >= picture.height()) {
            return;
        }
        int at = (int) (y * picture.width() + x) * picture.channels();
        java.util.Arrays.fill(picture.bytes(), at, at + picture.channels(), WHITE);
    }
}
