package org.africai.dicom.dict;

import java.util.List;
import org.africai.dicom.encoding.Vr;

/// What PS3.6 says of a data element.
///
/// @param pattern the tag as eight digits, `x` where the element repeats: `60xx3000`
/// @param vrs the value representations it may have, the first being the usual one; none for the
///   delimiters of items
/// @param multiplicity how many values it may have
/// @param keyword name without spaces, empty for a few retired elements
/// @param name the name for people
/// @param isRetired whether new objects must not hold it
public record ElementDefinition(
        String pattern,
        List<Vr> vrs,
        Multiplicity multiplicity,
        String keyword,
        String name,
        boolean isRetired) {
    public ElementDefinition {
        vrs = List.copyOf(vrs);
    }
}
