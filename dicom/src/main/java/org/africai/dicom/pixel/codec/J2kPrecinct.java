package org.africai.dicom.pixel.codec;

import java.util.ArrayList;
import java.util.List;
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

    /// The blocks of a subband, made when a packet is first read that is not empty.
    Blocks blocks(int band) {
        Blocks known = blocks[band];
        if (known == null) {
            known = new Blocks(bands[band], areas[band]);
            blocks[band] = known;
        }
        return known;
    }

    /// The blocks of a subband of which a packet told.
    List<J2kBlock> included(int band) {
        Blocks known = blocks[band];
        return known == null ? List.of() : known.included;
    }

    /// Code-blocks in rows, and the trees that tell of them. A block is made when a packet first
    /// has bytes for it.
    static final class Blocks {
        final TagTree inclusion;
        final TagTree zeroPlanes;
        private final J2kBand band;
        private final J2kArea area;
        private final int firstX;
        private final int firstY;
        private final int across;
        private final @Nullable J2kBlock[] all;
        private final List<J2kBlock> included = new ArrayList<>();

        Blocks(J2kBand band, J2kArea area) {
            this.band = band;
            this.area = area;
            firstX = area.left() >> band.blockWidth;
            firstY = area.top() >> band.blockHeight;
            across = ((area.right() - 1) >> band.blockWidth) - firstX + 1;
            int down = ((area.bottom() - 1) >> band.blockHeight) - firstY + 1;
            all = new J2kBlock[Math.multiplyExact(across, down)];
            inclusion = new TagTree(across, down);
            zeroPlanes = new TagTree(across, down);
        }

        int count() {
            return all.length;
        }

        /// The block at a place; null when no packet told of it so far.
        @Nullable J2kBlock known(int index) {
            return all[index];
        }

        J2kBlock include(int index) {
            int x = firstX + index % across;
            int y = firstY + index / across;
            J2kArea whole =
                    new J2kArea(
                            x << band.blockWidth,
                            y << band.blockHeight,
                            (x + 1) << band.blockWidth,
                            (y + 1) << band.blockHeight);
            J2kBlock block = new J2kBlock(whole.within(area));
            all[index] = block;
            included.add(block);
            return block;
        }
    }
}
