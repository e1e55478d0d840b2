package org.africai.dicom.pixel.render;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.pixel.codec.PixelFormat;
import org.africai.dicom.pixel.codec.Samples;

/// What makes the modality's values grey (PS3.3 §C.11.2): values of interest.
sealed interface Voi {
    /// @return 0, which is the darkest in MONOCHROME2, to 255
    int grey(double value);

    record Windowed(Window window) implements Voi {
        @Override
        public int grey(double value) {
            return window.grey(value);
        }
    }

    /// @param largest value of an entry that is white
    record Table(LookupTable table, int largest) implements Voi {
        @Override
        public int grey(double value) {
            return (int) ((table.entry(value) * 255L + largest / 2) / largest);
        }
    }

    /// How many values are looked at to find a window for an image that has none.
    int PROBES = 1 << 16;

    /// What part of them is darker than black, and lighter than white.
    double OUTSIDE = 0.005;

    /// The image's own values of interest: its window, else its table, else all values of up to
    /// eight bits, else the window with all but the darkest and lightest few.
    static Voi of(FrameAttributes frame, Samples samples, Modality modality) throws IOException {
        Dataset group = frame.group(Tag.FrameVOILUTSequence);
        Optional<Window> window = window(group);
        if (window.isPresent()) {
            return new Windowed(window.get());
        }
        Optional<LookupTable> table = table(group);
        if (table.isPresent()) {
            return new Table(table.get(), table.get().largest());
        }
        PixelFormat format = samples.format();
        boolean isNarrow = format.bitsStored() <= 8 && !format.isSigned();
        return new Windowed(
                isNarrow && modality.isIdentity()
                        ? Window.between(0, largest(frame.dataset(), format))
                        : probed(frame.dataset(), samples, modality));
    }

    private static Optional<Window> window(Dataset group) {
        double[] centers = group.decimals(Tag.WindowCenter);
        double[] widths = group.decimals(Tag.WindowWidth);
        Window.Function function =
                group.string(Tag.VOILUTFunction)
                        .flatMap(Window.Function::of)
                        .orElse(Window.Function.LINEAR);
        boolean isWindow =
                centers.length > 0
                        && widths.length > 0
                        && Double.isFinite(centers[0])
                        && Window.isWidth(widths[0], function);
        return isWindow
                ? Optional.of(new Window(centers[0], widths[0], function))
                : Optional.empty();
    }

    private static Optional<LookupTable> table(Dataset group) throws IOException {
        List<Dataset> tables = group.sequence(Tag.VOILUTSequence);
        return tables.isEmpty()
                ? Optional.empty()
                : LookupTable.of(tables.getFirst(), Tag.LUTDescriptor, Tag.LUTData, true);
    }

    /// The largest stored value: of a fractional segmentation the one it names.
    private static double largest(Dataset dataset, PixelFormat format) {
        double all = (1 << format.bitsStored()) - 1;
        double named = dataset.integer(Tag.MaximumFractionalValue).orElse(0);
        return named > 0 && named < all ? named : all;
    }

    private static Window probed(Dataset dataset, Samples samples, Modality modality) {
        int count = (int) samples.format().samples();
        int step = Math.max(1, count / PROBES);
        double[] probes = new double[Math.ceilDiv(count, step)];
        Padding padding = Padding.of(dataset);
        int found = 0;
        for (int i = 0; i < count; i += step) {
            double stored = samples.number(i);
            if (Double.isFinite(stored) && !padding.contains(stored)) {
                probes[found++] = modality.value(stored);
            }
        }
        if (found == 0) {
            return Window.between(0, 1);
        }
        Arrays.sort(probes, 0, found);
        int outside = (int) (found * OUTSIDE);
        double low = probes[outside];
        double high = probes[found - 1 - outside];
        return low < high
                ? Window.between(low, high)
                : Window.between(probes[0], probes[found - 1]);
    }

    /// Stored values of what is no image: pixel padding value and range limit (PS3.3 §C.7.5.1.1.2).
    record Padding(double least, double most) {
        static Padding of(Dataset dataset) {
            double[] value = dataset.decimals(Tag.PixelPaddingValue);
            if (value.length == 0) {
                return new Padding(Double.NaN, Double.NaN);
            }
            double limit = dataset.decimal(Tag.PixelPaddingRangeLimit).orElse(value[0]);
            return new Padding(Math.min(value[0], limit), Math.max(value[0], limit));
        }

        boolean contains(double stored) {
            return stored >= least && stored <= most;
        }
    }
}
