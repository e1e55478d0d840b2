package org.africai.deid.rewrite;

import java.util.Map;
import org.africai.dicom.data.Element;

/// What becomes of the elements of one data set or item.
@FunctionalInterface
public interface ElementRules {
    /// What becomes of an element.
    ///
    /// @throws Rejected when the object must not go on
    Action decide(Element element) throws Rejected;

    /// Elements to add, by tag; asked after all elements were decided.
    ///
    /// @throws Rejected when the object must not go on
    default Map<Integer, Action> additions() throws Rejected {
        return Map.of();
    }
}
