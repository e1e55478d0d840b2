package org.africai.dicom.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;

/// Which elements belong into a model of a data set.
public final class Belongs {
    /// Groups below this are of messages and of the file meta information.
    private static final int FIRST_GROUP = 0x0008;

    private static final int DELIMITERS = 0xFFFE;

    private Belongs() {}

    /// The elements of a data set without group lengths, elements of messages and file meta
    /// information, and delimiters (PS3.18 §F.2.2, PS3.19 §A.1.5). Of an element that is there
    /// twice the first one counts.
    public static List<Element> elements(Dataset dataset) {
        List<Element> elements = new ArrayList<>(dataset.size());
        Set<Integer> seen = dataset.isOrdered() ? Set.of() : new HashSet<>();
        for (Element element : dataset) {
            boolean isFirst = dataset.isOrdered() || seen.add(element.tag());
            if (isFirst && intoModel(element.tag())) {
                elements.add(element);
            }
        }
        return elements;
    }

    /// Whether a model may hold an element with this tag.
    public static boolean intoModel(int tag) {
        int group = Tag.group(tag);
        return !Tag.isGroupLength(tag) && group >= FIRST_GROUP && group != DELIMITERS;
    }
}
