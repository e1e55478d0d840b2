package org.africai.dicom.pixel.render;

/// Makes a part of a picture larger or smaller. Smaller, each pixel is the average of the area it
/// covers; larger, it lies between the nearest ones.
///
/// Each direction is weighed on its own; only the rows that are needed for one row of the result
/// are held.
final class Scaling {
    private final Picture from;
    private final Axis across;
    private final Axis down;
    private final float[][] rows;
    private final int[] rowNumbers;

    private Scaling(Picture from, Region region, int width, int height) {
        this.from = from;
        this.across = new Axis(region.left(), region.width(), width, region.isFlippedAcross());
        this.down = new Axis(region.top(), region.height(), height, region.isFlippedDown());
        this.rows = new float[2][width * from.channels()];
        this.rowNumbers = new int[] {-1, -1};
    }

    /// A part of a picture at another size.
    static Picture of(Picture from, Region region, int width, int height) {
        boolean isSame =
                width == from.width()
                        && height == from.height()
                        && region.equals(Region.whole(width, height));
        return isSame ? from : new Scaling(from, region, width, height).scaled(width, height);
    }

    /// For each place of the result, which places of the source count, and how much.
    private static final class Axis {
        final int[] first;
        final float[][] weights;

        Axis(int start, int length, int count, boolean isFlipped) {
            first = new int[count];
            weights = new float[count][];
            double step = (double) length / count;
            for (int i = 0; i < count; i++) {
                int place = isFlipped ? count - 1 - i : i;
                if (step >= 1) {
                    cover(place, i * step, Math.min((i + 1) * step, length));
                } else {
                    between(place, (i + 0.5) * step - 0.5, length);
                }
                first[place] += start;
            }
        }

        private void cover(int place, double from, double to) {
            int begin = (int) from;
            int end = Math.max(begin + 1, (int) Math.ceil(to - 1e-9));
            float[] parts = new float[end - begin];
            double total = 0;
            for (int i = begin; i < end; i++) {
                double part = Math.min(i + 1.0, to) - Math.max(i, from);
                parts[i - begin] = (float) part;
                total += part;
            }
            for (int i = 0; i < parts.length; i++) {
                parts[i] /= (float) total;
            }
            first[place] = begin;
            weights[place] = parts;
        }

        private void between(int place, double at, int length) {
            double inside = Math.clamp(at, 0, length - 1);
            int begin = (int) Math.min(inside, Math.max(0, length - 2));
            float part = (float) (inside - begin);
            first[place] = begin;
            weights[place] = length == 1 ? new float[] {1} : new float[] {1 - part, part};
        }
    }

    private Picture scaled(int width, int height) {
        int stride = width * from.channels();
        byte[] to = new byte[Math.multiplyExact(stride, height)];
        float[] sum = new float[stride];
        for (int y = 0; y < height; y++) {
            java.util.Arrays.fill(sum, 0.5f);
            float[] weights = down.weights[y];
            for (int i = 0; i < weights.length; i++) {
                float[] row = row(down.first[y] + i);
                for (int x = 0; x < stride; x++) {
                    sum[x] += weights[i] * row[x];
                }
            }
            for (int x = 0; x < stride; x++) {
                to[y * stride + x] = (byte) Math.min((int) sum[x], 255);
            }
        }
        return new Picture(width, height, from.isColour(), to);
    }

    /// A row of the source, scaled across; the last two are kept.
    private float[] row(int number) {
        for (int i = 0; i < rows.length; i++) {
            if (rowNumbers[i] == number) {
                return rows[i];
            }
        }
        int oldest = number % 2;
        rowNumbers[oldest] = number;
        fill(rows[oldest], number);
        return rows[oldest];
    }

    private void fill(float[] to, int number) {
        int channels = from.channels();
        int rowStart = number * from.width() * channels;
        byte[] bytes = from.bytes();
        for (int x = 0, at = 0; x < across.first.length; x++) {
            float[] weights = across.weights[x];
            for (int channel = 0; channel < channels; channel++, at++) {
                int source = rowStart + across.first[x] * channels + channel;
                float sum = 0;
                for (float weight : weights) {
                    sum += weight * (bytes[source] & 0xFF);
                    source += channels;
                }
                to[at] = sum;
            }
        }
    }
}
