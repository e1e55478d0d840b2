package org.africai.deid.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.deid.InvalidScript;
import org.africai.deid.ctp.ElementNames;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;

/// An element of an object, as an expression names it; a path goes through the first items.
///
/// @param path sequences and the element
record ElementText(List<Integer> path) {
    private static final int FIRST_GROUP = 0x0008;

    ElementText {
        path = List.copyOf(path);
    }

    static ElementText parse(String name) throws InvalidScript {
        List<Integer> path = new ArrayList<>();
        for (String part : name.split("::")) {
            path.add(
                    ElementNames.tag(part.strip())
                            .orElseThrow(() ->
                                    new InvalidScript("no element is called '" + part + "'")));
        }
        if (path.isEmpty()) {
            throw new InvalidScript("no element is called '" + name + "'");
        }
        return new ElementText(path);
    }

    /// All values joined by backslashes; empty when the element is absent.
    String of(DicomFile file) {
        Dataset holder = Tag.group(path.getFirst()) < FIRST_GROUP ? file.meta() : file.dataset();
        for (int sequence : path.subList(0, path.size() - 1)) {
            List<Dataset> items = holder.sequence(sequence);
            if (items.isEmpty()) {
                return "";
            }
            holder = items.getFirst();
        }
        Optional<Element> element = holder.element(path.getLast());
        return element.map(one -> String.join("\\", one.strings())).orElse("");
    }
}
