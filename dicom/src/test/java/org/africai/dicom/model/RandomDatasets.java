package org.africai.dicom.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// Data sets with elements of every VR, made from a seed.
public final class RandomDatasets {
    private static final String[] TEXTS = {
        "A",
        "plain text",
        "quote\" and < > & '",
        "line\r\nline\tline",
        "\u00e4\u00f6\u00fc \u00df",
        "\u65e5\u672c\u8a9e",
        "\ud83e\ude7b x-ray",
        "form\ffeed",
        "escape\u001b",
        "\u2028",
        "]]>",
        "&amp;",
    };
    private static final String[] DECIMALS = {
        "1.50",
        "+2.",
        ".5",
        "-.25",
        "007",
        "1e5",
        "-1.5E-07",
        "0",
        "-0",
        "12345678.1234567",
        "0.123456789012345678",
        "1e400",
        "not a number",
        "1,5",
        "NaN",
    };
    private static final String[] INTEGERS = {
        "0", "-7", "+12", "0012", "2147483647", "-2147483648", "99999999999", "1.0", "twelve",
    };
    private static final String[] NAMES = {
        "Doe^John",
        "Doe^John^^Dr.^MD",
        "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce=\u3084\u307e\u3060^\u305f\u308d\u3046",
        "=\u5c71\u7530^\u592a\u90ce",
        "==\u3084\u307e\u3060",
        "A^B^C^D^E^F",
        "Only",
    };

    private final RandomGenerator random;

    private RandomDatasets(RandomGenerator random) {
        this.random = random;
    }

    public static Dataset of(long seed) {
        return new RandomDatasets(new java.util.SplittableRandom(seed)).dataset(3, false);
    }

    private Dataset dataset(int depth, boolean isItem) {
        DatasetBuilder builder = Dataset.builder();
        if (random.nextInt(3) == 0) {
            builder.put(Tag.SpecificCharacterSet, "ISO_IR 192");
        }
        Vr[] vrs = Vr.values();
        int count = isItem ? random.nextInt(5) : vrs.length;
        for (int i = 0; i < count; i++) {
            Vr vr = isItem ? vrs[random.nextInt(vrs.length)] : vrs[i];
            put(builder, Tag.of(0x0009, 0x1000 + i), vr, depth);
        }
        if (!isItem && random.nextBoolean()) {
            pixelData(builder);
        }
        return builder.build();
    }

    private void put(DatasetBuilder builder, int tag, Vr vr, int depth) {
        int count = random.nextInt(4);
        switch (vr.kind()) {
            case TEXT -> builder.put(tag, vr, texts(vr, vr.isMultiValued() ? count : 1));
            case INTEGER -> builder.put(tag, vr, integers(vr, count));
            case TAGS -> builder.put(tag, vr, longs(count, 0, 1L << 32));
            case DECIMAL -> builder.put(tag, vr, decimals(vr, count));
            case BYTES -> builder.put(tag, vr, bytes(count * 8));
            case ITEMS -> builder.put(tag, items(depth == 0 ? 0 : count, depth - 1));
        }
    }

    private List<Dataset> items(int count, int depth) {
        List<Dataset> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(dataset(depth, true));
        }
        return items;
    }

    private String[] texts(Vr vr, int count) {
        return Stream.generate(() -> random.nextInt(5) == 0 ? "" : text(vr))
                .limit(count)
                .toArray(String[]::new);
    }

    private String text(Vr vr) {
        return switch (vr) {
            case DS -> pick(DECIMALS);
            case IS -> pick(INTEGERS);
            case PN -> pick(NAMES);
            case UI -> "1.2." + random.nextInt(1000);
            default -> vr.usesCharacterSet() ? pick(TEXTS) : "T" + random.nextInt(1000);
        };
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private long[] integers(Vr vr, int count) {
        return switch (vr) {
            case US -> longs(count, 0, 1L << 16);
            case UL -> longs(count, 0, 1L << 32);
            case SS -> longs(count, Short.MIN_VALUE, Short.MAX_VALUE + 1);
            case SL -> longs(count, Integer.MIN_VALUE, 1L << 31);
            default -> random.longs(count).toArray();
        };
    }

    private long[] longs(int count, long least, long bound) {
        return random.longs(count, least, bound).toArray();
    }

    private double[] decimals(Vr vr, int count) {
        double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0};
        return IntStream.range(0, count)
                .mapToDouble(i ->
                        switch (random.nextInt(6)) {
                            case 0 -> special[random.nextInt(special.length)];
                            case 1 -> finite(vr);
                            default -> vr == Vr.FL ? random.nextFloat() : random.nextDouble();
                        })
                .toArray();
    }

    private double finite(Vr vr) {
        double number =
                vr == Vr.FL
                        ? Float.intBitsToFloat(random.nextInt())
                        : Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) ? number : 0;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private void pixelData(DatasetBuilder builder) {
        BulkRange[] fragments =
                Stream.generate(() -> BulkRange.of(bytes(2 * random.nextInt(40))))
                        .limit(1 + random.nextInt(3))
                        .toArray(BulkRange[]::new);
        builder.putFragments(Tag.PixelData, Vr.OB, Arrays.asList(fragments));
    }
}
