package org.africai.dicom.data;

import java.util.Optional;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// A coded entry (PS3.3 §8.8): an item of a code sequence.
///
/// @param value the code: CodeValue, LongCodeValue or URNCodeValue
/// @param scheme what the code belongs to, such as `SCT` or `DCM`; empty for a URN
/// @param version version of the scheme; empty when it does not matter
/// @param meaning the meaning in words
public record Code(String value, String scheme, String version, String meaning) {
    private static final int LONGEST_SHORT_VALUE = 16;

    /// A code of a scheme without versions.
    public Code(String value, String scheme, String meaning) {
        this(value, scheme, "", meaning);
    }

    /// The code that an item of a code sequence holds; empty when it has no value.
    public static Optional<Code> of(Dataset item) {
        return item.string(Tag.CodeValue)
                .or(() -> item.string(Tag.LongCodeValue))
                .or(() -> item.string(Tag.URNCodeValue))
                .map(value ->
                        new Code(
                                value,
                                item.string(Tag.CodingSchemeDesignator).orElse(""),
                                item.string(Tag.CodingSchemeVersion).orElse(""),
                                item.string(Tag.CodeMeaning).orElse("")));
    }

    /// Whether both mean the same, whatever words they use.
    public boolean isSameAs(Code other) {
        return value.equals(other.value)
                && scheme.equals(other.scheme)
                && (version.isEmpty() || other.version.isEmpty() || version.equals(other.version));
    }

    /// The item of a code sequence.
    public Dataset toItem() {
        DatasetBuilder item = Dataset.builder().put(Tag.CodeMeaning, meaning);
        if (!scheme.isEmpty()) {
            item.put(Tag.CodingSchemeDesignator, scheme);
        }
        if (!version.isEmpty()) {
            item.put(Tag.CodingSchemeVersion, version);
        }
        return item.put(valueTag(), valueVr(), value).build();
    }

    private int valueTag() {
        if (scheme.isEmpty()) {
            return Tag.URNCodeValue;
        }
        return value.length() > LONGEST_SHORT_VALUE ? Tag.LongCodeValue : Tag.CodeValue;
    }

    private Vr valueVr() {
        return switch (valueTag()) {
            case Tag.URNCodeValue -> Vr.UR;
            case Tag.LongCodeValue -> Vr.UC;
            default -> Vr.SH;
        };
    }
}
