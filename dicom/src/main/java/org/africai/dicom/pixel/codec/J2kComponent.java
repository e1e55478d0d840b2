package org.africai.dicom.pixel.codec;

import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.pixel.codec.J2kParameters.Coding;
import org.africai.dicom.pixel.codec.J2kParameters.Quantization;

/// A component of a tile: its resolutions, their subbands and precincts (ITU-T T.800 Annex B).
final class J2kComponent {
    final J2kArea area;
    final J2kParameters parameters;

    /// Of each resolution.
    final List<J2kBand[]> bands = new ArrayList<>();

    final List<J2kPrecinct> precincts = new ArrayList<>();

    private final int index;
    private final int precision;

    J2kComponent(int index, J2kArea area, J2kParameters parameters, int precision)
            throws InvalidPixels {
        this.index = index;
        this.area = area;
        this.parameters = parameters;
        this.precision = precision;
        for (int resolution = 0; resolution <= parameters.coding().levels(); resolution++) {
            bands.add(bandsOf(resolution));
        }
    }

    J2kArea resolution(int resolution) {
        return area.reduced(parameters.coding().levels() - resolution);
    }

    private J2kBand[] bandsOf(int resolution) throws InvalidPixels {
        int levels = parameters.coding().levels();
        if (resolution == 0) {
            return new J2kBand[] {band(0, 0, levels, 0)};
        }
        J2kBand[] three = new J2kBand[3];
        for (int i = 0; i < three.length; i++) {
            int number = 3 * (resolution - 1) + 1 + i;
            three[i] = band(i + 1, number, levels - resolution + 1, resolution);
        }
        return three;
    }

    private J2kBand band(int orientation, int number, int level, int resolution)
            throws InvalidPixels {
        Coding coding = parameters.coding();
        Quantization quantization = parameters.quantization();
        int halved = resolution == 0 ? 0 : 1;
        int exponent = quantization.exponent(number);
        int gain = orientation == 0 ? 0 : orientation == 3 ? 2 : 1;
        double step = Math.scalb(quantization.mantissa(number), precision + gain - exponent);
        return new J2kBand(
                orientation,
                area.band(level, orientation & 1, orientation >> 1),
                Math.min(coding.blockWidth(), coding.precinctWidth(resolution) - halved),
                Math.min(coding.blockHeight(), coding.precinctHeight(resolution) - halved),
                quantization.guardBits() + exponent - 1 + parameters.roiShift(),
                (float) step);
    }

    /// How many precincts there are; each has a packet in each layer.
    long countPrecincts() {
        long count = 0;
        for (int resolution = 0; resolution < bands.size(); resolution++) {
            J2kArea cells = cells(resolution);
            count += (long) cells.width() * cells.height();
        }
        return count;
    }

    /// The precincts of a resolution, counted in precincts.
    private J2kArea cells(int resolution) {
        J2kArea own = resolution(resolution);
        int width = parameters.coding().precinctWidth(resolution);
        int height = parameters.coding().precinctHeight(resolution);
        return own.isEmpty()
                ? new J2kArea(0, 0, 0, 0)
                : new J2kArea(
                        own.left() >> width,
                        own.top() >> height,
                        ((own.right() - 1) >> width) + 1,
                        ((own.bottom() - 1) >> height) + 1);
    }

    void addPrecincts() {
        for (int resolution = 0; resolution < bands.size(); resolution++) {
            J2kArea cells = cells(resolution);
            int number = 0;
            for (int y = cells.top(); y < cells.bottom(); y++) {
                for (int x = cells.left(); x < cells.right(); x++) {
                    precincts.add(precinct(resolution, number++, x, y));
                }
            }
        }
    }

    private J2kPrecinct precinct(int resolution, int number, int x, int y) {
        Coding coding = parameters.coding();
        int halved = resolution == 0 ? 0 : 1;
        int width = coding.precinctWidth(resolution);
        int height = coding.precinctHeight(resolution);
        J2kBand[] own = bands.get(resolution);
        J2kArea[] areas = new J2kArea[own.length];
        for (int i = 0; i < own.length; i++) {
            areas[i] = cell(x, y, width - halved, height - halved).within(own[i].area);
        }
        int scale = coding.levels() - resolution;
        return new J2kPrecinct(
                index,
                resolution,
                number,
                Math.max(area.left(), (long) x << (width + scale)),
                Math.max(area.top(), (long) y << (height + scale)),
                own,
                areas);
    }

    private static J2kArea cell(int x, int y, int width, int height) {
        return new J2kArea(
                shifted(x, width),
                shifted(y, height),
                shifted(x + 1, width),
                shifted(y + 1, height));
    }

    private static int shifted(int value, int bits) {
        return (int) Math.min((long) value << bits, Integer.MAX_VALUE);
    }
}
