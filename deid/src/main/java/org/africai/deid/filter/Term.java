package org.africai.deid.filter;

import java.util.List;
import org.africai.dicom.io.DicomFile;

/// A part of an expression.
sealed interface Term {
    record Constant(boolean value) implements Term {}

    record Not(Term term) implements Term {}

    record All(List<Term> terms) implements Term {
        public All {
            terms = List.copyOf(terms);
        }
    }

    record Any(List<Term> terms) implements Term {
        public Any {
            terms = List.copyOf(terms);
        }
    }

    /// An element compared with a text.
    record Comparison(ElementText element, Method method, String text) implements Term {}

    default boolean test(DicomFile file) {
        return switch (this) {
            case Constant constant -> constant.value;
            case Not not -> !not.term.test(file);
            case All all -> all.terms.stream().allMatch(term -> term.test(file));
            case Any any -> any.terms.stream().anyMatch(term -> term.test(file));
            case Comparison comparison ->
                    comparison.method.test(comparison.element.of(file), comparison.text);
        };
    }
}
