package org.africai.deid.dicomedit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.africai.deid.rewrite.Rejected;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.CharacterSet;
import org.africai.dicom.encoding.Vr;

/// Changes to data sets at paths. All give the same instance back when nothing changes.
final class Editing {
    private static final int FIRST_GROUP = 0x0008;

    private Editing() {}

    /// What is done where a path ends.
    @FunctionalInterface
    interface Change {
        /// @param dataset the data set or item that holds the elements
        /// @param pattern which elements are meant
        Dataset apply(Dataset dataset, TagPattern pattern) throws Rejected;
    }

    /// Applies a change wherever a path leads.
    ///
    /// @param creates whether sequences and items that are not there are made
    static Dataset at(EditPath path, Dataset dataset, boolean creates, Change change)
            throws Rejected {
        EditPath.Step step = path.first();
        Dataset result = dataset;
        if (step.least() == 0) {
            result =
                    path.isLast()
                            ? change.apply(dataset, step.tag())
                            : entering(path, dataset, creates, change);
        }
        return step.most() == 0 ? result : deeper(path, result, change);
    }

    /// One level down by any sequence.
    private static Dataset deeper(EditPath path, Dataset dataset, Change change) throws Rejected {
        EditPath.Step step = path.first();
        int most = step.most() == Integer.MAX_VALUE ? step.most() : step.most() - 1;
        EditPath.Step lower =
                new EditPath.Step(step.tag(), Math.max(0, step.least() - 1), most, step.item());
        List<EditPath.Step> steps = new ArrayList<>(path.steps());
        steps.set(0, lower);
        EditPath inner = new EditPath(path.text(), steps);
        Dataset result = dataset;
        for (Element element : dataset) {
            if (element.vr() == Vr.SQ) {
                result = items(result, element, -1, item -> at(inner, item, false, change));
            }
        }
        return result;
    }

    private static Dataset entering(EditPath path, Dataset dataset, boolean creates, Change change)
            throws Rejected {
        EditPath.Step step = path.first();
        Dataset result = dataset;
        for (Element element : dataset) {
            if (element.vr() == Vr.SQ && step.tag().matches(element.tag(), dataset)) {
                result =
                        items(
                                result,
                                element,
                                step.item(),
                                item -> at(path.rest(), item, creates, change));
            }
        }
        return creates ? created(path, result, change) : result;
    }

    /// Makes the first item of a sequence that is not there, or is empty.
    private static Dataset created(EditPath path, Dataset dataset, Change change) throws Rejected {
        EditPath.Step step = path.first();
        boolean isNew = step.item() <= 0 && step.tag().isSingle();
        OptionalInt tag = isNew ? step.tag().tag(dataset) : OptionalInt.empty();
        if (tag.isEmpty() || !dataset.sequence(tag.getAsInt()).isEmpty()) {
            return dataset;
        }
        Dataset item = at(path.rest(), Dataset.builder().build(), true, change);
        return built(dataset, builder -> builder.put(tag.getAsInt(), List.of(item)));
    }

    /// Something that is done to an item.
    private interface ItemChange {
        Dataset apply(Dataset item) throws Rejected;
    }

    private static Dataset items(Dataset dataset, Element element, int only, ItemChange change)
            throws Rejected {
        List<Dataset> items = element.items();
        List<Dataset> changed = new ArrayList<>(items.size());
        boolean isSame = true;
        for (int i = 0; i < items.size(); i++) {
            Dataset item = items.get(i);
            Dataset after = only < 0 || only == i ? change.apply(item) : item;
            isSame &= after == item;
            changed.add(after);
        }
        return isSame ? dataset : built(dataset, builder -> builder.put(element.tag(), changed));
    }

    // ---- single data sets

    /// Removes the elements that are meant.
    static Dataset delete(Dataset dataset, TagPattern pattern) throws Rejected {
        List<Integer> tags =
                dataset.stream()
                        .map(Element::tag)
                        .filter(tag -> pattern.matches(tag, dataset))
                        .toList();
        return tags.isEmpty() ? dataset : built(dataset, builder -> tags.forEach(builder::remove));
    }

    /// Sets the elements that are meant; a single one is made when it is not there.
    static Dataset assign(Dataset dataset, TagPattern pattern, String value, boolean onlyWhenThere)
            throws Rejected {
        Dataset result = dataset;
        for (Element element : dataset) {
            if (pattern.matches(element.tag(), dataset)) {
                result = put(result, element.tag(), element.vr(), value);
            }
        }
        boolean isMade = pattern.isSingle() && !onlyWhenThere && !isThere(dataset, pattern);
        return isMade ? created(result, pattern, value) : result;
    }

    private static boolean isThere(Dataset dataset, TagPattern pattern) {
        OptionalInt tag = pattern.tag(dataset);
        return tag.isPresent() && dataset.contains(tag.getAsInt());
    }

    private static Dataset created(Dataset dataset, TagPattern pattern, String value)
            throws Rejected {
        Dataset owned = pattern.creator().isEmpty() ? dataset : owned(dataset, pattern);
        int tag = pattern.tag(owned).orElseThrow();
        if (Tag.group(tag) < FIRST_GROUP) {
            return dataset;
        }
        Vr vr = Dictionary.vr(tag);
        return put(owned, tag, vr == Vr.UN ? Vr.LO : vr, value);
    }

    /// The data set with a private block for the pattern's creator.
    private static Dataset owned(Dataset dataset, TagPattern pattern) throws Rejected {
        if (pattern.tag(dataset).isPresent()) {
            return dataset;
        }
        OptionalInt free = pattern.freeCreator(dataset);
        if (free.isEmpty()) {
            throw new Rejected("no private block is free");
        }
        return built(dataset, builder -> builder.put(free.getAsInt(), Vr.LO, pattern.creator()));
    }

    /// Sets an element to a text, in which backslashes divide values.
    static Dataset put(Dataset dataset, int tag, Vr vr, String value) throws Rejected {
        CharacterSet set = dataset.characterSet();
        boolean isLacking =
                vr.usesCharacterSet()
                        && !CharacterSet.isAscii(value)
                        && set.encode(value, vr).isEmpty();
        if (isLacking) {
            throw new LacksCharacters();
        }
        if (vr == Vr.SQ) {
            if (!value.isEmpty()) {
                throw new Rejected(Tag.toString(tag) + " is a sequence and takes no text");
            }
            return built(dataset, builder -> builder.put(tag, List.of()));
        }
        String[] values = vr.isMultiValued() ? value.split("\\\\", -1) : new String[] {value};
        return value.isEmpty()
                ? built(dataset, builder -> builder.put(tag, vr, new byte[0]))
                : built(dataset, builder -> builder.put(tag, vr, values));
    }

    /// The messages of the builder may hold a value.
    static Dataset built(Dataset dataset, Consumer<DatasetBuilder> change) throws Rejected {
        try {
            DatasetBuilder builder = dataset.edit();
            change.accept(builder);
            return builder.build();
        } catch (IllegalArgumentException _) {
            throw new Rejected("a new value does not fit into its element");
        }
    }
}
