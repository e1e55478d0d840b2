package org.africai.dicom.pixel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.africai.dicom.data.BulkRange;

/// Finds where codestreams start and end by looking at the first and last bytes of fragments.
///
/// JPEG and JPEG-LS start with SOI (FFD8) and another marker, JPEG 2000 with SOC and SIZ (FF4F
/// FF51); all end with FFD9, behind which bytes 00 or FF may fill the fragment. Inside a codestream
/// FFD9 cannot occur in coded data, so that a start behind an end is a new frame.
final class CodestreamEdges {
    private static final int START_BYTES = 4;

    /// How far before the end of a fragment its codestream may end: some writers pad to a word.
    private static final int END_BYTES = 16;

    private final PixelSource pixels;
    private final FragmentTable table;

    CodestreamEdges(PixelSource pixels, FragmentTable table) {
        this.pixels = pixels;
        this.table = table;
    }

    /// The fragments with which frames start, the first always being one of them.
    int[] frameStarts() throws IOException {
        List<BulkRange> fragments = table.fragments();
        int[] starts = new int[fragments.size()];
        int count = 0;
        boolean isEnded = true;
        try (InputStream in = pixels.open(table.origin())) {
            for (int i = 0; i < starts.length; i++) {
                in.skipNBytes(FragmentTable.HEADER_BYTES);
                byte[] edges = edges(in, fragments.get(i).length());
                if (i == 0 || (isEnded && isStart(edges))) {
                    starts[count++] = i;
                }
                isEnded = isEnd(edges);
            }
        }
        return Arrays.copyOf(starts, count);
    }

    /// The first and the last bytes of a fragment, or all of a short one.
    private static byte[] edges(InputStream in, long length) throws IOException {
        int first = (int) Math.min(length, START_BYTES);
        int last = (int) Math.min(length - first, END_BYTES);
        byte[] edges = new byte[first + last];
        in.readNBytes(edges, 0, first);
        in.skipNBytes(length - first - last);
        in.readNBytes(edges, first, last);
        return edges;
    }

    private static boolean isStart(byte[] edges) {
        boolean isJpeg = isPair(edges, 0, 0xD8) && edges.length > 2 && (edges[2] & 0xFF) == 0xFF;
        boolean isJpeg2000 = isPair(edges, 0, 0x4F) && isPair(edges, 2, 0x51);
        return isJpeg || isJpeg2000;
    }

    private static boolean isEnd(byte[] edges) {
        int at = edges.length;
        while (at > 0 && !isPair(edges, at - 2, 0xD9) && isFiller(edges[at - 1])) {
            at--;
        }
        return isPair(edges, at - 2, 0xD9);
    }

    private static boolean isFiller(byte b) {
        return b == 0 || b == (byte) 0xFF;
    }

    private static boolean isPair(byte[] bytes, int at, int marker) {
        return at >= 0
                && at + 1 < bytes.length
                && (bytes[at] & 0xFF) == 0xFF
                && (bytes[at + 1] & 0xFF) == marker;
    }
}
