package org.africai.phantom;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// One series of a head: voxels, made slice by slice, so that a series of any length needs memory
/// for one.
///
/// Voxels carry noise as scanners have it: white, plus a part that neighbours share, and in MR a
/// bias that brightens one side.
///
/// @param head whose it is
/// @param geometry the grid
/// @param contrast what it shows
/// @param seed of the noise
public record ImageSeries(Head head, Geometry geometry, Contrast contrast, long seed) {
    /// Added to Hounsfield units, so that stored values are not negative.
    static final int CT_OFFSET = 1_024;

    private static final int MAX_STORED = 4_095;

    /// The stored values of a slice, 0 to 4095, rows from the front to the back.
    public short[] slice(int slice) {
        float[] noise = noise(slice);
        short[] voxels = new short[geometry.voxelsPerSlice()];
        double z = geometry.z(slice);
        for (int row = 0; row < geometry.rows(); row++) {
            double y = geometry.y(row);
            for (int column = 0; column < geometry.columns(); column++) {
                int i = row * geometry.columns() + column;
                double x = geometry.x(column);
                voxels[i] = stored(head.at(x, y, z).signal(contrast), bias(x, y), noise[i]);
            }
        }
        return voxels;
    }

    /// The lesion's mask in a slice: 1 inside, 0 outside.
    public byte[] lesionMask(int slice) {
        byte[] mask = new byte[geometry.voxelsPerSlice()];
        double z = geometry.z(slice);
        for (int i = 0; i < mask.length; i++) {
            double x = geometry.x(i % geometry.columns());
            double y = geometry.y(i / geometry.columns());
            mask[i] = (byte) (head.at(x, y, z).isLesion() ? 1 : 0);
        }
        return mask;
    }

    private short stored(double signal, double bias, float noise) {
        double value =
                contrast == Contrast.CT
                        ? signal + CT_OFFSET + 6 * noise
                        : Math.abs(signal * bias + 14 * noise);
        return (short) Math.clamp(Math.round(value), 0, MAX_STORED);
    }

    private static double bias(double x, double y) {
        return 1 + 0.0012 * x - 0.0008 * y;
    }

    /// Noise of about unit deviation.
    private float[] noise(int slice) {
        RandomGenerator random =
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000_003 + slice);
        float[] white = new float[geometry.voxelsPerSlice()];
        for (int i = 0; i < white.length; i++) {
            white[i] = (float) random.nextGaussian();
        }
        float[] noise = new float[white.length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = 0.6f * white[i] + 0.4f * shared(white, i);
        }
        return noise;
    }

    /// The sum of a voxel's four neighbours.
    private float shared(float[] white, int i) {
        int width = geometry.columns();
        float sum = 0;
        sum += i >= width ? white[i - width] : 0;
        sum += i + width < white.length ? white[i + width] : 0;
        sum += i >= 1 ? white[i - 1] : 0;
        sum += i + 1 < white.length ? white[i + 1] : 0;
        return sum;
    }
}
