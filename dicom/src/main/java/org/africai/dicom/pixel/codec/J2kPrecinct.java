package org.africai.dicom.pixel.codec;

import org.jspecify.annotations.Nullable;

/// The code-blocks of a part of a resolution, which packets tell of together (ITU-T T.800 §B.6).
final class J2kPrecinct {
    final int component;
    final int resolution;
    final int number;

    /// Where it starts on the reference grid.
    final long x;

    final long y;

    private final J2kBand[] bands;
    private final J2kArea[] areas;
    private final @Nullable Blocks[] blocks;

    /// @param areas what part of each subband it is
    J2kPrecinct(
            int component,
            int resolution,
            int number,
            long x,
            long y,
            J2kBand[] bands,
            J2kArea[] areas) {
        this.component = component;
        this.resolution = resolution;
        this.number = number;
        this.x = x;
        this.y = y;
        this.bands = bands;
        this.areas = areas;
        this.blocks = new Blocks[bands.length];
    }

    int bands() {
        return bands.length;
    }

    J2kBand band(int index) {
        return bands[index];
    }

    boolean isEmpty(int band) {
        return areas[band].isEmpty();
    }

    /// The blocks of a subband, made when they are first told of.
    Blocks blocks(int band) {
        Blocks known = blocks[band];
        if (known == null) {
            known = new Blocks(bands[band], areas[band]);
            blocks[band] = known;
        }
        return known;
    }

    /// The blocks of a subband; none when no packet told of them.
    J2kBlock[] known(int band) {
        Blocks known = blocks[band];
        return known == null ? new J2kBlock[0] : known.all;
    }

    /// Code-blocks in rows, and the trees that tell of them.
    static final class Blocks {
        final J2kBlock[] all;
        final TagTree inclusion;
        final TagTree zeroPlanes;

        Blocks(J2kBand band, J2kArea area) {
            int firstX = area.left() >> band.blockWidth;
            int firstY = area.top() >> band.blockHeight;
            int across = ((area.right() - 1) >> band.blockWidth) - firstX + 1;
            int down = ((area.bottom() - 1) >> band.blockHeight) - firstY + 1;
            all = new J2kBlock[Math.multiplyExact(across, down)];
            for (int i = 0; i < all.length; i++) {
                int x = firstX + i % across;
                int y = firstY + i / across;
                J2kArea whole =
                        new J2kArea(
                                x << band.blockWidth,
                                y << band.blockHeight,
                                (x + 1) << band.blockWidth,
                                (y + 1) << band.blockHeight);
                all[i] = new J2kBlock(whole.within(area));
            }
            inclusion = new TagTree(across, down);
            zeroPlanes = new TagTree(across, down);
        }
    }
}
