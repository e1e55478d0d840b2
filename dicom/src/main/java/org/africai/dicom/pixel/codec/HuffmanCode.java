package org.africai.dicom.pixel.codec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// A Huffman code made for the frequencies of symbols, of at most sixteen bits and without the code
/// of all ones (ITU-T T.81 Annex C and §K.2).
final class HuffmanCode {
    private final int[] lengths;
    private final int[] bits;
    private final int[] counts = new int[HuffmanTable.LONGEST_CODE];
    private final int[] order;

    private HuffmanCode(int[] lengths) {
        this.lengths = lengths;
        this.bits = new int[lengths.length];
        this.order =
                IntStream.range(0, lengths.length)
                        .filter(symbol -> lengths[symbol] > 0)
                        .boxed()
                        .sorted(Comparator.comparingInt(symbol -> lengths[symbol]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int code = 0;
        int length = 0;
        for (int symbol : order) {
            code <<= lengths[symbol] - length;
            length = lengths[symbol];
            bits[symbol] = code++;
            counts[length - 1]++;
        }
    }

    /// @param frequencies of each symbol; those of 0 get no code
    static HuffmanCode of(int[] frequencies) {
        long[] weights = Arrays.stream(frequencies).asLongStream().toArray();
        int[] lengths = lengths(weights);
        while (Arrays.stream(lengths).max().orElse(0) > HuffmanTable.LONGEST_CODE) {
            // Closer frequencies make a flatter tree; at worst all become equal.
            for (int i = 0; i < weights.length; i++) {
                weights[i] = weights[i] == 0 ? 0 : weights[i] / 2 + 1;
            }
            lengths = lengths(weights);
        }
        return new HuffmanCode(lengths);
    }

    /// Lengths by joining the two rarest again and again. One more symbol, the rarest of all, takes
    /// the code of all ones.
    private static int[] lengths(long[] frequencies) {
        int symbols = frequencies.length;
        long[] weight = Arrays.copyOf(frequencies, symbols + 1);
        weight[symbols] = 1;
        int[] length = new int[symbols + 1];
        int[] group = IntStream.rangeClosed(0, symbols).toArray();
        while (true) {
            int first = rarest(weight, -1);
            int second = rarest(weight, first);
            if (second < 0) {
                return Arrays.copyOf(length, symbols);
            }
            weight[first] += weight[second];
            weight[second] = 0;
            for (int i = 0; i <= symbols; i++) {
                if (group[i] == first || group[i] == second) {
                    group[i] = first;
                    length[i]++;
                }
            }
        }
    }

    /// The later of equally rare ones, so that the extra symbol has the longest code.
    private static int rarest(long[] weight, int without) {
        int found = -1;
        for (int i = 0; i < weight.length; i++) {
            boolean isRarer = found < 0 || weight[i] <= weight[found];
            if (i != without && weight[i] > 0 && isRarer) {
                found = i;
            }
        }
        return found;
    }

    int bits(int symbol) {
        return bits[symbol];
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    /// Writes the table (T.81 §B.2.4.2).
    ///
    /// @param choice class in the higher four bits, number in the lower ones
    void write(ByteSink out, int choice) {
        out.marker(JpegMarkers.DHT);
        out.uint16(3 + counts.length + order.length);
        out.uint8(choice);
        for (int count : counts) {
            out.uint8(count);
        }
        for (int symbol : order) {
            out.uint8(symbol);
        }
    }
}
