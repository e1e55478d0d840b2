package org.africai.dicom.pixel.codec;

import org.africai.dicom.pixel.codec.J2kParameters.Coding;

/// Makes the samples of a component of a tile from its code-blocks: coefficients, their steps and
/// the wavelet transformation, resolution by resolution.
final class J2kPlanes {
    private final byte[] code;
    private final J2kBlockDecoder blocks = new J2kBlockDecoder();

    J2kPlanes(byte[] code) {
        this.code = code;
    }

    /// Samples of a reversible component.
    int[] integers(J2kComponent component) throws InvalidPixels {
        int[] low = new int[0];
        for (int resolution = 0; resolution < component.bands.size(); resolution++) {
            J2kArea area = component.resolution(resolution);
            int[] signal = new int[area.width() * area.height()];
            if (resolution > 0) {
                J2kArea below = component.resolution(resolution - 1);
                spread(low, below, signal, area);
            }
            decode(component, resolution, new IntegerTarget(signal, area, resolution > 0));
            if (resolution > 0 && !area.isEmpty()) {
                Wavelet.reverse53(signal, area);
            }
            low = signal;
        }
        return low;
    }

    /// Samples of a component that is not reversible.
    float[] decimals(J2kComponent component) throws InvalidPixels {
        float[] low = new float[0];
        for (int resolution = 0; resolution < component.bands.size(); resolution++) {
            J2kArea area = component.resolution(resolution);
            float[] signal = new float[area.width() * area.height()];
            if (resolution > 0) {
                J2kArea below = component.resolution(resolution - 1);
                spread(low, below, signal, area);
            }
            decode(component, resolution, new DecimalTarget(signal, area, resolution > 0));
            if (resolution > 0 && !area.isEmpty()) {
                Wavelet.reverse97(signal, area);
            }
            low = signal;
        }
        return low;
    }

    /// Puts the lower resolution on the even lines of the higher.
    private static void spread(int[] from, J2kArea low, int[] to, J2kArea area) {
        int shiftX = 2 * low.left() - area.left();
        int shiftY = 2 * low.top() - area.top();
        for (int y = 0; y < low.height(); y++) {
            int at = (2 * y + shiftY) * area.width() + shiftX;
            for (int x = 0; x < low.width(); x++) {
                to[at + 2 * x] = from[y * low.width() + x];
            }
        }
    }

    private static void spread(float[] from, J2kArea low, float[] to, J2kArea area) {
        int shiftX = 2 * low.left() - area.left();
        int shiftY = 2 * low.top() - area.top();
        for (int y = 0; y < low.height(); y++) {
            int at = (2 * y + shiftY) * area.width() + shiftX;
            for (int x = 0; x < low.width(); x++) {
                to[at + 2 * x] = from[y * low.width() + x];
            }
        }
    }

    private void decode(J2kComponent component, int resolution, Target target)
            throws InvalidPixels {
        Coding coding = component.parameters.coding();
        if (coding.has(Coding.HIGH_THROUGHPUT)) {
            throw InvalidPixels.unsupported("high-throughput JPEG 2000");
        }
        for (J2kPrecinct precinct : component.precincts) {
            if (precinct.resolution != resolution) {
                continue;
            }
            for (int i = 0; i < precinct.bands(); i++) {
                J2kBand band = precinct.band(i);
                for (J2kBlock block : precinct.included(i)) {
                    if (block.segments() > 0) {
                        int[] values = blocks.decode(block, code, band, coding, band.planes);
                        lower(values, block.area, component.parameters.roiShift());
                        target.put(values, block.area, band);
                    }
                }
            }
        }
    }

    /// Moves the coefficients of a region of interest back down (ITU-T T.800 §H.1).
    private static void lower(int[] values, J2kArea area, int shift) {
        int count = shift == 0 ? 0 : area.width() * area.height();
        for (int i = 0; i < count; i++) {
            int size = Math.abs(values[i]);
            if (size >>> shift > 0) {
                values[i] = values[i] < 0 ? -(size >>> shift) : size >>> shift;
            }
        }
    }

    /// Where coefficients go: in the signal that the wavelet transformation joins.
    private interface Target {
        /// @param values twice the coefficients of a block, row by row
        void put(int[] values, J2kArea block, J2kBand band);
    }

    /// Places in a signal: of the lowest resolution its own, else every second line.
    private abstract static class Places implements Target {
        private final J2kArea area;
        private final int spacing;

        Places(J2kArea area, boolean isJoined) {
            this.area = area;
            this.spacing = isJoined ? 2 : 1;
        }

        int step() {
            return spacing;
        }

        int start(J2kArea block, J2kBand band, int row) {
            int x = spacing * block.left() + (band.orientation & 1) - area.left();
            int y = spacing * (block.top() + row) + (band.orientation >> 1) - area.top();
            return y * area.width() + x;
        }
    }

    private static final class IntegerTarget extends Places {
        private final int[] signal;

        IntegerTarget(int[] signal, J2kArea area, boolean isJoined) {
            super(area, isJoined);
            this.signal = signal;
        }

        @Override
        public void put(int[] values, J2kArea block, J2kBand band) {
            for (int y = 0, i = 0; y < block.height(); y++) {
                int at = start(block, band, y);
                for (int x = 0; x < block.width(); x++, i++, at += step()) {
                    signal[at] = values[i] / 2;
                }
            }
        }
    }

    private static final class DecimalTarget extends Places {
        private final float[] signal;

        DecimalTarget(float[] signal, J2kArea area, boolean isJoined) {
            super(area, isJoined);
            this.signal = signal;
        }

        @Override
        public void put(int[] values, J2kArea block, J2kBand band) {
            float half = band.step / 2;
            for (int y = 0, i = 0; y < block.height(); y++) {
                int at = start(block, band, y);
                for (int x = 0; x < block.width(); x++, i++, at += step()) {
                    signal[at] = values[i] * half;
                }
            }
        }
    }
}
