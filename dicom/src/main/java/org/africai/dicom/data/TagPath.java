package org.africai.dicom.data;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.africai.dicom.dict.Tag;

/// The place of an element inside sequences: `(0040,0275)[0].(0040,0007)`.
///
/// @param steps the sequences from the outermost on, each with the item to enter
/// @param tag the element
public record TagPath(List<Step> steps, int tag) {
    /// Into an item of a sequence.
    ///
    /// @param sequence the tag of the sequence
    /// @param item which item, from 0
    public record Step(int sequence, int item) {
        /// @throws IllegalArgumentException when `item` is negative
        public Step {
            if (item < 0) {
                throw new IllegalArgumentException("not an item: " + item);
            }
        }
    }

    public TagPath {
        steps = List.copyOf(steps);
    }

    /// An element that is in no sequence.
    public static TagPath of(int tag) {
        return new TagPath(List.of(), tag);
    }

    /// An element of an item of this sequence.
    public TagPath item(int item, int inner) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(tag, item));
        return new TagPath(longer, inner);
    }

    /// Reads tags or keywords divided by dots, sequences with the number of an item in brackets.
    ///
    /// @throws IllegalArgumentException when `text` is no path, or a keyword is not known
    public static TagPath parse(String text) {
        String[] parts = text.split("\\.", -1);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < parts.length - 1; i++) {
            steps.add(step(parts[i]));
        }
        return new TagPath(steps, tag(parts[parts.length - 1]));
    }

    private static Step step(String part) {
        int bracket = part.indexOf('[');
        String number =
                bracket > 0 && part.endsWith("]")
                        ? part.substring(bracket + 1, part.length() - 1)
                        : "";
        if (number.isEmpty() || number.length() > 9 || !Digits.only(number)) {
            throw new IllegalArgumentException("not an item of a sequence: '" + part + "'");
        }
        return new Step(tag(part.substring(0, bracket)), Integer.parseInt(number));
    }

    private static int tag(String part) {
        OptionalInt tag = Tag.parse(part);
        if (tag.isEmpty()) {
            throw new IllegalArgumentException("neither a tag nor a keyword: '" + part + "'");
        }
        return tag.getAsInt();
    }

    /// The first step, which must be there.
    Step first() {
        return steps.getFirst();
    }

    /// The path inside the item of the first step.
    TagPath rest() {
        return new TagPath(steps.subList(1, steps.size()), tag);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(Tag.toString(step.sequence)).append('[').append(step.item).append("].");
        }
        return text.append(Tag.toString(tag)).toString();
    }
}
