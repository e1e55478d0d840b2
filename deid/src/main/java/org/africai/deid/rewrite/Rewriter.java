package org.africai.deid.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.CharacterSet;
import org.africai.dicom.encoding.Vr;

/// Applies rules to a data set. For one object; not for use by several threads.
///
/// A data set to which nothing happens is given back as the same instance, items likewise. A tag
/// that stands there twice is decided each time; whatever is set or removed holds for all of them.
/// Text that the data set's character set has no characters for is written in UTF-8, to which then
/// the whole data set is turned, or, where the rules ask for it, with question marks.
public final class Rewriter {
    /// Most elements on one level. Real data sets have some hundreds; each change costs time in
    /// proportion to their number.
    public static final int MOST_ELEMENTS = 20_000;

    private final Tally tally;
    private final boolean turnsToUtf8;

    /// @param turnsToUtf8 whether a character that the character set lacks turns the data set to
    ///   UTF-8; if not it becomes a question mark
    public Rewriter(Tally tally, boolean turnsToUtf8) {
        this.tally = tally;
        this.turnsToUtf8 = turnsToUtf8;
    }

    /// A decision that changes something.
    private record Change(int tag, Action action) {}

    /// The data set as the rules leave it.
    ///
    /// @throws Rejected when a rule does not let the object on, or a data set has more elements
    ///   than [#MOST_ELEMENTS]
    public Dataset rewrite(Dataset dataset, ElementRules rules) throws Rejected {
        if (dataset.size() > MOST_ELEMENTS) {
            throw new Rejected("more than " + MOST_ELEMENTS + " elements in one data set");
        }
        List<Change> changes = new ArrayList<>();
        for (Element element : dataset) {
            Action action = settled(element, rules.decide(element));
            if (!(action instanceof Action.Keep)) {
                changes.add(new Change(element.tag(), action));
            }
        }
        for (Map.Entry<Integer, Action> addition : rules.additions().entrySet()) {
            if (!(addition.getValue() instanceof Action.Keep)) {
                changes.add(new Change(addition.getKey(), addition.getValue()));
            }
        }
        return changes.isEmpty() ? dataset : changed(dataset, changes);
    }

    /// Turns a descent into new items, or into nothing when no item changes.
    private Action settled(Element element, Action action) throws Rejected {
        if (!(action instanceof Action.Descend(var rules))) {
            return action;
        }
        List<Dataset> items = element.items();
        List<Dataset> rewritten = new ArrayList<>(items.size());
        boolean isSame = true;
        for (Dataset item : items) {
            Dataset after = rewrite(item, rules.apply(item));
            rewritten.add(after);
            isSame &= after == item;
        }
        return isSame ? Action.KEEP : new Action.PutItems(rewritten, "");
    }

    private Dataset changed(Dataset dataset, List<Change> changes) throws Rejected {
        Dataset base = turnsToUtf8 && !fits(dataset, changes) ? dataset.asUtf8() : dataset;
        DatasetBuilder builder = base.edit();
        // From behind, where removing moves the fewest.
        for (int i = changes.size() - 1; i >= 0; i--) {
            apply(changes.get(i), base.characterSet(), builder);
        }
        return build(builder);
    }

    /// The messages of the builder may hold a value.
    private static Dataset build(DatasetBuilder builder) throws Rejected {
        try {
            return builder.build();
        } catch (IllegalArgumentException _) {
            throw new Rejected("a new value does not fit into the character set");
        }
    }

    private static boolean fits(Dataset dataset, List<Change> changes) {
        CharacterSet set = dataset.characterSet();
        return changes.stream()
                .allMatch(change ->
                        !(change.action instanceof Action.Put put)
                                || put.values().stream().allMatch(value -> fits(value, put, set)));
    }

    private static boolean fits(String value, Action.Put put, CharacterSet set) {
        return CharacterSet.isAscii(value)
                || !put.vr().usesCharacterSet()
                || set.encode(value, put.vr()).isPresent();
    }

    private void apply(Change change, CharacterSet set, DatasetBuilder builder) throws Rejected {
        int tag = change.tag;
        switch (change.action) {
            case Action.Keep _, Action.Descend _ ->
                    throw new IllegalStateException("no change: " + Tag.toString(tag));
            case Action.Remove(String rule) -> {
                builder.remove(tag);
                tally.count(rule);
            }
            case Action.Put put -> {
                put(tag, put, set, builder);
                tally.count(put.rule());
            }
            case Action.PutBytes put -> {
                builder.putBulk(tag, put.vr(), put.bytes());
                tally.count(put.rule());
            }
            case Action.PutItems put -> {
                builder.put(tag, put.items());
                if (!put.rule().isEmpty()) {
                    tally.count(put.rule());
                }
            }
        }
    }

    private static void put(int tag, Action.Put put, CharacterSet set, DatasetBuilder builder)
            throws Rejected {
        try {
            putValues(tag, put, set, builder);
        } catch (IllegalArgumentException _) {
            throw new Rejected("a new value does not fit into " + Tag.toString(tag));
        }
    }

    private static void putValues(
            int tag, Action.Put put, CharacterSet set, DatasetBuilder builder) {
        if (put.vr() == Vr.SQ) {
            builder.put(tag, List.of());
        } else if (put.values().isEmpty()) {
            builder.put(tag, put.vr(), new byte[0]);
        } else {
            builder.put(
                    tag,
                    put.vr(),
                    put.values().stream()
                            .map(value -> fits(value, put, set) ? value : legible(value, put, set))
                            .toArray(String[]::new));
        }
    }

    private static String legible(String value, Action.Put put, CharacterSet set) {
        StringBuilder text = new StringBuilder();
        value.codePoints()
                .mapToObj(Character::toString)
                .map(c -> fits(c, put, set) ? c : "?")
                .forEach(text::append);
        return text.toString();
    }
}
