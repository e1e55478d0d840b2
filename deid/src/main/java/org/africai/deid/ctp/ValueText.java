package org.africai.deid.ctp;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.africai.deid.PrivateDictionary;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.jspecify.annotations.Nullable;

/// The value of an element as the text that functions work with.
final class ValueText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ValueText() {}

    /// All values joined by backslashes; null when the value is no text and no number.
    static @Nullable String of(Element element, Dataset holder, CtpRun run) {
        boolean isPrivateData =
                Tag.isPrivate(element.tag()) && !Tag.isPrivateCreator(element.tag());
        return isPrivateData ? ofPrivate(element, holder, run) : ofPublic(element);
    }

    private static @Nullable String ofPublic(Element element) {
        Vr vr = element.vr();
        return switch (vr.kind()) {
            case ITEMS -> null;
            case BYTES -> element.bytes().map(bytes -> hex(bytes, vr)).orElse(null);
            case DECIMAL -> String.join("\\", decimals(element, vr));
            case TEXT ->
                    String.join(
                            "\\",
                            element.strings().stream().map(value -> trimmed(value, vr)).toList());
            case INTEGER, TAGS -> String.join("\\", element.strings());
        };
    }

    /// Names lose the delimiters of parts that are not there.
    private static String trimmed(String value, Vr vr) {
        String text = value.strip();
        int end = text.length();
        while (vr == Vr.PN && end > 0 && text.charAt(end - 1) == '^') {
            end--;
        }
        return text.substring(0, end);
    }

    private static List<String> decimals(Element element, Vr vr) {
        return Arrays.stream(element.decimals())
                .mapToObj(value ->
                        vr == Vr.FL ? Float.toString((float) value) : Double.toString(value))
                .toList();
    }

    /// Bytes, or words of the VRs that have them, in digits.
    private static String hex(byte[] bytes, Vr vr) {
        int unit = vr.unitBytes();
        StringBuilder text = new StringBuilder();
        for (int start = 0; start + unit <= bytes.length; start += unit) {
            text.append(text.isEmpty() ? "" : "\\");
            for (int i = unit - 1; i >= 0; i--) {
                text.append(HEX.toHexDigits(bytes[start + i]));
            }
        }
        return text.toString();
    }

    /// Private text that was read without its VR is decoded when it is known to be text.
    private static @Nullable String ofPrivate(Element element, Dataset holder, CtpRun run) {
        PrivateDictionary.Entry known =
                element.vr() == Vr.UN ? run.known(element.tag(), holder) : null;
        byte[] bytes = element.bytes().orElse(null);
        if (known == null || bytes == null || known.vr() == Vr.SQ) {
            return ofPublic(element);
        }
        Vr vr = known.vr();
        if (!vr.isText() && vr != Vr.UN) {
            Dataset one = Dataset.builder().put(element.tag(), vr, bytes).build();
            return String.join("\\", one.strings(element.tag()));
        }
        List<String> text = holder.characterSet().decode(bytes, 0, bytes.length, Vr.LT);
        return String.join("\\", text);
    }
}
