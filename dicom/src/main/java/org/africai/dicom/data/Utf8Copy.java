package org.africai.dicom.data;

import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.CharacterSet;

/// Changes the text of data sets to UTF-8.
final class Utf8Copy {
    private static final String UTF_8 = "ISO_IR 192";

    private Utf8Copy() {}

    static Dataset of(Dataset dataset) {
        DatasetBuilder copy = dataset.edit();
        if (!dataset.characterSet().isUtf8()) {
            copy.put(Tag.SpecificCharacterSet, UTF_8);
        }
        return filled(dataset, copy);
    }

    private static Dataset filled(Dataset dataset, DatasetBuilder copy) {
        boolean isOther = !dataset.characterSet().isUtf8();
        for (Element element : dataset) {
            if (!element.items().isEmpty()) {
                copy.mapItems(element.tag(), Utf8Copy::ofItem);
            } else if (isOther && !isAscii(element)) {
                copy.put(element.tag(), element.vr(), element.strings().toArray(String[]::new));
            }
        }
        return copy.isChanged() ? copy.build() : dataset;
    }

    /// An item without text of its own to change inherits the declaration around it.
    private static Dataset ofItem(Dataset item) {
        boolean isDeclared = item.contains(Tag.SpecificCharacterSet);
        boolean hasText = item.stream().anyMatch(element -> !isAscii(element));
        return isDeclared || hasText ? of(item) : filled(item, item.edit());
    }

    private static boolean isAscii(Element element) {
        return !element.vr().usesCharacterSet()
                || element.strings().stream().allMatch(CharacterSet::isAscii);
    }
}
