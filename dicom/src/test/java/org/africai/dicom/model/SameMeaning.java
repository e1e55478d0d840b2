package org.africai.dicom.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.africai.dicom.data.Content;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// Compares data sets by what they mean: the same elements with the same values, whatever the
/// encoding, the declared character set, the form of a number and the padding.
public final class SameMeaning {
    private SameMeaning() {}

    /// The places where two data sets differ.
    public static List<String> differences(Dataset a, Dataset b) {
        List<String> differences = new ArrayList<>();
        compare(a, b, "", differences);
        return differences;
    }

    private static void compare(Dataset a, Dataset b, String path, List<String> differences) {
        TreeSet<Integer> tags = new TreeSet<>(Integer::compareUnsigned);
        Belongs.elements(a).forEach(element -> tags.add(element.tag()));
        Belongs.elements(b).forEach(element -> tags.add(element.tag()));
        tags.remove(Tag.SpecificCharacterSet);
        for (int tag : tags) {
            String place = path + Tag.toString(tag);
            Optional<Element> left = a.element(tag);
            Optional<Element> right = b.element(tag);
            if (left.isEmpty() || right.isEmpty()) {
                differences.add(place + (left.isEmpty() ? " only right" : " only left"));
            } else {
                compare(left.get(), right.get(), place, differences);
            }
        }
    }

    private static void compare(Element a, Element b, String place, List<String> differences) {
        if (a.vr() != b.vr()) {
            differences.add(place + " " + a.vr() + " and " + b.vr());
        } else if (a.vr() == Vr.SQ) {
            if (a.items().size() != b.items().size()) {
                differences.add(place + " has other items");
                return;
            }
            for (int i = 0; i < a.items().size(); i++) {
                compare(a.items().get(i), b.items().get(i), place + "[" + i + "].", differences);
            }
        } else if (!value(a).equals(value(b))) {
            differences.add(place + " " + a.vr() + ": " + value(a) + " and " + value(b));
        }
    }

    private static String value(Element element) {
        return switch (element.vr()) {
            case IS, DS -> numbers(element);
            case FL, FD -> Arrays.toString(element.decimals());
            case PN -> element.strings().stream().map(SameMeaning::name).toList().toString();
            default -> element.vr().isBulk() ? bytes(element) : element.strings().toString();
        };
    }

    private static String numbers(Element element) {
        return element.strings().stream().map(SameMeaning::number).toList().toString();
    }

    private static String number(String text) {
        return ModelNumbers.isDecimal(text) ? Double.toString(Double.parseDouble(text)) : text;
    }

    private static String name(String name) {
        String[] groups = name.split("=", 3);
        for (int i = 0; i < groups.length; i++) {
            groups[i] = groups[i].replaceFirst("\\^+$", "");
        }
        return String.join("=", groups).replaceFirst("=+$", "");
    }

    private static String bytes(Element element) {
        String kind = element.content() instanceof Content.Fragments ? "fragments " : "";
        try (InputStream in = element.open(false)) {
            byte[] bytes = in.readAllBytes();
            boolean isOdd = bytes.length % 2 != 0;
            byte[] padded = isOdd ? Arrays.copyOf(bytes, bytes.length + 1) : bytes;
            return kind
                    + (padded.length > 64
                            ? padded.length + " bytes " + Arrays.hashCode(padded)
                            : HexFormat.of().formatHex(padded));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
