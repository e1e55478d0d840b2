package org.africai.dicom.pixel.codec;

import java.util.Arrays;

/// A tag tree (ITU-T T.800 §B.10.2): numbers of a grid, told little by little; each node is the
/// least of the four below it.
final class TagTree {
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final int[] parents;
    private final int[] values;
    private final int[] lows;

    TagTree(int width, int height) {
        int nodes = 0;
        for (int w = width, h = height; ; w = (w + 1) / 2, h = (h + 1) / 2) {
            nodes += w * h;
            if (w * h <= 1) {
                break;
            }
        }
        parents = new int[nodes];
        values = new int[nodes];
        lows = new int[nodes];
        Arrays.fill(values, UNKNOWN);
        link(width, height);
    }

    private void link(int width, int height) {
        int start = 0;
        for (int w = width, h = height; w * h > 1; w = (w + 1) / 2, h = (h + 1) / 2) {
            int above = start + w * h;
            for (int i = 0; i < w * h; i++) {
                parents[start + i] = above + i / w / 2 * ((w + 1) / 2) + i % w / 2;
            }
            start = above;
        }
        parents[parents.length - 1] = -1;
    }

    /// Whether the number of a leaf is below a limit, by as many bits as it takes to know.
    boolean isBelow(int leaf, int limit, J2kHeaderBits bits) throws InvalidPixels {
        int parent = parents[leaf];
        if (parent >= 0) {
            isBelow(parent, limit, bits);
            lows[leaf] = Math.max(lows[leaf], lows[parent]);
        }
        while (lows[leaf] < limit && values[leaf] == UNKNOWN) {
            if (bits.isOne()) {
                values[leaf] = lows[leaf];
            } else {
                lows[leaf]++;
            }
        }
        return values[leaf] < limit;
    }
}
